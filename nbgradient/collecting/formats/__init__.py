"""The formats, and which of them a source is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from traitlets.config import Config

from nbgradient.collecting.folders import FolderTree
from nbgradient.collecting.formats.blackboard import Blackboard
from nbgradient.collecting.formats.brightspace import Brightspace
from nbgradient.collecting.formats.canvas import Canvas
from nbgradient.collecting.formats.classroom import Classroom
from nbgradient.collecting.formats.clones import Clones
from nbgradient.collecting.formats.exchange import Exchange
from nbgradient.collecting.formats.gradescope import Gradescope
from nbgradient.collecting.formats.grouping import top
from nbgradient.collecting.formats.moodle import Moodle
from nbgradient.collecting.formats.plain_folders import PlainFolders
from nbgradient.collecting.formats.plugin import Plugin, is_set
from nbgradient.collecting.model import Entry, Format, Found, SourceError, Tree
from nbgradient.course.folders import Course
from nbgradient.safe.shown import shown

#: How many folders around everything are looked through.
MOST_AROUND = 3


def of_course(course: Course, config: Config) -> list[Format]:
    """The formats that a source of ``course``, whose settings are ``config``, may be of.

    Those that say most of themselves come first, and one that says nothing last.

    Raises:
        CourseError: the collector plugin that is set cannot be made.
    """
    assignments = course.assignments()
    check_owner = bool(config.ExchangeCollect.get("check_owner", True))
    plugins: list[Format] = [Plugin(course, config)] if is_set(config) else []
    return [
        Clones(course),
        *plugins,
        Gradescope(),
        Exchange(check_owner),
        Moodle(),
        Brightspace(),
        Blackboard(),
        Canvas(),
        Classroom(assignments),
        PlainFolders(assignments),
    ]


class _Inside:
    """A tree from one of its folders on."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self._tree, self._prefix = tree, f"{folder}/"
        self.name, self.left_out = folder, tree.left_out
        start = len(self._prefix)
        self.entries = [Entry(entry.path[start:], entry.modified) for entry in tree.entries]

    def read(self, path: str, most: int) -> bytes:
        """As the whole tree does."""
        return self._tree.read(self._prefix + path, most)


def _inside(tree: Tree, folder: str) -> Tree:
    return FolderTree(tree.root / folder) if isinstance(tree, FolderTree) else _Inside(tree, folder)


def _levels(tree: Tree) -> Iterator[Tree]:
    """``tree``, and what is in the one folder that is around everything in it, and so on."""
    yield tree
    for _ in range(MOST_AROUND):
        around = {top(entry.path)[0] for entry in tree.entries}
        if len(around) != 1 or "" in around:
            return
        tree = _inside(tree, around.pop())
        yield tree


def recognized(tree: Tree, formats: Sequence[Format]) -> tuple[Tree, Format, Found]:
    """The format of ``tree``, what it finds there, and where: a folder around all is passed.

    Raises:
        SourceError: it is of none.
    """
    *special, general = formats  # what is said by the names alone comes first, however deep it is
    for group in (special, [general]):
        for inner in _levels(tree):
            for form in group:
                found = form.read(inner)
                if len(found.paths) * 2 > len(inner.entries):
                    return inner, form, found
    names = ", ".join(form.name for form in formats)
    raise SourceError(
        f"{shown(tree.name)} is of no format that is known here ({names}). Give what the LMS gave, "
        "as it is, or a folder with one folder a student."
    )
