"""The numbers of the report, against those that were computed by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from small_course import graded, source

from nbgradient.course.exercises import Exercise, exercises, with_strangers
from nbgradient.reporting import behind, doubts, mistakes, statistics
from nbgradient.reporting.behind import Past
from nbgradient.reporting.gather import Cell, Graded

NAN = math.nan

scores = arrays(float, st.integers(1, 40), elements=st.sampled_from([0.0, 0.25, 0.5, 1.0, NAN]))


def test_a_share_is_known_where_all_scores_are() -> None:
    found = statistics.shares(np.array([[2.0, 1.0], [2.0, NAN], [0.0, 1.0]]), np.array([2.0, 1.0]))
    np.testing.assert_equal(found, [1, NAN, 1 / 3])
    assert np.isnan(statistics.shares(np.zeros((2, 1)), np.zeros(1))).all()


def test_the_rest_leaves_out_the_exercise_and_what_has_no_score() -> None:
    marks = np.array([[2.0, 1.0, 0.0], [0.0, NAN, 3.0], [1.0, NAN, NAN]])
    found = statistics.rest_shares(marks, np.array([2.0, 1.0, 4.0]), [0])
    np.testing.assert_equal(found, [1 / 5, 3 / 4, NAN])


def test_difficulty_is_the_mean_of_those_who_have_a_score() -> None:
    assert statistics.difficulty(np.array([1, 0.5, NAN, 0])) == 0.5
    assert statistics.difficulty(np.array([NAN])) is None


def test_discrimination_is_the_point_biserial_correlation() -> None:
    # Five passed, with a rest of 6 to 10; five failed, with 1 to 5: the means are 8 and 3, the
    # standard deviation of 1 to 10 is sqrt(8.25), and r = (8 - 3) / sqrt(8.25) * sqrt(0.5 * 0.5).
    passed = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 1.0])
    rest = np.arange(1, 11) / 10
    expected = 5 / math.sqrt(8.25) * 0.5
    assert statistics.discrimination(passed, rest) == pytest.approx(expected)
    assert statistics.discrimination(1 - passed, rest) == pytest.approx(-expected)


def test_of_partial_points_it_is_pearsons_correlation() -> None:
    # x = 0, ½, 1 and y = 0, 1, ½, four times each, so sum xy = 4 · ⅛, and both spreads are 4 · ½.
    item, rest = np.tile([0, 0.5, 1], 4), np.tile([0, 1, 0.5], 4)
    assert statistics.discrimination(item, rest) == pytest.approx(0.5)


def test_no_discrimination_of_too_few_or_of_all_alike() -> None:
    nine = np.arange(9) / 9
    assert statistics.discrimination(nine, nine) is None
    ten = np.append(nine, NAN)
    assert statistics.discrimination(ten, np.arange(10.0)) is None
    assert statistics.discrimination(np.full(12, 0.1) * 3, np.arange(12.0)) is None
    assert statistics.discrimination(np.arange(12.0), np.full(12, 1 / 3)) is None


@given(scores, st.randoms(use_true_random=False))
def test_discrimination_is_a_correlation_whoever_comes_first(item, random) -> None:
    rest = np.array([random.choice([0.1, 0.2, 0.7, NAN]) for _ in item])
    found = statistics.discrimination(item, rest)
    order = list(range(len(item)))
    random.shuffle(order)
    again = statistics.discrimination(item[order], rest[order])
    if found is None:
        assert again is None
    else:
        assert again == pytest.approx(found)
        assert -1 <= found <= 1
        assert statistics.discrimination(1 - item, rest) == pytest.approx(-found)
        assert statistics.discrimination(item * 3 + 1, rest / 2) == pytest.approx(found)


@given(scores)
def test_difficulty_is_a_share(item) -> None:
    found = statistics.difficulty(item)
    assert found is None if np.isnan(item).all() else 0 <= found <= 1


@given(scores)
def test_the_best_third_is_a_third_or_more_and_none_outside_is_better(rest) -> None:
    best = statistics.upper_third(rest)
    known = ~np.isnan(rest)
    assert not (best & ~known).any()
    assert best.sum() >= known.sum() / 3
    if best.any() and (known & ~best).any():
        assert rest[best].min() > rest[known & ~best].max()


def test_a_median_takes_five_and_quartiles_ten() -> None:
    assert statistics.middle([1, 2, 3, 4]) is None
    assert statistics.middle([1, 2, 3, 4, 9]) == 3
    assert statistics.quartiles([0.5] * 9) is None
    assert statistics.quartiles(range(11)) == (2.5, 7.5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("should be 3, not 4.5", "should be 0, not -1e-07"),
        ("has the shape (3, 1)", "has the shape (5, 20)"),
        ("gave [1. 2. 3.]", "gave [0.5, −4.]"),
        ("at 0x7f3a12", "at 0x1"),
    ],
)
def test_numbers_tell_no_mistakes_apart(one: str, other: str) -> None:
    assert mistakes.normalised(one) == mistakes.normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("x1 is not defined", "x2 is not defined"), ("float32", "float64"), ("(3,)", "3"), ("a", "b")],
)
def test_names_and_forms_do(one: str, other: str) -> None:
    assert mistakes.normalised(one) != mistakes.normalised(other)


numbers = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))


@given(st.text(max_size=150), numbers, numbers, st.text(max_size=150))
def test_a_number_tells_nothing_apart_whatever_stands_around_it(
    before: str, one: float, other: float, after: str
) -> None:
    first, second = (mistakes.normalised(f"{before} {number} {after}") for number in (one, other))
    assert first == second


def test_mistakes_are_counted_by_student_and_shown_as_most_had_them() -> None:
    first, second, other = ("one", "test_a"), ("one", "test_b"), ("two", "test_a")
    failures = {
        "ada": {first: "should be 3", second: "should be 3"},
        "bob": {first: "should be 4"},
        "cem": {first: "should be 4", other: "not of this exercise"},
        "dan": {second: "NameError: x"},
        "eve": {other: "not of this exercise"},
    }
    found = mistakes.of_tests(failures, [first, second])
    assert (found.students, found.others) == (4, 0)
    assert [(one.message, one.test, one.students, one.example) for one in found.named] == [
        ("should be 4", "test_a", 3, "bob"),
        ("NameError: x", "test_b", 1, "dan"),
    ]
    shared = mistakes.of_tests(failures, [first, second], at_least=3)
    assert (len(shared.named), shared.others) == (1, 1)


def test_at_most_five_mistakes_are_named() -> None:
    failures = {f"s{n}": {("one", "t"): "abcdefgh"[n]} for n in range(8)}
    found = mistakes.of_tests(failures, [("one", "t")])
    assert (len(found.named), found.others) == (5, 3)


def test_an_exercise_is_called_by_its_heading() -> None:
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Title\n\n## 1. Part"),
            new_markdown_cell("### Exercise 1 · `relu`\n\n```\n# no heading\n```"),
            graded(new_code_cell("..."), "relu", solution=True),
            new_markdown_cell("#### Hint"),
            graded(new_code_cell("..."), "test_relu", grade=True, points=1),
            graded(new_code_cell("..."), "test_keeps", grade=True, points=1),
            new_markdown_cell("### Exercise 2"),
            graded(new_code_cell("..."), "one", solution=True),
            graded(new_code_cell("..."), "test_one", grade=True, points=1),
            graded(new_code_cell("..."), "two", solution=True),
            graded(new_code_cell("..."), "test_two", grade=True, points=1),
        ]
    )
    assert exercises(notebook) == [
        Exercise("Exercise 1 · relu", ["test_relu", "test_keeps"]),
        Exercise("Exercise 2: one", ["test_one"]),
        Exercise("Exercise 2: two", ["test_two"]),
    ]


def test_without_headings_it_is_called_by_its_cell_and_strangers_are_added() -> None:
    notebook = source()
    notebook.cells = notebook.cells[1:]
    found = exercises(notebook)
    assert [item.title for item in found] == ["double", "q_double"]
    assert with_strangers(found, ["test_double", "gone"]) == [
        Exercise("double", ["test_double"]),
        Exercise("gone", ["gone"]),
    ]


CLASS = [f"s{number}" for number in range(6)]


def past(name: str, own: float | None, handed_in: bool = True, **others: frozenset[str]) -> Past:
    """An assignment in which all have half of the points, but for s0."""
    final = dict.fromkeys(CLASS[1:], 0.5) | ({} if own is None else {"s0": own})
    return Past(name, frozenset(CLASS if handed_in else CLASS[1:]), final, **others)


def noticed(*assignments: Past) -> str:
    found = behind.falling_behind(CLASS, assignments)
    assert {one.student for one in found} <= {"s0"}
    return " ".join(said for one in found for said in one.noticed)


def test_who_hands_in_less_than_before_is_noticed() -> None:
    gone = past("b", None, handed_in=False)
    assert noticed(past("a", 0.5), gone) == ""
    assert noticed(past("a", 0.5), gone, gone) == "Handed in 1 of the last 3 assignments."
    assert noticed(gone, gone, past("a", 0.5), past("c", 0.5)) == ""
    assert noticed(gone, past("b", None, False, excused=frozenset({"s0"}))) == ""


def test_a_fall_is_one_beside_the_class() -> None:
    assert "Falling: 70%, 60%, 45%" in noticed(past("a", 0.7), past("b", 0.6), past("c", 0.45))
    assert "+20, then −5" in noticed(past("a", 0.7), past("b", 0.6), past("c", 0.45))
    assert noticed(past("a", 0.7), past("b", 0.6), past("c", 0.55)) == ""
    harder = [
        Past(str(n), frozenset(CLASS), dict.fromkeys(CLASS, share))
        for n, share in enumerate([0.9, 0.6, 0.3])
    ]
    assert noticed(*harder) == ""


def test_a_mark_far_below_the_own_others_is_noticed() -> None:
    assert "−30 from the median" in noticed(past("a", 0.5), past("b", 0.5), past("c", 0.2))
    assert noticed(past("a", 0.5), past("c", 0.1)) == ""
    assert noticed(past("a", 0.2), past("b", 0.2), past("c", 0.1)) == ""


def test_marks_of_too_few_are_compared_with_nobodys() -> None:
    few = [Past(str(n), frozenset("ab"), {"a": 0.9 - 0.3 * n, "b": 0.9}) for n in range(3)]
    assert behind.falling_behind(["a", "b"], few) == []


def of(scores: list[list[float]]) -> Graded:
    """An assignment of tests of a point each."""
    marks = np.array(scores, dtype=float)
    cells = [Cell("one", f"test_{place}", 1.0, True) for place in range(marks.shape[1])]
    names = [f"s{place:02}" for place in range(len(marks))]
    nobody: frozenset[str] = frozenset()
    return Graded(
        "first", None, float(len(cells)), {}, frozenset(names), nobody, names, cells, marks, {},
        nobody, {}, {},
    )  # fmt: skip


def test_a_test_that_the_best_fail_is_doubted_with_what_it_told_them() -> None:
    rows = [[passed, passed, 1 - passed, 1.0] for passed in (1.0, 0.0) for _ in range(6)]
    told = {f"s{place:02}": {("one", "test_2"): "wrong"} for place in range(6)}
    found = doubts.doubts(of(rows), told)
    assert [(one.name, one.failed, one.students, one.best) for one in found.wrong] == [
        ("test_2", 6, 12, (6, 6))
    ]
    assert found.wrong[0].discrimination == pytest.approx(-1)
    assert (found.wrong[0].said.message, found.wrong[0].said.example) == ("wrong", "s00")
    assert doubts.doubts(of(rows), told, at_least=7).wrong[0].said is None
    assert found.nobody_fails == [("one", "test_3")]
    assert not found.is_few


def test_a_test_that_all_fail_is_doubted_also_in_a_small_class() -> None:
    found = doubts.doubts(of([[0.0, passed, NAN] for passed in (1, 1, 0, 0, 1)]), {})
    assert [(one.name, one.failed, one.best) for one in found.wrong] == [("test_0", 5, None)]
    assert found.wrong[0].said is None
    assert found.is_few
    assert doubts.doubts(of([[0.0, 1.0]] * 4), {}).wrong == []
