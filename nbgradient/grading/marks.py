"""The only writer of marks: what workers found goes into nbgrader's gradebook from here alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from nbformat import NotebookNode
from nbgrader.api import Assignment, Comment, Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.apps.api import NbGraderAPI
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from nbgradient.course.folders import CourseError
from nbgradient.examiner import autotests
from nbgradient.examiner.second_look import SecondLook
from nbgradient.grading.database.connection import GradebookError, explained
from nbgradient.grading.database.gradebook import LONGEST_NAME, alone, can_hold, open_gradebook
from nbgradient.grading.final_marks import FinalMarks, score_of
from nbgradient.grading.late.deadlines import Deadlines
from nbgradient.grading.late.penalties import Penalties, PenaltyError
from nbgradient.grading.late.timestamps import usual_zone
from nbgradient.grading.submission import Submission
from nbgradient.grading.tasks import Graded
from nbgradient.safe.shown import shown

T = TypeVar("T")


@dataclass(frozen=True)
class Late:
    """A notebook that was handed in late.

    Attributes:
        student: whose it is.
        notebook: the gradebook's own entry.
        seconds: how late, or 0 if it is so no more.
        score: what it has now, a person's marks included.
    """

    student: str
    notebook: SubmittedNotebook
    seconds: float
    score: float


class Marks:
    """nbgrader's gradebook, open for a run. Use it as a context manager."""

    def __init__(self, api: NbGraderAPI) -> None:
        """Open the gradebook of the course that ``api`` has the settings of.

        The due dates of the course's file are entered into it.

        Raises:
            CourseError: the file, the course's time zone, or the plugin for late work cannot be
                used.
            GradebookError: the gradebook cannot be opened.
        """
        self._book = open_gradebook(api)
        self._url = api.coursedir.db_url
        self._final = FinalMarks(self._book)
        root = Path(api.coursedir.root)
        self._penalties = Penalties(api.config, root)
        #: The zone of a time that names none.
        self.zone = usual_zone(api)
        with alone(api), explained(self._url):
            self._second_look = SecondLook(self._book)
            self._deadlines = Deadlines(self._book, root, self.zone)

    def __enter__(self) -> Marks:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def checksums(self, assignment: str, notebook: str) -> dict[str, str]:
        """nbgrader's checksums of the cells that students were given, by grade_id."""
        return self._as_one(self._read_checksums, assignment, notebook)

    def with_autotests(self, source: NotebookNode, assignment: str, notebook: str) -> NotebookNode:
        """``source`` with the tests that nbgrader wrote into the release, if it asks for any."""
        if not autotests.are_asked_for(source):
            return source
        return self._as_one(autotests.written, source, self._book, assignment, notebook)

    def unknown_in_due_dates(self) -> list[str]:
        """A sentence on each line of the file of due dates that is about nobody in the course."""
        return self._deadlines.unknown()

    def set_times(self, assignment: str, handed_in: Mapping[str, datetime | None]) -> None:
        """Write when students handed in ``assignment``, as far as the gradebook has it."""
        for entry in self._entries(assignment):
            if entry.student_id in handed_in:
                entry.timestamp = handed_in[entry.student_id]
        self._book.db.commit()

    def late(self, assignment: str, student: str | None = None) -> Iterator[Late]:
        """The notebooks of ``assignment`` that are late, or have been taken for late.

        All of them, or those of one ``student``.
        """
        late = {
            entry.id: (entry.student_id, seconds)
            for entry in self._entries(assignment)
            if (seconds := _seconds_late(entry)) or entry.late_submission_penalty
            if student in (None, entry.student_id)
        }
        query = (
            select(SubmittedNotebook, func.coalesce(func.sum(Grade.score), 0.0))
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .outerjoin(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .where(Assignment.name == assignment)
            .group_by(SubmittedNotebook.id, SubmittedAssignment.student_id)
            .order_by(SubmittedAssignment.student_id)
        )
        for notebook, score in self._book.db.execute(query).all() if late else ():
            if found := late.get(notebook.assignment_id):
                name, seconds = found
                yield Late(name, notebook, seconds, score)

    def _entries(self, assignment: str) -> list[SubmittedAssignment]:
        query = self._book.db.query(SubmittedAssignment).options(
            undefer(SubmittedAssignment.late_submission_penalty)
        )
        return query.join(Assignment).filter(Assignment.name == assignment).all()

    def penalty(self, late: Late) -> float | None:
        """What ``late`` loses of its score.

        Raises:
            PenaltyError: the course's plugin gives none.
        """
        return self._penalties.of(late.student, late.score, late.seconds)

    def set_penalty(self, late: Late, penalty: float | None) -> None:
        """Write what ``late`` loses."""
        late.notebook.late_submission_penalty = penalty
        self._book.db.commit()

    def enter(
        self, submission: Submission, when: datetime | None, graded: Mapping[str, Graded]
    ) -> None:
        """Write what ``graded`` says of the notebooks of ``submission``: all scores or none.

        A person's marks stay, to be looked at again where answer or question have changed; nothing
        stays of an earlier automatic score.
        ``when`` is the time at which it was handed in, if that is known.

        Raises:
            GradebookError: it cannot be written, or cannot hold the student's name.
        """
        if not can_hold(self._book, submission.student):
            raise GradebookError(
                f"The folder's name has more than {LONGEST_NAME} characters, too many for "
                "this gradebook: rename it."
            )
        self._as_one(self._write, submission, when, graded)

    def _as_one(self, step: Callable[..., T], *arguments: object) -> T:
        """What ``step`` gives: all that it writes is written, or nothing, and no transaction stays.

        It is tried twice, as the connection may have been lost since the last step, and another
        grader may have entered the same thing at the same moment.

        Raises:
            GradebookError: the gradebook refuses.
        """
        try:
            return self._try(step, *arguments)
        except GradebookError:
            return self._try(step, *arguments)

    def _try(self, step: Callable[..., T], *arguments: object) -> T:
        try:
            with explained(self._url):
                found = step(*arguments)
                self._book.db.commit()
                return found
        finally:
            self._book.db.remove()

    def _read_checksums(self, assignment: str, notebook: str) -> dict[str, str]:
        known = self._book.find_notebook(notebook, assignment)
        return {cell.name: cell.checksum for cell in known.source_cells}

    def _write(
        self, submission: Submission, when: datetime | None, graded: Mapping[str, Graded]
    ) -> None:
        entry = self._book.update_or_create_submission(
            submission.assignment, submission.student, timestamp=when
        )
        self._lock(entry)
        self._deadlines.extend(entry)
        late = _seconds_late(entry)
        notebooks = {notebook.name: notebook for notebook in self._notebooks(entry)}
        _refuse(set(graded) ^ set(notebooks), submission.assignment)
        for name, notebook in notebooks.items():
            self._enter(notebook, graded[name], submission, late)

    def _lock(self, entry: SubmittedAssignment) -> None:
        """Let graders of the same submission write one after the other."""
        query = self._book.db.query(SubmittedAssignment.id)
        query.filter(SubmittedAssignment.id == entry.id).with_for_update().one()

    def _notebooks(self, entry: SubmittedAssignment) -> list[SubmittedNotebook]:
        query = self._book.db.query(SubmittedNotebook)
        return query.filter(SubmittedNotebook.assignment_id == entry.id).all()

    def _enter(
        self, notebook: SubmittedNotebook, graded: Graded, submission: Submission, late: float
    ) -> None:
        cells = self._final.cells(notebook.notebook_id)
        grades = self._final.rows(Grade, notebook)
        comments = self._final.rows(Comment, notebook)
        digests, reasons = {}, {}
        for grade in grades:
            name, _ = cells[grade.cell_id]
            missing = None if graded.needs_person else 0.0
            grade.auto_score = graded.scores.get(name, missing)
            digests[grade] = graded.digests.get(name)
            if name in graded.for_person:
                reasons[grade] = graded.for_person[name]
        _refuse(set(graded.scores) - {cells[grade.cell_id][0] for grade in grades}, notebook.name)
        self._second_look.settle(notebook, digests, reasons)
        for comment in comments:
            name, _ = cells[comment.cell_id]
            comment.auto_comment = graded.comments.get(name, graded.remark)
        with suppress(PenaltyError):  # it is told, and the penalty set, when all are graded
            total = sum(map(score_of, grades))
            notebook.late_submission_penalty = self._penalties.of(submission.student, total, late)


def _refuse(odd: set[str], where: str) -> None:
    """Say what has a score and no row, or a row and no work: it must not get lost."""
    if odd:
        raise CourseError(
            f"'{shown(min(odd))}' of {where} is not the same in the gradebook and in what was "
            "graded: the assignment has changed meanwhile. Run the command again."
        )


def _seconds_late(entry: SubmittedAssignment) -> float:
    """nbgrader's own fails where there is an extension, and no date that it extends."""
    return 0.0 if entry.assignment.duedate is None else entry.total_seconds_late
