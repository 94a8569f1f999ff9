"""Tests share a snapshot only across cells that change nothing they could see."""

from __future__ import annotations

import nbformat
import pytest
from writing import exercise, free, given, graded, notebook

from nbgradient.course.needs import Needs
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.traces import MAX_CHARACTERS, Traces


def source() -> nbformat.NotebookNode:
    """Two exercises, and between them a locked cell of the examiner's."""
    return notebook(
        exercise("def double(x):\n    return times(2, x)", "double"),
        graded("assert double(2) == 4", "test_double"),
        given("half = 0.5"),
        exercise("def halve(x):\n    return half * x", "halve"),
        graded("assert halve(2) == 1", "test_halve"),
    )


def traces_at(name: str) -> Traces:
    """What was mentioned above the cell ``name`` of the source."""
    traces = Traces(Paper(source()))
    for above in source().cells:
        if above.metadata.nbgrader.grade_id == name:
            return traces
        if above.metadata.nbgrader.grade:
            traces.test(above.metadata.nbgrader.grade_id)
        else:
            traces.is_invisible_to_earlier_tests(above)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("code", "is_invisible"),
    [
        ('"""What it does."""\ndef halve(x: float, by=None, *, at=half) -> float:\n    pass', True),
        ("class Halver(object):\n    def halve(self, x):\n        return x / 2", True),
        ("", True),
        ("def halve(x):\n    return x / 2\nhalve(1)", False),
        ("halve = lambda x: x / 2", False),
        ("import math", False),
        ("def halve(x, by=two()):\n    pass", False),
        ("@cached\ndef halve(x):\n    pass", False),
        ("class Halver(metaclass=Meta):\n    pass", False),
        ("class Halver:\n    print(1)", False),
        ("def times(a, b):\n    return 0", False),  # an earlier function reads it
        ("def double(x):\n    return 0", False),  # an earlier test reads it
        ("def print(*a):\n    pass", False),  # Python has it
        ("def halve(", False),
        ("def halve(x):\n    pass\n" + "#" * MAX_CHARACTERS, False),
        ("-" * 40_000 + "1", False),
    ],
)
def test_a_cell_that_only_defines_what_is_new_is_invisible(code: str, is_invisible: bool) -> None:
    cell = exercise(code, "halve")
    assert traces_at("halve").is_invisible_to_earlier_tests(cell) == is_invisible


@pytest.mark.parametrize("code", ["from math import *", "%magic", "x = ("])
def test_after_a_cell_that_may_bind_any_name_none_passes(code: str) -> None:
    traces = traces_at("halve")
    traces.is_invisible_to_earlier_tests(free(code))
    assert not traces.is_invisible_to_earlier_tests(source().cells[3])


@pytest.mark.parametrize(
    ("code", "is_invisible"),
    [("half = 0.5", True), ("from math import *", False), ("%run more.py", False), ("x = (", True)],
)
def test_a_locked_cell_that_may_bind_any_name_does_not_pass(code: str, is_invisible: bool) -> None:
    book = source()
    book.cells[2].source = code
    traces = Traces(Paper(book))
    assert traces.is_invisible_to_earlier_tests(book.cells[2]) == is_invisible


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_a_later_cell_changes_nothing_that_an_earlier_test_sees() -> None:
    work = source()
    work.cells.insert(0, free("def times(a, b):\n    return a * b", "helper"))
    work.cells.insert(3, free("def times(a, b):\n    return 0", "spoils-it"))
    exam = Engine().run_exam(Source(nbformat.writes(source()), Needs()), work, {})
    assert {name: verdict.message for name, verdict in exam.verdicts.items()} == {
        "test_double": "",
        "test_halve": "",
    }
    counts = [made.execution_count for made in work.cells]
    assert counts == list(range(1, len(counts) + 1))
