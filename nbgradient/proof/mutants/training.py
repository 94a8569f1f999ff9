"""A training is repeated, or made on other data, or on other data first."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from itertools import permutations

from nbgradient.proof.mutants.solution import Change, Solution, with_

_TRAINS = re.compile(r"(partial_)?fit|train|step|backward|(fit|train)_\w+|\w+_(fit|train)")
#: The parts into which data are split, by what they are called.
_PARTS = (("train", "training"), ("val", "validation", "valid"), ("test", "testing"))


def changes(solution: Solution) -> Iterator[Change]:
    """Each training twice, each on the data of another part, and on these first."""
    for node in solution.nodes:
        if isinstance(node, ast.Expr | ast.Assign | ast.For) and _trains(node):
            line = ast.unparse(node).split("\n")[0]
            yield solution.changed(f"twice: {line}", node, node, copy.deepcopy(node))
            for names in _other_data(node, solution):
                other = _Reading(names).visit(copy.deepcopy(node))
                said = ast.unparse(other).split("\n")[0]
                if said == line:
                    said += f" with {', '.join(f'{new} for {old}' for old, new in names.items())}"
                yield solution.changed(f"{line} -> {said}", node, other)
                yield solution.changed(f"{said}, and then {line}", node, other, node)


def _trains(node: ast.stmt) -> bool:
    """Whether ``node`` trains something: by the name of what it calls, or in updates of a loop."""
    for inner in ast.walk(node):
        match inner:
            case ast.Assign([target], ast.BinOp(left, ast.Sub())) if isinstance(node, ast.For):
                if ast.unparse(left) == ast.unparse(target):
                    return True
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name)):
                if _TRAINS.fullmatch(name):
                    return True
    return False


def _other_data(node: ast.stmt, solution: Solution) -> Iterator[dict[str, str]]:
    """What to read in place of the data that ``node`` reads, where the notebook has such.

    It is the data of another part, or what another call of the functions gave that they are from.
    """
    read = list(dict.fromkeys(_names(node, ast.Load)))
    known = _known(solution)
    for own, other in permutations(_PARTS, 2):
        is_own = re.compile("|".join(rf"(?<![^_]){part}(?![^_])" for part in own))
        renamed = ((name, is_own.sub(part, name)) for name in read for part in reversed(other))
        names = {old: new for old, new in renamed if new != old and new in known}
        if names:
            yield names
    siblings = {name: solution.surroundings.siblings(name) for name in read}
    for number in range(max(map(len, siblings.values()), default=0)):
        names = {name: others[number] for name, others in siblings.items() if number < len(others)}
        if not {*names.values()} & {*read}:
            yield names


def _known(solution: Solution) -> frozenset[str]:
    parameters = [one.arg for function in solution.functions for one in function.parameters]
    stored = _names(solution.tree, ast.Store)
    return frozenset({*solution.surroundings.bound, *stored, *parameters})


def _names(tree: ast.AST, context: type[ast.expr_context]) -> Iterator[str]:
    """The names that ``tree`` reads (``ast.Load``) or binds (``ast.Store``)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            yield node.id


class _Reading(ast.NodeTransformer):
    """Reads other names."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        is_read = isinstance(node.ctx, ast.Load)
        return with_(node, id=self._names.get(node.id, node.id)) if is_read else node
