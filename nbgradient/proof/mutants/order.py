"""The first for the largest, what need not be sorted, an end left out, results swapped.

Data in a special order hides these mistakes: the largest in the first place, sorted, symmetric.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from nbgradient.proof.mutants.solution import AXES, Change, Solution, expression, with_

_LARGEST = frozenset({"max", "min", "amax", "amin", "argmax", "argmin", "nanmax", "nanmin"})
_SORTED = frozenset({"sort", "argsort", "sorted"})
#: How much of an array or list is left: its first or last along the first axis, or the last one.
_ENDS = {True: ("{}[:1]", "{}[-1:]"), False: ("{}[..., :1]", "{}[..., -1:]")}


def changes(solution: Solution) -> Iterator[Change]:
    """The first or last for the largest, unsorted for sorted, loops without their first or last."""
    for node in solution.nodes:
        for variant in _variants(node, solution.surroundings.modules):
            yield solution.exchanged(node, variant)


def swaps(solution: Solution) -> Iterator[Change]:
    """Neighbours among the results swapped: of a tuple or list, or of a dictionary by key."""
    for node in solution.nodes:
        match node:
            case (
                ast.Return((ast.Tuple(items) | ast.List(items)) as value)
                | ast.Assign(value=(ast.Tuple(items) | ast.List(items)) as value)
            ):
                for place in _different(items):
                    yield solution.exchanged(value, with_(value, elts=_swapped(items, place)))
            case (
                ast.Return(ast.Dict(keys, items) as value)
                | ast.Assign(value=ast.Dict(keys, items) as value)
            ):
                for place in _different(items):
                    swapped = with_(value, values=_swapped(items, place))
                    first, second = (_key(keys[i]) for i in (place, place + 1))
                    yield solution.changed(
                        f"the values of {first} and {second} swapped", value, swapped
                    )


def _key(key: ast.expr | None) -> str:
    return "**" if key is None else ast.unparse(key)


def _different(items: list[ast.expr]) -> Iterator[int]:
    """The places of those that are not the same as their neighbours."""
    for place, (first, second) in enumerate(pairwise(items)):
        if ast.unparse(first) != ast.unparse(second):
            yield place


def _swapped(items: list[ast.expr], place: int) -> list[ast.expr]:
    return [*items[:place], items[place + 1], items[place], *items[place + 2 :]]


def _variants(node: ast.AST, modules: frozenset[str]) -> Iterator[ast.AST]:
    match node:
        case ast.Call(func=ast.Attribute(ast.Name(owner), name), args=[first, *rest]) if (
            owner in modules
        ):
            for other in _others(name, first, _along_first(node, rest)):
                yield with_(node, args=[other, *rest])
        case ast.Call(func=ast.Attribute(value, name), args=rest):
            for other in _others(name, value, _along_first(node, rest)):
                yield with_(node, func=with_(node.func, value=other))
        case ast.Call(func=ast.Name(name), args=[first]):
            for other in _others(name, first, True):
                yield with_(node, args=[other])
        case ast.For(iter=things):
            for ends in ("list({})[1:]", "list({})[:-1]"):
                yield with_(node, iter=_of(ends, things))
        case ast.ListComp(generators=[loop, *others]):
            for ends in ("list({})[1:]", "list({})[:-1]"):
                shorter = ast.comprehension(loop.target, _of(ends, loop.iter), loop.ifs, 0)
                yield with_(node, generators=[shorter, *others])


def _others(name: str, value: ast.expr, along_first: bool) -> Iterator[ast.expr]:
    """What a function of this name may wrongly be applied to, in place of ``value``."""
    if name in _LARGEST:
        for end in _ENDS[along_first]:
            yield _of(end, value)
    elif name in _SORTED:
        yield _of("0 * ({})" if name == "argsort" else "[*{}][::-1]", value)


def _along_first(call: ast.Call, rest: list[ast.expr]) -> bool:
    """Whether the largest is looked for along the first axis, as far as the code says."""
    axes = [keyword.value for keyword in call.keywords if keyword.arg in AXES] or rest[:1]
    return not axes or ast.unparse(axes[0]) in ("0", "None")


def _of(pattern: str, value: ast.expr) -> ast.expr:
    return expression(pattern.format(f"({ast.unparse(value)})"))
