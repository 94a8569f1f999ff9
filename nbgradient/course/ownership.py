"""Whose a name is, the examiner's or the student's: decided from the source notebook, by position.

If the last cell that binds a name before a test is a locked one that uses no student's name, the
name is the examiner's own; otherwise it is the student's. In detail:

- Students' cells are the exercises and the code cells that nbgrader does not know: what they bind
  is the student's. ``softmax`` is the student's after the exercise, and the examiner's again after
  a locked cell says ``from scipy.special import softmax``.
- A locked cell that uses a student's name puts all that it binds on the student's side: after
  ``model = LogisticRegression(64, 10)`` with a student's class, ``model`` is the student's.
- What a function's body reads counts when the function is called: a locked ``evaluate`` that calls
  ``predict`` is the student's from the cell on in which the student binds ``predict``.
- Test cells leave no trace, and cells tagged ``skip-grading`` do not run: neither binds anything.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.names import Names, names_of, parse

#: The tag of cells that grading leaves out.
SKIPPED = "skip-grading"

#: The names that every cell can use.
ALWAYS_THERE = frozenset({*dir(builtins), "get_ipython", "display"})


class Side(Enum):
    """The two sides of the wall, and what stands on neither."""

    EXAMINER = "examiner"
    STUDENT = "student"
    PYTHON = "Python"
    NOBODY = "nobody"


class Role(Enum):
    """What a code cell is to the wall."""

    GIVEN = "given"
    STUDENTS = "students"
    TEST = "test"


@dataclass(frozen=True)
class Imported:
    """What an import statement binds a name to.

    Attributes:
        module: the full name of the module.
        attribute: what the name stands for in that module, or None for the module itself.
    """

    module: str
    attribute: str | None


@dataclass(frozen=True)
class CodeCell:
    """A code cell that runs when a notebook is graded."""

    index: int
    name: str
    role: Role
    tree: ast.Module

    @cached_property
    def names(self) -> Names:
        """What it binds and reads."""
        return names_of(self.tree)

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """The functions that it defines at its top level."""
        return {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}

    @cached_property
    def imported(self) -> dict[str, Imported]:
        """The names that an import statement at its top level is the last to bind."""
        found: dict[str, Imported] = {}
        for statement in self.tree.body:
            for name in names_of([statement]).binds:
                found.pop(name, None)
            found |= _imported(statement)
        return found


class Ownership:
    """Whose each name is, at each cell of one source notebook.

    Positions are indices into the notebook's cells; a name is asked for as it stands right before
    the cell at that position.

    Raises:
        SyntaxError: a code cell of the notebook is not Python.
    """

    def __init__(self, notebook: NotebookNode) -> None:
        self.cells = list(_code_cells(notebook))
        self._examiners: set[int] = set()
        for cell in self.cells:
            if cell.role is Role.GIVEN and not self._uses_students_names(cell):
                self._examiners.add(cell.index)

    @property
    def tests(self) -> list[CodeCell]:
        """The test cells, in order."""
        return [cell for cell in self.cells if cell.role is Role.TEST]

    def binder(self, name: str, position: int) -> CodeCell | None:
        """The cell that bound ``name`` last before ``position``, or None."""
        for cell in reversed(self.cells):
            if cell.index < position and cell.role is not Role.TEST and name in cell.names.binds:
                return cell
        return None

    def side(self, name: str, position: int) -> Side:
        """Whose ``name`` is, right before the cell at ``position``."""
        if self.binder(name, position) is None:
            return Side.PYTHON if name in ALWAYS_THERE else Side.NOBODY
        return Side.STUDENT if self._is_students(name, position, set()) else Side.EXAMINER

    def is_examiners(self, cell: CodeCell) -> bool:
        """Whether ``cell`` is a locked one that uses no student's name."""
        return cell.index in self._examiners

    def sides(self, cell: CodeCell) -> dict[str, Side]:
        """Whose each name is that ``cell`` reads from the cells before it."""
        reads = cell.names.uses | cell.names.reads_when_called
        return {name: self.side(name, cell.index) for name in sorted(reads)}

    def imported(self, cell: CodeCell) -> dict[str, Imported]:
        """The names that ``cell`` reads from cells of the student's side, and that an import
        statement binds there: what they stand for if the student's import is the same."""
        found = {}
        for name, side in self.sides(cell).items():
            binder = self.binder(name, cell.index)
            if side is Side.STUDENT and binder is not None and name in binder.imported:
                found[name] = binder.imported[name]
        return found

    def _uses_students_names(self, cell: CodeCell) -> bool:
        reads = cell.names.uses | cell.names.reads_when_called
        return any(self._is_students(name, cell.index, set()) for name in reads)

    def _is_students(self, name: str, position: int, asked: set[str]) -> bool:
        binder = self.binder(name, position)
        if binder is None or name in asked:
            return False
        if not self.is_examiners(binder):
            return True
        asked.add(name)
        return any(
            self._is_students(read, position, asked) for read in binder.names.reads_when_called
        )


def runs(cell: NotebookNode) -> bool:
    """Whether ``cell`` is code that grading runs."""
    return cell.cell_type == "code" and SKIPPED not in cell.metadata.get("tags", [])


def _code_cells(notebook: NotebookNode):
    for index, cell in enumerate(notebook.cells):
        if runs(cell):
            name = notebooks.grade_id(cell) or cell.get("id", f"cell {index + 1}")
            yield CodeCell(index, name, _role(cell), parse(cell.source))


def _imported(statement: ast.stmt) -> dict[str, Imported]:
    found = {}
    match statement:
        case ast.Import(aliases):
            for alias in aliases:
                top = alias.name.split(".")[0]
                found[alias.asname or top] = Imported(alias.name if alias.asname else top, None)
        case ast.ImportFrom(str(module), aliases, 0):
            for alias in aliases:
                found[alias.asname or alias.name] = Imported(module, alias.name)
    return found


def _role(cell: NotebookNode) -> Role:
    if notebooks.is_test(cell):
        return Role.TEST
    return Role.GIVEN if notebooks.is_given(cell) else Role.STUDENTS
