"""What the report is made of: the gradebook's scores, and what grading noted of each submission.

Of each assignment the gradebook is asked a handful of questions, however large the class is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cached_property

import numpy as np
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
from sqlalchemy import select

from nbgradient.course import notebooks, settings
from nbgradient.course.exercises import Exercise, exercises, with_strangers
from nbgradient.course.folders import Course, CourseError
from nbgradient.grading import export, records
from nbgradient.grading.database import gradebook
from nbgradient.grading.export import Row
from nbgradient.grading.late import due_dates
from nbgradient.grading.late.timestamps import usual_zone
from nbgradient.grading.records import Record
from nbgradient.grading.standing import Standing, Standings
from nbgradient.grading.submission import Submission
from nbgradient.safe.shown import is_plain

#: How many of all scores of a cell may wait for a person if the others are to stand for all.
MOST_WAITING = 0.1


@dataclass(frozen=True)
class Cell:
    """A graded cell, as the gradebook knows it."""

    notebook: str
    name: str
    points: float
    is_test: bool


@dataclass(frozen=True)
class Graded:
    """An assignment in the gradebook, with all that was handed in for it.

    Attributes:
        name: the assignment's.
        due: when it is due for everybody, in UTC, or None.
        max_score: its points.
        rows: those of ``grades.csv``, by student.
        handed_in: who handed something in.
        late: who did so after the date for him or her.
        students: who has scores, in the order of the rows of ``scores``.
        cells: the graded cells, in the order of its columns.
        scores: NaN where a person has to mark first, where the notebook did not run, and all along
            a cell that more than ``MOST_WAITING`` wait for: the few that have a score are those
            that were left blank, and get 0 by themselves.
        waiting: how many students wait for a mark of each cell, by its place in ``cells``.
        changed: who of them handed in something else since, or was graded by another command.
        exercises: what the notebooks are divided into, by the notebooks' names.
        records: what grading noted, by student.
    """

    name: str
    due: datetime | None
    max_score: float
    rows: Mapping[str, Row]
    handed_in: frozenset[str]
    late: frozenset[str]
    students: list[str]
    cells: list[Cell]
    scores: np.ndarray
    waiting: Mapping[int, int]
    changed: frozenset[str]
    exercises: Mapping[str, list[Exercise]]
    records: Mapping[str, Record]

    @property
    def final(self) -> dict[str, float]:
        """The share of the points of each student of whom nothing waits; lateness is taken off."""
        if not self.max_score:
            return {}
        return {
            student: self.rows[student]["score"] / self.max_score
            for student in self.students
            if not self.rows[student]["to_mark"]
        }

    @property
    def ungraded(self) -> frozenset[str]:
        """Who handed in and has no scores."""
        return self.handed_in.difference(self.students)

    @property
    def failures(self) -> dict[str, dict[tuple[str, str], str]]:
        """The messages of failed tests by notebook and test, of each student by name."""
        return {
            student: {
                (notebook, test): message
                for notebook, failed in record.failures.items()
                for test, message in failed.items()
            }
            for student, record in self.records.items()
        }

    @property
    def refused(self) -> dict[str, set[str]]:
        """The notebooks that did not run, of each student who has such: 0 points tell nothing."""
        found = {
            student: {name for name, took in record.seconds.items() if took is None}
            for student, record in self.records.items()
        }
        return {student: names for student, names in found.items() if names}

    @property
    def unrecorded(self) -> int:
        """Of how many submissions grading noted neither times nor messages."""
        noted = (self.records.get(student) for student in self.students)
        return sum(record is None or not record.seconds for record in noted)

    @cached_property
    def places(self) -> dict[tuple[str, str], int]:
        """The place of each cell among ``cells``, by notebook and name."""
        return {(cell.notebook, cell.name): place for place, cell in enumerate(self.cells)}

    @property
    def points(self) -> np.ndarray:
        """Those of each cell."""
        return np.array([cell.points for cell in self.cells])


@dataclass(frozen=True)
class Class:
    """All that the report tells of.

    Attributes:
        names: the students' names, by their ids.
        assignments: in the order in which they are due, or taught.
        extensions: until when, in UTC, a student may hand in an assignment later than others.
        zone: that of the course, for times that people read.
    """

    names: Mapping[str, str]
    assignments: list[Graded]
    extensions: Mapping[tuple[str, str], datetime]
    zone: tzinfo


def gather(course: Course, assignments: Collection[str] = ()) -> Class:
    """What there is of the ``assignments`` of the ``course``, or of all.

    Raises:
        CourseError: there is no gradebook, no such assignment, or nothing is graded; or the file
            of due dates cannot be read.
    """
    if not gradebook.exists(course.root):
        raise CourseError("There is no gradebook yet: grade first, with nbgradient grade.")
    api = gradebook.open_course(course.root)
    standings = Standings(course)
    with gradebook.gradebook(api) as book:
        entered = {item.name: item for item in book.assignments}
        wanted = _wanted(course, entered, assignments)
        rows = export.grades(book, standings)
        found = [_assignment(book, entered[name], rows, standings) for name in wanted]
    found = [item for item in found if item.students]
    if not found:
        asked = f" of {', '.join(assignments)}" if assignments else ""
        raise CourseError(f"Nothing{asked} is graded yet: grade first, with nbgradient grade.")
    order = settings.in_order([item.name for item in found], api.config)
    found.sort(key=lambda item: order.index(item.name))
    if all(item.due for item in found):
        found.sort(key=lambda item: item.due or datetime.max)
    zone = usual_zone(api)
    dates = due_dates.read(course.root, zone).values()
    extensions = {(item.assignment, item.student): item.due for item in dates if item.student}
    return Class({row["student_id"]: _name(row) for row in rows}, found, extensions, zone)


def _wanted(course: Course, entered: Collection[str], asked: Collection[str]) -> list[str]:
    known = {*entered, *course.assignments()}
    if strange := [name for name in asked if name not in known]:
        there = f"There are: {', '.join(sorted(known))}." if known else "There is none."
        raise CourseError(f"There is no assignment '{strange[0]}'. {there}")
    return [name for name in entered if not asked or name in asked]


def _name(row: Row) -> str:
    names = [row.get("last_name"), row.get("first_name")]
    name = ", ".join(filter(None, names))
    return f"{name} ({row['student_id']})" if name else row["student_id"]


def _assignment(
    book: Gradebook, assignment: Assignment, rows: list[Row], standings: Standings
) -> Graded:
    name = assignment.name
    own = {row["student_id"]: row for row in rows if row["assignment"] == name}
    is_there = name in standings.course.assignments()
    standing = standings.of(name) if is_there else {}
    students, late = _submitted(book, assignment)
    noted = {student: _record(standings.course, name, student, standing) for student in students}
    kept = {student: record for student, record in noted.items() if record}
    cells, keys = _cells(book, assignment)
    scores, waiting = _scores(book, assignment, students, keys)
    graded = Graded(
        name, assignment.duedate, assignment.max_score, own, frozenset({*standing, *students}),
        frozenset(late), students, cells, scores, waiting,
        frozenset(student for student in students if _is_other(standing.get(student))),
        _exercises(standings.course, name, cells), kept,
    )  # fmt: skip
    _leave_out_what_did_not_run(graded)
    _leave_out_what_waits(graded)
    return graded


def _is_other(standing: Standing | None) -> bool:
    return standing is not None and standing.record is None


def _record(
    course: Course, assignment: str, student: str, standing: Mapping[str, Standing]
) -> Record | None:
    """What was noted when the scores came about, even if something has changed since."""
    known = standing.get(student)
    if known is not None and known.record is not None:
        return known.record
    is_name = is_plain(student) and "/" not in student
    return records.read(Submission(course.root, assignment, student)) if is_name else None


def _submitted(book: Gradebook, assignment: Assignment) -> tuple[list[str], set[str]]:
    """Who has scores, and who of them was late."""
    query = select(
        SubmittedAssignment.student_id, SubmittedAssignment.timestamp, SubmittedAssignment.extension
    ).where(SubmittedAssignment.assignment_id == assignment.id)
    found = sorted(book.db.execute(query).all(), key=lambda row: row[0])
    due = assignment.duedate
    late = {
        student
        for student, when, extension in found
        if due is not None and when is not None and when > due + (extension or timedelta(0))
    }
    return [student for student, *_ in found], late


def _cells(book: Gradebook, assignment: Assignment) -> tuple[list[Cell], dict[str, int]]:
    """The graded cells, by notebook, and the place of each by the gradebook's own key."""
    cell, task = GradeCell.__table__.c, TaskCell.__table__.c
    query = (
        select(
            BaseCell.id, Notebook.name, BaseCell.name, cell.max_score, cell.cell_type,
            task.max_score,
        )
        .join(Notebook, Notebook.id == BaseCell.notebook_id)
        .outerjoin(GradeCell.__table__, cell.id == BaseCell.id)
        .outerjoin(TaskCell.__table__, task.id == BaseCell.id)
        .where(Notebook.assignment_id == assignment.id)
        .where(cell.id.is_not(None) | task.id.is_not(None))
    )  # fmt: skip
    found = sorted(book.db.execute(query).all(), key=lambda row: (row[1], row[2]))
    cells = [
        Cell(notebook, name, (points if kind else task_points) or 0.0, kind == "code")
        for _, notebook, name, points, kind, task_points in found
    ]
    return cells, {key: place for place, (key, *_) in enumerate(found)}


def _scores(
    book: Gradebook, assignment: Assignment, students: list[str], keys: Mapping[str, int]
) -> tuple[np.ndarray, dict[int, int]]:
    """The scores, and how many wait for a person, by the place of the cell."""
    places = {student: place for place, student in enumerate(students)}
    query = (
        select(SubmittedAssignment.student_id, Grade.cell_id, Grade.score, Grade.needs_manual_grade)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
    )
    scores = np.full((len(students), len(keys)), math.nan)
    waiting: dict[int, int] = {}
    for student, cell, score, waits in book.db.execute(query):
        if (column := keys.get(cell)) is None or student not in places:
            continue
        if waits:
            waiting[column] = waiting.get(column, 0) + 1
        else:
            scores[places[student], column] = score
    return scores, waiting


def _leave_out_what_did_not_run(graded: Graded) -> None:
    """The 0 points of a notebook that was refused tell nothing of its exercises."""
    for student, refused in graded.refused.items():
        row = graded.scores[graded.students.index(student)]
        row[[cell.notebook in refused for cell in graded.cells]] = math.nan


def _leave_out_what_waits(graded: Graded) -> None:
    for column, waiting in graded.waiting.items():
        known = (~np.isnan(graded.scores[:, column])).sum()
        if waiting > MOST_WAITING * (waiting + known):
            graded.scores[:, column] = math.nan


def _exercises(course: Course, assignment: str, cells: list[Cell]) -> dict[str, list[Exercise]]:
    """Those of the notebooks in ``source/``; of what is no longer there, each cell is one."""
    paths = {path.stem: path for path in course.notebooks(assignment)}
    found = {}
    for notebook in dict.fromkeys(cell.notebook for cell in cells):
        own = exercises(notebooks.read(paths[notebook])) if notebook in paths else []
        names = [cell.name for cell in cells if cell.notebook == notebook]
        found[notebook] = with_strangers(own, names)
    return found
