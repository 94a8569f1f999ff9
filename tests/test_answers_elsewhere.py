"""An answer in a cell of the student's own is never a silent 0, and a note elsewhere is none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
import writing
from graded import grade
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum
from small_course import hand_in, make
from small_course import source as small_source

from nbgradient.course import notebooks
from nbgradient.examiner import elsewhere, needs_person
from nbgradient.examiner.rebuild import rebuild
from nbgradient.examiner.second_look import digests

STUB = "YOUR ANSWER HERE"
WAITS, SILENT = None, 0


def source() -> NotebookNode:
    """An exercise, and two questions, each below its text."""
    return writing.notebook(
        writing.text("# Steps", "title"),
        writing.exercise("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "x"),
        writing.graded("assert x == 1", "test_x"),
        writing.text("### Question 1 · Rising (2 points)\n\nWhy does the loss rise?", "ask_1"),
        writing.question("### BEGIN SOLUTION\nToo large a step.\n### END SOLUTION", "q_1"),
        writing.text("### Question 2 · Falling (2 points)\n\nWhy does it fall?", "ask_2"),
        writing.question("### BEGIN SOLUTION\nThe gradient.\n### END SOLUTION", "q_2"),
        writing.free("draw(x)", "draw"),
        writing.text("## The end", "end"),
    )


def given(book: NotebookNode) -> NotebookNode:
    """``book`` as students get it."""
    book = deepcopy(book)
    for name, cell in notebooks.cells(book):
        if name.startswith("q_"):
            cell.source = STUB
    return book


def after(name: str, *cells: NotebookNode) -> Callable[[NotebookNode], None]:
    """Puts ``cells`` below the one that is called ``name``."""

    def add(work: NotebookNode) -> None:
        place = next(i for i, cell in enumerate(work.cells) if cell["id"] == name)
        work.cells[place + 1 : place + 1] = deepcopy(cells)

    return add


def scores(change: Callable[[NotebookNode], None], book: NotebookNode | None = None) -> list:
    """What the two questions get by themselves in work that has had this ``change``."""
    book = book or source()
    noted = graded(change, book)
    return [needs_person.score(cell) for name, cell in notebooks.cells(noted) if "q_" in name]


def graded(change: Callable[[NotebookNode], None], book: NotebookNode) -> NotebookNode:
    """What is graded of work that has had this ``change``."""
    released = given(book)
    sums = {name: compute_checksum(cell) for name, cell in notebooks.cells(released)}
    work = deepcopy(released)
    change(work)
    built = rebuild(book, work).notebook
    for name, cell in notebooks.cells(built):
        cell.metadata.nbgrader["checksum"] = sums[name]
    elsewhere.note(book, built)
    return built


def copy_of(name: str, text: str) -> NotebookNode:
    """The cell ``name`` with nbgrader's metadata, as JupyterLab copies it, and ``text`` in it."""
    cell = dict(notebooks.cells(given(source())))[name]
    cell.source, cell["id"] = text, "copied"
    return cell


MINE = new_markdown_cell("Because the step is too large.", id="mine")
QUESTION = "### Question 1 · Rising (2 points)\n\nWhy does the loss rise?"

#: Where an answer to the first question may be, while its own cell is as it was.
ANSWERS = {
    "below": after("q_1", MINE),
    "between text and answer": after("ask_1", MINE),
    "above the question": after("test_x", MINE),
    "a copy with its metadata": after("q_1", copy_of("q_1", "Too large.")),
    "a copy with its metadata at the end": after("end", copy_of("q_1", "Too large.")),
    "a raw cell": after("q_1", new_raw_cell("Too large a step", id="mine")),
    "a comment in a code cell": after("q_1", new_code_cell("# the step is too large", id="m")),
    "a string in a code cell": after("q_1", new_code_cell('"""Too large."""', id="mine")),
    "printed": after("q_1", new_code_cell('print("the step is too large")', id="mine")),
    "named": after("q_1", new_code_cell('answer = "the step is too large"', id="mine")),
    "named and printed": after("q_1", new_code_cell('a = "the step is too large"\nprint(a)')),
    "prose in a code cell": after("q_1", new_code_cell("Because it's too large a step", id="m")),
    "a picture": after("q_1", new_markdown_cell("![me](attachment:me.png)", id="mine")),
    "at the end, by its text": after("end", new_markdown_cell(f"{QUESTION}\n\nToo large.")),
    "at the end, by its name": after("end", new_markdown_cell("**Question 1**: too large.")),
    "at the end, below its text": after("end", new_markdown_cell(QUESTION), MINE),
    "at the top, by its text": after("title", new_markdown_cell(f"{QUESTION}\nToo large.")),
}


@pytest.mark.parametrize("change", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_untouched_question_with_an_answer_elsewhere_waits(
    change: Callable[[NotebookNode], None],
) -> None:
    assert scores(change)[0] is WAITS


def in_the_text(work: NotebookNode) -> None:
    work.cells[3].source += "\n\nToo large a step."


def in_place_of_the_text(work: NotebookNode) -> None:
    work.cells[3].source = "Too large a step."


@pytest.mark.parametrize("change", [in_the_text, in_place_of_the_text])
def test_an_answer_in_the_cell_with_the_question_waits(
    change: Callable[[NotebookNode], None],
) -> None:
    assert scores(change) == [WAITS, SILENT]


#: What is no answer to any question.
NONE = {
    "nothing": lambda work: None,
    "a note at the top": after("title", new_markdown_cell("Ask about this on Monday.")),
    "a note at the end": after("end", new_markdown_cell("To do: question 17, and rising.")),
    "a note below an exercise": after("x", new_markdown_cell("My notes on this exercise.")),
    "code": after("q_1", new_code_cell("loss = 3\nprint(loss)  # too large a step", id="mine")),
    "a name": after("q_1", new_code_cell("x", id="mine")),
    "code that was taken out": after("q_1", new_code_cell("# print(loss)\n# x = 3", id="mine")),
    "code that is none": after("q_1", new_code_cell("for i in range(3", id="mine")),
    "a magic command": after("q_1", new_code_cell("!pip install a b c d e", id="mine")),
    "an empty cell": after("q_1", new_markdown_cell("", id="mine"), new_code_cell("\n", id="m")),
    "a line": after("q_1", new_markdown_cell("---", id="mine")),
    "a copy as it was": after("q_1", copy_of("q_1", STUB)),
    "a copy without metadata": after("q_1", new_markdown_cell(STUB, id="mine")),
    "a copy of the text": after("end", new_markdown_cell(QUESTION, id="mine")),
}


@pytest.mark.parametrize("change", NONE.values(), ids=NONE.keys())
def test_what_is_no_answer_leaves_an_untouched_question_at_0(
    change: Callable[[NotebookNode], None],
) -> None:
    assert scores(change) == [SILENT, SILENT]


def test_an_answer_belongs_to_the_question_above_it() -> None:
    assert scores(after("q_1", MINE)) == [WAITS, SILENT]
    assert scores(after("q_2", MINE)) == [SILENT, WAITS]


def test_a_mended_question_makes_nobody_wait() -> None:
    mended = source()
    mended.cells[3].source = "### Question 1 · Rising (2 points)\n\nWhy may the loss rise?"

    def as_handed_out(work: NotebookNode) -> None:
        work.cells[3].source = QUESTION

    assert scores(as_handed_out, mended) == [SILENT, SILENT]


def test_code_that_a_person_marks_may_stand_in_another_cell_of_code() -> None:
    book = source()
    book.cells[4] = writing.graded("### BEGIN SOLUTION\ny = 2\n### END SOLUTION", "q_1")
    book.cells[4].metadata.nbgrader |= {"solution": True, "locked": False}
    assert scores(after("q_1", new_code_cell("y = 3", id="mine")), book) == [WAITS, SILENT]
    assert scores(after("q_1", new_code_cell("# ", id="mine")), book) == [SILENT, SILENT]
    assert scores(lambda work: None, book) == [SILENT, SILENT]


def test_a_changed_answer_elsewhere_asks_for_a_second_look() -> None:
    book = source()
    first, second, other = (
        digests(book, graded(after("q_1", new_markdown_cell(said, id="m")), book), {})
        for said in ("Too large.", "Too small.", "Too large.")
    )
    assert first["q_1"] != second["q_1"] and first["q_1"] == other["q_1"]
    assert first["q_2"] == second["q_2"]


@pytest.fixture
def handed_in(tmp_path: Path, sandbox: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course, where one student answered in another cell and one not at all."""
    make(tmp_path)
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    empty = small_source()
    dict(notebooks.cells(empty))["double"].source = "def double(x):\n    return 2 * x"
    dict(notebooks.cells(empty))["q_double"].source = STUB
    beside = deepcopy(empty)
    beside.cells.append(new_markdown_cell("Twice as much.", id="mine"))
    hand_in(tmp_path, "ada", one=beside, two=empty)
    return tmp_path


def asked(root: Path, notebook: str) -> tuple:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        names = "q_double", notebook, "first", "ada"
        grade = book.find_grade(*names)
        comment = book.find_comment(*names).auto_comment
        return grade.auto_score, grade.needs_manual_grade, comment


BELOW = (
    "Nothing was written into the cell of this answer. A text in the cell below it may be the "
    "answer."
)


def test_the_marker_is_told_where_the_answer_is(handed_in: Path) -> None:
    assert grade(handed_in, jobs=1)["ada"].error is None
    assert asked(handed_in, "one") == (None, True, BELOW)
    assert asked(handed_in, "two") == (0, False, "No response.")


@pytest.mark.slow
def test_nbgraders_own_command_leaves_it_to_a_person_too(handed_in: Path) -> None:
    nbgrader = str(Path(sys.executable).with_name("nbgrader"))
    for command in (["generate_assignment", "first"], ["autograde", "first", "--create"]):
        subprocess.run([nbgrader, *command], cwd=handed_in, check=True, capture_output=True)
    assert asked(handed_in, "one") == (None, True, BELOW)
    assert asked(handed_in, "two") == (0, False, "No response.")
