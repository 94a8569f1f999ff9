"""A released notebook that somebody fills in."""

from __future__ import annotations

import copy
import re

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from nbgradient.course import notebooks, regions

_MARKER = re.compile(r"\s*(<!--)?\s*### (BEGIN|END) SOLUTION")
_RETURN = re.compile(r"^(\s+)return (?=\S)", re.MULTILINE)


class Work:
    """The notebook as it was released, with the instructor's version to copy answers from.

    Attributes:
        notebook: what will be handed in.
        exercises: the names of the cells that want code, in order.
        questions: the names of the cells that want a text.
        tests: the names of the cells that give points.
    """

    def __init__(self, source: NotebookNode, release: NotebookNode, wrong: dict[str, str]) -> None:
        """Begin with ``release``; ``wrong`` holds a plausible wrong answer to some exercises."""
        self.notebook = copy.deepcopy(release)
        self._source = dict(notebooks.cells(source))
        self._wrong = wrong
        self.exercises = [
            name for name, cell in self._source.items() if notebooks.is_exercise(cell)
        ]
        self.questions = [
            name for name, cell in self._source.items() if notebooks.is_question(cell)
        ]
        self.tests = [name for name, cell in self._source.items() if notebooks.is_test(cell)]

    def answer(self, name: str) -> None:
        """Answer as the instructor does."""
        text = self._source[name].source.split("**Mark scheme**")[0]
        lines = [line for line in text.splitlines() if not _MARKER.match(line)]
        self.write(name, "\n".join(lines).strip())

    def answer_wrongly(self, name: str) -> None:
        """Answer with what many get wrong, where such an answer is known; else rightly."""
        self.answer(name)
        if name in self._wrong:
            self.write(name, self._wrong[name])

    def forget_return(self, name: str) -> None:
        """Answer as the instructor does, but never return it; what is no function stays open."""
        self.answer(name)
        text = self._cell(name).source
        forgotten = _RETURN.sub(r"\1result = ", text)
        self.write(name, forgotten if forgotten != text else regions.split(self._source[name])[0])

    def write(self, name: str, text: str) -> None:
        """Put ``text`` into the cell ``name``."""
        self._cell(name).source = text

    def delete(self, name: str) -> None:
        """Delete the cell ``name``."""
        self.notebook.cells.remove(self._cell(name))

    def insert_after(self, name: str, *, text: str, code: str) -> None:
        """Put a text and a code cell of one's own after the cell ``name``."""
        at = self.notebook.cells.index(self._cell(name)) + 1
        self.notebook.cells[at:at] = [
            new_markdown_cell(text, id=f"own-text-{at}"),
            new_code_cell(code, id=f"own-code-{at}"),
        ]

    def as_file(self) -> str:
        """The text of the notebook's file."""
        return nbformat.writes(self.notebook) + "\n"

    def _cell(self, name: str) -> NotebookNode:
        return dict(notebooks.cells(self.notebook))[name]
