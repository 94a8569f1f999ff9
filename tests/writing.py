"""Small source notebooks, written cell by cell, for the tests of the checks."""

from __future__ import annotations

from textwrap import dedent

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

TOOLS = """
import numpy as np
import torch


def as_numbers(value, shape, what):
    array = np.asarray(value)
    assert array.shape == shape, f"{what} should have the shape {shape}."
    return array.astype(float)
"""


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook of these cells."""
    return new_notebook(cells=list(cells), metadata={"kernelspec": _KERNEL})


_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def text(source: str, name: str = "text") -> NotebookNode:
    """A Markdown cell."""
    return new_markdown_cell(dedent(source).strip(), id=name)


def free(source: str, name: str = "free", tags: tuple[str, ...] = ()) -> NotebookNode:
    """A code cell that nbgrader does not know."""
    return new_code_cell(dedent(source).strip(), id=name, metadata={"tags": list(tags)})


def given(source: str, name: str = "given", tags: tuple[str, ...] = ()) -> NotebookNode:
    """A locked code cell."""
    cell = free(source, name, tags)
    cell.metadata["nbgrader"] = _nbgrader(name, locked=True)
    return cell


def exercise(source: str, name: str = "exercise") -> NotebookNode:
    """A code cell that students answer."""
    cell = free(source, name)
    cell.metadata["nbgrader"] = _nbgrader(name, solution=True)
    return cell


def graded(source: str, name: str = "test_exercise", points: float = 1) -> NotebookNode:
    """A test cell."""
    cell = free(source, name)
    cell.metadata["nbgrader"] = _nbgrader(name, grade=True, locked=True, points=points)
    return cell


def question(source: str, name: str = "q_why", points: float = 1) -> NotebookNode:
    """A Markdown cell that students answer."""
    cell = text(source, name)
    cell.metadata["nbgrader"] = _nbgrader(name, grade=True, solution=True, points=points)
    return cell


def _nbgrader(name: str, **roles: object) -> dict:
    plain = {"grade": False, "locked": False, "solution": False, "task": False}
    return {**plain, "grade_id": name, "schema_version": 3, **roles}
