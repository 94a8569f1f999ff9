"""Takes the bounds off its own outputs, and sends outputs of kinds that no cell has.

stock: no, it speaks to the engine
"""

from nbgradient.candidate import recorder

recorder.Recorder._within = lambda self, text: text
usual = recorder.Recorder.start


def start(self, max_bytes):
    usual(self, 1 << 40)
    self.outputs += [None, 1, "text", [], {}, {"output_type": "stream", "text": ["a", 1]}]
    self.outputs += [{"output_type": "execute_result", "data": {"text/plain": "5.0"}}] * 3
    self.outputs += [{"output_type": "error", "ename": {}, "evalue": 1, "traceback": {"a": 1}}]
    self.outputs += [{"output_type": "display_data", "data": {"text/html": "x" * 3_000_000}}]


recorder.Recorder.start = start
