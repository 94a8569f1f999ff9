"""The cells of a notebook by nbgrader's metadata."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode


def read(path: Path) -> NotebookNode:
    """The notebook at ``path`` in the current format."""
    return nbformat.read(path, as_version=4)


def nbgrader_metadata(cell: NotebookNode) -> dict:
    """What nbgrader knows of ``cell``; empty for a cell that it does not know."""
    return cell.metadata.get("nbgrader", {})


def grade_id(cell: NotebookNode) -> str | None:
    """The name by which nbgrader knows ``cell``, or None."""
    return nbgrader_metadata(cell).get("grade_id")


def name_of(cell: NotebookNode) -> str:
    """The name of ``cell``, which is one that nbgrader knows."""
    return nbgrader_metadata(cell)["grade_id"]


def is_test(cell: NotebookNode) -> bool:
    """Whether ``cell`` holds tests that give points."""
    meta = nbgrader_metadata(cell)
    return cell.cell_type == "code" and bool(meta.get("grade")) and not meta.get("solution")


def is_exercise(cell: NotebookNode) -> bool:
    """Whether students write code into ``cell``."""
    meta = nbgrader_metadata(cell)
    return cell.cell_type == "code" and bool(meta.get("solution"))


def is_question(cell: NotebookNode) -> bool:
    """Whether students write a text into ``cell``, which a person marks."""
    meta = nbgrader_metadata(cell)
    return cell.cell_type == "markdown" and bool(meta.get("grade")) and bool(meta.get("solution"))


def is_given(cell: NotebookNode) -> bool:
    """Whether ``cell`` is code that the instructor gives and locks."""
    meta = nbgrader_metadata(cell)
    return cell.cell_type == "code" and bool(meta.get("locked")) and not meta.get("grade")


def cells(notebook: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """The cells that nbgrader knows, with their names, in order."""
    for cell in notebook.cells:
        name = grade_id(cell)
        if name is not None:
            yield name, cell


def name_cells(cells: list[NotebookNode]) -> None:
    """Give an id of its own to each cell that has none (format 4.4 and before), or another's."""
    taken = {cell.get("id") for cell in cells}
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = cell.get("id")
        if not name or name in seen:
            name = f"cell-{number}"
            while name in taken:
                name += "-"
            taken.add(name)
            cell["id"] = name
        seen.add(name)


def composed(text: str) -> str:
    """``text`` with each character in one piece: editors write "é" as one or as two."""
    return unicodedata.normalize("NFC", text)
