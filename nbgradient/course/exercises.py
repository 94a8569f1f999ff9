"""The exercises of a notebook: which graded cells belong together, and what they are called there.

An exercise begins at a heading, or at a further cell to answer in below the same heading. A heading
of a lower level within an exercise, such as "Hints", begins no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from nbgradient.course import notebooks

_HEADING = re.compile(r" {0,3}(#{1,6})\s(.*)")
#: What is said of the points elsewhere, too, and what makes a text bold, slanted or code.
_POINTS = re.compile(r" ?\(\d+([.,]\d+)? (points?|pts?)\)$")
_SIGNS = re.compile(r"[*`]|(?<!\w)_|_(?!\w)")
#: Characters of a title.
_LONGEST = 150
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


@dataclass
class Exercise:
    """A part of a notebook that gives points.

    Attributes:
        title: its heading, without points at its end; the name of its first cell if there is none.
        cells: the names of its graded cells.
        at: the place of the heading's cell in the notebook, or None.
    """

    title: str
    cells: list[str] = field(default_factory=list)
    at: int | None = field(default=None, compare=False)


@dataclass
class _Part:
    """What stands below a heading, up to the next answer cell but one."""

    heading: str
    level: int
    at: int | None = None
    answer: str = ""
    cells: list[str] = field(default_factory=list)


def exercises(
    notebook: NotebookNode, is_own: Callable[[NotebookNode], bool] = lambda cell: False
) -> list[Exercise]:
    """Those of a ``notebook``, in its order; the names of cells are nbgrader's.

    Of a graded notebook, what ``is_own`` says of a cell is whether the student added it: then its
    headings begin nothing.
    """
    parts = [_Part("", 0)]
    for at, cell in enumerate(notebook.cells):
        meta = notebooks.nbgrader_metadata(cell)
        if cell.cell_type == "markdown" and not meta.get("solution") and not is_own(cell):
            for level, heading in _headings(cell.source):
                if level <= parts[-1].level or not parts[-1].answer:
                    parts.append(_Part(heading, level, at))
        name = meta.get("grade_id")
        if name is not None and meta.get("solution"):
            if parts[-1].answer:
                parts.append(_Part(parts[-1].heading, parts[-1].level, parts[-1].at))
            parts[-1].answer = name
        if name is not None and (meta.get("grade") or meta.get("task")):
            parts[-1].cells.append(name)
    return _titled([part for part in parts if part.cells])


def with_strangers(found: list[Exercise], cells: Iterable[str]) -> list[Exercise]:
    """``found``, and an exercise for each other of ``cells``, without those that hold none."""
    cells = list(cells)
    known = {name for exercise in found for name in exercise.cells}
    kept = [replace(item, cells=[c for c in item.cells if c in cells]) for item in found]
    strangers = [Exercise(name, [name]) for name in cells if name not in known]
    return [item for item in kept if item.cells] + strangers


def _titled(parts: list[_Part]) -> list[Exercise]:
    """Exercises below one heading are told apart by what is answered in."""
    headings = Counter(part.heading for part in parts)
    return [
        Exercise(_title(part, headings[part.heading] > 1), part.cells, part.at) for part in parts
    ]


def _title(part: _Part, is_shared: bool) -> str:
    name = part.answer or part.cells[0]
    if not part.heading:
        return name
    return f"{part.heading}: {name}" if is_shared else part.heading


def _headings(text: str) -> list[tuple[int, str]]:
    """The levels and texts of the headings in a Markdown ``text``, but those in a block of code."""
    found, fence = [], ""
    for line in text.splitlines():
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and (heading := _HEADING.match(line)):
            title = " ".join(heading[2].split()).rstrip("#").rstrip()
            if title:
                title = _SIGNS.sub("", _POINTS.sub("", title)).strip()
                found.append((len(heading[1]), title[:_LONGEST]))
    return found
