"""Rules on what an assertion says."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.checks.origins import OWN
from nbgradient.checks.rules.comparisons import COMPARISONS
from nbgradient.checks.rules.testcell import Faults, TestCell, helpers
from nbgradient.course.names import dotted


def says_what_is_wrong(test: TestCell) -> Faults:
    """Every assertion has a message."""
    for node in test.nodes(ast.Assert):
        if node.msg is None:
            yield node, f"has no message: assert {ast.unparse(node.test)}"
    for node in test.nodes(ast.Raise):
        bare = isinstance(node.exc, ast.Name) or (
            isinstance(node.exc, ast.Call) and not node.exc.args
        )
        if bare:
            yield node, f"has no message: {ast.unparse(node)}"


def tells_no_expected_value(test: TestCell) -> Faults:
    """No message shows what the result is compared with."""
    for node in test.nodes(ast.Assert):
        if node.msg is not None:
            shown = {ast.unparse(part) for part in ast.walk(node.msg) if isinstance(part, ast.expr)}
            for expected in _compared(test, node.test):
                if ast.unparse(expected) in shown:
                    yield node, f"its message shows the expected value {ast.unparse(expected)}"
    for node in test.nodes(ast.Call):
        if dotted(node.func, test.modules).startswith(("numpy.testing.", "torch.testing.")):
            yield node, f"{ast.unparse(node.func)} shows the expected values"


def _compared(test: TestCell, condition: ast.expr) -> Iterator[ast.expr]:
    """What an assertion holds against the student's value; shapes are no secret."""
    for node in ast.walk(condition):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and dotted(node.func, test.modules) in COMPARISONS:
            sides = node.args[:2]
        shapes = any(isinstance(side, ast.Attribute) and side.attr == "shape" for side in sides)
        if not shapes:
            yield from (
                side
                for side in sides
                if test.walk.origin(side) == OWN and not isinstance(side, ast.Constant)
            )


def ends_without_a_value(test: TestCell) -> Faults:
    """The last line is no bare expression: nbgrader would take its value for partial credit."""
    last = test.cell.tree.body[-1] if test.cell.tree.body else None
    if isinstance(last, ast.Expr) and not _gives_none(test, last.value):
        yield last, f"ends with the value of {ast.unparse(last)}, which nbgrader takes for a score"


def _gives_none(test: TestCell, value: ast.expr) -> bool:
    """Whether ``value`` calls print, or a helper that returns nothing."""
    name = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    known = dict(helpers(test.owners, test.cell)) | test.cell.functions
    if name not in known:
        return name == "print"
    returns = (node for node in ast.walk(known[name]) if isinstance(node, ast.Return))
    return all(node.value is None for node in returns)
