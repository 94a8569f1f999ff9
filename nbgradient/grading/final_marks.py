"""Reads of the gradebook what a student is told: all scores, a person's included, and comments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    SubmittedNotebook,
    TaskCell,
)

from nbgradient.pages.marked import Mark, Marked


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

    def of_notebook(
        self, notebook: SubmittedNotebook, grades: Iterable[Grade], comments: Iterable[Comment]
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


def _mark(grade: Grade, points: float) -> Mark:
    given = grade.auto_score if grade.manual_score is None else grade.manual_score
    extra = 0.0 if given is None else grade.extra_credit or 0.0
    return Mark((given or 0.0) + extra, points, bool(grade.needs_manual_grade), extra)


def _points(cell: BaseCell) -> float:
    return cell.max_score if isinstance(cell, (GradeCell, TaskCell)) else 0.0
