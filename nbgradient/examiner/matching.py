"""Finds the cell of the source notebook that each submitted cell is, whatever programs did to them.

A ``grade_id`` decides. Where there is none, cells are found by what is the least likely to err
first: a text that stands once, an id, a text at the same place, the names that an answer defines,
and at last the place alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.regions import split
from nbgradient.examiner.outputs import text_of

_DEFINED = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)


class Way(Enum):
    """How an answer was found that had lost its ``grade_id``."""

    TEXT = "by their text"
    ID = "by the ids of their cells"
    NAMES = "by the names that they define"
    PLACE = "by their places"


def text(cell: NotebookNode) -> str:
    """The source of ``cell``, with the line ends that a notebook has."""
    return text_of(cell.get("source", "")).replace("\r\n", "\n").replace("\r", "\n")


def plain(source: str) -> str:
    """``source`` without what editors change by themselves: spaces, tabs, and empty lines."""
    lines = (" ".join(line.split()) for line in notebooks.composed(source).split("\n"))
    return "\n".join(filter(None, lines))


def given_texts(cell: NotebookNode) -> set[str]:
    """The plain texts that the source's ``cell`` has where nobody changed it."""
    return {plain(split(cell)[0]), plain(text(cell))}


def defined(source: str) -> set[str]:
    """The names that the code ``source`` defines at its top level, be it Python or not quite."""
    return {function or name for function, name in _DEFINED.findall(source)}


def is_locked(cell: NotebookNode) -> bool:
    """Whether students may not change ``cell``."""
    meta = notebooks.nbgrader_metadata(cell)
    return bool(meta.get("locked")) or (bool(meta.get("grade")) and not meta.get("solution"))


class Matching:
    """Which cell of ``source`` each cell of ``submitted`` is; both are named by their index.

    Attributes:
        of: the source cell of a submitted one; several may be copies of the same.
        found: the submitted cell that a source cell was found as; of copies, the first.
        ways: how those were found that nbgrader knows, but not by their ``grade_id``.
        is_stripped: whether no submitted cell has the ``grade_id`` of a source cell.
        texts: the plain texts of the submitted cells.
    """

    def __init__(self, source: Sequence[NotebookNode], submitted: Sequence[NotebookNode]) -> None:
        self._source, self._submitted = source, submitted
        self.of: dict[int, int] = {}
        self.found: dict[int, int] = {}
        self.ways: dict[int, Way] = {}
        self.texts = [plain(text(cell)) for cell in submitted]
        self._keys = [
            (cell.cell_type, known) for cell, known in zip(submitted, self.texts, strict=True)
        ]
        self._given = [
            [(cell.cell_type, known) for known in sorted(given_texts(cell))] for cell in source
        ]
        self._by_name()
        self.is_stripped = not self.of
        self._by_single_text()
        self._by_id()
        for sources, cells in self._gaps():
            self._by_text(sources, cells)
        for sources, cells in self._gaps():
            self._by_defined_names(sources, cells)
        for sources, cells in self._gaps():
            self._by_place(sources, cells)

    def moved(self) -> list[int]:
        """The source cells that stand elsewhere in the submission, as few as explain it."""
        kept = {source for _, source in self._spine()}
        return [source for source in sorted(self.found) if source not in kept]

    def _match(self, source: int, cell: int, way: Way | None = None) -> None:
        self.of[cell] = source
        self.found[source] = cell
        if way is not None and notebooks.grade_id(self._source[source]) is not None:
            self.ways[source] = way

    def _by_name(self) -> None:
        places = {notebooks.grade_id(cell): index for index, cell in enumerate(self._source)}
        for index, cell in enumerate(self._submitted):
            name = notebooks.grade_id(cell)
            if name is None or name not in places:
                continue
            self.of[index] = places[name]
            self.found.setdefault(places[name], index)

    def _is_open(self, cell: int) -> bool:
        return cell not in self.of and notebooks.grade_id(self._submitted[cell]) is None

    def _by_single_text(self) -> None:
        given = defaultdict(set)
        for index, keys in enumerate(self._given):
            for key in keys:
                given[key].add(index)
        often = Counter(self._keys)
        for index, key in enumerate(self._keys):
            if key[1] and often[key] == 1 and len(given[key]) == 1 and self._is_open(index):
                (source,) = given[key]
                if source not in self.found:
                    self._match(source, index, Way.TEXT)

    def _by_id(self) -> None:
        places = {cell.get("id"): index for index, cell in enumerate(self._source)}
        for index, cell in enumerate(self._submitted):
            source = places.get(cell.id) if cell.id else None
            if source is None or source in self.found or not self._is_open(index):
                continue
            if self._source[source].cell_type == cell.cell_type:
                self._match(source, index, Way.ID)

    def _spine(self) -> list[tuple[int, int]]:
        """The most matches, as submitted and source cell, that have one order in both notebooks."""
        pairs = sorted((cell, source) for source, cell in self.found.items())
        ends: list[int] = []
        lengths = []
        for _, source in pairs:
            place = bisect_left(ends, source)
            ends[place : place + 1] = [source]
            lengths.append(place)
        spine: list[tuple[int, int]] = []
        wanted = len(ends) - 1
        for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
            if length == wanted and (not spine or pair[1] < spine[-1][1]):
                spine.append(pair)
                wanted -= 1
        return spine[::-1]

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is not matched yet of source and submitted cells, between those that are."""
        before = (-1, -1)
        for after in [*self._spine(), (len(self._submitted), len(self._source))]:
            sources = [i for i in range(before[1] + 1, after[1]) if i not in self.found]
            cells = [i for i in range(before[0] + 1, after[0]) if self._is_open(i)]
            if sources and cells:
                yield sources, cells
            before = after

    def _by_text(self, sources: list[int], cells: list[int]) -> None:
        places = defaultdict(list)
        for source in sources:
            for key in self._given[source]:
                places[key].append(source)
        last = -1
        for cell in cells:
            known = places[self._keys[cell]]
            place = bisect_left(known, last + 1)
            if place < len(known):
                last = known[place]
                self._match(last, cell, Way.TEXT)

    def _by_defined_names(self, sources: list[int], cells: list[int]) -> None:
        answers = [source for source in sources if notebooks.is_exercise(self._source[source])]
        if not answers:
            return
        definers = defaultdict(list)
        for cell in cells:
            if self._submitted[cell].cell_type == "code":
                for name in defined(text(self._submitted[cell])):
                    definers[name].append(cell)
        for source in answers:
            names = defined(text(self._source[source]))
            free = [cell for name in names for cell in definers[name] if cell not in self.of]
            if free:
                self._match(source, min(free), Way.NAMES)

    def _by_place(self, sources: list[int], cells: list[int]) -> None:
        for kind in ("code", "markdown", "raw"):
            ours = [source for source in sources if self._may_stand_in(source, kind)]
            theirs = [cell for cell in cells if self._submitted[cell].cell_type == kind]
            is_sure = len(ours) == len(theirs)
            for source, cell in zip(ours, theirs, strict=False):
                if is_sure or notebooks.grade_id(self._source[source]) is None:
                    self._match(source, cell, Way.PLACE)

    def _may_stand_in(self, source: int, kind: str) -> bool:
        """Whether a cell of this ``kind`` may be the answer to a source cell, by its place."""
        cell = self._source[source]
        is_free = notebooks.grade_id(cell) is None
        return cell.cell_type == kind and (is_free or (self.is_stripped and not is_locked(cell)))
