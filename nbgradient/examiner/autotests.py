"""nbgrader's autotests: the source asks for tests, and nbgrader writes them into the release."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.api import Gradebook

from nbgradient.course import notebooks
from nbgradient.course.regions import asks_for_autotests


def are_asked_for(source: NotebookNode) -> bool:
    """Whether a test cell of ``source`` has tests that nbgrader writes."""
    return any(notebooks.is_test(cell) and asks_for_autotests(cell.source) for cell in source.cells)


def written(source: NotebookNode, book: Gradebook, assignment: str, notebook: str) -> NotebookNode:
    """``source`` with the tests that nbgrader wrote, as ``book`` has kept them."""
    known = {cell.name: cell for cell in book.find_notebook(notebook, assignment).source_cells}
    for name, cell in notebooks.cells(source):
        if notebooks.is_test(cell) and name in known:
            cell.source = known[name].source
    return source
