"""Another object of the notebook is handed in, or used, in the place of the one asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbgradient.proof.mutants.solution import Change, Solution
from nbgradient.proof.mutants.surroundings import Surroundings, bound_by

#: How many others are tried for each, the nearest above first.
_OTHERS = 2


def changes(solution: Solution) -> Iterator[Change]:
    """A function, class or object from above under the name of one that is asked for or used."""
    for statement in solution.tree.body:
        for name in bound_by(statement):
            if _is_solutions(statement, solution):
                for other in _others(name, statement, solution):
                    yield solution.extended(f"{name} is {other}", after=f"{name} = {other}")
    for name in _used(solution):
        for other in _others(name, solution.surroundings.bound[name], solution):
            yield solution.extended(f"{other} used for {name}", before=f"{name} = {other}")


def _is_solutions(statement: ast.stmt, solution: Solution) -> bool:
    nodes = set(solution.nodes)
    return any(node in nodes for node in ast.walk(statement))


def _used(solution: Solution) -> list[str]:
    """The names from above that the solution of a value reads."""
    bound = solution.surroundings.bound
    read = [
        node.id
        for statement in solution.statements
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    ]
    return [name for name in dict.fromkeys(read) if isinstance(bound.get(name), ast.Assign)]


def _others(name: str, statement: ast.stmt, solution: Solution) -> list[str]:
    """Names from above that could be taken for ``name``, which ``statement`` binds."""
    surroundings = solution.surroundings

    def fits(other: str, node: ast.stmt) -> bool:
        match statement, node:
            case ast.FunctionDef(args=own), ast.FunctionDef(args=others):
                return len(own.args) == len(others.args)
            case ast.ClassDef(), ast.ClassDef():
                return True
            case ast.Assign(), ast.Assign():
                return _are_alike(name, other, surroundings)
        return False

    fit = [other for other, node in surroundings.bound.items() if fits(other, node)]
    return [other for other in reversed(fit) if other != name][:_OTHERS]


def _are_alike(name: str, other: str, surroundings: Surroundings) -> bool:
    """Whether two names seem to stand for things of one kind.

    They do if the notebook calls the same methods on both, if they come from the same function, or
    if both end in the same word, as ``first_model`` and ``second_model``.
    """
    methods = surroundings.methods.get(name, frozenset()) & surroundings.methods.get(other, set())
    words, others = name.split("_"), other.split("_")
    same_end = len(words) > 1 and len(others) > 1 and words[-1] == others[-1]
    return bool(methods) or same_end or other in surroundings.siblings(name)
