"""What a test passes uncopied is lent: neither other tests nor the next submission find a change.

Each case is a locked value that two tests, in two snapshots, pass to the student's function.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from nbformat import NotebookNode
from warmed import warmed
from writing import exercise, free, given, graded, notebook

from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.slot import Slot
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

PATIENCE = Budget(cell=5, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

LIBRARIES = """
import numpy as np
import pandas as pd
import torch
"""
HONEST = "def answer(x):\n    return 1.0"


@dataclass(frozen=True)
class Case:
    """A locked cell that binds DATA, what a student does to it, and what holds if it is whole."""

    name: str
    made: str
    change: str
    whole: str


CASES = [
    Case("array", "DATA = np.arange(4.0)", "x[:] = 0", "DATA.tolist() == [0, 1, 2, 3]"),
    Case("array_of_int", "DATA = np.arange(4)", "x[:] = -1", "DATA.sum() == 6"),
    Case("bytes_of_array", "DATA = np.ones(3)", "x.view('u1')[:] = 255", "DATA.sum() == 3"),
    Case(
        "view_of_a_bigger_array",
        "BIG = np.arange(12.0).reshape(3, 4)\nDATA = BIG[:, 1:3]",
        "x[:] = -1",
        "BIG.sum() == 66 and DATA.tolist() == [[1, 2], [5, 6], [9, 10]]",
    ),
    Case("sorted_array", "DATA = np.array([3, 1, 2])", "x.sort()", "DATA.tolist() == [3, 1, 2]"),
    Case("shaped_array", "DATA = np.ones((2, 3))", "x.shape = (3, 2)", "DATA.shape == (2, 3)"),
    Case("list", "DATA = [1, 2, 3]", "x.clear()", "DATA == [1, 2, 3]"),
    Case("list_of_lists", "DATA = [[1, 2], [3]]", "x[0].append(x.pop())", "DATA == [[1, 2], [3]]"),
    Case(
        "list_of_arrays",
        "ROW = np.ones(3)\nDATA = [ROW, ROW]",
        "x[0][:] = 0",
        "ROW.sum() == 3 and DATA[0] is ROW and DATA[1] is ROW",
    ),
    Case(
        "dict",
        "DATA = {'b': np.ones(2), 'a': [1]}",
        "x['b'][:] = 0; x['a'].append(2); x['c'] = x.pop('a')",
        "list(DATA) == ['b', 'a'] and DATA['a'] == [1] and DATA['b'].sum() == 2",
    ),
    Case("set", "DATA = {1, 2}", "x.add(3)", "DATA == {1, 2}"),
    Case("tensor", "DATA = torch.ones(3)", "x.zero_()", "DATA.tolist() == [1, 1, 1]"),
    Case(
        "view_of_a_tensor",
        "BIG = torch.ones(2, 3)\nDATA = BIG[0]",
        "x.mul_(7)",
        "BIG.sum().item() == 6",
    ),
    Case(
        "gradient",
        "DATA = torch.ones(3, requires_grad=True)",
        "(x * 5).sum().backward()",
        "DATA.grad is None and DATA.requires_grad",
    ),
    Case(
        "frame",
        "DATA = pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']})",
        "x['a'] = 0; x['c'] = 1",
        "DATA.equals(pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']}))",
    ),
    Case(
        "row_of_a_frame",
        "DATA = pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']})",
        "x.drop(index=0, inplace=True)",
        "DATA.equals(pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']}))",
    ),
    Case("series", "DATA = pd.Series([1, 2])", "x[:] = 0", "DATA.tolist() == [1, 2]"),
    Case(
        "column_of_a_frame",
        "DATA = pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']})",
        "x.drop(columns='a', inplace=True)",
        "DATA.equals(pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']}))",
    ),
    Case(
        "kind_of_a_series",
        "DATA = pd.Series([1, 2])",
        "x.loc[5] = 0.5",
        "DATA.tolist() == [1, 2] and DATA.dtype == 'int64'",
    ),
]


@pytest.fixture(scope="module")
def slot(sandbox: None) -> Iterator[Slot]:
    with warmed(needs([notebook(given(LIBRARIES))]), LIMITS) as started:
        yield started


def course_of(case: Case) -> NotebookNode:
    """Two tests in two snapshots; only the first asks whether its argument was changed."""
    return notebook(
        given(LIBRARIES, "imports"),
        given(case.made, "data"),
        exercise(HONEST, "answer"),
        graded(
            f"answer(DATA)\nassert {case.whole}, 'changed'\n"
            f"### BEGIN HIDDEN TESTS\nanswer(DATA)\nassert {case.whole}\n### END HIDDEN TESTS",
            "test_keeps",
        ),
        graded(f"assert {case.whole}\nassert answer(DATA) == 1.0", "test_beside"),
        free("between = 1"),
        graded(
            f"assert {case.whole}\nassert answer(DATA) == 1.0\n"
            f"### BEGIN HIDDEN TESTS\nassert answer(2) == 1.0\n### END HIDDEN TESTS",
            "test_later",
        ),
        graded(
            f"assert answer(1) == 1.0\n### BEGIN HIDDEN TESTS\nassert {case.whole}\n"
            "assert answer(DATA) == 1.0\n### END HIDDEN TESTS",
            "test_hidden",
        ),
    )


def failed(source: NotebookNode, answer: str, paper: Paper, slot: Slot) -> dict[str, str]:
    """The tests that ``answer`` fails, and their messages."""
    handed_in = copy.deepcopy(source)
    cell = next(cell for _, cell in notebooks.cells(handed_in) if notebooks.is_exercise(cell))
    cell.source = answer
    start = partial(slot.candidate, {}, PATIENCE)
    verdicts = Exam(handed_in, paper, start, PATIENCE).run().verdicts
    return {name: verdict.message for name, verdict in verdicts.items() if not verdict.passed}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_function_does_to_its_argument_only_its_own_test_sees(
    case: Case, slot: Slot
) -> None:
    source = course_of(case)
    paper = Paper(copy.deepcopy(source))
    hostile = (
        f"def answer(x):\n    if not isinstance(x, int):\n        {case.change}\n    return 1.0"
    )
    assert set(failed(source, hostile, paper, slot)) <= {"test_keeps"}
    assert failed(source, HONEST, paper, slot) == {}


@pytest.mark.parametrize("ends", ["raise ValueError('no')", "import os; os._exit(0)"])
def test_a_function_that_changes_its_argument_and_fails_changes_nothing(
    ends: str, slot: Slot
) -> None:
    source = course_of(CASES[0])
    paper = Paper(copy.deepcopy(source))
    failed(source, f"def answer(x):\n    x[:] = 0\n    {ends}", paper, slot)
    assert failed(source, HONEST, paper, slot) == {}


def test_a_forged_change_of_what_was_not_passed_changes_nothing(slot: Slot) -> None:
    source = course_of(CASES[0])
    paper = Paper(copy.deepcopy(source))
    forged = """
from nbgradient.candidate import objects

usual = objects.Objects.answer


def forge(self, question, buffers):
    reply, buffers = usual(self, question, buffers)
    if question["do"] == "call":
        zeros = ["array", "<f8", [4], len(buffers)]
        reply["changed"] = [[key, zeros] for key in (0, -1, True)]
        buffers = [*buffers, bytes(32)]
    return reply, buffers


objects.Objects.answer = forge


def answer(x):
    return 1.0
"""
    failed(source, forged, paper, slot)
    assert failed(source, HONEST, paper, slot) == {}
