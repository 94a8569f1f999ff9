"""Rules on how a test compares."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.checks.rules.testcell import Faults, TestCell
from nbgradient.course.names import dotted

#: These broadcast: an empty array is close to anything.
_BROADCASTING = {
    *("numpy.allclose", "numpy.isclose", "numpy.array_equiv", "torch.allclose", "torch.isclose"),
    *("torch.eq", "math.isclose"),
}
COMPARISONS = {*_BROADCASTING, "numpy.array_equal", "torch.equal"}
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_REDUCTIONS = {"all", "any", "max", "min", "sum", "mean", "norm", "amax"}


def checks_shapes_first(test: TestCell) -> Faults:
    """The shape of what came from the student is checked before it is compared."""
    for call in test.nodes(ast.Call):
        if dotted(call.func, test.modules) in _BROADCASTING:
            for argument in call.args[:2]:
                if test.is_loose(argument):
                    yield call, f"compares {ast.unparse(argument)} without a check of its shape"
    for node in test.nodes(ast.Assert):
        for subject in _reduced(node.test):
            if test.is_loose(subject):
                yield node, f"compares in {ast.unparse(subject)} without a check of the shape"


def _reduced(test: ast.expr) -> Iterator[ast.expr]:
    """The differences and comparisons of which an assertion asks for all, the largest, …"""
    for call in (node for node in ast.walk(test) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func).split(".")[-1]
        if name in _REDUCTIONS:
            on = call.func.value if isinstance(call.func, ast.Attribute) else None
            for subject in [on] if on is not None and not call.args else call.args[:1]:
                parts = ast.walk(subject)
                if any(isinstance(part, ast.Compare | ast.Sub) for part in parts):
                    yield subject


def lets_no_nan_pass(test: TestCell) -> Faults:
    """No assertion is of the form ``not a > b``, which nan satisfies."""
    for node in test.nodes(ast.Assert):
        for part in ast.walk(node.test):
            match part:
                case ast.UnaryOp(ast.Not(), ast.Compare() as turned) if test.is_loose(turned):
                    if any(isinstance(op, _ORDERS) for op in turned.ops):
                        yield node, f"nan satisfies `{ast.unparse(part)}`"


def looks_at_no_identity(test: TestCell) -> Faults:
    """``is`` is for None alone; classes are the libraries'."""
    for node in test.nodes(ast.Compare):
        sides = [node.left, *node.comparators]
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
            none = any(
                isinstance(side, ast.Constant) and side.value is None for side in (left, right)
            )
            if isinstance(op, ast.Is | ast.IsNot) and not none:
                yield node, f"asks for identity: {ast.unparse(node)}"
    for node in test.nodes(ast.Call):
        name = ast.unparse(node.func)
        if name == "id":
            yield node, f"asks for identity: {ast.unparse(node)}"
        if (
            name in {"isinstance", "issubclass"}
            and len(node.args) == 2
            and test.is_live(node.args[1])
        ):
            yield node, f"asks for a class of the student's: {ast.unparse(node)}"
