"""What an assignment was when it was entered: if it still is that, it need not be entered again.

nbgrader's steps take up to a second for a notebook, and a command that finds nothing to do shall
end at once. The gradebook itself keeps this, so that an older copy of it knows what it holds.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from nbgrader.api import Assignment, Gradebook
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CreateTable

from nbgradient.course.folders import Course

#: Files beside an assignment's folder, and in the course's, that nbgrader's steps may read.
_SETTINGS = frozenset({".py", ".yml", ".yaml", ".toml", ".json", ".ipynb"})
_PROGRAMS = ("nbgradient", "nbgrader")


class _Tables(DeclarativeBase):
    """Apart from nbgrader's own, so that its migrations do not know of it."""


class Entered(_Tables):
    """What was last entered of an assignment."""

    __tablename__ = "nbgradient_entered"

    #: The ``id`` of nbgrader's ``Assignment``, which stays when that gets another name.
    assignment_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


def digest(root: Path, assignment: str) -> str:
    """A text that changes when the instructor's files do, the settings, or the programs."""
    found = hashlib.sha256(" ".join(map(version, _PROGRAMS)).encode())
    files = Course(root).files(assignment)
    for folder in (root, root / "source"):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix in _SETTINGS and path.is_file():
                files[f"{folder.name}/{path.name}"] = path.read_bytes()
    for name, content in files.items():
        found.update(hashlib.sha256(name.encode(errors="surrogateescape")).digest())
        found.update(hashlib.sha256(content).digest())
    return found.hexdigest()


def make_table(book: Gradebook) -> None:
    """Make the table in the database of ``book``, if it is not there."""
    with book.engine.begin() as connection:
        connection.execute(CreateTable(Entered.__table__, if_not_exists=True))  # type: ignore[arg-type]


def is_known(book: Gradebook, assignment: str, now: str) -> bool:
    """Whether ``assignment`` was entered as it is ``now``."""
    query = book.db.query(Entered).join(Assignment, Assignment.id == Entered.assignment_id)
    known = query.filter(Assignment.name == assignment).one_or_none()
    return known is not None and known.digest == now


def note(book: Gradebook, entry: Assignment, now: str | None) -> None:
    """Keep that ``entry`` is as ``now``, or that this is not known; part of the transaction."""
    book.db.query(Entered).filter(Entered.assignment_id == entry.id).delete()
    if now is not None:
        book.db.add(Entered(assignment_id=entry.id, digest=now))
