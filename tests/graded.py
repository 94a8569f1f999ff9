"""Grading a class as the command does, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nbgrader.api import Grade, Gradebook
from traitlets.config import Config

from nbgradient.course.folders import Course
from nbgradient.examiner.pool import AnyPool
from nbgradient.grading import export, run
from nbgradient.grading.export import Row
from nbgradient.grading.giving_back import giving
from nbgradient.grading.giving_back.giving import Asked, GivenBack
from nbgradient.grading.outcome import Outcome
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission


def to_grade(root: Path, assignment: str = "first", force: bool = False) -> list[Submission]:
    """What of ``assignment`` is to be graded; it and its students are entered."""
    standings = Standings(Course(root))
    run.enter(assignment, standings)
    return run.waiting(assignment, standings, force)


def outcomes(
    root: Path,
    todo: list[Submission],
    jobs: int,
    trust: bool = False,
    pool: Callable[[Config], AnyPool] | None = None,
) -> Iterator[Outcome]:
    """Grade ``todo``, and give each outcome as soon as it is known."""
    course = Course(root)
    with run.Grader(course, jobs, trust, pool) as grader:
        yield from grader.grade(todo, Standings(course))


def grade(
    root: Path, *, force: bool = False, jobs: int = 2, trust: bool = False
) -> dict[str, Outcome]:
    """What became of each submission to the assignment ``first``, by student."""
    found = outcomes(root, to_grade(root, force=force), jobs, trust)
    return {outcome.submission.student: outcome for outcome in found}


class Threads(ThreadPoolExecutor):
    """Makes pages in this process, which is soon there."""

    room = 2

    def submit_alone(self, function: Callable, /, *arguments: Any) -> Future:
        """As ``submit``: nothing here needs the machine for itself."""
        return self.submit(function, *arguments)


def give_back(root: Path, assignment: str = "first", **asked: Any) -> GivenBack:
    """What there is of ``assignment`` in ``feedback/``, when it is up to date."""
    with Threads(1) as pool:
        standings = Standings(Course(root))
        (found,) = giving.give_back(standings, [assignment], Asked(**asked), pool)
    return found


def mark_all(root: Path, score: float = 0.0) -> None:
    """Give ``score`` for all that waits, as a person does in formgrader."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for grade in book.db.query(Grade).filter(Grade.needs_manual_grade):
            grade.manual_score, grade.needs_manual_grade = score, False
        book.db.commit()


def written(root: Path) -> list[Row]:
    """The rows of ``grades.csv``, which is written."""
    return export.write(Standings(Course(root)))
