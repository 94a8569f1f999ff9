"""What an assignment was when it was entered: if it still is that, it need not be entered again.

nbgrader's steps take up to a second for a notebook, and a command that finds nothing to do shall
end at once. The gradebook itself keeps this, so that an older copy of it knows what it holds.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from nbgrader.api import Assignment, Gradebook
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nbgradient.course.folders import Course, digest_of
from nbgradient.examiner.own_tables import OwnTable

#: Files beside an assignment's folder, and in the course's, that nbgrader's steps may read.
_SETTINGS = frozenset({".py", ".yml", ".yaml", ".toml", ".json", ".ipynb"})
_PROGRAMS = ("nbgradient", "nbgrader")


class Entered(OwnTable):
    """What was last entered of an assignment."""

    __tablename__ = "nbgradient_entered"

    #: The ``id`` of nbgrader's ``Assignment``, which stays when that gets another name.
    assignment_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


def digest(root: Path, assignment: str) -> str:
    """A text that changes when the instructor's files do, the settings, or the programs."""
    files = {name: version(name).encode() for name in _PROGRAMS} | Course(root).files(assignment)
    for folder in (root, root / "source"):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix in _SETTINGS and path.is_file():
                files[f"{folder.name}/{path.name}"] = path.read_bytes()
    return digest_of(files).hex()


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
