"""What the source's own classes define, and so what its tests may ask of a student's objects.

An object can say that it equals anything. So a test's ``==`` between two of a student's objects is
asked of them only where the source itself defines ``__eq__``: there it is what is to be tested.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

_ORDER = {"__lt__", "__le__", "__gt__", "__ge__"}
_IMPLIED = {
    "__eq__": "__ne__", "__lt__": "__gt__", "__gt__": "__lt__", "__le__": "__ge__",
    "__ge__": "__le__",
}  # fmt: skip


@dataclass(frozen=True)
class Defined:
    """The names of classes that a notebook defines, and of the special methods that these have."""

    classes: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()


def defined_by(trees: Iterable[ast.Module]) -> Defined:
    """What the classes in ``trees`` define."""
    kinds = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    methods = {name for kind in kinds for name in _methods(kind)}
    # Python asks the other operand when the first has no such method.
    implied = {also for method, also in _IMPLIED.items() if method in methods}
    return Defined(frozenset(kind.name for kind in kinds), frozenset(methods | implied))


def _methods(kind: ast.ClassDef) -> set[str]:
    found = set()
    for node in kind.body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for decorator in map(ast.unparse, kind.decorator_list):
        if "dataclass" in decorator:
            found.add("__eq__")
            found |= _ORDER if "order=True" in decorator else set()
            found |= {"__hash__"} if "frozen=True" in decorator else set()
        elif "total_ordering" in decorator:
            found |= _ORDER
    return {name for name in found if name.startswith("__")}
