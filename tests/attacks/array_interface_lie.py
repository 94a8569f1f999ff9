"""Lies about its memory by __array_interface__."""


class Wild:
    __array_interface__ = {"shape": (3,), "typestr": "<f8", "data": (1, False), "version": 3}


def softmax(x):
    return Wild()
