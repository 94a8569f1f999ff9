"""Sends the grader no process where it is to send that of its copy, and an odd number of it.

stock: no, it speaks to the engine
"""

from nbgradient.candidate import session
from nbgradient.wire import frames


def send_process(link, pid):
    frames.send(link, {"pid": {"of": [pid, "every"]}})
    link.send(b"p")


session._send_process = send_process


def relu(x):
    return np.maximum(x, 0)
