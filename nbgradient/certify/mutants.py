"""Mutants of a solution: each is the instructor's answer with one small change.

After DeMillo, Lipton and Sayward, "Hints on Test Data Selection" (1978): tests that notice every
small change notice most real mistakes. A mutant that no test can notice, because it means the same
as the solution, is listed with the reason in ``tests/bank/equivalent.toml``.
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgradient.regions import solution_lines

_SWAPPED_OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_SWAPPED_NAMES = {
    "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax", "sum": "mean",
    "mean": "sum", "zeros": "ones", "exp": "log", "log": "exp", "maximum": "minimum",
    "relu": "sigmoid", "sigmoid": "relu", "tanh": "sigmoid",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A changed solution: what was changed, as ``line: old -> new``, and the cell's new code."""

    change: str
    code: str


def mutants(source: str) -> Iterator[Mutant]:
    """The mutants of the solution in a cell's ``source``, in the order of its lines."""
    tree = ast.parse(source)
    lines, seen = solution_lines(source), {ast.unparse(tree)}
    for number, (node, _) in enumerate(_changes(tree)):
        if node.lineno not in lines:
            continue
        changed = copy.deepcopy(tree)
        target, apply = list(_changes(changed))[number]
        apply(target)
        code = ast.unparse(changed)
        if code not in seen:
            seen.add(code)
            yield Mutant(f"{_statement(tree, node)} -> {_statement(changed, target)}", code)


def equivalents(path: Path) -> dict[str, dict[str, str]]:
    """The reasons in ``path`` why mutants mean the same as the solution, by notebook and change."""
    return tomllib.loads(path.read_text()) if path.exists() else {}


_Change = tuple[ast.AST, Callable[[ast.AST], None]]


def _changes(tree: ast.AST) -> Iterator[_Change]:
    """Places that can be changed, always in the same order, each with the change."""
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _SWAPPED_OPERATORS:
            yield node, _swap_operator
        elif isinstance(node, ast.BoolOp):
            yield node, _swap_operator
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPPED_OPERATORS:
            yield node, _swap_comparison
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield node, _drop_minus
        elif isinstance(node, ast.Constant) and id(node) not in texts:
            if type(node.value) is bool:
                yield node, _negate
            elif type(node.value) in (int, float):
                yield node, _add_one
        elif isinstance(node, ast.Attribute) and node.attr in _SWAPPED_NAMES:
            yield node, _swap_name


def _swap_operator(node: ast.AST) -> None:
    node.op = _SWAPPED_OPERATORS[type(node.op)]()


def _swap_comparison(node: ast.AST) -> None:
    node.ops[0] = _SWAPPED_OPERATORS[type(node.ops[0])]()


def _drop_minus(node: ast.AST) -> None:
    node.op = ast.UAdd()


def _negate(node: ast.AST) -> None:
    node.value = not node.value


def _add_one(node: ast.AST) -> None:
    node.value = node.value + 1


def _swap_name(node: ast.AST) -> None:
    node.attr = _SWAPPED_NAMES[node.attr]


def _statement(tree: ast.AST, node: ast.AST) -> str:
    """The innermost statement around ``node``, in one line."""
    found = None
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt) and any(inner is node for inner in ast.walk(statement)):
            found = statement
    text = ast.unparse(found) if found is not None else ast.unparse(node)
    return text.split("\n")[0]
