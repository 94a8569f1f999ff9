"""Tests that may be wrong themselves: by who fails them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nbgradient.reporting import mistakes
from nbgradient.reporting.gather import Cell, Graded
from nbgradient.reporting.mistakes import Failures, Mistake
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
        discrimination: see ``statistics``; None if there is none.
        best: how many of the best third failed it, and how many these are; None if all failed.
        said: what it told these most often, or all; None if that is not known.
    """

    assignment: str
    notebook: str
    name: str
    failed: int
    students: int
    discrimination: float | None
    best: tuple[int, int] | None
    said: Mistake | None


@dataclass(frozen=True)
class Doubts:
    """The tests of an assignment that may be ``wrong``, and those that ``nobody_fails``; whether
    there were too few students for more than to see whether all fail."""

    wrong: list[Doubt]
    nobody_fails: list[tuple[str, str]]
    is_few: bool


@dataclass(frozen=True)
class _Suspicion:
    """Why a test is doubted, and to whom it told something about that."""

    telling: np.ndarray
    discrimination: float | None = None
    best: tuple[int, int] | None = None


def doubts(graded: Graded, failures: Failures, at_least: int = 1) -> Doubts:
    """What is to be said of the tests of an assignment.

    A message is told that ``at_least`` so many students got.
    """
    wrong, easy = [], []
    for column, cell in enumerate(graded.cells):
        scores = graded.scores[:, column]
        known = ~np.isnan(scores)
        if not cell.is_test or not cell.points or known.sum() < VERY_FEW:
            continue
        failed = known & (scores < cell.points)
        if not failed.any():
            easy.append((cell.notebook, cell.name))
        elif (found := _suspicion(graded, column, known, failed)) is not None:
            said = _said(graded, cell, found.telling, failures, at_least)
            wrong.append(
                Doubt(graded.name, cell.notebook, cell.name, int(failed.sum()), int(known.sum()),
                      found.discrimination, found.best, said)
            )  # fmt: skip
    return Doubts(wrong, easy, len(graded.students) < FEW)


def _suspicion(
    graded: Graded, column: int, known: np.ndarray, failed: np.ndarray
) -> _Suspicion | None:
    if failed.sum() == known.sum():
        return _Suspicion(failed)
    rest = rest_shares(graded.scores, graded.points, [column])
    found = discrimination(graded.scores[:, column], rest)
    if found is None or found >= LITTLE:
        return None
    best = known & upper_third(np.where(known, rest, np.nan))
    wrong = best & failed
    if wrong.sum() < max(OFTEN, failed.sum() / known.sum()) * best.sum():
        return None
    return _Suspicion(wrong, found, (int(wrong.sum()), int(best.sum())))


def _said(
    graded: Graded, cell: Cell, telling: np.ndarray, failures: Failures, at_least: int
) -> Mistake | None:
    names = [name for name, is_one in zip(graded.students, telling, strict=True) if is_one]
    own = {name: failures[name] for name in names if name in failures}
    named = mistakes.of_tests(own, [(cell.notebook, cell.name)], at_least).named
    return named[0] if named else None
