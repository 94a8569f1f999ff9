"""In a release "Run all" goes on past open exercises, and past nothing else."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest
import small_course
from conftest import OwnCourse
from nbformat import NotebookNode
from nbgrader.validator import Validator
from repository import ROOT
from writing import exercise, free, given, graded, notebook, text

from nbgradient.course import notebooks
from nbgradient.course.keep_going import MAY_FAIL, KeepGoing, can_fail
from nbgradient.examiner.rebuild import rebuild

F = exercise("def f(x):\n    return x", "f")
X = exercise("x = 1", "x")


def names(*cells: NotebookNode) -> list[str]:
    """The cells, of a notebook of these, that can fail."""
    return [cell.id for cell in can_fail(notebook(*cells))]


def test_an_exercise_and_its_test_can_fail() -> None:
    assert names(text("# f"), given("import math"), F, graded("assert f(1) == 1", "t")) == [
        "f",
        "t",
    ]


def test_a_test_can_fail_whatever_it_reads() -> None:
    assert names(graded("assert True", "t")) == ["t"]


@pytest.mark.parametrize("cell", [given, free])
def test_a_cell_that_uses_what_an_exercise_binds_can_fail(cell) -> None:
    assert names(X, cell("y = x + 1", "y")) == ["x", "y"]


def test_so_can_one_that_uses_it_by_way_of_other_cells() -> None:
    assert names(X, given("y = x", "y"), given("z = y", "z"), given("w = 2", "w"), text("")) == [
        "x",
        "y",
        "z",
    ]


def test_a_cell_above_the_exercise_cannot_fail() -> None:
    assert names(given("x = 0", "a"), given("y = x", "b"), X) == ["x"]


def test_a_function_that_needs_an_exercise_fails_when_it_is_called() -> None:
    define = given("def g():\n    return f(1)", "define")
    assert names(F, define) == ["f"]
    assert names(F, define, given("g()", "call")) == ["f", "call"]
    assert names(define, F, given("g()", "call")) == ["f", "call"]
    assert names(F, given("def g():\n    return f(1)\n\n\ng()", "both")) == ["f", "both"]


def test_an_object_whose_methods_need_an_exercise_can_fail_below_it() -> None:
    cells = given("class A:\n    def g(self):\n        return f(1)", "class"), given("a = A()", "a")
    assert names(*cells, given("a.g()", "above"), F, given("a.g()", "below")) == ["f", "below"]


def test_a_function_that_is_passed_on_may_be_called() -> None:
    assert names(F, given("sorted([1], key=lambda x: f(x))", "sort")) == ["f", "sort"]


def test_functions_that_call_each_other_come_to_an_end() -> None:
    first, second = given("def g():\n    h()", "g"), given("def h():\n    g()\n    f(1)", "h")
    assert names(first, second, F, given("g()", "call")) == ["f", "call"]


def test_a_locked_cell_that_binds_the_name_anew_ends_it() -> None:
    anew = given("from math import floor as f", "anew")
    assert names(F, anew, given("f(1)", "use"), graded("assert f(1)", "t")) == ["f", "t"]


def test_a_cell_that_fails_before_it_binds_the_name_anew_does_not() -> None:
    assert names(X, given("print(x)\nx = 2", "late"), given("x", "use")) == ["x", "late", "use"]
    assert names(X, given("x = 2\nprint(x)", "soon"), given("x", "use")) == ["x"]


def test_what_an_exercise_changes_in_place_comes_from_it() -> None:
    cells = given("A = [0]", "A"), exercise("A[0] = 1", "change"), given("A[0]", "use")
    assert names(*cells) == ["change", "use"]


def test_a_cell_that_catches_the_error_is_among_them() -> None:
    assert names(F, given("try:\n    f(1)\nexcept ValueError:\n    pass", "try")) == ["f", "try"]


def test_a_cell_that_grading_leaves_out_can_fail_and_can_bind_names() -> None:
    skipped = given("y = x", "y", tags=("skip-grading",))
    assert names(X, skipped, given("z = y", "z")) == ["x", "y", "z"]
    anew = given("x = 0", "anew", tags=("skip-grading",))
    assert names(X, anew, given("z = x", "z")) == ["x"]


def test_a_cell_that_is_not_python_stops_the_run_unless_it_is_an_exercise() -> None:
    assert names(X, given("x =", "given"), exercise("y =", "y")) == ["x", "y"]


def test_the_tag_is_added_once_and_others_stay() -> None:
    tags = ("skip-grading", MAY_FAIL)
    book = notebook(X, given("x", "old", tags[:1]), given("x", "again", tags), given("1", "other"))
    tagged, _ = KeepGoing().preprocess(copy.deepcopy(book), {})
    assert [cell.metadata.get("tags") for cell in tagged.cells] == [
        [MAY_FAIL],
        [*tags],
        [*tags],
        [],
    ]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnCourse:
    """A course of one small notebook, released with the settings of this course."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    written = tmp_path / "first" / "one.ipynb"
    written.parent.mkdir()
    nbformat.write(small_course.source(), written)
    made = OwnCourse(tmp_path, written)
    made.generate()
    return made


def test_nbgraders_own_command_tags_the_release(small: OwnCourse) -> None:
    cells = notebooks.cells(notebooks.read(small.released))
    tests = [name for name, *_ in small_course.TESTS]
    assert [name for name, cell in cells if MAY_FAIL in cell.metadata.get("tags", [])] == [
        "double",
        *tests,
    ]


def test_validation_tells_each_test_of_an_untouched_release_all_the_same(small: OwnCourse) -> None:
    failed = Validator().validate(str(small.released))["failed"]
    told = ["Not attempted yet" in cell["raw_error"] for cell in failed]
    assert told == [True, True, False], "Two tests, and the question, which has no answer."


@pytest.mark.usefixtures("sandbox")
def test_a_tagged_test_costs_its_points_if_it_fails_and_gives_them_if_not(small: OwnCourse) -> None:
    solved = notebooks.read(small.released)
    dict(notebooks.cells(solved))["double"].source = "def double(x):\n    return 2 * x"
    nbformat.write(solved, small.root / "solved.ipynb")
    small.autograde("untouched", small.released)
    small.autograde("solved", small.root / "solved.ipynb")
    points = {name: points for name, points, _ in small_course.TESTS}
    assert {name: mark.score for name, mark in small.marks("solved").items()} == points
    assert {mark.score for mark in small.marks("untouched").values()} == {0}


def test_the_tags_of_a_submission_change_nothing_of_what_is_graded(notebook: Path) -> None:
    source = notebooks.read(notebook)
    release = notebooks.read(ROOT / "release" / notebook.parent.name / notebook.name)
    plain, tagged = copy.deepcopy(release), KeepGoing().preprocess(release, {})[0]
    for cell in plain.cells:
        cell.metadata.pop("tags", None)
    assert rebuild(source, tagged) == rebuild(source, plain)
    assert rebuild(source, tagged).repairs == []
