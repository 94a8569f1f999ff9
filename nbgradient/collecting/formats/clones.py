"""The clones that ``nbgradient clone`` makes: ``.nbgradient/clones/softmax/ada/``.

Whose each is has been said in the list that they were cloned by, so their names are students' ids.
"""

from __future__ import annotations

from functools import partial

from nbgradient.collecting import cloning, commits
from nbgradient.collecting.folders import FolderTree
from nbgradient.collecting.formats.classroom import Classroom
from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who
from nbgradient.course.folders import Course


class Clones:
    """The clones of one assignment, in the folder that ``course`` keeps them in."""

    name = "students' repositories"

    def __init__(self, course: Course) -> None:
        self._folder = (course.root / cloning.FOLDER).resolve()
        self.remark = Classroom(()).remark

    def read(self, tree: Tree) -> Found:
        """The clones by their names, where ``tree`` is the folder of an assignment's."""
        if not isinstance(tree, FolderTree) or tree.root.resolve().parent != self._folder:
            return Found()
        return Found([self._hand_in(tree, *pair) for pair in grouped(tree, _place)])

    def _hand_in(self, tree: FolderTree, student: str, files: dict[str, Entry]) -> HandIn:
        clock = partial(commits.time_of, tree.root / student)
        who = Who(student, {"id": student}, student)
        timeless = {path: Entry(entry.path) for path, entry in files.items()}
        return HandIn((who,), timeless, self.name, assignment=tree.root.name, clock=clock)


def _place(entry: Entry) -> tuple[str, str, int] | None:
    folder, rest = top(entry.path)
    return (folder, rest, 0) if folder else None
