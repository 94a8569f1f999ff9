"""An examination paper: what a notebook's tests need, and from which side of the wall."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType
from typing import Any

from nbformat import NotebookNode

from nbgradient.course.folders import CourseError
from nbgradient.course.names import mentioned
from nbgradient.course.ownership import CodeCell, Imported, Ownership, Part, Role, Side
from nbgradient.course.special_methods import defined_by
from nbgradient.examiner.asking import builtins_beside, with_types
from nbgradient.examiner.beside import Beside
from nbgradient.examiner.left_behind import LeftBehind
from nbgradient.examiner.libraries import await_libraries
from nbgradient.examiner.reach import Reach, Reaches
from nbgradient.examiner.stand_in import NAMES
from nbgradient.examiner.verdict import cause_of
from nbgradient.wire.seeds import seed

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
        makes: the names that it binds or fills.
    """

    code: CodeType
    text: str
    is_hidden: bool
    is_expression: bool
    makes: frozenset[str]


@dataclass(frozen=True)
class Test:
    """A test cell, ready to be run.

    Attributes:
        name: its grade_id.
        tree: its syntax tree.
        statements: what it does, in order.
        students_names: the names that it reads and that are the student's, or would have to be.
        imported: those of them that an import statement of the source binds, and to what.
        helpers: definitions in earlier tests that it uses, and that use the student's work.
        carried: the names that earlier tests made of the student's work: by which tests, the last
            one first.
        is_guarded: whether it reads what hidden statements of earlier tests bind.
        reach: what it touches of the student's side beside values.
    """

    name: str
    tree: ast.Module
    statements: tuple[Statement, ...]
    students_names: tuple[str, ...]
    imported: Mapping[str, Imported]
    reach: Reach
    helpers: tuple[Statement, ...] = ()
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_guarded: bool = False

    @cached_property
    def first_hidden(self) -> int:
        """The place of the first statement that students may not see, or the number of all."""
        places = (place for place, found in enumerate(self.statements) if found.is_hidden)
        return next(places, len(self.statements))


class Paper:
    """The tests of one source notebook, ready to be put to any number of submissions."""

    def __init__(self, source: NotebookNode, files: Mapping[str, bytes] | None = None) -> None:
        """Read the cells of ``source``, beside which the instructor's ``files`` lie.

        Raises:
            PaperError: it is in another language than Python.
        """
        language = source.metadata.get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise PaperError(f"The source notebook is in {language}; only Python can be graded.")
        #: Where locked cells and tests run.
        self.beside = Beside(files or {})
        self._ownership = Ownership(source)
        cells = self._ownership.cells
        self._cells = {cell.name: cell for cell in cells}
        #: The locked cells, and what tests define: a message may come from their functions, too.
        self.tools = [
            part.tree
            for part in self._ownership.parts
            if part.cell.role is Role.GIVEN or part.is_definition
        ]
        #: What the classes of its cells define, the solutions' too.
        self.defined = defined_by(cell.tree for cell in cells if cell.role is not Role.TEST)
        self._reaches = Reaches(self._ownership)
        #: What the open parts of tests leave to cells of the student's side.
        self.left_behind = LeftBehind(self._ownership)
        #: Why locked cells fail on the examiner's side, by their places among all parts.
        self._failures: dict[int, str] = {}
        #: The tests, by grade_id.
        self.tests: dict[str, Test] = {}
        for cell in self._ownership.tests:
            self.tests[cell.name] = self._test(cell)

    def prepare(self) -> None:
        """Run the locked cells that the tests need, unless that has been done, and have all
        libraries imported; call it, and put the tests, with ``beside`` entered."""
        await_libraries()
        if "_namespaces" not in vars(self):
            _ = self._namespaces
            self.beside.keep()

    def trouble(self, test: str) -> str | None:
        """Why ``test`` can be put to nobody: it, or a locked cell that it needs, is not Python, or
        such a cell fails. None if it can be.

        The paper has to be prepared.
        """
        cell = self._cells[test]
        if cell.problem is not None:
            return f"it is not Python ({cell.problem})"
        unknown = {n for n, side in self._ownership.sides(cell).items() if side is Side.NOBODY}
        for other in self._ownership.cells:
            if other.index < cell.index and other.role is Role.GIVEN and other.problem is not None:
                if unknown.intersection(re.findall(r"\w+", other.source)):
                    return f"the locked cell '{other.name}' is not Python ({other.problem})"
        needed = self._needed([cell]) if self._failures else ()
        return next((why for order, why in self._failures.items() if order in needed), None)

    def cell(self, name: str) -> CodeCell:
        """The cell of the source notebook whose grade_id is ``name``."""
        return self._cells[name]

    def is_examiners(self, name: str) -> bool:
        """Whether the cell ``name`` is a locked one that uses no student's name."""
        return self._ownership.is_examiners(self._cells[name])

    @property
    def read(self) -> frozenset[str]:
        """The names that functions of the source read."""
        return frozenset(self._reaches.read)

    def above(self, name: str | None) -> frozenset[str]:
        """All names that cells of the source notebook mention above the cell ``name``."""
        return frozenset() if name is None else self._above.get(name, frozenset())

    def mentioned(self, name: str) -> frozenset[str]:
        """All names that the cell ``name`` of the source notebook mentions."""
        return self._mentioned[name]

    @cached_property
    def _mentioned(self) -> dict[str, frozenset[str]]:
        return {name: mentioned(cell.tree) for name, cell in self._cells.items()}

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        so_far: frozenset[str] = frozenset()
        for cell in self._ownership.cells:
            found[cell.name] = so_far
            so_far |= self._mentioned[cell.name]
        return found

    def namespace(self, test: str) -> dict[str, Any]:
        """A namespace of its own with what ``test`` reads and the examiner holds."""
        namespace = dict(self._namespaces[test])
        for name in self._cells[test].names.fills & namespace.keys():
            with suppress(Exception):  # what cannot be copied is the same for all
                namespace[name] = deepcopy(namespace[name])
        return namespace

    @cached_property
    def _namespaces(self) -> dict[str, dict[str, Any]]:
        return self._run_own_parts()

    def _test(self, cell: CodeCell) -> Test:
        ownership = self._ownership
        sides = ownership.sides(cell)
        helpers = ownership.helpers(cell)
        defined = {name for part in helpers for name in part.names.binds}
        carried, students = {}, []
        for name, side in sides.items():
            if side is Side.TEST and name not in defined:
                carried[name], side = self._chain(name, cell)
            if side in (Side.STUDENT, Side.NOBODY):
                students.append(name)
        hidden = [node for node in cell.tree.body if cell.hides(node)]
        reach = self._reaches.of(cell, hidden, students)
        students += [
            name
            for name in sorted(reach.needed.difference(students))
            if ownership.side(name, cell.index) is Side.STUDENT
        ]
        return Test(
            cell.name,
            cell.tree,
            tuple(map(_statement, ownership.parts_of(cell))),
            tuple(students),
            ownership.imported(cell),
            reach,
            tuple(map(_statement, helpers)),
            carried,
            self._is_guarded(cell, helpers, carried),
        )

    def _chain(self, name: str, cell: CodeCell) -> tuple[tuple[str, ...], Side]:
        """The tests that make ``name`` of the student's work above ``cell``, the last one first,
        and whose it is above them."""
        tests: dict[str, None] = {}
        order = self._ownership.order(cell.index)
        while True:
            origin = self._ownership.origin(name, order)
            if origin is None:
                return tuple(tests), Side.NOBODY
            if origin.cell.role is not Role.TEST:
                is_students = self._ownership.is_students(name, order)
                return tuple(tests), Side.STUDENT if is_students else Side.EXAMINER
            if self._ownership.is_the_examiners(origin):
                return tuple(tests), Side.EXAMINER
            tests[origin.cell.name] = None
            order = origin.order

    def _is_guarded(
        self, cell: CodeCell, helpers: list[Part], carried: Mapping[str, tuple[str, ...]]
    ) -> bool:
        needed = self._needed([cell])
        parts = [*helpers, *(part for part in self._ownership.parts if part.order in needed)]
        if any(part.place is not None and part.cell.hides(part.tree.body[0]) for part in parts):
            return True
        return any(
            self.tests[test].is_guarded or (found.is_hidden and name in found.makes)
            for name, tests in carried.items()
            for test in tests
            for found in self.tests[test].statements
        )

    def _run_own_parts(self) -> dict[str, dict[str, Any]]:
        pythons = builtins_beside(self.texts, lambda: "_namespaces" in vars(self))
        namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": pythons, **NAMES}
        needed, found = self._needed(self._ownership.tests), {}
        for cell in self._ownership.cells:
            if cell.role is Role.TEST:
                found[cell.name] = dict(namespace)
                seed()
            for part in self._ownership.parts_of(cell):
                if part.order in needed:
                    self._run(part, namespace)
        return found

    @cached_property
    def texts(self) -> frozenset[str]:
        """The texts in locked cells and tests: none of a solution's, which no student's is like."""
        cells = (c for c in self._ownership.cells if c.role in (Role.GIVEN, Role.TEST))
        nodes = (node for cell in cells for node in ast.walk(cell.tree))
        values = (node.value for node in nodes if isinstance(node, ast.Constant))
        return frozenset(value for value in values if isinstance(value, str))

    def _needed(self, tests: Iterable[CodeCell]) -> set[int]:
        """The locked cells, and statements of tests, that are the examiner's and that ``tests``
        use, and those that these use."""
        ownership, needed = self._ownership, set()
        asked = [(name, ownership.order(test.index)) for test in tests for name in _reads(test)]
        for test in tests:
            for part in ownership.helpers(test):
                asked += [(name, ownership.order(test.index)) for name in _reads(part)]
        while asked:
            while asked:
                name, order = asked.pop()
                origin = ownership.origin(name, order)
                if origin is None or origin.order in needed:
                    continue
                if ownership.is_the_examiners(origin):
                    needed.add(origin.order)
                    asked += [(read, origin.order) for read in origin.names.uses]
                    asked += [(read, order) for read in origin.names.reads_when_called]
            for part in self._that_change(needed):
                needed.add(part.order)
                asked += [(read, part.order) for read in _reads(part)]
        return needed

    def _that_change(self, needed: set[int]) -> list[Part]:
        """Further parts of the examiner's that change what the ``needed`` ones bind."""
        ownership = self._ownership
        parts = [part for part in ownership.parts if part.order in needed]
        changed = frozenset[str]().union(*(part.names.binds for part in parts))
        changed -= {name for part in parts for name in part.imported}
        tests = {part.cell.index: part.order for part in parts if part.place is not None}
        return [
            part
            for part in ownership.parts
            if part.order not in needed
            and ownership.is_the_examiners(part)
            and (
                (part.place is None and (part.names.fills - part.names.binds) & changed)
                # A statement of a test that seeds generators, say, before one that is needed.
                or (part.is_call and part.order < tests.get(part.cell.index, 0))
            )
        ]

    def _run(self, part: Part, namespace: dict[str, Any]) -> None:
        cell = part.cell
        try:
            code = compile(with_types(part.tree), f"<{cell.name}>", "exec", dont_inherit=True)
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                exec(code, namespace)
        except Exception as error:
            if cell.role is Role.TEST:
                return  # the test fails there itself, and whoever needs the name will say so
            self._failures[part.order] = (
                f"the locked cell '{cell.name}' fails when the examiner runs it "
                f"({cause_of(error, cell.name)})"
            )


def _reads(cell: CodeCell | Part) -> frozenset[str]:
    return cell.names.uses | cell.names.reads_when_called


def _statement(part: Part) -> Statement:
    tree = with_types(part.tree)
    cell, (node,) = part.cell, tree.body
    lines = cell.source.split("\n")[node.lineno - 1 : node.end_lineno]
    if is_expression := isinstance(node, ast.Expr):
        code = compile(ast.Expression(node.value), f"<{cell.name}>", "eval", dont_inherit=True)
    else:
        code = compile(tree, f"<{cell.name}>", "exec", dont_inherit=True)
    makes = part.names.binds | part.names.fills
    return Statement(code, "\n".join(lines), cell.hides(node), is_expression, makes)
