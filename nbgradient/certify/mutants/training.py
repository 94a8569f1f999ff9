"""A training is repeated, or made on other data, or on other data first."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from nbgradient.certify.mutants.solution import Change, Solution, with_

_TRAINS = re.compile(r"(partial_)?fit|train|step|backward|(fit|train)_\w+|\w+_(fit|train)")
#: The parts into which data are split, by what they are called.
_PARTS = (("train", "training"), ("val", "validation", "valid"), ("test", "testing"))


def changes(solution: Solution) -> Iterator[Change]:
    """Each training twice, each on the data of another part, and on these first."""
    for node in solution.nodes:
        if isinstance(node, ast.Expr | ast.Assign | ast.For) and _trains(node):
            line = ast.unparse(node).split("\n")[0]
            yield solution.changed(f"twice: {line}", node, node, copy.deepcopy(node))
            for other in _on_other_data(node, solution):
                said = ast.unparse(other).split("\n")[0]
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


def _on_other_data(node: ast.stmt, solution: Solution) -> Iterator[ast.stmt]:
    """``node`` with the data of another part, where the notebook has such."""
    for own in _PARTS:
        for other in _PARTS:
            if own is not other:
                renamed = _Renaming(own, other, _known(solution)).visit(copy.deepcopy(node))
                if ast.unparse(renamed) != ast.unparse(node):
                    yield renamed
    yield from _on_siblings(node, solution)


def _on_siblings(node: ast.stmt, solution: Solution) -> Iterator[ast.stmt]:
    """``node`` with what another call of the functions gave that its data come from."""
    read = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    siblings = {name: solution.surroundings.siblings(name) for name in read}
    for number in range(max(map(len, siblings.values()), default=0)):
        names = {name: others[number] for name, others in siblings.items() if number < len(others)}
        if not {*names.values()} & {*read}:
            yield _Names(names).visit(copy.deepcopy(node))


def _known(solution: Solution) -> frozenset[str]:
    stored = {
        node.id
        for node in ast.walk(solution.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    parameters = {one.arg for function in solution.functions for one in function.parameters}
    return frozenset({*solution.surroundings.bound, *stored, *parameters})


class _Names(ast.NodeTransformer):
    """Reads other names."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        is_read = isinstance(node.ctx, ast.Load)
        return with_(node, id=self._names.get(node.id, node.id)) if is_read else node


class _Renaming(ast.NodeTransformer):
    """Puts the data of one part in the place of those of another."""

    def __init__(self, own: tuple[str, ...], other: tuple[str, ...], known: frozenset[str]) -> None:
        self._own = re.compile("|".join(rf"(?<![^_]){part}(?![^_])" for part in own))
        self._other = other
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if isinstance(node.ctx, ast.Load):
            for part in self._other:
                name = self._own.sub(part, node.id)
                if name != node.id and name in self._known:
                    return with_(node, id=name)
        return node
