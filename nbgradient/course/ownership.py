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
- What the instructor gives and a student's cell fills is the student's from there on: ``records``
  after a locked ``records = []`` and an exercise's ``records.append(5)``.
- What a test binds stays for later tests and locked cells. A statement of a test that uses no
  student's name binds the examiner's names; what any other one binds or fills is the test's: it was
  made of the student's work, but never on the student's side.
- An examiner's ``from m import *`` gives the names that no other cell binds.
- Cells tagged ``skip-grading`` do not run, and one that is not Python fails as a whole: neither
  binds anything.
"""

from __future__ import annotations

import ast
import builtins
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.magics import keeps_lines
from nbgradient.course.names import Names, names_of, parse
from nbgradient.course.regions import hidden_lines

#: The tag of cells that grading leaves out.
SKIPPED = "skip-grading"

_DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

#: The names that every cell can use.
ALWAYS_THERE = frozenset({*dir(builtins), "get_ipython", "display"})


class Side(Enum):
    """The two sides of the wall, what a test made of a student's work, and what is nobody's."""

    EXAMINER = "examiner"
    STUDENT = "student"
    TEST = "test"
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
    """A code cell that runs when a notebook is graded.

    Attributes:
        index: its place among all cells of the notebook.
        name: its grade_id, or its id.
        role: what it is to the wall.
        source: as it stands.
        tree: its syntax tree, empty if it is not Python.
        problem: why it is not Python, or None.
    """

    index: int
    name: str
    role: Role
    source: str
    tree: ast.Module
    problem: str | None = None

    @cached_property
    def names(self) -> Names:
        """What it binds and reads."""
        return names_of(self.tree)

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """The functions that it defines at its top level."""
        return {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The numbers, from 1, of its lines that students may not see."""
        hidden = hidden_lines(self.source)
        if hidden and not keeps_lines(self.source):
            hidden = set(range(1, self.source.count("\n") + 2))
        return frozenset(hidden)

    def hides(self, statement: ast.stmt) -> bool:
        """Whether students may not see a part of ``statement``."""
        decorators = getattr(statement, "decorator_list", [])
        first = min(node.lineno for node in (statement, *decorators))
        last = statement.end_lineno or statement.lineno
        return not self.hidden.isdisjoint(range(first, last + 1))

    @cached_property
    def imported(self) -> dict[str, Imported]:
        """The names that an import statement at its top level is the last to bind."""
        return _imports(self.tree)


@dataclass(frozen=True, eq=False)
class Part:
    """What a name can come from: a cell, or a statement of a test cell.

    Attributes:
        order: its place among all parts of the notebook.
        cell: the cell that it is, or stands in.
        place: the statement's among those of its cell; None for a cell.
        tree: its syntax tree.
    """

    order: int
    cell: CodeCell
    place: int | None
    tree: ast.Module

    @cached_property
    def names(self) -> Names:
        """What it binds and reads."""
        return names_of(self.tree) if self.place is not None else self.cell.names

    @cached_property
    def imported(self) -> dict[str, Imported]:
        """The names that an import statement in it is the last to bind."""
        return _imports(self.tree)

    @property
    def is_call(self) -> bool:
        """Whether it is a statement that is run for what it does."""
        return self.place is not None and isinstance(self.tree.body[0], ast.Expr)

    @property
    def is_definition(self) -> bool:
        """Whether it is a statement that only defines a function or a class."""
        return self.place is not None and isinstance(self.tree.body[0], _DEFINITIONS)


class Ownership:
    """Whose each name is, at each cell of one source notebook.

    Positions are indices into the notebook's cells; a name is asked for as it stands right before
    the cell at that position.
    """

    def __init__(self, notebook: NotebookNode) -> None:
        self.cells = list(_code_cells(notebook))
        #: What names come from, in order.
        self.parts = _parts(self.cells)
        self._touching: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            for name in part.names.binds | part.names.fills:
                self._touching[name].append(part)
        self._examiners: set[int] = set()
        self._filled: dict[tuple[int, str], bool] = {}
        for part in self.parts:
            if self._uses_no_students_name(part):
                self._examiners.add(part.order)

    @property
    def tests(self) -> list[CodeCell]:
        """The test cells, in order."""
        return [cell for cell in self.cells if cell.role is Role.TEST]

    def parts_of(self, cell: CodeCell) -> list[Part]:
        """The parts that ``cell`` is, or consists of."""
        return self.parts[self.order(cell.index) : self.order(cell.index + 1)]

    def giver(self, name: str, position: int) -> CodeCell | None:
        """The cell, no test, that bound ``name`` last before ``position``, or None."""
        for cell in reversed(self.cells):
            if cell.index < position and cell.role is not Role.TEST and name in cell.names.binds:
                return cell
        return None

    def binder(self, name: str, position: int) -> CodeCell | None:
        """The cell that bound ``name``, or filled it, last before ``position``, or None."""
        origin = self.origin(name, self.order(position))
        return None if origin is None else origin.cell

    def origin(self, name: str, order: int) -> Part | None:
        """What bound ``name``, or filled it, last before the part at ``order``, or None."""
        for part in reversed(self._touching.get(name, ())):
            if part.order < order and (name in part.names.binds or self._fills(part, name)):
                return part
        stars = [part for part in self._touching.get("*", ()) if part.order < order]
        return next((part for part in reversed(stars) if part.order in self._examiners), None)

    def order(self, position: int) -> int:
        """The place of the first part that is not above ``position``."""
        return bisect_left(self.parts, position, key=lambda part: part.cell.index)

    def side(self, name: str, position: int) -> Side:
        """Whose ``name`` is, right before the cell at ``position``."""
        return self._side(name, self.order(position))

    def is_examiners(self, cell: CodeCell) -> bool:
        """Whether ``cell`` is a locked one that uses no student's name."""
        return cell.role is Role.GIVEN and self.order(cell.index) in self._examiners

    def is_students(self, name: str, order: int) -> bool:
        """Whether ``name`` needs the student's work, right before the part at ``order``."""
        return self._is_students(name, order, set())

    def is_the_examiners(self, part: Part) -> bool:
        """Whether the examiner can run ``part`` without any student's work."""
        return part.order in self._examiners

    def sides(self, cell: CodeCell) -> dict[str, Side]:
        """Whose each name is that ``cell`` reads from the cells before it.

        The functions of earlier tests that it reads become its own, with what they read.
        """
        reads = cell.names.uses | cell.names.reads_when_called
        for part in self.helpers(cell):
            reads |= part.names.uses | part.names.reads_when_called
        return {name: self.side(name, cell.index) for name in sorted(reads)}

    def helpers(self, cell: CodeCell) -> list[Part]:
        """The definitions in tests above ``cell`` that it reads, and that read students' names."""
        order, found = self.order(cell.index), {}
        asked = [*cell.names.uses, *cell.names.reads_when_called]
        while asked:
            name = asked.pop()
            part = self.origin(name, order)
            if part is None or not part.is_definition or part.order in found:
                continue
            if self.is_students(name, order):
                found[part.order] = part
                asked += part.names.uses | part.names.reads_when_called
        return [found[place] for place in sorted(found)]

    def imported(self, cell: CodeCell) -> dict[str, Imported]:
        """The names that ``cell`` reads from cells of the student's side, and that an import
        statement binds there: what they stand for if the student's import is the same."""
        found = {}
        for name, side in self.sides(cell).items():
            binder = self.binder(name, cell.index)
            if side is Side.STUDENT and binder is not None and name in binder.imported:
                found[name] = binder.imported[name]
        return found

    def _side(self, name: str, order: int) -> Side:
        origin = self.origin(name, order)
        if origin is None:
            return Side.PYTHON if name in ALWAYS_THERE else Side.NOBODY
        if not self.is_students(name, order):
            return Side.EXAMINER
        return Side.TEST if origin.cell.role is Role.TEST else Side.STUDENT

    def _fills(self, part: Part, name: str) -> bool:
        """Whether ``part`` makes something the student's, or a test's, that it did not bind."""
        if name not in part.names.fills or part.order in self._examiners or part.is_definition:
            return False
        key = part.order, name
        if key not in self._filled:
            self._filled[key] = self._can_be_filled(part, name)
        return self._filled[key]

    def _can_be_filled(self, part: Part, name: str) -> bool:
        above = self.origin(name, part.order)
        if above is None or name in above.imported:
            return False  # calling a function of a module does not change the module
        if part.cell.role is Role.TEST:  # what is the student's changes where it is
            return self._side(name, part.order) is not Side.STUDENT
        return True

    def _uses_no_students_name(self, part: Part) -> bool:
        names, role = part.names, part.cell.role
        if role is Role.STUDENTS:
            return False
        if role is Role.TEST and not part.is_definition:
            if any(self._fills(part, name) for name in names.fills):
                return False
        theirs = {Side.STUDENT, Side.TEST} | ({Side.NOBODY} if role is Role.TEST else set())
        # What the body of a test's function reads is looked up by who uses the function.
        reads = names.uses if part.is_definition else names.uses | names.reads_when_called
        return all(self._side(name, part.order) not in theirs for name in reads)

    def _is_students(self, name: str, order: int, asked: set[str]) -> bool:
        origin = self.origin(name, order)
        if origin is None or name in asked:
            return False
        if origin.order not in self._examiners:
            return True
        asked.add(name)
        return any(self._is_students(read, order, asked) for read in origin.names.reads_when_called)


def runs(cell: NotebookNode) -> bool:
    """Whether ``cell`` is code that grading runs."""
    return cell.cell_type == "code" and SKIPPED not in cell.metadata.get("tags", [])


def _code_cells(notebook: NotebookNode):
    for index, cell in enumerate(notebook.cells):
        if runs(cell):
            name = notebooks.grade_id(cell) or cell.get("id", f"cell {index + 1}")
            tree, problem = _read(cell)
            yield CodeCell(index, name, _role(cell), cell.source, tree, problem)


def _read(cell: NotebookNode) -> tuple[ast.Module, str | None]:
    """The syntax tree of ``cell``, or an empty one and why it is not Python."""
    try:
        tree = parse(cell.source)
        # IPython can wait for what a cell awaits; a test is run by the examiner, who cannot.
        awaits = 0 if notebooks.is_test(cell) else ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(tree, "<cell>", "exec", flags=awaits)
        return tree, None
    except (SyntaxError, ValueError, RecursionError) as error:
        return ast.Module([], []), str(error)


def _parts(cells: list[CodeCell]) -> list[Part]:
    parts: list[Part] = []
    for cell in cells:
        if cell.role is Role.TEST:
            for place, statement in enumerate(cell.tree.body):
                parts.append(Part(len(parts), cell, place, ast.Module([statement], [])))
        else:
            parts.append(Part(len(parts), cell, None, cell.tree))
    return parts


def _imports(tree: ast.Module) -> dict[str, Imported]:
    found: dict[str, Imported] = {}
    for statement in tree.body:
        for name in names_of([statement]).binds:
            found.pop(name, None)
        found |= _imported(statement)
    return found


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
