"""The mutants of a solution are the mistakes that people make, in any notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from writing import exercise, given, graded, notebook

from nbgradient.course.folders import Course
from nbgradient.proof import certify
from nbgradient.proof.mutants import mutants
from nbgradient.proof.mutants.surroundings import Surroundings


def changes(source: str, kind: str, *others) -> list[str]:
    """What the mutants of a kind change, of an exercise below ``others``."""
    cells = notebook(*others, exercise(source, "asked"))
    found = mutants(source, Surroundings.of(cells, "asked"))
    return [mutant.change for mutant in found if mutant.kind == kind]


HALVE = '''\
def halve(x, factor=2):
    """Half of 10 is 5."""
    ### BEGIN SOLUTION
    if x > 0:
        return -x / factor
    return x.sum(axis=0)
    ### END SOLUTION'''


def test_a_small_change_changes_one_thing_inside_the_solution() -> None:
    assert set(changes(HALVE, "a small change")) == {
        "if x > 0: -> if x >= 0:",
        "if x > 0: -> if x > 1:",
        "if x > 0: -> if not x > 0:",
        "return -x / factor -> return -x * factor",
        "return -x / factor -> return factor / -x",
        "return -x / factor -> return x / factor",
        "return x.sum(axis=0) -> return x.mean(axis=0)",
        "return x.sum(axis=0) -> return x.sum(axis=1)",
        "return x.sum(axis=0) -> return x.sum()",
    }
    for mutant in mutants(HALVE):
        assert "Half of 10 is 5." in mutant.code and "factor=2" in mutant.code


def test_a_tolerance_becomes_ten_times_as_loose_and_as_tight() -> None:
    source = "### BEGIN SOLUTION\nclose = gap < 1e-6\n### END SOLUTION"
    assert "close = gap < 1e-06 -> close = gap < 1e-05" in changes(source, "a small change")
    assert "close = gap < 1e-06 -> close = gap < 1e-07" in changes(source, "a small change")


SHIFT = """\
def shift(x):
    ### BEGIN SOLUTION
    rows = np.sort(x - x.max(axis=1))
    best = [np.argmax(row) for row in rows]
    for row in rows:
        print(row)
    return best, max(rows)
    ### END SOLUTION"""


def test_the_first_and_the_last_are_taken_for_the_largest() -> None:
    found = changes(
        SHIFT, "the first for the largest, an end left out", given("import numpy as np")
    )
    for after in (
        "rows = np.sort(x - x[..., :1].max(axis=1))",
        "rows = np.sort(x - x[..., -1:].max(axis=1))",
        "best = [np.argmax(row[:1]) for row in rows]",
        "return (best, max(rows[:1]))",
    ):
        assert any(change.endswith(f"-> {after}") for change in found)


def test_a_loop_leaves_out_its_first_or_its_last() -> None:
    found = changes(SHIFT, "the first for the largest, an end left out")
    assert "for row in rows: -> for row in list(rows)[1:]:" in found
    assert "for row in rows: -> for row in list(rows)[:-1]:" in found


def test_neighbours_among_the_results_are_swapped() -> None:
    assert changes(SHIFT, "results swapped") == [
        "return (best, max(rows)) -> return (max(rows), best)"
    ]
    named = "### BEGIN SOLUTION\nfound = {'W': 1, 'b': 2}\n### END SOLUTION"
    assert changes(named, "results swapped") == ["the values of 'W' and 'b' swapped"]


LINE = """\
class Line:
    def predict(self, x, scale=2.0):
        ### BEGIN SOLUTION
        return scale * (self.w * x + self.b)
        ### END SOLUTION

    def step(self, gradient, rate):
        ### BEGIN SOLUTION
        self.w -= rate * gradient
        ### END SOLUTION"""


def test_an_argument_is_ignored_for_what_students_see_it_to_be() -> None:
    shown = given("RATE = 0.1"), graded("Line().step(3, RATE)\nLine().predict(5, scale=4.0)")
    found = changes(LINE, "an argument or an attribute ignored", *shown)
    for change in (
        "Line.predict ignores scale: 2.0 in its place",
        "Line.predict ignores scale: 4.0 in its place",
        "Line.predict ignores x: 5 in its place",
        "Line.step ignores rate: 0.1 in its place",
        "Line.step ignores gradient: 0 * gradient in its place",
    ):
        assert change in found


def test_an_attribute_is_ignored() -> None:
    before = "return scale * (self.w * x + self.b)"
    assert f"{before} -> return scale * (self.w * x + 0 * self.b)" in changes(
        LINE, "an argument or an attribute ignored"
    )


def test_state_is_kept_from_call_to_call() -> None:
    shown = graded("Line().step(3, 0.5)")
    assert changes(LINE, "state from call to call", shown) == [
        "Line.predict gives the result of the call before",
        "Line.predict remembers its results by x alone",
        "Line.predict remembers its results by scale alone",
        "Line.predict shrinks scale with each call",
        "Line.step shrinks rate with each call",
        "self.w -= rate * gradient, with half of the change before it",
    ]


def test_the_first_call_of_what_keeps_state_is_right() -> None:
    source = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    (late,) = (m for m in mutants(source) if m.kind == "state from call to call")
    double = function(late.code, "double")
    assert [double(x) for x in (1, 2, 3)] == [2, 2, 4]


def test_a_result_is_remembered_by_one_argument_alone() -> None:
    source = "def less(x, y):\n    ### BEGIN SOLUTION\n    return x - y\n    ### END SOLUTION"
    by_y = next(m for m in mutants(source) if m.change.endswith("by y alone"))
    less = function(by_y.code, "less")
    assert [less(5, 1), less(5, 2), less(9, 1), less(9, y=1)] == [4, 3, 4, 8]


def function(code: str, name: str):
    """What the code of a mutant defines under this name."""
    names: dict = {}
    exec(code, names)
    return names[name]


TRAIN = """\
### BEGIN SOLUTION
history = model.fit(x_train, y_train)
### END SOLUTION"""


def test_training_is_repeated_or_made_on_other_data() -> None:
    above = given("x_train, x_test = split(x)\ny_train, y_test = split(y)")
    line, other = "history = model.fit(x_train, y_train)", "history = model.fit(x_test, y_test)"
    assert changes(TRAIN, "trained twice, or on other data", above) == [
        f"twice: {line}",
        f"{line} -> {other}",
        f"{other}, and then {line}",
    ]


def test_another_object_of_the_notebook_is_handed_in() -> None:
    above = given(
        "first_model = make(1)\nsmall = 3\ndef two(x): return 2\ndef pair(x, y): return 0"
    )
    source = "### BEGIN SOLUTION\nsecond_model = make(2)\n### END SOLUTION"
    kind = "another object of the notebook"
    assert changes(source, kind, above) == ["second_model is first_model"]
    function = "def one(x):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    assert changes(function, kind, above) == ["one is two"]


def test_what_grading_leaves_out_is_out_of_reach() -> None:
    above = given("def two(x): return 2", tags=("skip-grading",))
    source = "def one(x):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    assert changes(source, "another object of the notebook", above) == []


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_the_same_kinds_are_found_in_nbgraders_own_example(tmp_path: Path) -> None:
    """Its tests notice all of them; tests that look at one value alone do not."""
    make = [sys.executable, "-m", "nbgrader", "quickstart", "example"]
    subprocess.run(make, cwd=tmp_path, check=True, capture_output=True)
    course = Course(tmp_path / "example")
    assert survivors(course) == []
    weaken(
        course,
        correct_squares="assert squares(1) == [1]",
        correct_sum_of_squares="assert sum_of_squares(10) == 385",
    )
    assert survivors(course) == [
        "sum_of_squares gives the result of the call before",
        "sum_of_squares ignores n: 10 in its place",
    ]


def weaken(course: Course, **tests: str) -> None:
    """Put other tests in the place of some."""
    path = course.root / "source" / "ps1" / "problem1.ipynb"
    cells = nbformat.read(path, as_version=4)
    for cell in cells.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = tests.get(name, cell.source)
    nbformat.write(cells, path)


def survivors(course: Course) -> list[str]:
    """The mutants of two exercises that no test notices."""
    names = ["problem1:squares", "problem1:sum_of_squares"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGRADIENT_DATA", str(course.root))
        *_, last = certify.certify(certify.exercises(["ps1"], course, names), 1, course, seed=0)
    return sorted(change for result in last.results for change in result.survivors)
