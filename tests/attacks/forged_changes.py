"""Says that it changed arguments: all of them, and others that it was never given.

A test that computes what it expects after the call would then expect zeros.

earns: test_softmax_keeps_input
stock: no, it speaks to the engine
"""

from nbgradient.candidate import objects

ZEROS = ["list", 0.0, 0.0, 0.0]
usual = objects.Objects.answer


def answer(self, question, buffers):
    if question["do"] != "call":
        return usual(self, question, buffers)
    data, width = bytes(8 * 64), (1, 2, 3, 4, 5, 7, 8, 10)
    arrays = [["array", "<f8", [size], number] for number, size in enumerate(width)]
    arrays += [["array", "<f8", [4, 2], 7], ["array", "<f8", [2, 2, 2], 7]]
    arrays += [["array", "<f8", [3, 4, 2], 8], ["array", "|S1", [4], 9]]
    keys = (1, 2, -1, 7, "x", "self", "target", 10**30)
    changed = [[key, value] for key in keys for value in (ZEROS, *arrays)]
    buffers = [data[: 8 * size] for size in width] + [data[: 8 * 24], b"abcd"]
    return {"value": arrays[2], "changed": changed}, buffers


objects.Objects.answer = answer


def softmax(x):
    return x


def relu(x):
    return x
