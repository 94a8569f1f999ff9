"""What a mutant can change: the solution in a cell, and what of the notebook it can reach."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nbformat import NotebookNode

from nbgradient import course
from nbgradient.names import imported, parse
from nbgradient.regions import solution_lines, split

#: Arguments that change no value, but what is shown, or what is checked along the way.
NO_VALUE = ("verbose", "title", "strict")
#: Arguments that say along which axis; they have changes of their own.
AXES = ("axis", "dim")


@dataclass(frozen=True)
class Change:
    """A changed cell: what was changed, and the new code."""

    said: str
    code: str


@dataclass(frozen=True)
class Surroundings:
    """What of a notebook a solution can reach.

    Attributes:
        above: the code cells above the exercise, in order.
        shown: what students see of all code cells.
    """

    above: tuple[ast.Module, ...] = ()
    shown: tuple[ast.Module, ...] = ()

    @classmethod
    def of(cls, notebook: NotebookNode, exercise: str) -> Surroundings:
        """Those of the exercise in the source ``notebook`` that nbgrader knows by this name."""
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        names = [course.grade_id(cell) for cell in cells]
        above = cells[: names.index(exercise)]
        return cls(
            tuple(parse(cell.source) for cell in above if not course.is_test(cell)),
            tuple(filter(None, map(_shown, cells))),
        )

    @cached_property
    def modules(self) -> frozenset[str]:
        """The names under which modules, and what is imported from them, are known."""
        return frozenset(imported(self.above))

    @cached_property
    def bound(self) -> dict[str, ast.stmt]:
        """The names that the cells above bind at their top level, with the last who does."""
        found: dict[str, ast.stmt] = {}
        for statement in (statement for tree in self.above for statement in tree.body):
            for name in bound_by(statement):
                found.pop(name, None)
                found[name] = statement
        return found

    def siblings(self, name: str) -> list[str]:
        """Names that other calls of the same function bind, as ``X_test`` beside ``X_train``."""
        own = self._origins.get(name)
        return [other for other, origin in self._origins.items() if origin == own and other != name]

    @cached_property
    def _origins(self) -> dict[str, tuple[str, int]]:
        """Which function's call gave each name, and which of its results it is."""
        found = {}
        for name, statement in self.bound.items():
            match statement:
                case ast.Assign([ast.Name() | ast.Tuple()], ast.Call(called)):
                    found[name] = (ast.unparse(called), bound_by(statement).index(name))
        return found

    @cached_property
    def methods(self) -> dict[str, frozenset[str]]:
        """The methods that the notebook calls on each name."""
        found: dict[str, set[str]] = {}
        for node in (node for tree in (*self.shown, *self.above) for node in ast.walk(tree)):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name(name), method)):
                    found.setdefault(name, set()).add(method)
        return {name: frozenset(methods) for name, methods in found.items()}

    def arguments(self, function: str, place: int, name: str) -> Iterator[object]:
        """The constants that students see given to a parameter of ``function``."""
        constants = self._constants
        for node in (node for tree in self.shown for node in ast.walk(tree)):
            match node:
                case ast.Call(func=ast.Name(called) | ast.Attribute(attr=called)):
                    if called == function:
                        given = {k.arg: k.value for k in node.keywords}
                        given |= {place: node.args[place]} if place < len(node.args) else {}
                        for value in (given.get(place), given.get(name)):
                            if isinstance(value, ast.Name):
                                value = constants.get(value.id)
                            if isinstance(value, ast.Constant):
                                yield value.value

    @cached_property
    def _constants(self) -> dict[str, ast.expr]:
        return {
            name: statement.value
            for name, statement in self.bound.items()
            if isinstance(statement, ast.Assign)
        }


@dataclass(frozen=True)
class Function:
    """A function whose body, or the end of it, is the solution's."""

    node: ast.FunctionDef
    start: ast.stmt
    owner: str | None

    @property
    def name(self) -> str:
        """Its name, after that of its class if it is a method."""
        return f"{self.owner}.{self.node.name}" if self.owner else self.node.name

    @property
    def called(self) -> str:
        """The name by which it is called: a class is called for its ``__init__``."""
        return self.owner if self.owner and self.node.name == "__init__" else self.node.name

    @property
    def parameters(self) -> list[ast.arg]:
        """Its parameters, without a method's ``self``."""
        arguments = self.node.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        return named[1:] if self.owner else named

    def default(self, parameter: ast.arg) -> ast.expr | None:
        """The default value of a parameter, or None."""
        arguments = self.node.args
        plain = [*arguments.posonlyargs, *arguments.args]
        pairs = [*zip(plain[::-1], arguments.defaults[::-1], strict=False)]
        pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        return next((default for one, default in pairs if one is parameter), None)


@dataclass
class Solution:
    """The solution in a cell, as a syntax tree, and how to change it.

    Raises:
        SyntaxError: the cell is not Python.
    """

    source: str
    surroundings: Surroundings
    tree: ast.Module = field(init=False)

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.source)
        self._lines = solution_lines(self.source)

    @cached_property
    def code(self) -> str:
        """The unchanged cell, as a changed one is written."""
        return ast.unparse(self.tree)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """The nodes of the solution that can be changed, in the order of the tree."""
        untouched = _untouched(self.tree)
        return [
            node
            for node in ast.walk(self.tree)
            if getattr(node, "lineno", None) in self._lines and node not in untouched
        ]

    @cached_property
    def functions(self) -> list[Function]:
        """The functions that the solution fills in."""
        methods = {
            method: node.name
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ClassDef)
            for method in node.body
        }
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                body = [s for s in node.body if s.lineno in self._lines and not _is_text(s)]
                if body:
                    found.append(Function(node, body[0], methods.get(node)))
        return found

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """The statements of the solution at the top level of its cell."""
        return [node for node in self.tree.body if node.lineno in self._lines]

    def changed(self, said: str, node: ast.AST, *new: ast.AST, prelude: str = "") -> Change:
        """The cell with ``new`` in the place of ``node``, and ``prelude`` above all."""
        tree = self._replaced(node, new)
        tree.body[:0] = statements(prelude)
        return Change(said, ast.unparse(ast.fix_missing_locations(tree)))

    def exchanged(self, node: ast.AST, variant: ast.AST) -> Change:
        """The cell with ``variant`` in the place of ``node``, said as ``before -> after``."""
        tree = self._replaced(node, [variant])
        said = f"{_first_line(_around(self.tree, node))} -> {_first_line(_around(tree, variant))}"
        return Change(said, ast.unparse(ast.fix_missing_locations(tree)))

    def extended(self, said: str, before: str = "", after: str = "") -> Change:
        """The cell with statements before its first one, or after its last."""
        tree = ast.Module([*statements(before), *self.tree.body, *statements(after)], [])
        return Change(said, ast.unparse(tree))

    def _replaced(self, node: ast.AST, new: Sequence[ast.AST]) -> ast.Module:
        number = next(n for n, one in enumerate(ast.walk(self.tree)) if one is node)
        tree = copy.deepcopy(self.tree)
        return _Replacement(list(ast.walk(tree))[number], list(new)).visit(tree)


class _Replacement(ast.NodeTransformer):
    """Puts others in the place of one node."""

    def __init__(self, target: ast.AST, new: list[ast.AST]) -> None:
        self._target = target
        self._new = new

    def visit(self, node: ast.AST) -> ast.AST | list[ast.AST]:
        if node is not self._target:
            return self.generic_visit(node)
        return self._new[0] if len(self._new) == 1 else self._new


def _untouched(tree: ast.Module) -> set[ast.AST]:
    """Docstrings, arguments that change no value, and axes, which have a rule of their own."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if _is_text(node):
            found.add(node.value)
        elif isinstance(node, ast.keyword) and node.arg in (*NO_VALUE, *AXES):
            found.update(ast.walk(node.value))
    return found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _around(tree: ast.AST, node: ast.AST) -> ast.AST:
    """The innermost statement around ``node``."""
    found = node
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt) and any(inner is node for inner in ast.walk(statement)):
            found = statement
    return found


def _first_line(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0]


def _shown(cell: NotebookNode) -> ast.Module | None:
    """What students see of a cell, or None where that is no whole code."""
    try:
        return parse(split(cell)[0])
    except SyntaxError:
        return None


def bound_by(statement: ast.stmt) -> list[str]:
    """The names that a statement at the top level of a cell binds."""
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            nodes = [node for target in targets for node in ast.walk(target)]
            return [
                node.id
                for node in nodes
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            ]
    return []


def with_(node: ast.AST, **changes: object) -> ast.AST:
    """A copy of ``node`` with other parts."""
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def expression(code: str) -> ast.expr:
    """The syntax tree of an expression."""
    return ast.parse(code, mode="eval").body


def statements(code: str) -> Sequence[ast.stmt]:
    """The syntax trees of some statements."""
    return ast.parse(code).body
