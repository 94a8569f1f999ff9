"""An answer is tried with all cells that can tell it from another answer."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbgradient import course
from nbgradient.certify.slices import Slicer


def cell(name: str, code: str, **flags: bool) -> nbformat.NotebookNode:
    known = {"grade": False, "solution": False, "locked": True, "task": False} | flags
    made = new_code_cell(code, id=name)
    made.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, "points": 1} | known
    return made


NOTEBOOK = new_notebook(
    cells=[
        cell("data", "import numpy as np\nX = np.ones(3)\nother = np.zeros(2)"),
        cell("double", "def double(x):\n    return 2 * x", solution=True, locked=False),
        cell("test_double", "assert double(2) == 4", grade=True),
        cell("use", "doubled = double(X)"),
        cell("test_doubled", "assert (doubled == 2).all()", grade=True),
        cell("test_data", "assert (X == 1).all()", grade=True),
        cell("test_other", "assert (other == 0).all()", grade=True),
        cell("go_on", "from numpy import add as double"),
        cell("more", "def more(x):\n    return double(x, x)"),
        cell("test_go_on", "assert more(1) == 2", grade=True),
        cell("half", "half = 0.5", solution=True, locked=False),
        cell("test_half", "assert half == 0.5", grade=True),
    ]
)


def below(exercise: str, code: str) -> list[str]:
    kept = Slicer(NOTEBOOK).below(exercise, code)
    return [course.grade_id(NOTEBOOK.cells[index]) for index in sorted(kept)]


RIGHT = "def double(x):\n    return 2 * x"


@pytest.mark.parametrize(
    ("exercise", "code", "kept"),
    [
        # What the function is given can be changed in place, so that it has to be looked at, too.
        ("double", RIGHT, ["test_double", "use", "test_doubled", "test_data"]),
        ("half", "half = 1 / 2", ["test_half"]),
        ("half", "half = np.mean(X)", ["test_half"]),
    ],
)
def test_a_test_counts_if_it_reads_what_the_answer_may_have_changed(
    exercise: str, code: str, kept: list[str]
) -> None:
    assert below(exercise, code) == kept


def test_all_that_an_answer_binds_or_mentions_counts() -> None:
    assert "test_other" in below("double", RIGHT + "\nother = 1")
    assert "test_other" in below("double", RIGHT + "\nother[0] = 1")
    assert "test_other" in below("double", "def double(x):\n    other[0] = 1\n    return 2 * x")


def test_with_code_that_cannot_be_read_everything_counts() -> None:
    assert len(below("double", "def double(")) == len(NOTEBOOK.cells) - 2
