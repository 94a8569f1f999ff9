"""Reads of the gradebook what a student is told: all scores, a person's included, and comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import Row, select

from nbgradient.pages.marked import Mark, Marked

#: The columns that are read of many rows at once; the first is whose they are.
_GRADE = (
    Grade.notebook_id, Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.extra_credit,
    Grade.needs_manual_grade,
)  # fmt: skip
_COMMENT = (
    Comment.notebook_id, Comment.cell_id, Comment.auto_comment, Comment.manual_comment,
)  # fmt: skip


class FinalMarks:
    """Those of an open gradebook."""

    def __init__(self, book: Gradebook) -> None:
        self._book = book
        #: The name and the points of each cell of a notebook, by the gradebook's own key.
        self.cells = cache(self._read_cells)

    def of_submission(self, assignment: str, student: str) -> dict[str, Marked]:
        """What ``student`` is told of each notebook of ``assignment``, by its name, in their order.

        Raises:
            MissingEntry: nothing of the student is in the gradebook.
        """
        entry = self._book.find_submission(assignment, student)
        notebooks = sorted(entry.notebooks, key=lambda notebook: notebook.name)
        return {
            notebook.name: self.of_notebook(
                notebook, self.rows(Grade, notebook), self.rows(Comment, notebook)
            )
            for notebook in notebooks
        }

    def of_class(self, assignment: str, students: Collection[str]) -> dict[str, dict[str, Marked]]:
        """The same of several ``students``, by their names: a few queries for all of them.

        Who has nothing in the gradebook is not there.
        """
        entries = (
            select(
                SubmittedNotebook.id,
                SubmittedNotebook.notebook_id,
                SubmittedNotebook.late_submission_penalty,
                SubmittedAssignment.student_id,
                Notebook.name,
            )
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .where(Assignment.name == assignment, SubmittedAssignment.student_id.in_(students))
        )
        found: dict[str, dict[str, Marked]] = defaultdict(dict)
        rows = sorted(self._book.db.execute(entries).all(), key=lambda row: row.name)
        keys = [row.id for row in rows]
        grades, comments = self._rows_of(_GRADE, keys), self._rows_of(_COMMENT, keys)
        for row in rows:
            found[row.student_id][row.name] = self.of_notebook(
                row, grades[row.id], comments[row.id]
            )
        return dict(found)

    def _rows_of(self, columns: tuple, notebooks: Collection[str]) -> dict[str, list[Row]]:
        """The rows with ``columns`` of each of ``notebooks``."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._book.db.execute(select(*columns).where(columns[0].in_(notebooks))):
            found[row[0]].append(row)
        return found

    def of_notebook(
        self,
        notebook: SubmittedNotebook | Row,
        grades: Iterable[Grade | Row],
        comments: Iterable[Comment | Row],
    ) -> Marked:
        """What is told of a ``notebook`` whose rows are these."""
        cells = self.cells(notebook.notebook_id)
        marks = {}
        for grade in grades:
            name, points = cells[grade.cell_id]
            marks[name] = _mark(grade, points)
        said = {
            cells[comment.cell_id][0]: comment.manual_comment or comment.auto_comment
            for comment in comments
        }
        return Marked(marks, said, notebook.late_submission_penalty or 0.0)

    def rows(self, kind: type[Grade] | type[Comment], notebook: SubmittedNotebook) -> list:
        """The grades of ``notebook``, or the comments on it."""
        return self._book.db.query(kind).filter(kind.notebook_id == notebook.id).all()

    def _read_cells(self, notebook_id: str) -> dict[str, tuple[str, float]]:
        query = self._book.db.query(BaseCell).filter(BaseCell.notebook_id == notebook_id)
        return {cell.id: (cell.name, _points(cell)) for cell in query}


def score_of(grade: Grade) -> float:
    """The points of a ``grade`` so far, extra credit included."""
    return _mark(grade, 0.0).score


def _mark(grade: Grade | Row, points: float) -> Mark:
    given = grade.auto_score if grade.manual_score is None else grade.manual_score
    extra = 0.0 if given is None else grade.extra_credit or 0.0
    return Mark((given or 0.0) + extra, points, bool(grade.needs_manual_grade), extra)


def _points(cell: BaseCell) -> float:
    return cell.max_score if isinstance(cell, (GradeCell, TaskCell)) else 0.0
