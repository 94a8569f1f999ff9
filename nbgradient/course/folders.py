"""The course as its folders tell it: assignments, notebooks, and cells by nbgrader's metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: nbgrader's settings, by which the folder of a course is known.
SETTINGS = "nbgrader_config.py"
#: Folders that programs make beside notebooks.
IGNORED = frozenset({".ipynb_checkpoints", "__pycache__"})


class CourseError(Exception):
    """What was asked of the course cannot be done; the message says why and what to do."""


@dataclass(frozen=True)
class Course:
    """The course in the folder ``root``."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that ``start``, or else the current folder, is in.

        Settings among what a student handed in make no course: they would be run.

        Raises:
            CourseError: it is in none.
        """
        start = (start or Path.cwd()).resolve()
        found = [folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()]
        for place, folder in enumerate(found):
            if not any(_is_students(folder, outer) for outer in found[place + 1 :]):
                return cls(folder)
        raise CourseError(
            f"There is no {SETTINGS} here or in a folder above: go to your course's folder."
        )

    def assignments(self) -> list[str]:
        """The assignments in ``source/``, by name."""
        return sorted({folder.parent.name for folder in (self.root / "source").glob("*/*.ipynb")})

    def check_assignment(self, name: str) -> str:
        """``name``, if it is an assignment.

        Raises:
            CourseError: it is not; the message lists those that are.
        """
        known = self.assignments()
        if name not in known:
            there = f"There are: {', '.join(known)}." if known else "It holds no notebook."
            raise CourseError(f"There is no assignment '{name}' in source/. {there}")
        return name

    def notebooks(self, assignment: str, folder: str = "source") -> list[Path]:
        """The notebooks of ``assignment`` in ``source/``, or in another ``folder``, by name."""
        return sorted((self.root / folder / assignment).glob("*.ipynb"))

    def files(self, assignment: str, folder: str = "source") -> dict[str, bytes]:
        """The instructor's files for ``assignment`` in ``folder``, by their paths."""
        return files_in(self.root / folder / assignment)


def _is_students(folder: Path, course: Path) -> bool:
    """Whether ``folder`` is in one of those in which a ``course`` keeps students' files."""
    return any(course / name in folder.parents for name in ("submitted", "autograded"))


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder of the instructor's, by their paths, links followed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not IGNORED.intersection(path.relative_to(folder).parts)
    }


def digest_of(files: Mapping[str, bytes]) -> bytes:
    """What is another one when one of ``files``, or its path, has changed."""
    digest = hashlib.sha256()
    for path, content in files.items():
        digest.update(f"{path}\0".encode(errors="surrogateescape"))
        digest.update(hashlib.sha256(content).digest())
    return digest.digest()
