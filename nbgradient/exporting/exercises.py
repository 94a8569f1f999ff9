"""Points by exercise: what each student has for the tests below a cell that students fill in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import Select, func, select

from nbgradient.course import notebooks
from nbgradient.course.exercises import exercises
from nbgradient.course.folders import Course

_MOST = func.coalesce(GradeCell.__table__.c.max_score, TaskCell.__table__.c.max_score, 0.0)


@dataclass(frozen=True)
class Exercise:
    """An exercise of a notebook."""

    notebook: str
    name: str


@dataclass
class Points:
    """What a student has for an exercise.

    Attributes:
        score: the points so far.
        waits: whether some of them are still to be given by a person.
    """

    score: float = 0.0
    waits: bool = False


@dataclass(frozen=True)
class Exercises:
    """Those of an assignment, in its order.

    Attributes:
        maximum: the points that each can give.
        points: what each student has, by exercise.
    """

    maximum: dict[Exercise, float]
    points: dict[str, dict[Exercise, Points]]


def read(book: Gradebook, course: Course, assignment: Assignment) -> Exercises:
    """The exercises of ``assignment``: two queries, however many students there are."""
    of_cell = _of_cells(course, assignment.name)
    maximum: dict[Exercise, float] = dict.fromkeys(of_cell.values(), 0.0)
    for notebook, cell, most in book.db.execute(_cells(assignment)):
        exercise = of_cell.setdefault((notebook, cell), Exercise(notebook, cell))
        maximum[exercise] = maximum.get(exercise, 0.0) + most
    points: dict[str, dict[Exercise, Points]] = defaultdict(dict)
    for student, notebook, cell, score, waits in book.db.execute(_grades(assignment)):
        exercise = of_cell.get((notebook, cell), Exercise(notebook, cell))
        has = points[student].setdefault(exercise, Points())
        has.score += score or 0.0
        has.waits |= bool(waits)
    return Exercises({key: most for key, most in maximum.items() if most}, dict(points))


def _of_cells(course: Course, assignment: str) -> dict[tuple[str, str], Exercise]:
    """Which exercise each cell that gives points belongs to, by notebook and name."""
    return {
        (path.stem, cell): Exercise(path.stem, part.title)
        for path in course.notebooks(assignment)
        for part in exercises(notebooks.read(path))
        for cell in part.cells
    }


def _cells(assignment: Assignment) -> Select[Any]:
    cell = BaseCell.__table__.c
    return (
        select(Notebook.name, cell.name, _MOST)
        .join(BaseCell.__table__, cell.notebook_id == Notebook.id)
        .outerjoin(GradeCell.__table__, GradeCell.__table__.c.id == cell.id)
        .outerjoin(TaskCell.__table__, TaskCell.__table__.c.id == cell.id)
        .where(Notebook.assignment_id == assignment.id, cell.type.in_(("GradeCell", "TaskCell")))
        .order_by(Notebook.name, cell.name)
    )


def _grades(assignment: Assignment) -> Select[Any]:
    cell = BaseCell.__table__.c
    return (
        select(
            SubmittedAssignment.student_id,
            Notebook.name,
            cell.name,
            Grade.score,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell.__table__, cell.id == Grade.cell_id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
    )
