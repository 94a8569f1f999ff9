"""A test cell as the rules see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from nbgradient.checks.origins import OWN, Origin, Walk
from nbgradient.course.names import root
from nbgradient.course.ownership import CodeCell, Ownership, Side

#: What a rule finds: where, if it is one place, and what is wrong there.
Faults = Iterator[tuple[ast.expr | ast.stmt | None, str]] | Iterator[tuple[ast.expr, str]]

Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class TestCell:
    """A test cell, with what is known of its names and values."""

    cell: CodeCell
    owners: Ownership
    modules: Mapping[str, str]
    sides: Mapping[str, Side]
    walk: Walk

    def nodes(self, kind: type[Node]) -> Iterator[Node]:
        """Its syntax nodes of this ``kind``."""
        return (node for node in ast.walk(self.cell.tree) if isinstance(node, kind))

    def own(self, nodes: list[ast.Name]) -> list[ast.Name]:
        """Those of ``nodes`` that stand in the test itself, not in a helper that it calls."""
        inside = set(ast.walk(self.cell.tree))
        return [node for node in nodes if node in inside]

    def is_live(self, node: ast.AST) -> bool:
        """Whether the value of ``node`` may be the student's own object."""
        return bool(self.walk.origin(node) & Origin.LIVE)

    def is_loose(self, node: ast.AST) -> bool:
        """Whether the value of ``node`` comes from the student, its shape unchecked."""
        return bool(self.walk.origin(node) & Origin.LOOSE)

    def is_module(self, node: ast.expr) -> bool:
        """Whether ``node`` starts from the name of a module or of what was imported."""
        return root(node) in self.modules and self.walk.origin(node) == OWN


def helpers(owners: Ownership, cell: CodeCell) -> Iterator[tuple[str, ast.FunctionDef]]:
    for name in cell.names.uses | cell.names.reads_when_called:
        binder = owners.binder(name, cell.index)
        if binder is not None and name in binder.functions:
            yield name, binder.functions[name]
