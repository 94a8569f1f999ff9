"""Whatever a student does to the cells, what is graded is the instructor's notebook."""

from __future__ import annotations

import copy

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from repository import ROOT

from nbgradient.course import notebooks
from nbgradient.examiner.rebuild import rebuild

SOURCE = ROOT / "source" / "softmax" / "softmax.ipynb"


@pytest.fixture
def source() -> NotebookNode:
    return notebooks.read(SOURCE)


@pytest.fixture
def work(source: NotebookNode) -> NotebookNode:
    """A submission: the instructor's cells with an answer to softmax."""
    work = copy.deepcopy(source)
    cell(work, "softmax").source = "answer = 1"
    return work


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for found, cell in notebooks.cells(notebook) if found == name)


def position(notebook: NotebookNode, name: str) -> int:
    return notebook.cells.index(cell(notebook, name))


def keeps_the_instructors_cells(built: NotebookNode, source: NotebookNode) -> bool:
    ours = [(name, c.cell_type, c.metadata) for name, c in notebooks.cells(source)]
    theirs = [(name, c.cell_type, c.metadata) for name, c in notebooks.cells(built)]
    tests = [c.source for c in source.cells if notebooks.is_test(c) or notebooks.is_given(c)]
    return ours == theirs and tests == [
        c.source for c in built.cells if notebooks.is_test(c) or notebooks.is_given(c)
    ]


def test_an_answer_is_grafted_in(source: NotebookNode, work: NotebookNode) -> None:
    built = rebuild(source, work)
    assert cell(built.notebook, "softmax").source == "answer = 1"
    assert built.repairs == []


def test_what_is_no_cell_is_left_out_and_halves_of_characters_are_put_right(
    source: NotebookNode, work: NotebookNode
) -> None:
    picture = {"\ud800": {"image/png": "\ud800", "text/html": 1}, "b": []}
    for answer in work.cells:
        answer["attachments"] = picture
        answer["id"] = "\ud800"
    cell(work, "softmax").source = ["answer", " = 1  # \ud800"]
    work.cells[3:3] = [None, 1, "x", [], {}]
    built = rebuild(source, work)
    assert cell(built.notebook, "softmax").source == "answer = 1  # ?"
    assert nbformat.writes(built.notebook).encode()


@pytest.mark.parametrize("tag", ["skip-grading", "skip-execution", "raises-exception"])
def test_a_tag_on_a_test_cell_is_gone(source: NotebookNode, work: NotebookNode, tag: str) -> None:
    cell(work, "test_softmax").metadata["tags"] = [tag]
    assert keeps_the_instructors_cells(rebuild(source, work).notebook, source)


def test_a_changed_test_cell_is_put_back_and_told(source: NotebookNode, work: NotebookNode) -> None:
    cell(work, "test_softmax").source = "pass"
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert built.repairs == ["The locked cell 'test_softmax' was changed; the original was used."]


def test_a_deleted_test_cell_is_put_back_and_told(source: NotebookNode, work: NotebookNode) -> None:
    work.cells.remove(cell(work, "test_softmax"))
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert built.repairs == ["The locked cell 'test_softmax' was missing and was put back."]


def test_a_deleted_answer_counts_as_not_attempted(source: NotebookNode, work: NotebookNode) -> None:
    work.cells.remove(cell(work, "softmax"))
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert "answer" not in cell(built.notebook, "softmax").source
    assert built.repairs == ["The answer cell 'softmax' was missing: it counts as not attempted."]


def test_a_retyped_answer_is_graded_as_code(source: NotebookNode, work: NotebookNode) -> None:
    cell(work, "softmax").cell_type = "markdown"
    built = rebuild(source, work)
    assert cell(built.notebook, "softmax").cell_type == "code"
    assert cell(built.notebook, "softmax").source == "answer = 1"
    assert len(built.repairs) == 1


def test_of_two_cells_of_one_name_both_run_where_they_stand_and_the_last_one_is_said_to_count(
    source: NotebookNode, work: NotebookNode
) -> None:
    second = copy.deepcopy(cell(work, "softmax"))
    second.source = "second = 2"
    work.cells.insert(position(work, "softmax") + 1, second)
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    after = built.notebook.cells[position(built.notebook, "softmax") + 1]
    assert after.source == "second = 2"
    assert built.repairs == [
        "The cell 'softmax' stands 2 times: each was run where it stands, so a test sees what the "
        "last one above it made."
    ]


def test_a_renamed_answer_runs_where_it_stood(source: NotebookNode, work: NotebookNode) -> None:
    cell(work, "softmax").metadata.nbgrader["grade_id"] = "mine"
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    sources = [c.source for c in built.notebook.cells]
    assert sources.index("answer = 1") < position(built.notebook, "test_softmax")


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_retyped_test_cell_is_put_back_and_told(
    source: NotebookNode, work: NotebookNode, kind: str
) -> None:
    cell(work, "test_softmax").cell_type = kind
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert built.repairs == ["The locked cell 'test_softmax' was changed and was put back."]


@pytest.mark.parametrize("after", [0, 1])
def test_a_second_test_cell_of_the_same_name_is_left_out(
    source: NotebookNode, work: NotebookNode, after: int
) -> None:
    second = copy.deepcopy(cell(work, "test_softmax"))
    second.source = "second = 2"
    work.cells.insert(position(work, "test_softmax") + after, second)
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert "second = 2" not in [c.source for c in built.notebook.cells]
    assert built.repairs == [
        "The locked cell 'test_softmax' stands 2 times; the original was used once."
    ]


def test_a_test_cell_that_was_moved_is_back_in_its_place(
    source: NotebookNode, work: NotebookNode
) -> None:
    work.cells.insert(0, work.cells.pop(position(work, "test_softmax")))
    assert keeps_the_instructors_cells(rebuild(source, work).notebook, source)


def test_a_test_cell_that_was_made_an_answer_is_a_test(
    source: NotebookNode, work: NotebookNode
) -> None:
    changed = cell(work, "test_softmax")
    changed.metadata.nbgrader.update(solution=True, locked=False)
    changed.source = "pass"
    assert keeps_the_instructors_cells(rebuild(source, work).notebook, source)


def test_an_answer_under_the_name_of_a_test_is_none(
    source: NotebookNode, work: NotebookNode
) -> None:
    cell(work, "softmax").metadata.nbgrader["grade_id"] = "test_softmax"
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert "answer = 1" not in [c.source for c in built.notebook.cells]


def test_a_cell_of_the_students_own_is_no_test_whatever_it_says(
    source: NotebookNode, work: NotebookNode
) -> None:
    own = copy.deepcopy(cell(work, "test_softmax"))
    own.metadata.nbgrader.update(grade_id="test_more", points=100)
    own.source = "own = 3"
    work.cells.append(own)
    built = rebuild(source, work)
    assert keeps_the_instructors_cells(built.notebook, source)
    assert next(c for c in built.notebook.cells if c.source == "own = 3").metadata == {}


def test_text_that_no_file_can_hold_is_replaced(source: NotebookNode, work: NotebookNode) -> None:
    cell(work, "softmax").source = "answer = '\ud800'"
    assert cell(rebuild(source, work).notebook, "softmax").source == "answer = '?'"


def test_a_cell_of_the_students_own_keeps_its_place_but_not_its_metadata(
    source: NotebookNode, work: NotebookNode
) -> None:
    own = new_code_cell("own = 3", metadata={"tags": ["skip-grading"], "foreign": 1})
    work.cells.insert(position(work, "softmax"), own)
    built = rebuild(source, work).notebook
    found = next(c for c in built.cells if c.source == "own = 3")
    assert found.metadata == {}
    assert built.cells.index(found) < position(built, "softmax")


def test_points_and_locks_are_the_instructors(source: NotebookNode, work: NotebookNode) -> None:
    meta = cell(work, "test_softmax").metadata.nbgrader
    meta["points"], meta["locked"], meta["grade"] = 1000, False, False
    assert keeps_the_instructors_cells(rebuild(source, work).notebook, source)


@pytest.mark.parametrize("new", [None, "another"])
def test_a_program_that_gives_cells_other_ids_repeats_no_cell(
    source: NotebookNode, work: NotebookNode, new: str | None
) -> None:
    for number, c in enumerate(work.cells):
        del c["id"]
        if new:
            c["id"] = f"{new}-{number}"
    built = rebuild(source, work)
    assert len(built.notebook.cells) == len(source.cells)
    assert built.repairs == []


def test_a_release_that_is_handed_in_untouched_has_nothing_to_repair(source: NotebookNode) -> None:
    released = notebooks.read(ROOT / "release" / "softmax" / "softmax.ipynb")
    assert rebuild(source, released).repairs == []


@pytest.mark.parametrize("odd", [None, 7, "text", [], {"grade_id": ["softmax"]}])
def test_odd_json_in_a_cell_stops_nothing(
    source: NotebookNode, work: NotebookNode, odd: object
) -> None:
    cell(work, "relu").metadata["nbgrader"] = odd
    work.cells[0]["metadata"] = odd
    work.cells[1]["source"] = odd
    work.cells.insert(2, odd)
    assert keeps_the_instructors_cells(rebuild(source, work).notebook, source)


def test_a_picture_in_a_written_answer_stays(source: NotebookNode, work: NotebookNode) -> None:
    name = next(name for name, c in notebooks.cells(source) if notebooks.is_question(c))
    pictures = {"a.png": {"image/png": "iVBORw0="}, "b.html": {"text/html": "<b>"}, "c": 7}
    cell(work, name)["attachments"] = pictures
    assert cell(rebuild(source, work).notebook, name).attachments == {
        "a.png": {"image/png": "iVBORw0="}
    }
