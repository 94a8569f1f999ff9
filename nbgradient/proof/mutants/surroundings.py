"""What of a notebook a mutant can reach: names from above, and what students see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.names import imported, parse
from nbgradient.course.ownership import runs
from nbgradient.course.regions import split


@dataclass(frozen=True)
class Surroundings:
    """What of a notebook a solution can reach.

    Attributes:
        above: the code cells above the exercise that grading runs, in order.
        shown: what students see of all code cells.
    """

    above: tuple[ast.Module, ...] = ()
    shown: tuple[ast.Module, ...] = ()

    @classmethod
    def of(cls, notebook: NotebookNode, exercise: str) -> Surroundings:
        """Those of the exercise in the source ``notebook`` that nbgrader knows by this name."""
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        names = [notebooks.grade_id(cell) for cell in cells]
        above = cells[: names.index(exercise)]
        return cls(
            tuple(_tree(c.source) for c in above if runs(c) and not notebooks.is_test(c)),
            tuple(filter(None, map(_shown, cells))),
        )

    @cached_property
    def modules(self) -> frozenset[str]:
        """The names under which modules, and what is imported from them, are known."""
        return frozenset(imported(self.above))

    @cached_property
    def bound(self) -> dict[str, ast.stmt]:
        """The names that the cells above bind at their top level, with the last who does."""
        found: dict[str, ast.stmt] = {}
        for statement in (statement for tree in self.above for statement in tree.body):
            for name in bound_by(statement):
                found.pop(name, None)
                found[name] = statement
        return found

    def siblings(self, name: str) -> list[str]:
        """Names that other calls of the same function bind, as ``X_test`` beside ``X_train``."""
        own = self._origins.get(name)
        return [other for other, origin in self._origins.items() if origin == own and other != name]

    @cached_property
    def _origins(self) -> dict[str, tuple[str, int]]:
        """Which function's call gave each name, and which of its results it is."""
        found = {}
        for name, statement in self.bound.items():
            match statement:
                case ast.Assign([ast.Name() | ast.Tuple()], ast.Call(called)):
                    found[name] = (ast.unparse(called), bound_by(statement).index(name))
        return found

    @cached_property
    def methods(self) -> dict[str, frozenset[str]]:
        """The methods that the notebook calls on each name."""
        found: dict[str, set[str]] = {}
        for node in (node for tree in (*self.shown, *self.above) for node in ast.walk(tree)):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name(name), method)):
                    found.setdefault(name, set()).add(method)
        return {name: frozenset(methods) for name, methods in found.items()}

    def arguments(self, function: str, place: int, name: str) -> Iterator[ast.Constant]:
        """The constants that students see given to a parameter of ``function``."""
        for call in self._calls.get(function, ()):
            given: dict[int | str | None, ast.expr] = dict(enumerate(call.args))
            given |= {keyword.arg: keyword.value for keyword in call.keywords}
            value = given.get(place, given.get(name))
            if isinstance(value, ast.Name):
                value = self._values.get(value.id)
            if isinstance(value, ast.Constant):
                yield value

    @cached_property
    def _calls(self) -> dict[str, list[ast.Call]]:
        """The calls that students see, by the name of what is called."""
        found: dict[str, list[ast.Call]] = {}
        for node in (node for tree in self.shown for node in ast.walk(tree)):
            match node:
                case ast.Call(func=ast.Name(called) | ast.Attribute(attr=called)):
                    found.setdefault(called, []).append(node)
        return found

    @cached_property
    def _values(self) -> dict[str, ast.expr]:
        return {
            name: statement.value
            for name, statement in self.bound.items()
            if isinstance(statement, ast.Assign)
        }


def bound_by(statement: ast.stmt) -> list[str]:
    """The names that a statement at the top level of a cell binds, in their order."""
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            nodes = [node for target in targets for node in ast.walk(target)]
            return [
                node.id
                for node in nodes
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            ]
    return []


@cache
def _tree(source: str) -> ast.Module:
    """The syntax tree of a cell, read once for all exercises of its notebook."""
    return parse(source)


def _shown(cell: NotebookNode) -> ast.Module | None:
    """What students see of a cell, or None where that is no whole code."""
    try:
        return _tree(split(cell)[0])
    except SyntaxError:
        return None
