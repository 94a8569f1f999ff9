"""The due dates of the file in nbgrader's gradebook, where formgrader and nbgrader find them.

What the file said last is kept beside them: what it says no more is taken away again.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nbgradient.course.folders import Course
from nbgradient.examiner import own_tables
from nbgradient.examiner.own_tables import OwnTable
from nbgradient.grading.late import due_dates
from nbgradient.grading.late.due_dates import DueDatesError
from nbgradient.safe.shown import shown


class Said(OwnTable):
    """What the file said when it was last read."""

    __tablename__ = "nbgradient_due_date"

    assignment: Mapped[str] = mapped_column(String(128), primary_key=True)
    #: Who has an extension, or "" for everybody.
    student: Mapped[str] = mapped_column(String(128), primary_key=True)
    due: Mapped[datetime]
    #: What nbgrader's gradebook said instead, of everybody.
    before: Mapped[datetime | None]


class Deadlines:
    """When the assignments of a course are due, and for whom later."""

    def __init__(self, book: Gradebook, root: Path, usual: tzinfo) -> None:
        """Enter what the file in ``root`` says into ``book``; ``usual`` is the course's zone.

        Raises:
            DueDatesError: the file holds what cannot be taken; then nothing is entered.
        """
        self._book, self._root = book, root
        self._dates = due_dates.read(root, usual)
        with book.engine.begin() as connection:
            own_tables.make(connection, Said)
        self._assignments = {item.name: item for item in book.assignments}
        try:
            self._enter()
            book.db.commit()
        except BaseException:
            book.db.rollback()
            raise

    def extend(self, submission: SubmittedAssignment) -> None:
        """Give ``submission`` the extension that the file has for its student, if it has one."""
        item = self._dates.get((submission.assignment.name, submission.student_id))
        if item is not None:
            submission.extension = item.due - submission.assignment.duedate

    def unknown(self) -> list[str]:
        """A sentence on each line that is about nobody and nothing in the course."""
        students = {student.id for student in self._book.students}
        known = {*self._assignments, *Course(self._root).assignments()}
        said = []
        for item in self._dates.values():
            if item.assignment not in known:
                said.append(f"{item.place}: there is no assignment '{shown(item.assignment)}'.")
            elif item.student and item.student not in students:
                name = shown(item.student)
                said.append(f"{item.place}: nobody by the name '{name}' has handed in anything.")
        return said

    def _enter(self) -> None:
        said = {(item.assignment, item.student): item for item in self._book.db.query(Said)}
        self._take_away(said)
        for (name, student), item in self._dates.items():
            if name not in self._assignments:
                continue
            kept = said.get((name, student))
            if kept is None:
                kept = Said(assignment=name, student=student)
                self._book.db.add(kept)
            if not student:
                _set(self._assignments[name], kept, item.due)
            kept.due = item.due
        self._extend_all()

    def _take_away(self, said: dict[tuple[str, str], Said]) -> None:
        """Take from the gradebook what the file said before, and says no more."""
        for (name, student), kept in said.items():
            assignment = self._assignments.get(name)
            if (name, student) in self._dates:
                continue
            if assignment is not None and student:
                for submission in self._submissions(assignment, student):
                    submission.extension = None
            elif assignment is not None and assignment.duedate == kept.due:
                assignment.duedate = kept.before
            self._book.db.delete(kept)

    def _extend_all(self) -> None:
        """Give all who have an extension theirs, counted from the date for everybody."""
        for (name, student), item in self._dates.items():
            assignment = self._assignments.get(name)
            if not student or assignment is None:
                continue
            if assignment.duedate is None:
                raise DueDatesError(
                    f"{item.place}: {shown(name)} has no date for everybody, which this one would "
                    "extend: add a line without a student."
                )
            for submission in self._submissions(assignment, student):
                self.extend(submission)

    def _submissions(self, assignment: Assignment, student: str) -> list[SubmittedAssignment]:
        return (
            self._book.db.query(SubmittedAssignment)
            .filter_by(assignment_id=assignment.id, student_id=student)
            .all()
        )


def _set(assignment: Assignment, kept: Said, due: datetime) -> None:
    """Set the date of an ``assignment``, and keep one that somebody has entered elsewhere."""
    if kept.due != assignment.duedate:
        kept.before = assignment.duedate
    assignment.duedate = due
