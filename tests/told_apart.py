"""Puts a test to one answer, or to a right and a wrong one, on the engine."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import partial

from nbformat import NotebookNode
from writing import exercise, graded, notebook

from nbgradient.course import notebooks
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.verdict import Verdict
from nbgradient.wire.limits import Limits

PATIENCE = Budget(cell=5, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)


def hidden(test: str) -> str:
    """``test``, where students may not see it."""
    return f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"


def examined(
    slot: Slot, source: NotebookNode, answer: str, files: Mapping[str, bytes] | None = None
) -> dict[str, Verdict]:
    """The verdicts on ``source`` with this ``answer``; beside it lie the instructor's ``files``."""
    handed_in = copy.deepcopy(source)
    cell = next(cell for _, cell in notebooks.cells(handed_in) if notebooks.is_exercise(cell))
    cell.source = answer
    start = partial(slot.candidate, files or {}, PATIENCE)
    return Exam(handed_in, Paper(copy.deepcopy(source), files), start, PATIENCE).run().verdicts


def verdict(slot: Slot, test: str, answer: str, solution: str | None = None) -> Verdict:
    """The verdict of one ``test`` on an ``answer`` to an exercise with this ``solution``."""
    source = notebook(exercise(solution or answer, "answer"), graded(test, "test"))
    return examined(slot, source, answer)["test"]


def shown(given: Verdict) -> str:
    """All that a student may read of a verdict."""
    return f"{given.name} {given.message} {given.line} {given.score}"


def assert_told_apart(slot: Slot, test: str, right: str, wrong: str) -> None:
    """The ``test``, open and hidden, gives its points for ``right`` and none for ``wrong``."""
    for put in (test, hidden(test)):
        given = verdict(slot, put, right)
        assert given.passed, given
        assert not verdict(slot, put, wrong, solution=right).passed
