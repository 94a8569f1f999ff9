"""The class: who they are is made up, what they do is not.

A student is a function that takes the work on a notebook, and returns the text of the file that
is handed in. The docstring says what to look for.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import nbformat

from firststeps.demo.work import Work

Student = Callable[[Work], str]


def ada(work: Work) -> str:
    """everything right"""
    return _solved(work).as_file()


def emmy(work: Work) -> str:
    """every third exercise left untouched"""
    for number, name in enumerate(work.exercises):
        if number % 3 != 2:
            work.answer(name)
    for name in work.questions[::2]:
        work.answer(name)
    return work.as_file()


def alan(work: Work) -> str:
    """the mistakes that many make"""
    for name in work.exercises + work.questions:
        work.answer_wrongly(name)
    return work.as_file()


def grace(work: Work) -> str:
    """forgot every return"""
    for name in work.exercises:
        work.forget_return(name)
    return work.as_file()


def kurt(work: Work) -> str:
    """untouched"""
    return work.as_file()


def sofia(work: Work) -> str:
    """a syntax error in one cell"""
    _solved(work).write(work.exercises[0], "def unfinished(\n    return 0")
    return work.as_file()


def carl(work: Work) -> str:
    """an endless loop in one cell"""
    _solved(work).write(work.exercises[0], "steps = 0\nwhile steps >= 0:\n    steps += 1")
    return work.as_file()


def mary(work: Work) -> str:
    """deleted a test cell"""
    _solved(work).delete(work.tests[0])
    return work.as_file()


def blaise(work: Work) -> str:
    """cells of his own between the others"""
    _solved(work).insert_after(
        work.exercises[0],
        text="A note to myself: **try this again** before the exam.",
        code="import warnings\n\nwarnings.warn('just looking')\nsum(range(10))",
    )
    return work.as_file()


#: Where tests run beside the student's code, each of these wins points without an answer.
TRICKS = """\
import sys

import numpy as np


def without_tests(lines):
    return [] if any("assert" in line for line in lines) else lines


get_ipython().input_transformers_post.append(without_tests)
np.allclose = np.array_equal = lambda *arguments, **named: True
sys.displayhook(100.0)"""


def mallory(work: Work) -> str:
    """tricks for free points instead of answers"""
    work.write(work.exercises[0], TRICKS)
    return work.as_file()


def hedy(work: Work) -> str:
    """cut off on its way: no JSON"""
    text = _solved(work).as_file()
    return text[: len(text) // 2]


def george(work: Work) -> str:
    """another JSON file under the notebook's name"""
    return json.dumps({"name": "George", "answers": work.exercises})


def rosa(work: Work) -> str:
    """in the notebook format of 2013"""
    return nbformat.writes(nbformat.convert(_solved(work).notebook, 3), version=3)


def niels(work: Work) -> str:
    """an empty file"""
    return ""


#: What these do, they do in every notebook.
HABITS: tuple[Student, ...] = (ada, emmy, alan, grace, kurt)

#: What happened to these happened in the first notebook of an assignment; the others are right.
MISHAPS: tuple[Student, ...] = (sofia, carl, mary, blaise, mallory, hedy, george, rosa, niels)


def _solved(work: Work) -> Work:
    for name in work.exercises + work.questions:
        work.answer(name)
    return work
