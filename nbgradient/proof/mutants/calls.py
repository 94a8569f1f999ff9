"""An argument or an attribute is ignored; something is kept from call to call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.proof.mutants.solution import (
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
        read = _read(function)
        for place, parameter in enumerate(function.parameters):
            name = parameter.arg
            if name in read:
                seen = _seen(function, place, parameter, solution)
                instead = list(dict.fromkeys(map(ast.unparse, seen)))[:_CONSTANTS]
                for value in (*instead, f"0 * {name}"):
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
            if any(map(_is_fraction, _seen(function, place, parameter, solution))):
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


def _seen(function: Function, place: int, parameter: ast.arg, solution: Solution) -> list[ast.expr]:
    """What students see given to a parameter: its default value, and constants in calls."""
    default = function.default(parameter)
    given = solution.surroundings.arguments(function.called, place, parameter.arg)
    return [*([] if default is None else [default]), *given]


def _is_fraction(value: ast.expr) -> bool:
    """Whether ``value`` is a number with a decimal point."""
    return isinstance(value, ast.Constant) and isinstance(value.value, float)


def _read(function: Function) -> frozenset[str]:
    """The names whose values the solution of ``function`` reads; being called is not enough."""
    return frozenset(
        node.id
        for node in function.values
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def _attributes_ignored(function: Function, solution: Solution) -> Iterator[Change]:
    names = {argument.arg for argument in function.node.args.args}
    for node in function.values:
        match node:
            case ast.Attribute(ast.Name(owner), attribute, ast.Load()) if (
                owner in names and attribute not in _DESCRIBE
            ):
                yield solution.exchanged(node, expression(f"0 * {owner}.{attribute}"))


def _with_momentum(function: Function, solution: Solution) -> Iterator[Change]:
    for node in function.nodes:
        match node:
            case ast.AugAssign(op=ast.Add() | ast.Sub(), value=value) if not (
                isinstance(value, ast.Constant)  # it counts
            ):
                moving = with_(node, value=_moving(value))
            case ast.Assign([target], ast.BinOp(left, ast.Sub(), right)) if ast.unparse(
                left
            ) == ast.unparse(target):
                moving = with_(node, value=with_(node.value, right=_moving(right)))
            case _:
                continue
        said = f"{ast.unparse(node)}, with half of the change before it"
        yield solution.changed(said, node, moving, prelude=_MOVING)


def _moving(value: ast.expr) -> ast.Call:
    return ast.Call(ast.Name("_moving", ast.Load()), [value], [])
