"""Why a person has to mark a test, for the marker alone: it may tell what is hidden.

It is kept in a table of our own in nbgrader's database, for graded notebooks hold nothing hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nbgrader.api import Grade
from sqlalchemy import String, Text, delete, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from nbgradient.examiner.own_tables import OwnTable


class Reason(OwnTable):
    """Why a test waits for a person."""

    __tablename__ = "nbgradient_reasons"

    #: The ``id`` of nbgrader's ``Grade``.
    grade_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


def keep(session: Session, grades: Iterable[Grade], reasons: Mapping[Grade, str]) -> None:
    """Write the ``reasons`` of those of ``grades`` that have one; none stays of before."""
    session.execute(delete(Reason).where(Reason.grade_id.in_([grade.id for grade in grades])))
    session.add_all(Reason(grade_id=grade.id, text=text) for grade, text in reasons.items())


def read(session: Session, grades: Iterable[str]) -> dict[str, str]:
    """The reasons of those of ``grades`` that have one, by their ids."""
    if not inspect(session.connection()).has_table(Reason.__tablename__):
        return {}
    query = select(Reason.grade_id, Reason.text).where(Reason.grade_id.in_(list(grades)))
    return {grade: text for grade, text in session.execute(query)}
