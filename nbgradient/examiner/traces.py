"""Tells which cells change nothing that a test above them could see.

A snapshot costs a fork, and the pages that both processes then write to. Tests on both sides of a
cell that only defines a new function see the same, so they can share one. A cell passes if it

- holds nothing but definitions of functions and classes, or is a locked one of the examiner's, and
- binds only names that nothing above it, no cell and no test, has mentioned.

A cell that cannot be read, or that imports ``*``, may have bound any name: after it nothing passes.
Nor does anything after a test that may look at any name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.names import mentioned
from nbgradient.course.ownership import ALWAYS_THERE
from nbgradient.examiner.asking import SEE_ALL_NAMES
from nbgradient.examiner.paper import Paper

#: A student's cell that is longer is not looked at.
MAX_CHARACTERS = 50_000


class Traces:
    """What the cells of a submission have mentioned so far, from the top to the bottom."""

    def __init__(self, paper: Paper) -> None:
        """For a submission, or a part of one, whose tests are those of ``paper``."""
        self._paper = paper
        self._seen: frozenset[str] | None = ALWAYS_THERE

    def is_invisible_to_earlier_tests(self, cell: NotebookNode) -> bool:
        """Whether ``cell``, the next one, changes nothing that tests above it could see."""
        name = notebooks.grade_id(cell)
        if notebooks.is_given(cell):
            return self._locked_leaves_none(notebooks.name_of(cell))
        try:
            tree = _parsed(cell.source)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            self._seen = None
            return False
        bound = {getattr(node, "name", "") for node in tree.body}
        passes = _only_defines(tree) and self._are_new(bound, name)
        self._note(mentioned(tree))
        return passes

    def _locked_leaves_none(self, name: str) -> bool:
        known = self._paper.cell(name)
        harmless = self._paper.is_examiners(name) or _only_defines(known.tree)
        # A star may bind any name, and a magic may run, or write, a file.
        unknown = "*" in known.names.binds or "get_ipython" in known.names.uses
        made = known.names.binds | known.names.changes
        passes = harmless and not unknown and self._are_new(made, name)
        self._note(self._paper.mentioned(name))
        return passes

    def test(self, name: str) -> None:
        """The test cell ``name`` stands here."""
        names = self._paper.mentioned(name)
        self._note(names if SEE_ALL_NAMES.isdisjoint(names) else frozenset("*"))

    def _note(self, names: frozenset[str]) -> None:
        if self._seen is not None:
            self._seen = None if "*" in names else self._seen | names

    def _are_new(self, names: Iterable[str], cell: str | None) -> bool:
        if self._seen is None:
            return False
        return self._seen.isdisjoint(names) and self._paper.above(cell).isdisjoint(names)


def _parsed(source: str) -> ast.Module:
    if len(source) > MAX_CHARACTERS:
        raise ValueError("The cell is too long.")
    return ast.parse(source)


def _only_defines(tree: ast.Module | ast.ClassDef) -> bool:
    """Whether ``tree`` only defines functions and classes, and runs nothing of the student's."""
    for node in tree.body:
        match node:
            case ast.Expr(ast.Constant()) | ast.Pass():
                continue
            case ast.FunctionDef(decorator_list=[], args=arguments):
                if not all(map(_is_plain, [*arguments.defaults, *arguments.kw_defaults])):
                    return False
            case ast.ClassDef(decorator_list=[], keywords=[]):
                if not _only_defines(node):
                    return False
            case _:
                return False
    return True


def _is_plain(default: ast.expr | None) -> bool:
    return default is None or isinstance(default, ast.Constant | ast.Name)
