"""Another name for an assignment, or for a notebook of one, wherever the old one stands.

What is to be renamed is written down first. A command that is killed half-way is completed by
running it again, and until then nothing is graded.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import asdict
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI

from nbgradient.course import whole
from nbgradient.course.folders import Course, CourseError
from nbgradient.grading.assignment import named
from nbgradient.grading.assignment.naming import Renaming
from nbgradient.grading.database.gradebook import gradebook
from nbgradient.safe.shown import is_plain, shown

_JOURNAL = Path(".nbgradient", "renaming.json")
#: The endings of files beside the course's folders that may have an assignment's name in them.
_SETTINGS = frozenset({".py", ".toml", ".yml", ".yaml", ".json"})
#: How many names that an assignment may have had are told.
_MOST_NAMED = 3
_CUT_SHORT = "A renaming was cut short. Complete it first: {}"


def rename(api: NbGraderAPI, asked: Renaming) -> list[str]:
    """Do what is ``asked``; return sentences on what an instructor has to know.

    Raises:
        CourseError: it cannot be done, and nothing was changed; or it was cut short, and the
            message says how to complete it.
    """
    root = Path(api.coursedir.root)
    begun = _read(root)
    if begun not in (None, asked):
        raise CourseError(_CUT_SHORT.format(begun))
    with gradebook(api) as book:
        _check(root, book, asked, is_begun=begun is not None)
        _write(root, asked)
        try:
            copy = named.rename(book, asked, api.coursedir.db_url, root)
        except CourseError:
            if begun is None:
                (root / _JOURNAL).unlink()
            raise
    try:
        _move_files(root, asked)
    except OSError as error:
        raise CourseError(
            f"{error.filename} cannot be renamed ({error.strerror}). Mend that, and complete what "
            f"was begun: {asked}"
        ) from error
    (root / _JOURNAL).unlink()
    said = [f"The gradebook from before is {copy.relative_to(root)}."] if copy else []
    return said + _still_named(root, asked)


def check_complete(root: Path) -> None:
    """Refuse to go on in the middle of a renaming.

    Raises:
        CourseError: one was cut short.
    """
    if begun := _read(root):
        raise CourseError(_CUT_SHORT.format(begun))


def perhaps(course: Course, assignment: str) -> str:
    """A sentence on how what was handed in by an old name of ``assignment`` gets its new one."""
    there = course.assignments()
    folders = {path.name for path in (course.root / "submitted").glob("*/*") if _is_work(path)}
    gone = sorted(folders - set(there))[:_MOST_NAMED]
    asked = " or ".join(str(Renaming(name, assignment)) for name in gone)
    return f" If it had another name when it was handed out: {asked}" if asked else ""


def _is_work(folder: Path) -> bool:
    return is_plain(folder.name) and not folder.name.startswith(".") and os.path.isdir(folder)


def _check(root: Path, book: Gradebook, asked: Renaming, is_begun: bool) -> None:
    """Refuse where nothing is there by the old name, or work by both."""
    source = asked.source(root)
    if not any(map(_holds, source)):
        raise CourseError(
            f"There is neither {' nor '.join(_shown(path, root) for path in source)}."
        )
    row, other = named.rows(book, asked)
    known = [source, *asked.made(root), *(pair for pairs in asked.work(root) for pair in pairs)]
    if row is None and not is_begun and not any(_holds(old) for old, _ in known):
        raise CourseError(f"There is nothing by the name of '{shown(asked.old)}'.")
    for pairs in ([source], *asked.work(root)):
        if both := _both(pairs, one_by_one=is_begun or asked.notebook is not None):
            raise CourseError(
                f"There are both {_shown(both[0], root)} and {_shown(both[1], root)}, so nothing "
                "was changed: move away the one that does not belong there, or take another name."
            )
    if row is not None and other is not None and named.has_work(book, other):
        raise CourseError(
            f"The gradebook has work in '{shown(asked.new)}', too, so nothing was changed: take "
            "another name."
        )


def _both(pairs: list[tuple[Path, Path]], one_by_one: bool) -> tuple[Path, Path] | None:
    """Something that is there by the old name, and something that is there by the new one."""
    found = [pair for pair in pairs if all(map(_holds, pair))]
    by_old = [old for old, _ in pairs if _holds(old)]
    by_new = [new for _, new in pairs if _holds(new)]
    if not found and not one_by_one and by_old and by_new:
        return by_old[0], by_new[0]
    return found[0] if found else None


def _holds(path: Path) -> bool:
    """Whether something is at ``path``, other than an empty folder."""
    if not os.path.isdir(path) or path.is_symlink():
        return os.path.lexists(path)
    try:
        return any(path.iterdir())
    except OSError:  # nobody knows
        return True


def _move_files(root: Path, asked: Renaming) -> None:
    for old, new in [*(pair for pairs in asked.work(root) for pair in pairs), asked.source(root)]:
        if not os.path.lexists(old):
            continue
        if _holds(old) or not _holds(new):
            os.rename(old, new)
        else:
            old.rmdir()
    for old, new in asked.made(root):
        if not os.path.lexists(old):
            continue
        if not _holds(new):
            os.rename(old, new)
        elif old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()


def _still_named(root: Path, asked: Renaming) -> list[str]:
    """A sentence on each file beside the course's folders that has the old name in quotes."""
    old = asked.notebook or asked.assignment
    quoted = re.compile(rf"([\"']){re.escape(old)}\1")
    return [
        f"{path.name} has the name '{shown(old)}' in it: look whether it is to be changed there."
        for path in sorted(root.iterdir())
        if path.suffix in _SETTINGS and path.is_file() and quoted.search(_text(path))
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _read(root: Path) -> Renaming | None:
    try:
        return Renaming(**json.loads((root / _JOURNAL).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _write(root: Path, asked: Renaming) -> None:
    path = root / _JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.write(path, json.dumps(asdict(asked)).encode())


def _shown(path: Path, root: Path) -> str:
    return shown(str(path.relative_to(root)))
