"""What a test touches of the student's side beside values: read from its syntax tree.

The names that it sets, deletes or changes reach the student's code, if a cell above had bound them,
or if they are Python's own, or if a function of the notebook reads them.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nbgradient.course.names import names_of, root
from nbgradient.course.ownership import ALWAYS_THERE, CodeCell, Ownership, Role

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_SEEDS = ("seed", "manual_seed", "set_random_seed", "set_state", "setstate", "set_rng_state")
_MAIN = "__main__."


@dataclass(frozen=True)
class Reach:
    """What one test touches.

    Attributes:
        names: the names that it binds, deletes or changes, and that the student's code may read.
        secret: those of them that its hidden statements bind and no function of the source reads:
            they may be called as the student calls something, but are no input.
        needed: those of them that have to be there: it deletes or patches them.
        watched: the student's names that it reads and that functions of the source change.
        seeds: whether it sets the random generators.
    """

    names: frozenset[str]
    secret: frozenset[str]
    needed: frozenset[str]
    watched: tuple[str, ...]
    seeds: bool


class Reaches:
    """What the tests of one source notebook touch."""

    def __init__(self, ownership: Ownership) -> None:
        self._ownership = ownership
        trees = [cell.tree for cell in ownership.cells if cell.role is not Role.TEST]
        self._changed = {name for tree in trees for name in _changed_by_functions(tree)}
        self._read = {name for tree in trees for name in _read_by_functions(tree)} | self._changed

    def of(self, test: CodeCell, hidden: list[ast.stmt], students_names: Iterable[str]) -> Reach:
        """What ``test`` touches, whose ``hidden`` statements students may not see."""
        names = frozenset(n for n in _set(test.tree.body) if self._is_read(n, test.index))
        secret = names & _set(hidden) - self._read
        parts = list(ast.walk(test.tree))
        needed = {n.id for n in parts if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Del)}
        needed |= {name for part in parts for name in _named(part)}
        watched = sorted(self._changed.intersection(students_names))
        return Reach(names, secret, names & needed, tuple(watched), _seeds(test.tree))

    def _is_read(self, name: str, position: int) -> bool:
        is_bound = self._ownership.binder(name, position) is not None
        return is_bound or name in ALWAYS_THERE or name in self._read


def _set(statements: list[ast.stmt]) -> frozenset[str]:
    """The names that ``statements`` set, delete or change, also by ``globals`` and ``patch``."""
    found = names_of(statements)
    others = {name for node in statements for part in ast.walk(node) for name in _named(part)}
    return found.binds | found.changes | others


def _named(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Subscript(ast.Call(ast.Name("globals")), ast.Constant(str(name))):
            yield name
        case ast.Constant(str(path)) if path.startswith(_MAIN):
            yield path.removeprefix(_MAIN).split(".")[0]
        case ast.Expr(ast.Call(ast.Attribute(value))) if (name := root(value)) is not None:
            yield name  # it is called for what it does


def _read_by_functions(tree: ast.Module) -> Iterator[str]:
    tables = symtable.symtable(ast.unparse(tree), "cell", "exec").get_children()
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            if symbol.is_global() and symbol.is_referenced():
                yield symbol.get_name()


def _changed_by_functions(tree: ast.Module) -> Iterator[str]:
    """The names that functions set as ``global``, or whose items or attributes they may change."""
    functions = [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]
    for node in (node for function in functions for node in ast.walk(function)):
        match node:
            case ast.Global(names):
                yield from names
            case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(
                ctx=ast.Store() | ast.Del()
            ):
                yield root(node) or ""
            case ast.Expr(ast.Call(ast.Attribute(value))):
                yield root(value) or ""


def _seeds(tree: ast.Module) -> bool:
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(
        (isinstance(found, ast.Attribute) and found.attr in _SEEDS)
        or (isinstance(found, ast.Name) and found.id in _SEEDS)
        for found in called
    )
