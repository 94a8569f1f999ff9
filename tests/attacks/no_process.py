"""Tells the grader odd numbers in place of that of its own copy's process.

stock: no, it speaks to the engine
"""

import itertools

from nbgradient.candidate import session

usual = session.snapshot
ODD = itertools.cycle([{"of": [1, "every"]}, "text", None, [], 1e300, float("nan"), -1, 2**80])


def snapshot(*arguments):
    usual(*arguments)
    return next(ODD)


session.snapshot = snapshot


def relu(x):
    raise ValueError
