"""The table of grades: nbgrader's columns, and what an instructor still has to do or to know."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.plugins import ExportPlugin
from sqlalchemy import func

from nbgradient.course.folders import CourseError
from nbgradient.grading import records
from nbgradient.grading.gradebook import open_course
from nbgradient.grading.submission import Submission, submissions
from nbgradient.safe.shown import shown

#: What the table holds of one student and one assignment, by the names of the columns.
Row = dict[str, Any]


class GradesCsv(ExportPlugin):
    """``nbgrader export``: as nbgrader's own table, with columns for the rest of the work."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to ``self.to``, or to ``grades.csv``."""
        rows = grades(gradebook, Path(self.parent.coursedir.root))
        if self.assignment:
            rows = [row for row in rows if row["assignment"] in map(str, self.assignment)]
        if self.student:
            rows = [row for row in rows if row["student_id"] in map(str, self.student)]
        target = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", target)
        _write(rows, Path(target))


def table(root: Path) -> list[Row]:
    """The grades of the course at ``root``.

    Raises:
        CourseError: there is no course at ``root``.
    """
    api = open_course(root)
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as book:
        return grades(book, root)


def write(root: Path) -> list[Row]:
    """Write ``root/grades.csv``, and return what it holds.

    Raises:
        CourseError: there is no course at ``root``, or the file cannot be written.
    """
    found = table(root)
    part = root / "grades.csv.part"
    try:
        _write(found, part)
        os.replace(part, root / "grades.csv")
    except OSError as error:
        raise CourseError(
            f"The marks are in the gradebook, but grades.csv cannot be written: {error.strerror}. "
            "Mend that and run the command again."
        ) from None
    return found


def _write(rows: Iterable[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(harmless, rows))


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


def grades(book: Gradebook, root: Path) -> list[Row]:
    """A row for each assignment and student, whether anything was handed in or not.

    The columns up to ``max_score`` are those of ``nbgrader export``. Of the points, ``auto_score``
    and ``written_score`` have been given so far, and ``to_mark`` wait for a person.
    """
    rows = []
    for assignment in book.assignments:
        waiting = _waiting(book, assignment)
        handed_in = {submission.student_id: submission for submission in assignment.submissions}
        people = sorted(map(_person, book.students), key=_by_name)
        known = {person["student_id"] for person in people}
        # Those whom the gradebook does not know: not graded yet, or by a name that it cannot hold.
        others = [item.student for item in submissions(assignment.name, root)]
        people += [{"student_id": name} for name in others if name not in known]
        for person in people:
            student = person["student_id"]
            rows.append(
                {
                    **person,
                    "assignment": assignment.name,
                    "duedate": assignment.duedate,
                    "max_score": assignment.max_score,
                    "auto_max": assignment.max_code_score,
                    "written_max": assignment.max_written_score,
                    **_scores(handed_in.get(student)),
                    "to_mark": waiting.get(student, 0.0),
                    "reason": _reason(Submission(root, assignment.name, student)),
                }
            )
    return rows


def _by_name(person: dict) -> tuple[str, ...]:
    """As nbgrader orders them, and those without a name, or of the same, always alike."""
    return tuple(person[part] or "" for part in ("last_name", "first_name", "student_id"))


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


def _scores(submission: SubmittedAssignment | None) -> dict:
    if submission is None:
        numbers = ("raw_score", "late_submission_penalty", "score", "auto_score", "written_score")
        return {"timestamp": None} | dict.fromkeys(numbers, 0.0)
    penalty = submission.late_submission_penalty
    return {
        "timestamp": submission.timestamp,
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
        "auto_score": submission.code_score,
        "written_score": submission.written_score,
    }


def _waiting(book: Gradebook, assignment: Assignment) -> dict[str, float]:
    """How many points of each student wait for a person to mark them."""
    query = (
        book.db.query(SubmittedAssignment.student_id, func.sum(GradeCell.max_score))
        .select_from(SubmittedAssignment)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .filter(SubmittedAssignment.assignment_id == assignment.id, Grade.needs_manual_grade)
        .group_by(SubmittedAssignment.student_id)
    )
    return dict(query.all())


def _reason(submission: Submission) -> str:
    """Remarks on the notebooks of ``submission``."""
    if not submission.is_there:
        return "Nothing was handed in."
    record = records.read(submission)
    return " ".join(record.remarks.values()) if record else "It is not graded as it is now."
