"""One folder a student, as many programs give it: ``ada/softmax.ipynb``, ``ada/softmax/…``."""

from __future__ import annotations

from collections.abc import Sequence

from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who
from nbgradient.collecting.names import is_notebook


class PlainFolders:
    """Folders by the students' ids, e-mails or names.

    Args:
        assignments: the course's; a folder of such a name in a student's folder is nbgrader's way.
    """

    name = "one folder a student"
    remark = ""

    def __init__(self, assignments: Sequence[str]) -> None:
        self._assignments = frozenset(assignments)

    def read(self, tree: Tree) -> Found:
        """The files by the folders that they are in, if there are notebooks in most of these."""
        found = [self._hand_in(*key, files) for key, files in grouped(tree, self._place)]
        filled = sum(any(map(is_notebook, item.files)) for item in found)
        return Found(found if filled * 2 > len(found) else [])

    def _place(self, entry: Entry) -> tuple[tuple[str, str | None], str, int] | None:
        student, rest = top(entry.path)
        if not student:
            return None
        folder, inner = top(rest)
        if folder in self._assignments:
            return (student, folder), inner, 0
        return (student, None), rest, 0

    def _hand_in(self, student: str, assignment: str | None, files: dict[str, Entry]) -> HandIn:
        keys = {"id": student} | ({"email": student} if "@" in student else {})
        who = Who(student, keys, student)
        return HandIn((who,), files, PlainFolders.name, assignment=assignment)
