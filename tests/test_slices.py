"""An answer is tried with all cells that can tell it from another answer."""

from __future__ import annotations

import pytest
from writing import exercise, given, graded, notebook

from nbgradient.course import notebooks
from nbgradient.proof.slices import Slicer

NOTEBOOK = notebook(
    given("import numpy as np\nX = np.ones(3)\nother = np.zeros(2)", "data"),
    exercise("def double(x):\n    return 2 * x", "double"),
    graded("assert double(2) == 4", "test_double"),
    given("doubled = double(X)", "use"),
    graded("assert (doubled == 2).all()", "test_doubled"),
    graded("assert (X == 1).all()", "test_data"),
    graded("assert (other == 0).all()", "test_other"),
    given("from numpy import add as double", "go_on"),
    given("def more(x):\n    return double(x, x)", "more"),
    graded("assert more(1) == 2", "test_go_on"),
    exercise("half = 0.5", "half"),
    graded("assert half == 0.5", "test_half"),
)


def below(name: str, code: str) -> list[str]:
    kept = Slicer(NOTEBOOK).below(name, code)
    return [notebooks.grade_id(NOTEBOOK.cells[index]) for index in sorted(kept)]


RIGHT = "def double(x):\n    return 2 * x"


@pytest.mark.parametrize(
    ("name", "code", "kept"),
    [
        # What the function is given can be changed in place, so that it has to be looked at, too.
        ("double", RIGHT, ["test_double", "use", "test_doubled", "test_data"]),
        ("half", "half = 1 / 2", ["test_half"]),
        ("half", "half = np.mean(X)", ["test_half"]),
    ],
)
def test_a_test_counts_if_it_reads_what_the_answer_may_have_changed(
    name: str, code: str, kept: list[str]
) -> None:
    assert below(name, code) == kept


def test_all_that_an_answer_binds_or_mentions_counts() -> None:
    assert "test_other" in below("double", RIGHT + "\nother = 1")
    assert "test_other" in below("double", RIGHT + "\nother[0] = 1")
    assert "test_other" in below("double", "def double(x):\n    other[0] = 1\n    return 2 * x")


def test_with_code_that_cannot_be_read_everything_counts() -> None:
    assert len(below("double", "def double(")) == len(NOTEBOOK.cells) - 2
