"""The table of grades: nbgrader's columns, and what an instructor still has to do or to know."""

from __future__ import annotations

import csv
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from shlex import quote
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.plugins import ExportPlugin
from sqlalchemy import ColumnElement, case, func, select

from nbgradient.course import settings
from nbgradient.course.folders import Course, CourseError
from nbgradient.grading.database.gradebook import gradebook, open_course
from nbgradient.grading.database.turns import in_turn
from nbgradient.grading.late.timestamps import zone_of
from nbgradient.grading.standing import Standing, Standings
from nbgradient.safe.shown import shown

#: What the table holds of one student and one assignment, by the names of the columns.
Row = dict[str, Any]


class GradesCsv(ExportPlugin):
    """``nbgrader export``: as nbgrader's own table, with columns for the rest of the work."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to ``self.to``, or to ``grades.csv``."""
        standings = Standings(Course(Path(self.parent.coursedir.root)))
        for said in _without_source(gradebook, standings):
            self.log.warning("%s", said)
        rows = grades(gradebook, standings)
        if self.assignment:
            rows = [row for row in rows if row["assignment"] in map(str, self.assignment)]
        if self.student:
            rows = [row for row in rows if row["student_id"] in map(str, self.student)]
        target = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", target)
        _write(rows, Path(target), zone_of(self.config))


def table(standings: Standings) -> list[Row]:
    """The grades of the course that ``standings`` are of.

    Raises:
        CourseError: it is no course, or its gradebook cannot be read.
    """
    with gradebook(open_course(standings.course.root)) as book:
        return grades(book, standings)


def write(standings: Standings) -> list[Row]:
    """Write ``grades.csv`` into the course's folder, and return what it holds.

    Raises:
        CourseError: it is no course, its time zone is not known, or the file cannot be written.
    """
    root = standings.course.root
    part = root / "grades.csv.part"
    try:
        with in_turn(root, "writing grades.csv"):
            found = table(standings)
            _write(found, part, zone_of(settings.load(root)))
            os.replace(part, root / "grades.csv")
    except OSError as error:
        raise CourseError(
            f"The marks are in the gradebook, but grades.csv cannot be written: {error.strerror}. "
            "Mend that and run the command again."
        ) from None
    return found


def _write(rows: Iterable[Row], path: Path, zone: tzinfo) -> None:
    """Write ``rows``, with the mark by which Excel knows UTF-8, and times in ``zone``."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(harmless(_in_zone(row, zone)) for row in rows)


def _in_zone(row: Row, zone: tzinfo) -> Row:
    """``row`` with its times, which nbgrader keeps in UTC, as texts that name their offset."""
    return {
        name: value.replace(tzinfo=UTC).astimezone(zone).isoformat(timespec="seconds")
        if isinstance(value, datetime)
        else value
        for name, value in row.items()
    }


def harmless(row: Row) -> Row:
    """``row`` without text that a spreadsheet takes for a formula, or that cannot be seen."""
    return {
        name: _harmless(value) if isinstance(value, str) else value for name, value in row.items()
    }


#: How a text begins that a spreadsheet takes for a formula.
_FORMULA = tuple("=+-@＝＋－＠")


def _harmless(text: str) -> str:
    text = shown(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def grades(book: Gradebook, standings: Standings) -> list[Row]:
    """A row for each assignment and student, whether anything was handed in or not.

    Of an assignment that is no longer in ``source/`` only what was handed in has rows: a person may
    have marked it. The columns up to ``max_score`` are those of ``nbgrader export``. Of the points,
    ``auto_score`` and ``written_score`` have been given so far, and ``to_mark`` wait for a person.
    """
    known = [_person(student) for student in sorted(book.students, key=_by_name)]
    there = standings.course.assignments()
    rows: list[Row] = []
    for assignment in book.assignments:
        if assignment.name in there:
            rows += _of_assignment(book, assignment, known, standings.of(assignment.name))
        else:
            rows += _of_gone(book, assignment, known)
    return rows


def _of_assignment(
    book: Gradebook, assignment: Assignment, known: list[Row], handed_in: Mapping[str, Standing]
) -> Iterator[Row]:
    fixed = _fixed(assignment)
    scores = scores_of(book, assignment)
    names = {person["student_id"] for person in known}
    # Those whom the gradebook does not know: not graded yet, or by a name that it cannot hold.
    others = [{"student_id": name} for name in handed_in if name not in names]
    for person in [*known, *others]:
        student = person["student_id"]
        reason = _reason(handed_in.get(student))
        yield {**person, **fixed, **scores.get(student, NO_SCORES), "reason": reason}


def _of_gone(book: Gradebook, assignment: Assignment, known: list[Row]) -> Iterator[Row]:
    fixed = {**_fixed(assignment), "reason": "The assignment is no longer in source/."}
    scores = scores_of(book, assignment)
    for person in known:
        if (student := person["student_id"]) in scores:
            yield {**person, **fixed, **scores[student]}


def _fixed(assignment: Assignment) -> Row:
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "max_score": assignment.max_score,
        "auto_max": assignment.max_code_score,
        "written_max": assignment.max_written_score + assignment.max_task_score,
    }


def _by_name(student: Student) -> tuple[str, str, str]:
    """Where a student stands: databases differ in the order of names, and of those without one."""
    return _plain(student.last_name or ""), _plain(student.first_name or ""), student.id


def _plain(name: str) -> str:
    """``name`` as people look it up: without accents, in small letters."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _person(student: Student) -> dict:
    return {
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
    }


COLUMNS = [
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "auto_score",
    "auto_max",
    "written_score",
    "written_max",
    "to_mark",
    "reason",
]


NO_SCORES: Row = {
    "timestamp": None,
    "raw_score": 0.0,
    "late_submission_penalty": 0.0,
    "score": 0.0,
    "auto_score": 0.0,
    "written_score": 0.0,
    "to_mark": 0.0,
}


def scores_of(book: Gradebook, assignment: Assignment) -> dict[str, Row]:
    """What each student has got so far who handed in ``assignment``, as far as it is graded.

    Two queries, however many students there are.
    """
    cell, task = GradeCell.__table__.c, TaskCell.__table__.c

    def total(of: ColumnElement, where: ColumnElement) -> ColumnElement:
        return func.coalesce(func.sum(case((where, of), else_=0.0)), 0.0)

    query = (
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            func.coalesce(func.sum(Grade.score), 0.0),
            total(Grade.score, cell.cell_type == "code"),
            total(Grade.score, cell.cell_type.is_distinct_from("code")),
            total(func.coalesce(cell.max_score, task.max_score, 0.0), Grade.needs_manual_grade),
        )
        .select_from(SubmittedAssignment)
        .outerjoin(SubmittedNotebook, _is_notebook_of(assignment))
        .outerjoin(Grade, _is_grade_of(assignment))
        .outerjoin(GradeCell.__table__, cell.id == Grade.cell_id)
        .outerjoin(TaskCell.__table__, task.id == Grade.cell_id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .group_by(SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
    )
    penalties = _penalties(book, assignment)
    found = {}
    for student, timestamp, raw, auto, written, to_mark in book.db.execute(query):
        penalty = penalties.get(student, 0.0)
        found[student] = {
            "timestamp": timestamp,
            "raw_score": raw,
            "late_submission_penalty": penalty,
            "score": max(0.0, raw - penalty),
            "auto_score": auto,
            "written_score": written,
            "to_mark": to_mark,
        }
    return found


def _penalties(book: Gradebook, assignment: Assignment) -> dict[str, float]:
    query = (
        select(SubmittedAssignment.student_id, func.sum(SubmittedNotebook.late_submission_penalty))
        .select_from(SubmittedAssignment)
        .join(SubmittedNotebook, _is_notebook_of(assignment))
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .group_by(SubmittedAssignment.student_id)
    )
    return {student: penalty or 0.0 for student, penalty in book.db.execute(query)}


def _is_notebook_of(assignment: Assignment) -> ColumnElement[bool]:
    """Which notebooks go with a submission. They are named twice over: SQLite has an index of them
    by the instructor's notebook alone, and would look through all for each submission."""
    known = select(Notebook.id).where(Notebook.assignment_id == assignment.id)
    return (SubmittedNotebook.assignment_id == SubmittedAssignment.id) & (
        SubmittedNotebook.notebook_id.in_(known)
    )


def _is_grade_of(assignment: Assignment) -> ColumnElement[bool]:
    """Which grades go with a submitted notebook, named twice over for the same reason."""
    known = (
        select(BaseCell.id)
        .join(Notebook, Notebook.id == BaseCell.notebook_id)
        .where(Notebook.assignment_id == assignment.id)
    )
    return (Grade.notebook_id == SubmittedNotebook.id) & Grade.cell_id.in_(known)


def without_source(standings: Standings) -> list[str]:
    """A sentence on each assignment of the gradebook that is no longer in ``source/``."""
    with gradebook(open_course(standings.course.root)) as book:
        return _without_source(book, standings)


def _without_source(book: Gradebook, standings: Standings) -> list[str]:
    there = standings.course.assignments()
    return [
        f"'{shown(name)}' is in the gradebook and no longer in source/. If it has another name "
        f"now: nbgradient rename {quote(name)} NEW. If nobody needs its marks: nbgrader db "
        f"assignment remove {quote(name)} --force."
        for name in (assignment.name for assignment in book.assignments)
        if name not in there
    ]


def _reason(standing: Standing | None) -> str:
    """Remarks on the notebooks of a submission."""
    if standing is None:
        return "Nothing was handed in."
    if standing.record is None:
        return "It is not graded as it is now."
    return " ".join(standing.record.remarks.values())
