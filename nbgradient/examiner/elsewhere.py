"""An answer that a student wrote beside its cell, which stayed as it was: it is no 0.

Students copy a question, or add a cell of their own, and write there. A question whose own cell is
untouched waits for a person if the student added a text

- directly above or below it, up to the instructor's next cell, or into the cell with its text; or
- anywhere, in a cell that begins with the question's text, or with what its heading calls it.

What was found stands in the metadata of the question's cell, which come from the source notebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cached_property

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution

from nbgradient.course import notebooks
from nbgradient.course.regions import split
from nbgradient.examiner.matching import is_locked, plain, text
from nbgradient.examiner.prose import is_prose

#: The id of the cell that tells of repairs: it stands among the student's, and is ours.
REPAIRED = "repaired"

_KEY = "nbgradient_elsewhere"

_SAID = "Nothing was written into the cell of this answer. A text {where} may be the answer."
_BELOW, _ABOVE = "in the cell below it", "in the cell above it"
_ABOVE_QUESTION, _IN_QUESTION = "above the question", "in the cell with the question"
_FAR = "in another cell, which begins like the question,"
_PLACES = (_BELOW, _ABOVE, _ABOVE_QUESTION, _IN_QUESTION, _FAR)

#: So many cells are looked at as the answer to one question.
_MOST = 20

#: What a heading calls a question: "Question 3", "Q2", "Aufgabe 1.2".
_NAME = re.compile(r"[^\W\d_]{1,20}\.? ?\d+(?:\.\d+)*[a-z]?(?!\w)")
#: With fewer words the first line of a question is no name of it.
_WORDS_OF_NAME = 3


def note(source: NotebookNode, notebook: NotebookNode) -> None:
    """Have each untouched question of ``notebook`` say where its answer may be, if anywhere.

    Args:
        source: the instructor's notebook.
        notebook: what was rebuilt from it, with nbgrader's checksums of what was given.
    """
    if not any(is_grade(cell) and is_untouched(cell) for cell in notebook.cells):
        return
    found = _Found(source, notebook)
    for index, cell in found.untouched.items():
        if places := found.places(index):
            ids, (where, *_) = list(places), places.values()
            cell.metadata[_KEY] = {"cells": ids[:_MOST], "where": where}


def is_untouched(cell: NotebookNode) -> bool:
    """Whether ``cell``, which students are to fill, is as it was given."""
    known = notebooks.nbgrader_metadata(cell)
    return is_solution(cell) and known.get("checksum") == compute_checksum(cell)


def cells(cell: NotebookNode) -> list[str]:
    """The ids of the cells that may hold the answer to the question ``cell``."""
    found = _noted(cell).get("cells")
    return found if isinstance(found, list) else []


def said(cell: NotebookNode) -> str | None:
    """What is to be said of where the answer to ``cell`` may be, or None if that is nowhere."""
    where = _noted(cell).get("where")
    return where and _SAID.format(where=where)


def _noted(cell: NotebookNode) -> dict:
    """What ``note`` wrote: a notebook that nbgrader alone graded may hold anything there."""
    known = cell.metadata.get(_KEY)
    return known if isinstance(known, dict) and known.get("where") in _PLACES else {}


class _Text:
    """What a cell of a student's holds, read once for all questions."""

    def __init__(self, cell: NotebookNode) -> None:
        self.id = cell["id"]
        self.is_prose = is_prose(cell)
        self.lines = set(plain(text(cell)).split("\n"))
        self.first = _first_line(text(cell))


class _Found:
    """The student's own cells of a notebook, and its untouched questions.

    Attributes:
        untouched: the questions that are, by their place in the source.
    """

    def __init__(self, source: NotebookNode, notebook: NotebookNode) -> None:
        self._source = deepcopy(source.cells)
        notebooks.name_cells(self._source)
        places = {cell["id"]: index for index, cell in enumerate(self._source)}
        self._given: dict[int, NotebookNode] = {}
        #: The student's own cells, by the place of the source's cell that they follow.
        self._own: dict[int, list[_Text]] = {}
        last = -1
        for cell in notebook.cells:
            if cell.get("id") in places:
                last = places[cell["id"]]
                self._given[last] = cell
            elif cell.get("id") != REPAIRED:
                self._own.setdefault(last, []).append(_Text(cell))
        self.untouched = {
            index: cell
            for index, cell in self._given.items()
            if is_grade(cell) and is_untouched(cell)
        }

    def places(self, index: int) -> dict[str, str]:
        """Where the cells are that may hold the answer to the question at ``index``, by id."""
        found = {
            own.id: where
            for cells, where in self._near(index)
            for own in cells
            if self._may_answer(index, own)
        }
        for own in self._begin_alike(index):
            found.setdefault(own.id, _FAR)
        return found

    def _near(self, index: int) -> Iterator[tuple[Sequence[_Text], str]]:
        yield self._own.get(index, []), _BELOW
        yield self._own.get(index - 1, []), _ABOVE
        if self._asking(index) is None:
            return
        if self._was_added_to(index - 1):
            yield [_Text(self._given[index - 1])], _IN_QUESTION
        if index - 2 not in self.untouched:  # whose own it would be
            yield self._own.get(index - 2, []), _ABOVE_QUESTION

    def _was_added_to(self, index: int) -> bool:
        """Whether the source's cell is whole in a student's, or gone from it altogether.

        If a part of it is there, the source may have changed since it was handed out.
        """
        cell = self._given.get(index)
        if cell is None or is_locked(cell):
            return False
        given = set(plain(split(self._source[index])[0]).split("\n"))
        kept = given.intersection(plain(text(cell)).split("\n"))
        return not kept or kept == given

    def _asking(self, index: int) -> NotebookNode | None:
        """The source's text that asks the question at ``index``, if it stands above it."""
        above = self._source[index - 1] if index else None
        is_text = above is not None and above.cell_type == "markdown" and not is_solution(above)
        return above if is_text else None

    def _may_answer(self, index: int, own: _Text) -> bool:
        """Whether ``own`` holds more than students were given, and a text if that is asked for."""
        is_of_the_kind = self._source[index].cell_type == "code" or own.is_prose
        return is_of_the_kind and any(c.isalnum() for line in own.lines - self._lines for c in line)

    @cached_property
    def _lines(self) -> set[str]:
        """All lines that students were given."""
        texts = [split(cell)[0] for cell in self._source] + list(map(text, self.untouched.values()))
        return {line for known in texts for line in plain(known).split("\n")}

    def _begin_alike(self, index: int) -> Iterator[_Text]:
        """Own cells anywhere that begin as the question at ``index`` does, and go on."""
        names = self._names(index)
        for group in self._own.values() if names else ():
            for own, after in zip(group, [*group[1:], None], strict=True):
                if not any(_begins(own.first, name) for name in names):
                    continue
                if self._may_answer(index, own):
                    yield own
                elif after is not None and self._may_answer(index, after):
                    yield after

    def _names(self, index: int) -> set[str]:
        """What a cell begins with that repeats the question at ``index``, and no other."""
        asking = self._asking(index)
        firsts = [_first_line(split(cell)[0]) for cell in (asking, self._source[index]) if cell]
        names = {name[0] for name in map(_NAME.match, firsts) if name}
        names |= {line for line in firsts if len(line.split()) >= _WORDS_OF_NAME}
        return {name for name in names if self._is_one(name)}

    def _is_one(self, name: str) -> bool:
        return sum(_begins(line, name) for line in self._beginnings) == 1

    @cached_property
    def _beginnings(self) -> list[str]:
        return [_first_line(split(cell)[0]) for cell in self._source]


def _first_line(said: str) -> str:
    """The first line of ``said`` without what makes it a heading, or a comment."""
    return plain(said).split("\n")[0].strip("#*_>\"' ").casefold()


def _begins(line: str, name: str) -> bool:
    return line.startswith(name) and not line[len(name) : len(name) + 1].isalnum()
