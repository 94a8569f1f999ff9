"""Grading a class as the command does, and what it leaves."""

from __future__ import annotations

from pathlib import Path

from nbgradient.course.folders import Course
from nbgradient.grading import export, run
from nbgradient.grading.export import Row
from nbgradient.grading.outcome import Outcome
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission


def to_grade(root: Path, force: bool = False) -> list[Submission]:
    """What of the assignment ``first`` is to be graded; it and its students are entered."""
    standings = Standings(Course(root))
    run.enter("first", standings)
    return run.waiting("first", standings, force)


def grade(
    root: Path, *, force: bool = False, jobs: int = 2, trust: bool = False
) -> dict[str, Outcome]:
    """What became of each submission that was to be graded, by student."""
    todo = to_grade(root, force)
    standings = Standings(Course(root))
    with run.Grader(Course(root), jobs, trust) as grader:
        outcomes = list(grader.grade(todo, standings))
    return {outcome.submission.student: outcome for outcome in outcomes}


def written(root: Path) -> list[Row]:
    """The rows of ``grades.csv``, which is written."""
    return export.write(Standings(Course(root)))
