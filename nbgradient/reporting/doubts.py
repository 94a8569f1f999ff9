"""Tests that may be wrong themselves: by who fails them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nbgradient.reporting import mistakes
from nbgradient.reporting.gather import Graded
from nbgradient.reporting.mistakes import Failures
from nbgradient.reporting.statistics import (
    FEW,
    VERY_FEW,
    discrimination,
    rest_shares,
    upper_third,
)

#: A test that tells so little of who knows more is looked at, if of the best third so many fail,
#: and no less than of all.
LITTLE, OFTEN = 0.1, 1 / 3


@dataclass(frozen=True)
class Doubt:
    """A test that may be wrong.

    Attributes:
        assignment, notebook, name: which one.
        failed: how many of the ``students`` who took it failed it.
        message: what it said most often, or None if that is not known.
        example: a student who read that, or None.
        discrimination: see ``statistics``; None if there is none.
        best: how many of the best third failed it, and how many these are; None if all failed.
    """

    assignment: str
    notebook: str
    name: str
    failed: int
    students: int
    message: str | None
    example: str | None
    discrimination: float | None = None
    best: tuple[int, int] | None = None


@dataclass(frozen=True)
class Doubts:
    """The tests of an assignment that may be ``wrong``, and those that ``nobody_fails``; whether
    there were too few students for more than to see whether all fail."""

    wrong: list[Doubt]
    nobody_fails: list[tuple[str, str]]
    is_few: bool


def doubts(graded: Graded, failures: Failures) -> Doubts:
    """What is to be said of the tests of an assignment."""
    wrong, easy = [], []
    for column, cell in enumerate(graded.cells):
        scores = graded.scores[:, column]
        known = ~np.isnan(scores)
        if not cell.is_test or not cell.points or known.sum() < VERY_FEW:
            continue
        failed = known & (scores < cell.points)
        if not failed.any():
            easy.append((cell.notebook, cell.name))
        elif doubt := _doubt(graded, column, known, failed, failures):
            wrong.append(doubt)
    return Doubts(wrong, easy, len(graded.students) < FEW)


def _doubt(
    graded: Graded, column: int, known: np.ndarray, failed: np.ndarray, failures: Failures
) -> Doubt | None:
    if failed.sum() == known.sum():
        return _described(graded, column, known, failed, failures)
    rest = rest_shares(graded.scores, graded.points, [column])
    share = graded.scores[:, column] / graded.cells[column].points
    found = discrimination(share, rest)
    if found is None or found >= LITTLE:
        return None
    best = known & upper_third(np.where(known, rest, np.nan))
    wrong = best & failed
    if wrong.sum() < max(OFTEN, failed.sum() / known.sum()) * best.sum():
        return None
    numbers = int(wrong.sum()), int(best.sum())
    return _described(graded, column, known, failed, failures, wrong, found, numbers)


def _described(
    graded: Graded, column: int, known: np.ndarray, failed: np.ndarray, failures: Failures,
    telling: np.ndarray | None = None, found: float | None = None,
    best: tuple[int, int] | None = None,
) -> Doubt:  # fmt: skip
    """The test in ``column``, with what it said to those who are ``telling``, or else to all."""
    cell = graded.cells[column]
    names = _names(graded, failed if telling is None else telling)
    own = {name: failures[name] for name in names if name in failures}
    said = mistakes.of_tests(own, [(cell.notebook, cell.name)]).named
    return Doubt(
        graded.name, cell.notebook, cell.name, int(failed.sum()), int(known.sum()),
        said[0].message if said else None, said[0].example if said else None, found, best,
    )  # fmt: skip


def _names(graded: Graded, which: np.ndarray) -> Iterator[str]:
    return (name for name, is_one in zip(graded.students, which, strict=True) if is_one)
