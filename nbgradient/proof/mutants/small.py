"""Small changes: one operator, comparison, constant, name or axis, or one step left out.

Changed are operators and their operands, comparisons, conditions, constants, axes, names of
functions and of layers' activations and losses; transposes and whole steps are left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.proof.mutants.solution import AXES, Change, Solution, with_

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


def changes(solution: Solution) -> Iterator[Change]:
    """All of them, in the order of the syntax tree."""
    for node in solution.nodes:
        for variant in _variants(node):
            yield solution.exchanged(node, variant)


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Copies of ``node``, each with one change."""
    match node:
        case ast.BinOp(left, op, right):
            if type(op) in _OPERATORS:
                yield with_(node, op=_OPERATORS[type(op)]())
            if isinstance(op, ast.Sub | ast.Div | ast.MatMult):
                yield with_(node, left=right, right=left)
        case ast.AugAssign(op=op):
            yield with_(node, op=_OPERATORS[type(op)]())
            yield ast.Pass()
        case ast.BoolOp(op=op):
            yield with_(node, op=_OPERATORS[type(op)]())
        case ast.Compare(ops=[op, *others], comparators=[other, *rest]):
            if type(op) in _OPERATORS:
                yield with_(node, ops=[_OPERATORS[type(op)](), *others])
            for tolerance in _other_tolerances(other):
                yield with_(node, comparators=[tolerance, *rest])
        case ast.If(test=test):
            yield with_(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Constant(value):
            yield from _other_constants(value)
        case ast.Attribute(value, attr):
            if attr in _NAMES:
                yield with_(node, attr=_NAMES[attr])
            elif attr == "T":
                yield value
        case ast.Call(keywords=keywords):
            yield from _other_axes(node, keywords)
        case ast.Expr(ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _other_constants(value: object) -> Iterator[ast.Constant]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int() | float():
            yield ast.Constant(value + 1)
        case str() if value in _TEXTS:
            yield ast.Constant(_TEXTS[value])


def _other_tolerances(node: ast.expr) -> Iterator[ast.Constant]:
    """A tolerance, ten times as loose and ten times as tight."""
    if isinstance(node, ast.Constant) and type(node.value) is float and 0 < node.value < 0.01:
        for factor in (10, 0.1):
            yield ast.Constant(float(f"{factor * node.value:.3g}"))


def _other_axes(call: ast.Call, keywords: list[ast.keyword]) -> Iterator[ast.AST]:
    """``call`` along another axis, along none, and without ``keepdims``."""
    for place, keyword in enumerate(keywords):
        before, after = keywords[:place], keywords[place + 1 :]
        if keyword.arg in AXES:
            first = ast.unparse(keyword.value) == "0"
            other = ast.keyword(keyword.arg, ast.Constant(1 if first else 0))
            yield with_(call, keywords=[*before, other, *after])
        if keyword.arg in (*AXES, "keepdims"):
            yield with_(call, keywords=[*before, *after])
