"""Source notebooks are clean, and a fault planted into a clean one is found."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from course_checks import conventions
from nbformat import NotebookNode
from nbformat.v4 import new_output
from repository import COURSE, ROOT
from writing import exercise, given, graded, notebook, question, text

from nbgradient.checks import sources
from nbgradient.checks.finding import Finding
from nbgradient.course import notebooks

EXERCISE = '''
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''

TEST = """
assert double(1) == 2, "Not twice 1."
### BEGIN HIDDEN TESTS
assert double(3) == 6, "Not twice 3."
### END HIDDEN TESTS
"""

ANSWER = """
<!-- ### BEGIN SOLUTION -->
Because.

**Mark scheme**

- 2 points: says because.
- ½ point: says it well.
- ½ point: says why.
<!-- ### END SOLUTION -->
"""


def check(book: NotebookNode, where: str) -> list[Finding]:
    """What any course, and what this one in particular, finds wrong with a source notebook."""
    return sources.check(book, where) + conventions.check(book, where)


CLEAN = notebook(
    text("# Doubling", "title"),
    given("def check(x):\n    assert x, 'no'", "test_tools"),
    text("### Exercise 1 · Double (97 points)\n\nWrite `double`.", "exercise-1"),
    exercise(EXERCISE, "double"),
    graded(TEST, "test_double", 90),
    graded(TEST, "test_double_more", 7),
    text("### Question 1 · Why? (3 points)", "question-1"),
    question(ANSWER, "q_why", 3),
    text("## The end", "end"),
)


def test_the_notebook_is_clean(notebook: Path) -> None:
    assert check(sources.read(notebook), notebook.name) == []


def test_the_points_of_the_assignment_add_up(assignment: str) -> None:
    books = {path.name: notebooks.read(path) for path in COURSE.notebooks(assignment)}
    assert conventions.check_assignment(books, assignment) == []


def test_cells_that_should_be_the_same_in_all_notebooks_are() -> None:
    names = COURSE.assignments()
    books = {path.stem: notebooks.read(path) for name in names for path in COURSE.notebooks(name)}
    assert conventions.check_shared_cells(books) == []


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_finds_nothing(command: list[str]) -> None:
    ruff = [sys.executable, "-m", "ruff", *command, "."]
    result = subprocess.run(ruff, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_clean_notebook_is_found_clean() -> None:
    assert check(CLEAN, "clean") == []
    assert conventions.check_assignment({"clean": CLEAN}, "doubling") == []


def cell(book: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in book.cells if cell.id == name)


def replace(name: str, old: str, new: str) -> Callable[[NotebookNode], None]:
    """A plant that changes the text of a cell."""

    def plant(book: NotebookNode) -> None:
        assert old in cell(book, name).source
        cell(book, name).source = cell(book, name).source.replace(old, new)

    return plant


def put(name: str, **values: object) -> Callable[[NotebookNode], None]:
    """A plant that sets fields of a cell."""
    return lambda book: cell(book, name).update(values)


def put_metadata(name: str, **values: object) -> Callable[[NotebookNode], None]:
    """A plant that sets nbgrader's fields of a cell."""
    return lambda book: cell(book, name).metadata.nbgrader.update(values)


def put_tag(name: str, tag: str) -> Callable[[NotebookNode], None]:
    """A plant that gives a cell a tag."""
    return lambda book: cell(book, name).metadata.update(tags=[tag])


PLANTED = [
    (put("double", outputs=[new_output("stream", text="1")]), "double", "has outputs"),
    (put("double", execution_count=1), "double", "has an execution count"),
    (lambda book: book.cells[0].pop("id"), "cell 1", "has no id"),
    (put("end", id="title"), "title", "has the id title, as another cell has"),
    (put("double", id="other"), "double", "has the id other, not its grade_id"),
    (put("double", cell_type="raw"), "", "is not a valid notebook"),
    (put_metadata("double", schema_version=2), "", "has metadata that nbgrader does not take"),
    (put_metadata("double", grade_id="q_why"), "", "has metadata that nbgrader does not take"),
    (replace("double", "return 2 * x", "return 2 *"), "double", "is not Python"),
    (put_tag("test_tools", "raises-exception"), "test_tools", "has the tag raises-exception"),
    (put_metadata("test_double", points=0), "test_double", "is graded and has no points"),
    (replace("exercise-1", "97", "98"), "", "announces 98 points, and gives 97: ### Exercise 1"),
    (replace("question-1", " (3 points)", ""), "q_why", "has points, and the heading above it"),
    (replace("double", "### BEGIN SOLUTION", ""), "double", "has no BEGIN SOLUTION"),
    (replace("double", "    return 2 * x\n", ""), "double", "has an empty solution"),
    (
        replace("test_double", 'assert double(1) == 2, "Not twice 1."', "double(1)"),
        "test_double",
        "has no visible assertion",
    ),
    (
        replace("test_double", 'assert double(3) == 6, "Not twice 3."', "double(3)"),
        "test_double",
        "has no hidden test with an assertion",
    ),
    (replace("test_double", "BEGIN HIDDEN", "BEGIN"), "test_double", "has no hidden test"),
    (replace("q_why", "- 2 points", "- 3 points"), "q_why", "has 4 points in its mark scheme"),
    (replace("q_why", "- ", "* about "), "q_why", "has no mark scheme"),
]


@pytest.mark.parametrize(
    ("plant", "where", "what"), PLANTED, ids=[f"{where}: {what}" for _, where, what in PLANTED]
)
def test_a_planted_fault_is_found(
    plant: Callable[[NotebookNode], None], where: str, what: str
) -> None:
    book = copy.deepcopy(CLEAN)
    plant(book)
    found = check(book, "book")
    place = f"book · {where}" if where else "book"
    assert any(finding.where == place and finding.what.startswith(what) for finding in found), found


def test_a_helper_that_asserts_counts_as_an_assertion() -> None:
    book = copy.deepcopy(CLEAN)
    cell(book, "test_double").source = TEST.replace("assert double(3) == 6, ", "check(double(3)), ")
    assert check(book, "book") == []


def test_nbgraders_autotests_count_as_assertions() -> None:
    book = copy.deepcopy(CLEAN)
    cell(book, "test_double").source = TEST.replace(
        "assert double(1) == 2,", "### AUTOTEST"
    ).replace("assert double(3) == 6,", "### HASHED AUTOTEST")
    assert sources.check(book, "book") == []


def test_points_that_do_not_add_up_to_100_are_found() -> None:
    (finding,) = conventions.check_assignment({"one": CLEAN, "none": notebook()}, "doubling") + (
        conventions.check_assignment({"one": notebook(CLEAN.cells[4])}, "doubling")
    )
    assert str(finding) == "doubling: is worth 90 points, not 100."


def test_two_graded_cells_of_the_same_name_in_an_assignment_are_found() -> None:
    half = notebook(graded(TEST, "test_double", 50))
    (finding,) = conventions.check_assignment({"one": half, "two": half}, "doubling")
    assert str(finding) == "doubling: has several graded cells test_double: in one, two."


def test_locked_cells_of_the_same_name_in_an_assignment_are_fine() -> None:
    half = notebook(given("import numpy", "imports"))
    assert conventions.check_assignment({"one": CLEAN, "two": half}, "doubling") == []


def test_tools_that_differ_are_found() -> None:
    other = notebook(given("def check(x): ...", "test_tools"))
    assert conventions.check_shared_cells({"one": CLEAN, "two": CLEAN}) == []
    (finding,) = conventions.check_shared_cells({"one": CLEAN, "two": other})
    assert str(finding) == "two · test_tools: differs from that of one."


@pytest.mark.parametrize("name", ["note_outcomes", "still_open"])
def test_cells_that_tell_in_different_ways_what_is_open_are_found(name: str) -> None:
    one, two = (notebook(CLEAN.cells[1], given(text, name)) for text in ("a", "b"))
    assert conventions.check_shared_cells({"one": one, "two": one, "none": CLEAN}) == []
    (finding,) = conventions.check_shared_cells({"one": one, "two": two})
    assert str(finding) == f"two · {name}: differs from that of one."


def test_a_notebook_without_the_tools_is_found() -> None:
    (finding,) = conventions.check_shared_cells({"one": CLEAN, "two": notebook()})
    assert str(finding) == "two: has no locked cell test_tools."


def loading(name: str, text: str) -> NotebookNode:
    """A notebook that loads the images of this name in its own way."""
    source = f'images = np.load(folder / "{name}.npz")\n{text}'
    return notebook(given("tools = 1", "test_tools"), given(source, "load_data"))


def test_cells_that_load_the_same_images_differently_are_found() -> None:
    books = {"one": loading("mnist", "a"), "two": loading("mnist", "b")}
    (finding,) = conventions.check_shared_cells(books)
    assert str(finding) == "two · load_data: differs from that of one."


def test_cells_that_load_other_images_may_differ() -> None:
    books = {"one": loading("mnist", "a"), "two": loading("garments", "b")}
    assert conventions.check_shared_cells(books) == []
