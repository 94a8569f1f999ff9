"""Gives handles with wrong, negative and huge numbers, whose every answer is another handle.

stock: no, it speaks to the engine
"""

import itertools

from nbgradient.candidate import objects

CLASSES = [["numpy", "ndarray"], ["torch", "Tensor"], ["pandas", "DataFrame"], ["numpy", "bool"]]
NUMBERS = itertools.cycle([-1, 0, 1 << 62, 7, True])


def answer(self, question, buffers):
    handle = ["handle", next(NUMBERS), "ndarray", CLASSES]
    if question["do"] == "names":
        return {"found": [[name, handle] for name in question["names"]]}, []
    return {"value": handle, "changed": []}, []


objects.Objects.answer = answer
