"""An examination paper: what a notebook's tests need, and from which side of the wall."""

from __future__ import annotations

import ast
import io
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from types import CodeType
from typing import Any

from nbformat import NotebookNode

from nbgradient.course.folders import CourseError
from nbgradient.course.names import mentioned
from nbgradient.course.ownership import CodeCell, Imported, Ownership, Role, Side
from nbgradient.course.regions import hidden_lines
from nbgradient.examiner.libraries import await_libraries
from nbgradient.examiner.verdict import cause_of

_IMPORTS = ast.Import | ast.ImportFrom


class PaperError(CourseError):
    """A source notebook cannot be put to anybody; the message says why."""


@dataclass(frozen=True)
class Statement:
    """A statement of a test cell.

    Attributes:
        code: what to run.
        text: as it stands in the cell.
        is_hidden: whether students may not see it.
        is_expression: whether it has a value, which can be a score if it is the last one.
    """

    code: CodeType
    text: str
    is_hidden: bool
    is_expression: bool


@dataclass(frozen=True)
class Test:
    """A test cell, ready to be run.

    Attributes:
        name: its grade_id.
        tree: its syntax tree.
        statements: what it does, in order.
        students_names: the names that it reads and that are the student's, or would have to be.
        imported: those of them that an import statement of the source binds, and to what.
    """

    name: str
    tree: ast.Module
    statements: tuple[Statement, ...]
    students_names: tuple[str, ...]
    imported: Mapping[str, Imported]

    @cached_property
    def first_hidden(self) -> int:
        """The place of the first statement that students may not see, or the number of all."""
        places = (place for place, found in enumerate(self.statements) if found.is_hidden)
        return next(places, len(self.statements))


class Paper:
    """The tests of one source notebook, ready to be put to any number of submissions."""

    def __init__(self, source: NotebookNode) -> None:
        """Read the cells of ``source``.

        Raises:
            PaperError: it is in another language than Python.
        """
        language = source.metadata.get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise PaperError(f"The source notebook is in {language}; only Python can be graded.")
        self._ownership = Ownership(source)
        cells = self._ownership.cells
        self._cells = {cell.name: cell for cell in cells}
        #: Why locked cells fail on the examiner's side, by index.
        self._failures: dict[int, str] = {}
        #: The locked cells: a message may come from their functions, too.
        self.tools = [cell.tree for cell in cells if cell.role is Role.GIVEN]
        #: The tests, by grade_id.
        self.tests = {
            cell.name: self._test(cell, source.cells[cell.index].source)
            for cell in self._ownership.tests
        }

    def prepare(self) -> None:
        """Run the locked cells that the tests need, unless that has been done, and have all
        libraries imported."""
        await_libraries()
        _ = self._namespaces

    def trouble(self, test: str) -> str | None:
        """Why ``test`` can be put to nobody, a locked cell that it needs fails; None if it can be.

        The paper has to be prepared.
        """
        if not self._failures:
            return None
        needed = self._needed([self._cells[test]])
        return next((why for index, why in self._failures.items() if index in needed), None)

    def cell(self, name: str | None) -> CodeCell | None:
        """The cell of the source notebook whose grade_id is ``name``, if there is one."""
        return self._cells.get(name)

    def is_examiners(self, name: str) -> bool:
        """Whether the cell ``name`` is a locked one that uses no student's name."""
        return self._ownership.is_examiners(self._cells[name])

    def above(self, name: str | None) -> frozenset[str]:
        """All names that cells of the source notebook mention above the cell ``name``."""
        return self._above.get(name, frozenset())

    def mentioned(self, name: str) -> frozenset[str]:
        """All names that the cell ``name`` of the source notebook mentions."""
        return self._mentioned[name]

    @cached_property
    def _mentioned(self) -> dict[str, frozenset[str]]:
        return {name: mentioned(cell.tree) for name, cell in self._cells.items()}

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        found, so_far = {}, frozenset()
        for cell in self._ownership.cells:
            found[cell.name] = so_far
            so_far |= self._mentioned[cell.name]
        return found

    def namespace(self, test: str) -> dict[str, Any]:
        """A namespace of its own with what ``test`` reads and the examiner holds."""
        return dict(self._namespaces[test])

    @cached_property
    def _namespaces(self) -> dict[str, dict[str, Any]]:
        return self._run_locked_cells()

    def _test(self, cell: CodeCell, source: str) -> Test:
        sides = self._ownership.sides(cell)
        students = [name for name, side in sides.items() if side in (Side.STUDENT, Side.NOBODY)]
        imported = self._ownership.imported(cell)
        return Test(cell.name, cell.tree, _statements(cell, source), tuple(students), imported)

    def _run_locked_cells(self) -> dict[str, dict[str, Any]]:
        namespace: dict[str, Any] = {"__name__": "__main__"}
        needed, found = self._needed(self._ownership.tests), {}
        for cell in self._ownership.cells:
            if cell.name in self.tests:
                found[cell.name] = dict(namespace)
            elif cell.index in needed:
                self._run(cell, namespace)
        return found

    def _needed(self, tests: list[CodeCell]) -> set[int]:
        """The locked cells of the examiner's that ``tests`` use, and those that these use."""
        needed: set[int] = set()
        asked = [(name, test.index) for test in tests for name in _reads(test)]
        while asked:
            name, position = asked.pop()
            binder = self._ownership.binder(name, position)
            if binder is None or not self._ownership.is_examiners(binder) or binder.index in needed:
                continue
            needed.add(binder.index)
            asked += [(read, binder.index) for read in binder.names.uses]
            asked += [(read, position) for read in binder.names.reads_when_called]
        changed = {name for index in needed for name in self._cell(index).names.binds}
        for cell in self._ownership.cells:
            if self._ownership.is_examiners(cell) and cell.names.changes & changed:
                needed.add(cell.index)
        return needed

    def _cell(self, index: int) -> CodeCell:
        return next(cell for cell in self._ownership.cells if cell.index == index)

    def _run(self, cell: CodeCell, namespace: dict[str, Any]) -> None:
        code = compile(cell.tree, f"<{cell.name}>", "exec")
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                exec(code, namespace)
        except Exception as error:
            self._failures[cell.index] = (
                f"the locked cell '{cell.name}' fails when the examiner runs it "
                f"({cause_of(error, cell.name)})"
            )


def _reads(cell: CodeCell) -> frozenset[str]:
    return cell.names.uses | cell.names.reads_when_called


def _statements(cell: CodeCell, source: str) -> tuple[Statement, ...]:
    hidden, lines = hidden_lines(source), source.split("\n")
    found = []
    for node in cell.tree.body:
        text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        is_expression = isinstance(node, ast.Expr)
        tree = ast.Expression(node.value) if is_expression else ast.Module([node], [])
        code = compile(tree, f"<{cell.name}>", "eval" if is_expression else "exec")
        found.append(Statement(code, text, node.lineno in hidden, is_expression))
    return tuple(found)
