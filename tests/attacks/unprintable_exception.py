"""Raises exceptions that cannot be printed."""


class Unprintable(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__


def softmax(x):
    raise Unprintable


raise Unprintable
