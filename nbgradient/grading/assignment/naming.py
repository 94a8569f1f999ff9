"""What is to get another name, and all the places where the old one stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from nbgradient.course.folders import CourseError
from nbgradient.grading.assignment import digests
from nbgradient.safe.shown import is_plain, shown

#: Folders with one for each student, in which there is one for each assignment.
_OF_STUDENTS = ("submitted", "autograded", "feedback")
_WITH_NOTEBOOKS = _OF_STUDENTS[:2]
#: Characters of a name that a gradebook holds.
_LONGEST = 128


@dataclass(frozen=True)
class Renaming:
    """What gets another name: an assignment, or a ``notebook`` of it."""

    assignment: str
    new: str
    notebook: str | None = None

    def __str__(self) -> str:
        return f"nbgradient rename {quote(self.old)} {quote(self.inside + self.new)}"

    @property
    def inside(self) -> str:
        """What comes before a notebook's name on the command line."""
        return "" if self.notebook is None else f"{self.assignment}/"

    @property
    def old(self) -> str:
        """The old name, as on the command line."""
        return f"{self.assignment}{'' if self.notebook is None else f'/{self.notebook}'}"

    def source(self, root: Path) -> tuple[Path, Path]:
        """The instructor's folder or notebook, before and after."""
        if self.notebook is None:
            return _siblings(root / "source", self.assignment, self.new)
        folder = root / "source" / self.assignment
        return _siblings(folder, f"{self.notebook}.ipynb", f"{self.new}.ipynb")

    def work(self, root: Path) -> Iterator[list[tuple[Path, Path]]]:
        """What students did and got, before and after: in a list what belongs together."""
        for tree in _OF_STUDENTS if self.notebook is None else _WITH_NOTEBOOKS:
            folders = _folders(root / tree)
            if self.notebook is None:
                yield [_siblings(folder, self.assignment, self.new) for folder in folders]
                continue
            yield [
                _siblings(inner, f"{self.notebook}.ipynb", f"{self.new}.ipynb")
                for folder in folders
                if not (inner := folder / self.assignment).is_symlink()
            ]
        if self.notebook is None:
            yield [
                _siblings(folder / self.new, f"{self.assignment}.html", f"{self.new}.html")
                for folder in _folders(root / "feedback")
                if not (folder / self.assignment).is_symlink()
            ]
            for kind in ("graded", "collected"):
                yield [_siblings(root / ".nbgradient" / kind, self.assignment, self.new)]

    def made(self, root: Path) -> list[tuple[Path, Path]]:
        """What is made of ``source/``, before and after; what is there by the new name is newer."""
        if self.notebook is not None:
            folder = root / "release" / self.assignment
            return [_siblings(folder, f"{self.notebook}.ipynb", f"{self.new}.ipynb")]
        known = digests.path(root, self.assignment), digests.path(root, self.new)
        folders = (root / "release", root / ".nbgradient" / "given_back")
        return [known, *(_siblings(folder, self.assignment, self.new) for folder in folders)]


def parse(old: str, new: str) -> Renaming:
    """What ``nbgradient rename old new`` asks for.

    Raises:
        CourseError: one of the names can be none, or a notebook would go to another assignment.
    """
    before, after = (name.removesuffix(".ipynb").split("/") for name in (old, new))
    if len(before) != len(after) or len(before) > 2 or before[:-1] != after[:-1]:
        raise CourseError(
            "Give two names of an assignment, as in: nbgradient rename softmax week1; or of a "
            "notebook in the same assignment, as in: nbgradient rename week1/softmax week1/intro."
        )
    if not {"", ".", ".."}.isdisjoint(before):
        raise CourseError(f"'{shown(old)}' is no name.")
    _check_name(after[-1])
    if before == after:
        raise CourseError(f"'{shown(old)}' has that name already.")
    return Renaming(before[0], after[-1], before[1] if len(before) == 2 else None)


def _check_name(name: str) -> None:
    odd = not is_plain(name) or "+" in name or "\\" in name or name != name.strip()
    if not name or name.startswith(".") or len(name) > _LONGEST or odd:
        raise CourseError(
            f"'{shown(name)}' is no name for it: take one of up to {_LONGEST} characters, without "
            "a dot at its beginning, '+', '/' or '\\'."
        )


def _folders(tree: Path) -> list[Path]:
    """The students' folders in ``tree``; what a link leads to is not the course's to change."""
    if not tree.is_dir():
        return []
    with os.scandir(tree) as entries:
        return sorted(Path(item.path) for item in entries if item.is_dir(follow_symlinks=False))


def _siblings(folder: Path, old: str, new: str) -> tuple[Path, Path]:
    return folder / old, folder / new
