"""Rules on what crosses the wall: what a test passes in, and what it does with what it gets."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.checks.rules.testcell import Faults, TestCell, helpers
from nbgradient.course.names import dotted, root


def passes_no_callback(test: TestCell) -> Faults:
    """No function of the test's side is passed into the student's code."""
    functions = {node.name for node in test.nodes(ast.FunctionDef)}
    functions |= {
        target.id
        for node in test.nodes(ast.Assign)
        if isinstance(node.value, ast.Lambda)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    functions |= {name for name, _ in helpers(test.owners, test.cell)}
    for call, argument in _passed(test):
        text = ast.unparse(argument)
        if isinstance(argument, ast.Lambda) or (
            isinstance(argument, ast.Name)
            and argument.id in functions
            and not test.is_live(argument)
        ):
            yield argument, f"passes the function {text} to {ast.unparse(call.func)}"
        elif isinstance(argument, ast.Attribute) and _is_function(test, argument):
            yield argument, f"passes {text}, which is not plain data, to {ast.unparse(call.func)}"


_CONSTANTS = {"e", "euler_gamma", "inf", "nan", "newaxis", "pi", "tau"}


def _is_function(test: TestCell, argument: ast.Attribute) -> bool:
    """Whether ``argument`` stands directly in a module, as functions, classes and types do."""
    name = root(argument)
    if name not in test.modules or not test.is_module(argument) or argument.attr in _CONSTANTS:
        return False
    return not isinstance(argument.value, ast.Subscript | ast.Call)


_BUILT = ("torch.nn.", "torch.optim.", "keras.", "numpy.random.default_rng", "torch.Generator")
_PLAIN_RESULTS = (
    *("torch.nn.functional.", "torch.nn.Parameter", "keras.utils.to_categorical", "keras.ops."),
)


def passes_no_object(test: TestCell) -> Faults:
    """Models, layers, optimizers and generators are built by the student's code, not passed in."""
    built = {
        target.id: node.value
        for node in test.nodes(ast.Assign)
        if _is_built(test, node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call, argument in _passed(test):
        name = argument.id if isinstance(argument, ast.Name) else None
        if _is_built(test, argument) or (name in built and not test.is_live(argument)):
            text = ast.unparse(argument)
            yield argument, f"passes {text}, which is not plain data, to {ast.unparse(call.func)}"


def _is_built(test: TestCell, node: ast.expr) -> bool:
    name = dotted(node.func, test.modules) if isinstance(node, ast.Call) else ""
    return name.startswith(_BUILT) and not name.startswith(_PLAIN_RESULTS)


def _passed(test: TestCell) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls of the student's code, with each thing that is passed in."""
    for call in test.nodes(ast.Call):
        if test.is_live(call.func):
            waiting = [*call.args, *(keyword.value for keyword in call.keywords)]
            while waiting:
                argument = waiting.pop()
                if isinstance(argument, ast.List | ast.Tuple | ast.Set):
                    waiting += argument.elts
                elif isinstance(argument, ast.Dict):
                    waiting += argument.values
                elif isinstance(argument, ast.Starred):
                    waiting.append(argument.value)
                else:
                    yield call, argument


_IN_PLACE_METHODS = {"append", "clear", "extend", "fill", "insert", "pop", "remove", "sort"}
_IN_PLACE_FUNCTIONS = {"copyto", "fill_diagonal", "place", "put", "putmask", "shuffle"}


def writes_no_element(test: TestCell) -> Faults:
    """What was read from the student is never changed in place."""
    for node in test.nodes(ast.Subscript):
        if isinstance(node.ctx, ast.Store | ast.Del) and test.is_live(node.value):
            yield (
                node,
                f"writes an element of {ast.unparse(node.value)}: copy it or assign it whole",
            )
    for node in test.nodes(ast.AugAssign):
        target = node.target
        if test.is_live(target) and (isinstance(target, ast.Attribute) or _was_read(test, target)):
            yield node, f"changes {ast.unparse(target)} in place: assign it as a whole"
    for node in test.nodes(ast.Call):
        changed = _changed(test, node)
        if changed is not None and test.is_live(changed):
            yield node, f"changes {ast.unparse(changed)} in place with {ast.unparse(node.func)}"


def _was_read(test: TestCell, target: ast.expr) -> bool:
    return any(
        isinstance(node.value, ast.Attribute | ast.Subscript)
        and any(ast.unparse(name) == ast.unparse(target) for name in node.targets)
        for node in test.nodes(ast.Assign)
    )


def _changed(test: TestCell, call: ast.Call) -> ast.expr | None:
    """What ``call`` changes in place, as its name says."""
    if not isinstance(call.func, ast.Attribute):
        return None
    name = call.func.attr
    in_place = name.endswith("_") and not name.startswith("_")
    if test.is_live(call.func.value):
        return call.func.value if in_place or name in _IN_PLACE_METHODS else None
    return call.args[0] if call.args and (in_place or name in _IN_PLACE_FUNCTIONS) else None


def copies_before_it_calls_on(test: TestCell) -> Faults:
    """What is read from the student is copied before the student's code runs again."""
    for node in test.own(test.walk.stale):
        yield node, f"uses {node.id}, read from the student before their code ran: copy it then"


def expects_before_it_calls(test: TestCell) -> Faults:
    """What is expected is computed before the student's code gets the inputs."""
    for node in test.own(test.walk.late):
        yield node, f"computes with {node.id} after it was passed to the student's code"
