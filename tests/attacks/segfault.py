"""Reads memory at the address 0, in a cell and when a test calls it."""

import ctypes


def softmax(x):
    ctypes.string_at(0)


def relu(x):
    ctypes.memset(id(x), 0, 256)
    return x


# %% log_softmax
import ctypes

ctypes.string_at(0)
