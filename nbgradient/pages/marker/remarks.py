"""What the gradebook has for a marker: comments given before, and what waits for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import ColumnElement, func, inspect, select
from sqlalchemy.orm import Session

from nbgradient.examiner import reasons
from nbgradient.examiner.second_look import Seen

#: How many comments on a question are offered, and how long they may be, in characters.
MOST_COMMENTS, LONGEST_COMMENT = 20, 1_000


@dataclass(frozen=True)
class Given:
    """A comment that was given before, and how often."""

    text: str
    times: int


@dataclass(frozen=True)
class Wait:
    """Why a cell waits for a person.

    Attributes:
        before: the score that a person gave it before, or None.
        is_unread: whether it waits only because the new hand-in could not be graded.
        reason: why a test waits, if it does.
    """

    before: float | None
    is_unread: bool
    reason: str | None


@dataclass
class Count:
    """How many cells wait for a person, and how many of them had a mark before."""

    cells: int = 0
    marked_before: int = 0


def comments(session: Session, submission: str) -> dict[str, list[Given]]:
    """What was said before of the cells of the submitted notebook with this id, by their names.

    For each cell the most frequent comments of this course come first.
    """
    same = select(Comment.cell_id).where(Comment.notebook_id == submission)
    query = (
        select(BaseCell.name, Comment.manual_comment, func.count())
        .join(BaseCell, BaseCell.id == Comment.cell_id)
        .where(Comment.cell_id.in_(same), func.length(Comment.manual_comment) <= LONGEST_COMMENT)
        .group_by(BaseCell.name, Comment.manual_comment)
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, text, times in session.execute(query):
        if text.strip():
            found[name][text.strip()] += times
    return {name: _most_frequent(times) for name, times in found.items()}


def _most_frequent(times: Counter[str]) -> list[Given]:
    ordered = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return [Given(*item) for item in ordered[:MOST_COMMENTS]]


def waits(session: Session, submission: str) -> dict[str, Wait]:
    """The cells of the submitted notebook with this id that wait for a person, by their names."""
    query = (
        select(BaseCell.name, Grade.id, Grade.manual_score)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(Grade.notebook_id == submission, Grade.needs_manual_grade)
    )
    rows = session.execute(query).all()
    grades = [grade for _, grade, _ in rows]
    why, unread = reasons.read(session, grades), _unread(session, grades)
    return {name: Wait(score, grade in unread, why.get(grade)) for name, grade, score in rows}


def _unread(session: Session, grades: Sequence[str]) -> Collection[str]:
    if not inspect(session.connection()).has_table(Seen.__tablename__):
        return ()
    query = select(Seen.grade_id).where(Seen.grade_id.in_(grades), Seen.is_unread)
    return set(session.scalars(query))


def waiting(
    session: Session, assignment: str | None = None, notebook: str | None = None
) -> Mapping[str, Count]:
    """How much waits for a person: of each assignment, by its name; of each notebook of an
    ``assignment``, by its name; or of each submission of a ``notebook``, by its id."""
    of: ColumnElement = Assignment.name
    if assignment is not None:
        of = Notebook.name if notebook is None else SubmittedNotebook.id
    marked = Grade.manual_score.is_not(None)
    query = (
        select(of, marked, func.count())
        .select_from(Grade)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Grade.needs_manual_grade)
        .group_by(of, marked)
    )
    if assignment is not None:
        query = query.where(Assignment.name == assignment)
    if notebook is not None:
        query = query.where(Notebook.name == notebook)
    found: dict[str, Count] = defaultdict(Count)
    for name, is_marked, number in session.execute(query):
        found[name].cells += number
        found[name].marked_before += number if is_marked else 0
    return found
