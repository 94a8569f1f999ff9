"""The gradebook's row of an assignment, or of a notebook, under another name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from nbgrader.api import (
    Assignment,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)

from nbgradient.grading.assignment.changes import between
from nbgradient.grading.assignment.entering import transaction
from nbgradient.grading.assignment.naming import Renaming
from nbgradient.grading.assignment.picture import Picture
from nbgradient.grading.assignment.rows import Rows
from nbgradient.grading.database.backup import back_up

_Row: TypeAlias = "Assignment | Notebook"


def rows(book: Gradebook, asked: Renaming) -> tuple[_Row | None, _Row | None]:
    """The gradebook's row by the old name, and the one by the new name."""
    names = asked.notebook or asked.assignment, asked.new
    query: Any = book.db.query(Assignment)
    if asked.notebook is not None:
        query = book.db.query(Notebook).join(Assignment, Assignment.id == Notebook.assignment_id)
        query = query.filter(Assignment.name == asked.assignment)
    kind = Assignment if asked.notebook is None else Notebook
    old, new = (query.filter(kind.name == name).one_or_none() for name in names)
    return old, new


def has_work(book: Gradebook, row: _Row) -> bool:
    """Whether anybody's work is entered for ``row``."""
    kind, column = (
        (SubmittedAssignment, SubmittedAssignment.assignment_id)
        if isinstance(row, Assignment)
        else (SubmittedNotebook, SubmittedNotebook.notebook_id)
    )
    return book.db.query(kind).filter(column == row.id).first() is not None


def rename(book: Gradebook, asked: Renaming, db_url: str, root: Path) -> Path | None:
    """Rename the row; return the path of the gradebook from before, if that held any work.

    Raises:
        CourseError: the gradebook cannot be written or backed up; then it is as it was.
    """
    with transaction(book):
        row, other = rows(book, asked)
        if row is None:
            return None
        copy = back_up(db_url, root) if has_work(book, row) else None
        if other is not None:  # made of source/ anew, and nothing was handed in
            _remove(book, other)
        row.name = asked.new
    return copy


def _remove(book: Gradebook, row: _Row) -> None:
    entry = row if isinstance(row, Assignment) else row.assignment
    known = Rows(book.db, entry, None if row is entry else [row.name])
    nothing = Picture({})
    known.follow(nothing, between(known.cells, set(known.notebooks), {}, nothing))
    if row is entry:
        book.db.delete(row)
    book.db.flush()
