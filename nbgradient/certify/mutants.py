"""Mutants of a solution: each is the instructor's answer with one small change.

After DeMillo, Lipton and Sayward, "Hints on Test Data Selection" (1978): tests that notice every
small change notice most real mistakes. A mutant that no test can notice, because it means the same
as the solution, is listed with the reason in ``tests/bank/equivalent.toml``.

Changed are operators and their operands, comparisons, conditions, constants, axes, names of
functions and of layers' activations and losses; transposes and whole steps are left out.
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgradient.regions import solution_lines

_OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_NAMES = {
    "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax", "sum": "mean",
    "mean": "sum", "zeros": "ones", "exp": "log", "log": "exp", "maximum": "minimum",
    "relu": "sigmoid", "sigmoid": "relu", "tanh": "sigmoid", "softmax": "log_softmax",
    "ReLU": "Sigmoid", "Tanh": "ReLU",
}  # fmt: skip
_TEXTS = {
    "relu": "linear", "sigmoid": "relu", "softmax": "sigmoid", "zeros": "ones",
    "categorical_crossentropy": "mean_squared_error", "mean_absolute_error": "mean_squared_error",
    "sparse_categorical_crossentropy": "categorical_crossentropy",
    "binary_crossentropy": "mean_squared_error",
}  # fmt: skip
_AXES = ("axis", "dim")
#: Arguments that change no value, but what is shown, or what is checked along the way.
_NO_VALUE = ("verbose", "title", "strict")


@dataclass(frozen=True)
class Mutant:
    """A changed solution: what was changed, as ``line: old -> new``, and the cell's new code."""

    change: str
    code: str


def mutants(source: str) -> Iterator[Mutant]:
    """The mutants of the solution in a cell's ``source``, in the order of its syntax tree."""
    tree = ast.parse(source)
    lines, seen = solution_lines(source), {ast.unparse(tree)}
    untouched = _untouched(tree)
    for number, node in enumerate(ast.walk(tree)):
        if getattr(node, "lineno", None) not in lines or node in untouched:
            continue
        for variant in _variants(node):
            changed = _Replacement(number, variant).applied(tree)
            code = ast.unparse(changed)
            if code not in seen:
                seen.add(code)
                yield Mutant(f"{_statement(tree, node)} -> {_statement(changed, variant)}", code)


def equivalents(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Why mutants mean the same as the solution, by notebook, exercise and change."""
    return tomllib.loads(path.read_text()) if path.exists() else {}


class _Replacement(ast.NodeTransformer):
    """Puts ``variant`` in the place of the node that has this ``number`` in ``ast.walk``."""

    def __init__(self, number: int, variant: ast.AST) -> None:
        self._number = number
        self._variant = variant

    def applied(self, tree: ast.Module) -> ast.Module:
        changed = copy.deepcopy(tree)
        self._target = list(ast.walk(changed))[self._number]
        return self.visit(changed)

    def visit(self, node: ast.AST) -> ast.AST:
        return self._variant if node is self._target else self.generic_visit(node)


def _untouched(tree: ast.Module) -> set[ast.AST]:
    """Docstrings, arguments that change no value, and axes, which have a rule of their own."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(node.value)
        elif isinstance(node, ast.keyword) and node.arg in (*_NO_VALUE, *_AXES):
            found.update(ast.walk(node.value))
    return found


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Copies of ``node``, each with one change."""
    match node:
        case ast.BinOp(left, op, right):
            if type(op) in _OPERATORS:
                yield _with(node, op=_OPERATORS[type(op)]())
            if isinstance(op, ast.Sub | ast.Div | ast.MatMult):
                yield _with(node, left=right, right=left)
        case ast.AugAssign(op=op):
            yield _with(node, op=_OPERATORS[type(op)]())
            yield ast.Pass()
        case ast.BoolOp(op=op):
            yield _with(node, op=_OPERATORS[type(op)]())
        case ast.Compare(ops=[op, *others]) if type(op) in _OPERATORS:
            yield _with(node, ops=[_OPERATORS[type(op)](), *others])
        case ast.If(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Constant(value):
            yield from _other_constants(value)
        case ast.Attribute(value, attr):
            if attr in _NAMES:
                yield _with(node, attr=_NAMES[attr])
            elif attr == "T":
                yield value
        case ast.Call(keywords=keywords):
            yield from _other_axes(node, keywords)
        case ast.Expr(ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _with(node: ast.AST, **changes: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _other_constants(value: object) -> Iterator[ast.Constant]:
    if type(value) is bool:
        yield ast.Constant(not value)
    elif type(value) in (int, float):
        yield ast.Constant(value + 1)
    elif value in _TEXTS:
        yield ast.Constant(_TEXTS[value])


def _other_axes(call: ast.Call, keywords: list[ast.keyword]) -> Iterator[ast.Call]:
    """``call`` along another axis, along none, and without ``keepdims``."""
    for place, keyword in enumerate(keywords):
        before, after = keywords[:place], keywords[place + 1 :]
        if keyword.arg in _AXES:
            first = ast.unparse(keyword.value) == "0"
            other = ast.keyword(keyword.arg, ast.Constant(1 if first else 0))
            yield _with(call, keywords=[*before, other, *after])
        if keyword.arg in (*_AXES, "keepdims"):
            yield _with(call, keywords=[*before, *after])


def _statement(tree: ast.AST, node: ast.AST) -> str:
    """The innermost statement around ``node``, in one line."""
    found = None
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt) and any(inner is node for inner in ast.walk(statement)):
            found = statement
    text = ast.unparse(found) if found is not None else ast.unparse(node)
    return text.split("\n")[0]
