"""The only writer of marks: what workers found goes into nbgrader's gradebook from here alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import TypeVar

from nbformat import NotebookNode
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.apps.api import NbGraderAPI
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc

from nbgradient.course.folders import CourseError
from nbgradient.examiner import autotests
from nbgradient.grading.database import GradebookError, explained
from nbgradient.grading.gradebook import LONGEST_NAME, can_hold, open_gradebook
from nbgradient.grading.submission import HandedIn, Submission
from nbgradient.grading.tasks import Graded, Marked
from nbgradient.safe.shown import shown

T = TypeVar("T")

_TIMESTAMP = "timestamp.txt"
#: The longest text in it that is looked at, in bytes.
_LONGEST_TIME = 200


class TimestampError(CourseError):
    """A submission's time cannot be read; the message says what to do."""


class Marks:
    """nbgrader's gradebook, open for a run. Use it as a context manager."""

    def __init__(self, api: NbGraderAPI) -> None:
        """Open the gradebook of the course that ``api`` has the settings of."""
        self._book = open_gradebook(api)
        self._url = api.coursedir.db_url
        self._cells = cache(self._read_cells)
        penalties = AssignLatePenalties(config=api.config)
        penalties.init_plugin()
        self._plugin = penalties.plugin_inst

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

    def enter(
        self, submission: Submission, when: datetime | None, graded: Mapping[str, Graded]
    ) -> dict[str, Marked]:
        """Write what ``graded`` says of the notebooks of ``submission``: all scores or none.

        A person's marks stay, to be looked at again; nothing stays of an earlier automatic score.
        ``when`` is the time at which it was handed in, if that is known.

        Raises:
            GradebookError: it cannot be written, or cannot hold the student's name.
        """
        if not can_hold(self._book, submission.student):
            raise GradebookError(
                f"The folder's name has more than {LONGEST_NAME} characters, too many for "
                "this gradebook: rename it."
            )
        return self._as_one(self._write, submission, when, graded)

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
    ) -> dict[str, Marked]:
        entry = self._book.update_or_create_submission(
            submission.assignment, submission.student, timestamp=when
        )
        self._lock(entry)
        late = entry.total_seconds_late
        notebooks = {notebook.name: notebook for notebook in self._notebooks(entry)}
        _refuse(set(graded) ^ set(notebooks), submission.assignment)
        return {
            name: self._enter(notebook, graded[name], submission, late)
            for name, notebook in notebooks.items()
        }

    def _lock(self, entry: SubmittedAssignment) -> None:
        """Let graders of the same submission write one after the other."""
        query = self._book.db.query(SubmittedAssignment.id)
        query.filter(SubmittedAssignment.id == entry.id).with_for_update().one()

    def _notebooks(self, entry: SubmittedAssignment) -> list[SubmittedNotebook]:
        query = self._book.db.query(SubmittedNotebook)
        return query.filter(SubmittedNotebook.assignment_id == entry.id).all()

    def _enter(
        self, notebook: SubmittedNotebook, graded: Graded, submission: Submission, late: float
    ) -> Marked:
        cells = self._cells(notebook.notebook_id)
        marks, comments = {}, {}
        for grade in self._of(Grade, notebook):
            name, points = cells[grade.cell_id]
            missing = None if graded.needs_person else 0.0
            grade.auto_score = graded.scores.get(name, missing)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            marks[name] = _score(grade), points
        _refuse(set(graded.scores) - set(marks), notebook.name)
        for comment in self._of(Comment, notebook):
            name, _ = cells[comment.cell_id]
            comment.auto_comment = graded.comments.get(name, graded.remark)
            comments[name] = comment.manual_comment or comment.auto_comment
        score = sum(score for score, _ in marks.values())
        penalty = self._penalty(submission.student, score, late)
        notebook.late_submission_penalty = penalty
        return Marked(marks, comments, score, sum(m for _, m in marks.values()), penalty or 0.0)

    def _of(self, kind: type[Grade] | type[Comment], notebook: SubmittedNotebook) -> list:
        return self._book.db.query(kind).filter(kind.notebook_id == notebook.id).all()

    def _penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        if seconds_late <= 0:
            return None
        penalty = self._plugin.late_submission_penalty(student, score, seconds_late)
        return None if penalty is None else min(max(penalty, 0.0), score)

    def _read_cells(self, notebook_id: str) -> dict[str, tuple[str, float]]:
        """The name and the points of each cell of a notebook, by the gradebook's own key."""
        query = self._book.db.query(BaseCell).filter(BaseCell.notebook_id == notebook_id)
        return {cell.id: (cell.name, _points(cell)) for cell in query}


def _refuse(odd: set[str], where: str) -> None:
    """Say what has a score and no row, or a row and no work: it must not get lost."""
    if odd:
        raise CourseError(
            f"'{shown(min(odd))}' of {where} is not the same in the gradebook and in what was "
            "graded: the assignment has changed meanwhile. Run the command again."
        )


def _points(cell: BaseCell) -> float:
    return cell.max_score if isinstance(cell, (GradeCell, TaskCell)) else 0.0


def _score(grade: Grade) -> float:
    score = grade.auto_score if grade.manual_score is None else grade.manual_score
    return (score or 0.0) + (0.0 if score is None else grade.extra_credit or 0.0)


def time_of(handed_in: HandedIn) -> datetime | None:
    """When it was handed in, as its ``timestamp.txt`` says, if there is one.

    Raises:
        TimestampError: it holds no time.
    """
    files = handed_in.files
    text = files.contents.get(_TIMESTAMP)
    if text is None and _TIMESTAMP not in files.folders | files.left_out.keys():
        return None
    if text is not None and not text.strip():
        return None
    try:
        if text is None or len(text) > _LONGEST_TIME:
            raise ValueError("no text of a time's length")
        return parse_utc(text.decode().strip())
    except Exception:  # dateutil raises what its parts do
        raise TimestampError(
            f"{_TIMESTAMP} holds no time: write one like 2026-11-20 18:30 UTC, or delete it. Until "
            "then the work counts as in time."
        ) from None
