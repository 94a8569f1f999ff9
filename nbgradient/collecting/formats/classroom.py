"""A folder of GitHub Classroom's clones: ``softmax-submissions/softmax-ada/``.

``gh classroom clone student-repos`` makes a folder ``<assignment>-submissions``, and in it a clone
``<assignment>-<user>`` for each student.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from nbgradient.collecting import commits
from nbgradient.collecting.folders import FolderTree
from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who

_SUFFIX = "-submissions"


class Classroom:
    """GitHub Classroom.

    Args:
        assignments: the course's, whose names a clone's may begin with.
    """

    name = "GitHub Classroom"

    def __init__(self, assignments: Sequence[str]) -> None:
        self._assignments = assignments
        self.remark = (
            "The times are those of the last commits, by the clocks of the students' own computers."
            if shutil.which("git")
            else "git is not installed here, and so the times of the last commits are not known."
        )

    def read(self, tree: Tree) -> Found:
        """The clones by their names, if most folders are clones, or all are named as such."""
        folders = sorted({top(entry.path)[0] for entry in tree.entries} - {""})
        if any(name.endswith(_SUFFIX) for name in folders):
            return Found()  # the folder around the clones
        prefix = self._prefix(tree.name, folders)
        clones = [name for name in folders if _is_clone(tree, name)]
        if not prefix and len(clones) * 2 <= len(folders):
            return Found()
        start = len(prefix or _common(folders))
        hand_ins = [
            _hand_in(tree, folder, folder[start:], files) for folder, files in grouped(tree, _place)
        ]
        return Found(hand_ins)

    def _prefix(self, name: str, folders: list[str]) -> str:
        """What all clones' names begin with, if it is an assignment's; else empty."""
        slugs = [*self._assignments, *(name.replace("_", "-") for name in self._assignments)]
        if name.endswith(_SUFFIX):
            slugs.insert(0, name[: -len(_SUFFIX)])
        for slug in slugs:
            if folders and all(folder.lower().startswith(f"{slug.lower()}-") for folder in folders):
                return folders[0][: len(slug) + 1]
        return ""


def _common(folders: list[str]) -> str:
    """What all names begin with, up to a hyphen."""
    letters = zip(*folders, strict=False) if len(folders) > 1 else ()
    same = takewhile(lambda column: len(set(column)) == 1, letters)
    common = "".join(column[0] for column in same)
    return common[: common.rfind("-") + 1]


def _is_clone(tree: Tree, folder: str) -> bool:
    return isinstance(tree, FolderTree) and (tree.root / folder / ".git").is_dir()


def _place(entry: Entry) -> tuple[str, str, int] | None:
    folder, rest = top(entry.path)
    return (folder, rest, 0) if folder else None


def _hand_in(tree: Tree, folder: str, user: str, files: dict[str, Entry]) -> HandIn:
    clock = partial(commits.time_of, tree.root / folder) if isinstance(tree, FolderTree) else None
    # No "id": anybody can call an account by somebody else's.
    who = Who("", {"github": user}, user)
    timeless = {path: Entry(entry.path) for path, entry in files.items()}  # git gives its own times
    return HandIn((who,), timeless, Classroom.name, clock=clock)
