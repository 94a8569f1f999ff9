"""Cells are found again without ids or names, and a student is told what really happened."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from writing import exercise, free, given, graded, notebook, question, text

from nbgradient.course import notebooks
from nbgradient.examiner.rebuild import DELETED, Rebuilt, rebuild

TRAIN = """
import numpy as np

def train(x):
\treturn x + 1
"""


def source() -> NotebookNode:
    """Text, free code and the same code again, a locked cell, two exercises, a question."""
    return notebook(
        text("# Part A", "a"),
        free("x = 1", "x"),
        text("# Part B", "b"),
        given(TRAIN, "train"),
        exercise("def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x", "double"),
        graded("assert double(2) == 4", "test_double"),
        free("x = 1", "again"),
        exercise("def half(x):\n    ### BEGIN SOLUTION\n    return x / 2", "half"),
        graded("assert half(2) == 1", "test_half"),
        free("", "scratch"),
        question("Why?"),
    )


def solved() -> NotebookNode:
    """The source with answers that a student could have written."""
    work = source()
    cells = dict(notebooks.cells(work))
    cells["double"].source = "def double(x):\n    return x + x"
    cells["half"].source = "def half(x):\n    return 0.5 * x"
    cells["q_why"].source = "Because."
    return work


def without_ids(work: NotebookNode) -> NotebookNode:
    """``work`` as a program of format 4.4 leaves it."""
    for cell in work.cells:
        cell.pop("id", None)
    work.nbformat_minor = 4
    return work


def without_metadata(work: NotebookNode) -> NotebookNode:
    """``work`` as a program leaves it that keeps no metadata."""
    for cell in work.cells:
        cell.metadata = NotebookNode()
    return work


def texts(built: Rebuilt | NotebookNode) -> list[str]:
    cells = built.notebook.cells if isinstance(built, Rebuilt) else built.cells
    return [cell.source for cell in cells]


def where(work: NotebookNode, name: str) -> int:
    return next(n for n, cell in enumerate(work.cells) if cell.get("id") == name)


def same(work: NotebookNode) -> NotebookNode:
    return work


KINDS = pytest.mark.parametrize("ours", [same, without_ids])
THEIRS = pytest.mark.parametrize("theirs", [same, without_ids])


@KINDS
@THEIRS
def test_without_ids_every_cell_is_what_and_where_it_was(ours: Callable, theirs: Callable) -> None:
    built = rebuild(ours(source()), theirs(solved()))
    assert texts(built) == texts(solved())
    assert built.repairs == []
    assert len({cell.id for cell in built.notebook.cells}) == len(built.notebook.cells)


@KINDS
@THEIRS
def test_without_ids_a_students_cells_keep_their_places_and_changes(
    ours: Callable, theirs: Callable
) -> None:
    work = solved()
    work.cells[where(work, "x")].source = "x = 7"
    work.cells[where(work, "scratch")].source = "half(3)"
    work.cells.insert(where(work, "test_half"), new_code_cell("own = 1", id="own"))
    work.cells.insert(0, new_markdown_cell("my notes", id="notes"))
    work.cells.append(new_code_cell("x = 1", id="last"))
    built = rebuild(ours(source()), theirs(copy.deepcopy(work)))
    assert texts(built) == texts(work)
    assert built.repairs == []


def test_ids_that_a_program_counts_anew_exchange_no_cells() -> None:
    ours, work = source(), solved()
    for number, cell in enumerate(ours.cells):
        cell["id"] = f"{number}"
    work.cells.insert(0, new_markdown_cell("my notes"))
    work.cells[where(work, "x")].source = "x = 7"
    for number, cell in enumerate(work.cells):
        cell["id"] = f"{number}"
    built = rebuild(ours, work)
    assert texts(built) == texts(work)
    assert built.repairs == []


@pytest.mark.parametrize(
    ("change", "how"),
    [(same, "by the ids of their cells"), (without_ids, "by the names that they define and by")],
)
def test_answers_without_metadata_are_graded_and_told(change: Callable, how: str) -> None:
    built = rebuild(source(), change(without_metadata(solved())))
    assert texts(built) == texts(solved())
    assert notebooks.grade_id(built.notebook.cells[4]) == "double"
    (said,) = built.repairs
    assert said.startswith("The notebook had lost nbgrader's metadata: the answers were found ")
    assert how in said


def test_one_answer_without_metadata_is_named() -> None:
    work = without_ids(solved())
    work.cells[4].metadata = NotebookNode()
    built = rebuild(source(), work)
    assert texts(built) == texts(solved())
    assert built.repairs == [
        "These answers were without nbgrader's metadata, and were found by the names that they "
        "define: 'double'."
    ]


def test_an_answer_that_is_gone_is_not_taken_from_another_cell() -> None:
    work = without_ids(solved())
    work.cells[4] = new_code_cell("own = 1")
    built = rebuild(source(), work)
    assert texts(built)[4:6] == ["own = 1", f"# {DELETED}"]
    assert built.repairs == ["The answer cell 'double' was missing: it counts as not attempted."]


@pytest.mark.parametrize("end", ["\r\n", "\r", "  \n", "\n\n", " \r\n"])
def test_other_line_ends_are_no_change(end: str) -> None:
    work = solved()
    for cell in work.cells:
        cell.source = cell.source.replace("\n", end) + end
    built = rebuild(source(), work)
    assert built.repairs == []
    assert not any("\r" in shown for shown in texts(built))


def test_spaces_for_tabs_lists_of_lines_and_other_unicode_are_no_change() -> None:
    ours, work = source(), solved()
    ours.cells[3].source += "# caf\u00e9"
    work.cells[3].source = ours.cells[3].source.replace("\t", "    ").replace("\u00e9", "e\u0301")
    for cell in work.cells:
        cell["source"] = cell.source.splitlines(keepends=True)
    built = rebuild(ours, work)
    assert built.repairs == []
    assert built.notebook.cells[4].source == "def double(x):\n    return x + x"


def test_cells_in_another_order_are_put_in_order_and_told() -> None:
    work = solved()
    work.cells.insert(0, work.cells.pop(where(work, "half")))
    built = rebuild(source(), work)
    assert texts(built) == texts(solved())
    assert built.repairs == ["Cells were moved, and were graded in the assignment's order: 'half'."]


def test_an_answer_in_two_cells_runs_as_one() -> None:
    """JupyterLab gives both parts of a split cell its metadata."""
    work = solved()
    second = copy.deepcopy(work.cells[4])
    second.source, second.id = "double(2)", "new"
    work.cells.insert(5, second)
    built = rebuild(source(), work)
    assert texts(built) == texts(work)
    assert "each was run where it stands" in built.repairs[0]


def test_a_text_answer_in_two_cells_is_kept_whole() -> None:
    work = solved()
    work.cells.append(copy.deepcopy(work.cells[-1]))
    work.cells[-1].source = "And more."
    built = rebuild(source(), work)
    assert texts(built)[-1] == "Because.\n\nAnd more."
    assert built.repairs == ["The cell 'q_why' stands 2 times: all were kept."]


def test_an_answer_that_was_merged_with_the_one_above_is_not_told_as_missing_work() -> None:
    work = solved()
    half = work.cells.pop(where(work, "half"))
    work.cells[where(work, "double")].source += "\n" + half.source
    built = rebuild(source(), work)
    assert built.repairs == [
        "The answer cell 'half' was missing; another cell defines half, and that is what counts."
    ]


def test_a_test_cell_that_was_merged_with_the_answer_is_told() -> None:
    work = solved()
    test = work.cells.pop(where(work, "test_double"))
    work.cells[where(work, "double")].source += "\n" + test.source
    built = rebuild(source(), work)
    assert "assert double(2) == 4" in texts(built)
    assert built.repairs == [
        "The locked cell 'test_double' was merged into the cell 'double'; it was put back."
    ]


def test_what_was_merged_into_a_locked_cell_is_told_and_not_run() -> None:
    work = solved()
    work.cells[3].source += "\nimport os; os._exit(0)"
    built = rebuild(source(), work)
    assert built.notebook.cells[3].source == source().cells[3].source
    assert built.repairs == [
        "The locked cell 'train' held more than the original; the rest was not run."
    ]


def test_a_free_code_cell_that_is_gone_is_put_back_and_told() -> None:
    work = solved()
    del work.cells[1]
    built = rebuild(source(), work)
    assert texts(built) == texts(solved())
    assert built.repairs == ["The cell 'x = 1' was missing and was put back."]


@pytest.mark.parametrize("change", [same, without_ids])
def test_no_answer_gets_into_a_locked_cell(change: Callable) -> None:
    work = without_metadata(solved())
    work.cells[where(work, "test_double")].source = "pass"
    built = rebuild(source(), change(work))
    cells = dict(notebooks.cells(built.notebook))
    assert cells["test_double"].source == "assert double(2) == 4"
    assert any("'test_double'" in said for said in built.repairs)
