"""A course that is graded in seconds: one assignment of two notebooks, an exercise each."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from repository import ROOT

from nbgradient.course import notebooks

#: A test cell, its name, and its points.
TESTS = (
    ("test_double", 2, 'assert double(2) == 4, "double(2) is twice 2"'),
    ("test_double_negative", 1, 'assert double(-1) == -2, "negative numbers, too"'),
)
SOLUTION = """\
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION"""
ANSWER = """\
<!-- ### BEGIN SOLUTION -->
Twice as much.

**Mark scheme**

- 2 points: says so.
<!-- ### END SOLUTION -->"""


def graded(cell: nbformat.NotebookNode, name: str, **flags: object) -> nbformat.NotebookNode:
    flags = {"grade": False, "solution": False, "locked": False, "task": False} | flags
    cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3} | flags
    cell["id"] = name
    return cell


def source() -> nbformat.NotebookNode:
    """An exercise with two test cells (3 points), and a question (2 points)."""
    tests = [
        graded(new_code_cell(code), name, grade=True, locked=True, points=points)
        for name, points, code in TESTS
    ]
    question = new_markdown_cell(ANSWER)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(
        cells=[
            new_markdown_cell("# Twice", id="title"),
            graded(new_code_cell(SOLUTION), "double", solution=True),
            *tests,
            graded(question, "q_double", grade=True, solution=True, points=2),
        ],
        metadata={"kernelspec": kernel},
    )


def solved(code: str = "def double(x):\n    return 2 * x") -> nbformat.NotebookNode:
    """The notebook with ``code`` as the answer to the exercise."""
    notebook = source()
    cells = dict(notebooks.cells(notebook))
    cells["double"].source = code
    cells["q_double"].source = "It is two times the number."
    return notebook


def make(root: Path) -> Path:
    """The course in the folder ``root``, with the settings of the real one."""
    (root / "source" / "first").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for name in ("one", "two"):
        nbformat.write(source(), root / "source" / "first" / f"{name}.ipynb")
    return root


def hand_in(root: Path, student: str, **files: nbformat.NotebookNode | str) -> None:
    """Put ``files``, notebooks or texts, into the folder of ``student``; others stay."""
    folder = root / "submitted" / student / "first"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else nbformat.writes(content)
        (folder / f"{name}.ipynb").write_text(text)
