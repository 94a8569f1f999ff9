"""A student's own run of the tests that can be seen says of each exercise what came of it."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import small_course
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.utils import compute_checksum
from repository import COURSE, ROOT

from nbgradient.course import notebooks
from nbgradient.template import try_notebook

STUB = (
    "def double(x):\n    # YOUR CODE HERE\n"
    '    raise NotImplementedError("Not attempted yet: replace this line with your code.")'
)


def released(code: str = STUB, answer: str = "YOUR ANSWER HERE") -> NotebookNode:
    """What students get of the small course's notebook, with their answers in it."""
    notebook = small_course.source()
    notebook.cells[0].source = "## Exercise 1 · Twice | as much (3 points)"
    cells = dict(notebooks.cells(notebook))
    cells["double"].source, cells["q_double"].source = STUB, "YOUR ANSWER HERE"
    for cell in cells.values():
        cell.metadata["nbgrader"]["checksum"] = compute_checksum(cell)
    cells["double"].source, cells["q_double"].source = code, answer
    return notebook


def tried(notebook: NotebookNode, folder: Path) -> try_notebook.Report:
    path = folder / "one.ipynb"
    nbformat.write(notebook, path)
    before = path.read_bytes()
    report = try_notebook.tried(path)
    assert path.read_bytes() == before
    return report


def states(report: try_notebook.Report) -> list[str]:
    return [exercise.state for exercise in report.exercises]


def test_what_is_untouched_is_not_attempted_and_nothing_fails(tmp_path: Path) -> None:
    report = tried(released(), tmp_path)
    assert states(report) == ["not attempted", "not attempted"]
    assert report.is_well


def test_a_right_answer_holds_and_a_written_one_is_left_to_a_person(tmp_path: Path) -> None:
    report = tried(released("def double(x):\n    return 2 * x", "Twice."), tmp_path)
    assert states(report) == ["holds", "answered"]
    assert report.counted() == "1 hold, 1 answered"


def test_a_wrong_answer_fails_with_the_messages_of_its_tests(tmp_path: Path) -> None:
    report = tried(released("def double(x):\n    return abs(x)"), tmp_path)
    assert states(report)[0] == "fails" and not report.is_well
    assert report.exercises[0].said == ["double(2) is twice 2", "negative numbers, too"]


def test_a_cell_that_ends_the_program_is_told_and_what_follows_was_not_run(tmp_path: Path) -> None:
    report = tried(released("import os\n\nos._exit(1)"), tmp_path)
    assert states(report)[0] == "not run" and not report.is_well
    assert report.trouble[0].startswith("The program ended in a cell")


def test_a_cell_that_takes_too_long_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(try_notebook, "CELL_SECONDS", 1)
    code = "def double(x):\n    return 2 * x\n\n\nimport time\n\ntime.sleep(600)"
    report = tried(released(code), tmp_path)
    assert report.exercises[0].said == ["The cell took longer than 1 seconds."]


def test_a_test_that_was_changed_is_told(tmp_path: Path) -> None:
    notebook = released("def double(x):\n    return 0")
    for cell in notebook.cells:
        if notebooks.is_test(cell):
            cell.source = "pass"
    report = tried(notebook, tmp_path)
    assert report.exercises[0].said == ["A test was changed: grading uses the original."]


def test_an_import_that_fails_is_told_above_the_exercises(tmp_path: Path) -> None:
    notebook = released()
    notebook.cells.insert(0, new_code_cell("import no_such_package"))
    (said,) = tried(notebook, tmp_path).trouble
    assert said.startswith("ModuleNotFoundError: No module named 'no_such_package'")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"cells": 3, "nbformat": 4}', b"\xff\xfe"])
def test_a_file_that_is_no_notebook_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "one.ipynb").write_bytes(content)
    (said,) = try_notebook.tried(tmp_path / "one.ipynb").trouble
    assert "no notebook" in said or "no exercise" in said


def test_the_checksum_is_nbgraders() -> None:
    for path in (path for name in COURSE.assignments() for path in COURSE.notebooks(name)):
        for _, cell in notebooks.cells(notebooks.read(path)):
            assert try_notebook.checksum(cell) == compute_checksum(cell)


def test_each_exercise_of_the_releases_is_told_once_and_is_open() -> None:
    for name in COURSE.assignments():
        for path in COURSE.notebooks(name, "release"):
            notebook = notebooks.read(path)
            found = try_notebook.exercises(notebook)
            cells = [cell for one in found for cell in [*one.answers, *one.tests]]
            graded = [
                cell
                for _, cell in notebooks.cells(notebook)
                if notebooks.nbgrader_metadata(cell).get("grade")
                or notebooks.nbgrader_metadata(cell).get("solution")
            ]
            assert [cell.id for cell in cells] == [cell.id for cell in graded]
            assert all(one.answers for one in found), path.name
            for one in found:
                try_notebook.judge(copy.deepcopy(one))


def test_the_table_is_markdown_in_which_a_students_text_is_text(tmp_path: Path) -> None:
    notebook = released('def double(x):\n    raise ValueError("<b>|`*_\\n::error::x")')
    report = tried(notebook, tmp_path)
    table = try_notebook.as_markdown([report])
    (line,) = [line for line in table.splitlines() if "fails" in line]
    assert r"Twice \| as much" in line
    assert r"ValueError: &lt;b&gt;\|\`\*\_ ::error::x" in line
    assert not any(li.lstrip().startswith("::") for li in try_notebook.as_text(report).splitlines())


def test_outputs_that_were_saved_count_for_nothing(tmp_path: Path) -> None:
    notebook = released("def double(x):\n    return 2 * x")
    error = new_output("error", ename="AssertionError", evalue="of yesterday", traceback=[])
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [error]
    notebook.cells.insert(0, new_markdown_cell("Some text"))
    assert states(tried(notebook, tmp_path))[0] == "holds"


def test_as_a_program_it_tries_the_folder_and_adds_to_the_summary(tmp_path: Path) -> None:
    nbformat.write(released("def double(x):\n    return 0"), tmp_path / "one.ipynb")
    program = ROOT / "nbgradient" / "template" / "try_notebook.py"
    command = [sys.executable, str(program), "--summary", "summary.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "❌ fails" in done.stdout
    assert "| ❌ fails | double(2) is twice 2" in (tmp_path / "summary.md").read_text()


def test_without_a_notebook_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert try_notebook.main([]) == 2
    assert try_notebook.main(["gone.ipynb"]) == 2
    assert capsys.readouterr().out == (
        "There is no notebook *.ipynb here.\nThere is no notebook gone.ipynb here.\n"
    )
