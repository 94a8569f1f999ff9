"""An argument or an attribute is ignored; something is kept from call to call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.certify.mutants.solution import (
    Change,
    Function,
    Solution,
    expression,
    statements,
    with_,
)

#: How many of the constants that students see are tried in the place of an argument.
_CONSTANTS = 2
#: Attributes that are no part of an answer, but say what an array is like.
_DESCRIBE = frozenset({"shape", "size", "ndim", "dtype", "T"})

_LATE = """
def _late(function):
    kept = []
    def late(*args, **kwargs):
        kept.append(function(*args, **kwargs))
        return kept[max(len(kept) - 2, 0)]
    return late
"""
_REMEMBERED = """
def _remembered(name, place):
    def decorate(function):
        kept = {}
        def remembered(*args, **kwargs):
            key = repr(kwargs.get(name, args[place:place + 1]))
            if key not in kept:
                kept[key] = function(*args, **kwargs)
            return kept[key]
        return remembered
    return decorate
"""
_COUNT = """
_calls = {}
def _count(name):
    _calls[name] = _calls.get(name, 0) + 1
    return _calls[name]
"""
_MOVING = """
_moved = {}
def _moving(change):
    key = getattr(change, 'shape', ())
    _moved[key] = change + 0.5 * _moved.get(key, 0)
    return _moved[key]
"""


def ignored(solution: Solution) -> Iterator[Change]:
    """A constant, or zero, for an argument of a function, or zero for an attribute."""
    for function in solution.functions:
        read = _read(function, solution)
        for place, parameter in enumerate(function.parameters):
            name = parameter.arg
            if name in read:
                for value in _instead(function, place, parameter, solution):
                    said = f"{function.name} ignores {name}: {value} in its place"
                    first = statements(f"{name} = {value}")
                    yield solution.changed(said, function.start, *first, function.start)
        yield from _attributes_ignored(function, solution)


def remembered(solution: Solution) -> Iterator[Change]:
    """Results of earlier calls, steps that shrink, updates with momentum."""
    for function in solution.functions:
        if any(isinstance(node, ast.Return) and node.value for node in ast.walk(function.node)):
            yield from _late_results(function, solution)
        for place, parameter in enumerate(function.parameters):
            if _is_fraction(function, place, parameter, solution):
                name = parameter.arg
                said = f"{function.name} shrinks {name} with each call"
                first = statements(f"{name} = {name} / _count({function.name!r})")
                yield solution.changed(said, function.start, *first, function.start, prelude=_COUNT)
        yield from _with_momentum(function, solution)


def _late_results(function: Function, solution: Solution) -> Iterator[Change]:
    """The result of the call before, and that of an earlier call that had one argument the same."""
    if function.owner or function.parameters:
        said = f"{function.name} gives the result of the call before"
        yield _decorated(function, solution, said, "_late", _LATE)
    if len(function.parameters) > 1:
        for place, parameter in enumerate(function.parameters):
            said = f"{function.name} remembers its results by {parameter.arg} alone"
            place += function.owner is not None
            decorator = f"_remembered({parameter.arg!r}, {place})"
            yield _decorated(function, solution, said, decorator, _REMEMBERED)


def _decorated(
    function: Function, solution: Solution, said: str, decorator: str, prelude: str
) -> Change:
    decorators = [*function.node.decorator_list, expression(decorator)]
    changed = with_(function.node, decorator_list=decorators)
    return solution.changed(said, function.node, changed, prelude=prelude)


def _instead(
    function: Function, place: int, parameter: ast.arg, solution: Solution
) -> Iterator[str]:
    """What may stand in the place of an argument, as code."""
    seen = solution.surroundings.arguments(function.called, place, parameter.arg)
    default = function.default(parameter)
    constants = [] if default is None else [ast.unparse(default)]
    constants += map(repr, seen)
    yield from list(dict.fromkeys(constants))[:_CONSTANTS]
    yield f"0 * {parameter.arg}"


def _read(function: Function, solution: Solution) -> frozenset[str]:
    """The names whose values the solution of ``function`` reads; being called is not enough."""
    inside = set(ast.walk(function.node))
    called = {node.func for node in inside if isinstance(node, ast.Call)}
    return frozenset(
        node.id
        for node in solution.nodes
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and node in inside
        and node not in called
    )


def _attributes_ignored(function: Function, solution: Solution) -> Iterator[Change]:
    inside = set(ast.walk(function.node))
    called = {node.func for node in inside if isinstance(node, ast.Call)}
    names = {argument.arg for argument in function.node.args.args}
    for node in solution.nodes:
        match node:
            case ast.Attribute(ast.Name(owner), attribute, ast.Load()) if (
                owner in names
                and node in inside
                and node not in called
                and attribute not in _DESCRIBE
            ):
                yield solution.exchanged(node, expression(f"0 * {owner}.{attribute}"))


def _is_fraction(function: Function, place: int, parameter: ast.arg, solution: Solution) -> bool:
    """Whether students see a number with a decimal point given to this parameter."""
    seen = list(solution.surroundings.arguments(function.called, place, parameter.arg))
    default = function.default(parameter)
    if isinstance(default, ast.Constant):
        seen.append(default.value)
    return any(isinstance(value, float) for value in seen)


def _with_momentum(function: Function, solution: Solution) -> Iterator[Change]:
    inside = set(ast.walk(function.node))
    for node in solution.nodes:
        if node not in inside:
            continue
        match node:
            case ast.AugAssign(target, ast.Add() | ast.Sub(), value) if not _is_count(value):
                moving = with_(node, value=_moving(value))
            case ast.Assign([target], ast.BinOp(left, ast.Sub(), right)) if ast.unparse(
                left
            ) == ast.unparse(target):
                moving = with_(node, value=with_(node.value, right=_moving(right)))
            case _:
                continue
        said = f"{ast.unparse(node)}, with half of the change before it"
        yield solution.changed(said, node, moving, prelude=_MOVING)


def _is_count(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant)


def _moving(value: ast.expr) -> ast.Call:
    return ast.Call(ast.Name("_moving", ast.Load()), [value], [])
