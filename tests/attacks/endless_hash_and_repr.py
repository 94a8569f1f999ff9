"""Defines objects whose hash, repr and comparison never end.

stock: no, it never ends
"""


class Endless:
    def __repr__(self):
        while True:
            pass

    __hash__ = __eq__ = __float__ = __array__ = __len__ = __repr__


def softmax(x):
    return Endless()


p_first = p_second = p_third = Endless()
