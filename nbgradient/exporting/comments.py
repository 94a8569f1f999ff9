"""What people said of a student's answers in formgrader, as HTML for an LMS."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import func, select

#: Characters of a comment; a person has written it, or pasted.
_LONGEST = 5_000


def read(book: Gradebook, assignment: str) -> dict[str, str]:
    """People's own comments on the ``assignment`` of this name, by student, a paragraph each."""
    cell = BaseCell.__table__.c
    query = (
        select(SubmittedAssignment.student_id, Notebook.name, cell.name, Comment.manual_comment)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        .join(BaseCell.__table__, cell.id == Comment.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(
            Assignment.name == assignment,
            func.coalesce(Comment.manual_comment, "") != "",
        )
        .order_by(Notebook.name, cell.name)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for student, notebook, name, said in book.db.execute(query):
        text = escape(said.strip()[:_LONGEST], quote=False).replace("\n", "<br>")
        found[student].append(f"<p>{escape(notebook)}, {escape(name)}: {text}</p>")
    return {student: "".join(paragraphs) for student, paragraphs in found.items()}
