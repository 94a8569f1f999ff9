"""``nbgradient similarity``: what is listed, what is not, what a page makes of strange texts."""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from pathlib import Path

import nbformat
import numpy as np
import pytest
import small_course
from bs4 import BeautifulSoup
from click.testing import CliRunner
from nbformat.v4 import new_code_cell

from nbgradient.cli import main
from nbgradient.course import notebooks
from nbgradient.similarity import tokens, usual
from nbgradient.similarity.answers import Exercises, Student, Subject
from nbgradient.similarity.fingerprints import CODE, TEXT
from nbgradient.similarity.pairs import find as pairs_of
from nbgradient.similarity.passages import MOST_SHOWN, marked

NOTHING = np.array([], dtype=np.int64)
WORDS = [f"word{number}" for number in range(400)]
OPERATIONS = ["np.exp", "np.log", "np.sqrt", "sum", "max", "abs", "np.sin", "float", "np.tanh"]

#: A long way to double a number, and the same with what one changes who copies it.
LONG = '''\
def double(x):
    """Twice."""
    parts = np.array([x, x, -x], dtype=float)  # three of them
    signs = np.sign(parts) * np.arange(1, 4)
    total = np.where(signs > 0, parts, 0).cumsum()[-1]
    for step in range(7, 70, 9):
        total -= np.linalg.norm(parts) * step * 0
    return np.round(total / 1.0, decimals=12)'''
DISGUISED = """\
def double(value):
    # my own idea

    pieces = np.array([value, value, -value], dtype=float)
    s = np.sign(pieces) * np.arange(1, 4)
    result = np.where(s > 0, pieces, 0).cumsum()[-1]
    for k in range(7, 70, 9):
        result -= np.linalg.norm(pieces) * k * 0
    return np.round(result / 1.0, decimals=12)"""


def own_code(seed: int) -> str:
    """An answer that nobody else writes."""
    chosen = random.Random(seed)
    lines = [
        f"    y{place} = {chosen.choice(OPERATIONS)}(x * {chosen.randrange(99)}) "
        f"{chosen.choice('+-*/')} {chosen.choice(OPERATIONS)}({chosen.randrange(99)} - x)"
        for place in range(8)
    ]
    return "\n".join(["def double(x):", *lines, "    return 2 * x"])


def own_text(seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=40))


def notebook(code: str, text: str, *cells: str) -> nbformat.NotebookNode:
    made = small_course.solved(code)
    dict(notebooks.cells(made))["q_double"].source = text
    made.cells += [new_code_cell(cell) for cell in cells]
    return made


def hand_in(root: Path, student: str, seed: int, code: str | None = None) -> None:
    """Hand in both notebooks, with answers of the student's own unless ``code`` is given."""
    code = code or own_code(seed)
    small_course.hand_in(
        root,
        student,
        one=notebook(code, own_text(seed)),
        two=notebook(own_code(seed + 1000), own_text(seed + 1000)),
    )


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with a class of twelve who all worked alone."""
    root = small_course.make(tmp_path / "course")
    for number in range(12):
        hand_in(root, f"student{number:02}", number)
    monkeypatch.chdir(root)
    return root


def run(*options: str) -> str:
    result = CliRunner().invoke(main, ["similarity", *options])
    assert result.exit_code == 0, result.output
    return result.output


def refused(*options: str) -> str:
    result = CliRunner().invoke(main, ["similarity", *options])
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    return result.output


def page(root: Path) -> BeautifulSoup:
    return BeautifulSoup((root / "similarity.html").read_text(), "html.parser")


def pairs(root: Path) -> list[str]:
    return [link.get_text() for link in page(root).select("td a")]


def test_who_worked_alone_is_not_listed(course: Path) -> None:
    assert "no pair is closer" in run("first")
    assert pairs(course) == []


def test_a_copy_is_listed_though_names_comments_and_layout_were_changed(course: Path) -> None:
    hand_in(course, "ada", 20, LONG)
    hand_in(course, "bob", 21, DISGUISED)
    assert "ada and bob" in run("first")
    assert pairs(course) == ["ada and bob"]
    sides = page(course).select("#pair-1 .sides > div")
    assert [len(side.select("mark")) > 0 for side in sides[:2]] == [True, True]
    assert "np.linalg.norm(parts)" in " ".join(m.get_text() for m in sides[0].select("mark"))


def test_what_many_have_says_nothing(course: Path) -> None:
    for number in range(8):
        hand_in(course, f"common{number}", 40 + number, LONG)
    run("first")
    assert pairs(course) == []


def test_the_solution_and_what_is_given_say_nothing(course: Path) -> None:
    source = course / "source" / "first" / "one.ipynb"
    changed = notebooks.read(source)
    dict(notebooks.cells(changed))["double"].source = LONG
    nbformat.write(changed, source)
    hand_in(course, "ada", 20, LONG)
    hand_in(course, "bob", 21, DISGUISED)
    run("first")
    assert pairs(course) == []


def test_a_copied_text_is_listed(course: Path) -> None:
    for name, seed in (("ada", 20), ("bob", 21)):
        text = f"Well. {own_text(99)} {own_text(98)}" if name == "ada" else own_text(99).upper()
        small_course.hand_in(course, name, one=notebook(own_code(seed), text))
    run("first")
    assert pairs(course) == ["ada and bob"]


def test_own_cells_are_compared(course: Path) -> None:
    for name, seed in (("ada", 20), ("bob", 21)):
        small_course.hand_in(course, name, one=notebook(own_code(seed), own_text(seed), LONG))
    run("first")
    assert pairs(course) == ["ada and bob"]
    assert "own cells of code in one" in page(course).get_text()


def test_an_answer_is_found_whose_cell_lost_its_name(course: Path) -> None:
    stripped = notebook(DISGUISED, own_text(21))
    for cell in stripped.cells:
        cell.metadata = nbformat.NotebookNode()
        cell.id = f"other-{cell.id}"
    hand_in(course, "ada", 20, LONG)
    small_course.hand_in(course, "bob", one=stripped)
    run("first")
    assert pairs(course) == ["ada and bob"]
    assert "double in one" in page(course).get_text()


def test_code_that_is_no_python_is_compared(course: Path) -> None:
    hand_in(course, "ada", 20, LONG.replace("):", ")", 1))
    hand_in(course, "bob", 21, DISGUISED.replace("):", ")", 1))
    run("first")
    assert pairs(course) == ["ada and bob"]


def test_the_same_file_is_said_first_but_not_of_those_who_wrote_nothing(course: Path) -> None:
    for name in ("ada", "bob"):
        small_course.hand_in(course, name, one=notebook(LONG, own_text(5)))
    for name in ("eve", "zoe"):
        small_course.hand_in(course, name, one=small_course.source())
    first = run("first").splitlines()[0]
    assert first == "The same file, byte for byte: ada, bob (first/one.ipynb)"
    assert page(course).select_one("h2").get_text() == "The same file"


def test_earlier_years_are_compared_but_not_with_each_other(course: Path, tmp_path: Path) -> None:
    hand_in(course, "ada", 20, LONG)
    years = tmp_path / "other"
    for name in ("bob", "carl"):
        hand_in(years, name, 30, DISGUISED)
    shutil.copytree(course / "submitted" / "student03", years / "submitted" / "student03")
    run("first", "--with", str(years / "submitted"))
    found = pairs(course)
    assert sorted(found) == [f"ada and {years}/submitted/{name}" for name in ("bob", "carl")]


def test_nothing_of_a_student_is_html(course: Path) -> None:
    evil = LONG.replace('"""Twice."""', "print('<script>alert(1)</script>', '<img src=x>')")
    hand_in(course, "<b>ada", 20, evil)
    hand_in(course, "b\u202eob", 21, evil)
    output = run("first")
    assert "\u202e" not in output
    shown = page(course)
    assert not shown.select("script, img, td b")
    assert "<script>alert(1)</script>" in shown.select_one("#pair-1 pre").get_text()


def test_trouble_of_one_student_is_told_and_nobody_elses(course: Path, tmp_path: Path) -> None:
    hand_in(course, "ada", 20, LONG)
    hand_in(course, "bob", 21, DISGUISED)
    small_course.hand_in(course, "broken", one="{", two="[" * 100_000)
    (course / "submitted" / "linked").mkdir()
    (course / "submitted" / "linked" / "first").symlink_to(course / "submitted" / "ada" / "first")
    run("first")
    assert pairs(course) == ["ada and bob"]
    told = page(course).get_text()
    assert "broken: one.ipynb is not a notebook" in told
    assert "linked: The folder first is a link" in told


def test_bad_input_is_one_sentence(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no assignment 'second'" in refused("second")
    assert "cannot be written" in refused("first", "-o", "no/such/folder.html")
    (course / "earlier").mkdir()
    assert "There is no first in earlier" in refused("first", "--with", "earlier")
    for number in range(2, 12):
        shutil.rmtree(course / "submitted" / f"student{number:02}")
    assert "with fewer than 3" in refused("first")
    shutil.rmtree(course / "submitted")
    assert "Nobody has handed in first" in refused("first")
    monkeypatch.setitem(sys.modules, "copydetect", None)
    assert "pip install 'nbgradient[report]'" in refused("first")


def test_a_page_lists_no_more_than_fifty_pairs_and_says_how_many_more(course: Path) -> None:
    for number in range(52):
        seed = 3000 + number
        for name in (f"author{number:02}", f"copier{number:02}"):
            hand_in(course, name, seed)
    output = run("first", "--threshold", "1")
    assert "42 more pairs" in output
    assert len(pairs(course)) == 50
    assert "2 more are not" in page(course).get_text()


def test_long_copies_in_a_large_class_are_listed() -> None:
    """Beyond some rarity numbers would be too large for Python."""
    exercise = Subject("first", "one", "q", False)
    students = [
        Student(f"s{number}", answers={exercise: f"{own_text(number)} {own_text(number % 10)}"})
        for number in range(200)
    ]
    long = " ".join(random.Random(1).choices(WORDS, k=20_000))
    students += [Student(name, answers={exercise: long}) for name in ("ada", "bob")]
    found = pairs_of(students, _Nothing(), 0.05, 50)
    assert [(pair.first, pair.second) for pair in found.pairs] == [(200, 201)]


class _Nothing(Exercises):
    """Exercises that give nothing."""

    def __init__(self) -> None:
        self.notebooks = []


def test_a_huge_answer_is_bounded(course: Path) -> None:
    huge = "\n".join(f"y{n} = {'-' * 300}1" for n in range(100_000)) + "\n" + "(" * 100_000
    for name in ("ada", "bob"):
        small_course.hand_in(course, name, one=notebook(huge, "word " * 1_000_000))
    run("first")
    assert (course / "similarity.html").stat().st_size < 500_000


def test_short_and_empty_answers_say_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_course.make(tmp_path)
    monkeypatch.chdir(root)
    for name in ("ada", "bob", "eve"):
        small_course.hand_in(root, name, one=notebook("return 2 * x", ""), two=notebook(" ", "No."))
    assert "no pair is closer" in run("first")


def test_texts_that_take_others_long_take_no_time(course: Path) -> None:
    accents = "a" + "\u0301\u0323" * 500_000
    deep = "x = (" + "1+\n" * 6_000 + "1)"
    for name in ("ada", "bob"):
        cells = [accents] * 5
        small_course.hand_in(course, name, one=notebook(deep, accents, *cells))
    started = time.process_time()
    run("first")
    assert time.process_time() - started < 20


def test_a_notebook_of_strange_json_is_taken_for_what_it_holds(course: Path) -> None:
    cells = [1, None, {}, {"source": 3, "cell_type": []}, {"source": [None, {}], "metadata": 1}]
    strange = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    small_course.hand_in(course, "ada", one=json.dumps(strange))
    assert "no pair is closer" in run("first")


def test_several_assignments_are_compared_together(course: Path) -> None:
    shutil.copytree(course / "source" / "first", course / "source" / "second")
    for name in ("ada", "bob"):
        hand_in(course, name, ord(name[0]))
    for folder in (course / "submitted").iterdir():
        shutil.copytree(folder / "first", folder / "second")
    shutil.rmtree(course / "submitted" / "student03" / "second")
    hand_in(course, "ada", 20, LONG)
    hand_in(course, "bob", 21, DISGUISED)
    assert "could be compared" not in run("first", "second", "-o", "both.html")
    both = BeautifulSoup((course / "both.html").read_text(), "html.parser")
    assert [link.get_text() for link in both.select("td a")] == ["ada and bob"]
    assert both.select_one("h1").get_text() == "Similar answers: first, second"


def test_the_same_fingerprint_stands_for_the_same_code_in_any_run() -> None:
    for code in ("a = b + c * (d - e) / f", "x=b+c*(d-e)/f  # the same"):
        assert CODE.all_grams(code)[0] == 1830003587941798


def test_names_are_normalised_where_the_code_binds_them_alone() -> None:
    keys = tokens.of_code("def f(a):\n    b = np.exp(a)\n    return b").keys
    assert keys == "def V ( V ) : V = np . exp ( V ) return V".split()


def test_a_short_text_says_nothing() -> None:
    assert len(TEXT.fingerprints("It is two times x")) == 0
    assert len(CODE.fingerprints("return 2 * x")) == 0


def test_marks_cover_what_is_shared_and_lose_no_character() -> None:
    words = " ".join(WORDS[:30])
    first, second = f"Mine at first. {words} And my end.", f"{words}, as I said."
    sides = marked((first, second), TEXT, NOTHING)
    assert ["".join(part.text for part in side.parts) for side in sides] == [first, second]
    assert [part.text for part in sides[0].parts if part.is_shared] == [words]
    assert sides[1].share == pytest.approx(30 / 33)


def test_of_a_long_answer_what_is_around_the_first_mark_is_shown() -> None:
    words = " ".join(WORDS[:30])
    long = " ".join(f"filler{number}" for number in range(2000))
    side = marked((f"{long} {words}", words), TEXT, NOTHING)[0]
    assert any(part.is_shared for part in side.parts)
    assert sum(len(part.text) for part in side.parts) <= MOST_SHOWN
    assert side.left_out > 0


def test_chance_is_right_where_scores_fall_off_exponentially() -> None:
    """Of many classes without a copy about one in twenty has a pair with 0.05 expected."""
    chosen = np.random.default_rng(1)
    number, classes = 435, 4000
    alarms = 0
    for _ in range(classes):
        scores = chosen.exponential(3.0, number)
        expected = number * np.exp(-usual.surprise(scores, number, 0.1))
        alarms += bool((expected <= 0.05).any())
    assert 0.02 < alarms / classes < 0.08


def test_one_copy_does_not_hide_another() -> None:
    scores = np.random.default_rng(2).exponential(1.0, 435)
    scores[:8] = 60
    expected = 435 * np.exp(-usual.surprise(scores, 435, 0.1))
    assert (expected[:8] < 0.05).all() and (expected[8:] > 0.05).all()
