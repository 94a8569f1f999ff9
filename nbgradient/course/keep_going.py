"""Lets "Run all" go on past the exercises that are still open.

Jupyter stops a run at the first cell that fails, unless the cell has the tag ``raises-exception``.
A release gets it on each cell that can fail because of an open exercise: the exercises, their
tests, and every cell that reads what comes from an exercise, also by way of other cells. A cell
that binds a name again without such help, to a library's version for instance, ends this.
``nbgrader_config.py`` names the class as a preprocessor of nbgrader's ``generate_assignment``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from nbgradient.course import notebooks
from nbgradient.course.names import names_of, parse

#: Jupyter's tag of a cell that does not stop the run when it fails.
MAY_FAIL = "raises-exception"

_DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class KeepGoing(NbGraderPreprocessor):
    """Tags the cells of a source notebook that can fail because of an open exercise."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``nb`` with the tag; other tags stay. It has to hold the solutions: they bind names."""
        for cell in can_fail(nb):
            tags = cell.metadata.get("tags", [])
            cell.metadata["tags"] = [*tags, *({MAY_FAIL} - {*tags})]
        return nb, resources


def can_fail(source: NotebookNode) -> list[NotebookNode]:
    """The code cells of ``source`` that can fail because an exercise is open.

    A cell that is not Python, and no exercise or test, is not among them.
    """
    found, names = [], _OpenNames()
    for cell in source.cells:
        if cell.cell_type != "code":
            continue
        is_exercise = notebooks.is_exercise(cell)
        if notebooks.is_test(cell) or names.run(_statements(cell), is_exercise) or is_exercise:
            found.append(cell)
    return found


def _statements(cell: NotebookNode) -> list[ast.stmt]:
    try:
        return parse(cell.source).body
    except SyntaxError:
        return []


class _OpenNames:
    """The names that an open exercise leaves without a value, or with a wrong one."""

    def __init__(self) -> None:
        self._open: set[str] = set()
        #: What is read when a function is called, or a value used that holds functions.
        self._later: dict[str, frozenset[str]] = {}

    def run(self, statements: Iterable[ast.stmt], fails: bool) -> bool:
        """Note what the ``statements`` of a cell bind; whether one of them can fail.

        ``fails`` says that already the first one can.
        """
        for statement in statements:
            names = names_of([statement])
            defines = isinstance(statement, _DEFINITIONS)
            reads = names.uses if defines else names.uses | names.reads_when_called
            fails = fails or any(self._is_open(name, set()) for name in reads)
            if fails:
                self._open |= names.binds | names.changes
            else:
                self._open -= names.binds
            later = names.reads_when_called.union(
                *(self._later.get(name, ()) for name in names.uses)
            )
            self._later |= dict.fromkeys(names.binds, later)
        return fails

    def _is_open(self, name: str, asked: set[str]) -> bool:
        if name in asked:
            return False
        asked.add(name)
        return name in self._open or any(
            self._is_open(read, asked) for read in self._later.get(name, ())
        )
