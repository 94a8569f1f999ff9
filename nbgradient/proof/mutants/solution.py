"""What a mutant can change: the solution in a cell, as a syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeGuard

from nbgradient.course.regions import solution_lines
from nbgradient.proof.mutants.surroundings import Surroundings

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
class Function:
    """A function whose body, or the end of it, is the solution's.

    Attributes:
        node: the whole of it.
        start: the first statement of the solution in it.
        owner: the class whose method it is, or None.
        nodes: the nodes of the solution in it.
    """

    node: ast.FunctionDef
    start: ast.stmt
    owner: str | None
    nodes: tuple[ast.AST, ...]

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

    @property
    def values(self) -> list[ast.AST]:
        """Its nodes without those that are only called."""
        called = {node.func for node in self.nodes if isinstance(node, ast.Call)}
        return [node for node in self.nodes if node not in called]

    def default(self, parameter: ast.arg) -> ast.expr | None:
        """The default value of a parameter, or None."""
        arguments = self.node.args
        plain = [*arguments.posonlyargs, *arguments.args]
        pairs: list[tuple[ast.arg, ast.expr | None]] = [
            *zip(plain[::-1], arguments.defaults[::-1], strict=False),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]
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
                    inside = set(ast.walk(node))
                    nodes = tuple(one for one in self.nodes if one in inside)
                    found.append(Function(node, body[0], methods.get(node), nodes))
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
        _Replacement(list(ast.walk(tree))[number], list(new)).visit(tree)
        return tree


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


def _is_text(node: ast.AST) -> TypeGuard[ast.Expr]:
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
