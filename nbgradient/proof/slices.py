"""Which cells below an exercise can tell one answer from another.

After Weiser, "Program Slicing" (1981). A test that reads nothing of the answer, neither directly
nor through cells between, has the same outcome for all answers; a cell that touches nothing that
the other tests read is not needed. Both are left out, which makes a trial several times as quick.

A cell counts as changing whatever it binds, and all data that it mentions: it could change these in
place. Functions, classes and modules are not changed by being mentioned.
"""

from __future__ import annotations

import ast

from nbformat import NotebookNode

from nbgradient.course.names import Names, names_of
from nbgradient.course.ownership import CodeCell, Ownership, Role

_NOT_DATA = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom


class Slicer:
    """The slices of one source notebook."""

    def __init__(self, notebook: NotebookNode) -> None:
        self._cells = Ownership(notebook).cells
        fixed = [node for cell in self._cells for node in cell.tree.body]
        self._fixed = names_of([node for node in fixed if isinstance(node, _NOT_DATA)]).binds

    def below(self, exercise: str, code: str) -> set[int]:
        """The indices of the cells below ``exercise`` that matter to an answer with this ``code``.

        All of them do if the code cannot be read.
        """
        start = next(place for place, cell in enumerate(self._cells) if cell.name == exercise)
        above, (own, *below) = self._cells[:start], self._cells[start:]
        try:
            tree = ast.parse(code)
        except SyntaxError:
            return {cell.index for cell in below}
        changed = self._touched(own.names) | self._touched(names_of(tree))
        for cell in above:
            if cell.names.reads_when_called & changed:
                changed |= cell.names.binds
        return self._needed(below, self._tests_that_read(below, changed))

    def _tests_that_read(self, cells: list[CodeCell], changed: frozenset[str]) -> set[int]:
        found = set()
        for cell in cells:
            reads = cell.names.uses | cell.names.reads_when_called | cell.names.changes
            if cell.role is Role.TEST:
                if reads & changed:
                    found.add(cell.index)
            elif reads & changed:
                changed |= self._touched(cell.names)
            else:
                changed -= cell.names.binds
        return found

    def _needed(self, cells: list[CodeCell], tests: set[int]) -> set[int]:
        """``tests``, and the cells that could change what they read."""
        kept = set(tests)
        read: frozenset[str] = frozenset()
        for cell in reversed(cells):
            if cell.role is not Role.TEST and self._touched(cell.names) & read:
                kept.add(cell.index)
            if cell.index in kept:
                read |= cell.names.uses | cell.names.reads_when_called | cell.names.changes
        return kept

    def _touched(self, names: Names) -> frozenset[str]:
        return names.binds | ((names.uses | names.reads_when_called | names.changes) - self._fixed)
