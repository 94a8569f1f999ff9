"""A release earns nothing, tells nothing, and is what the source generates."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from conftest import OwnCourse
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.api import Gradebook
from repository import COURSE, ROOT

from nbgradient.checks import leaks
from nbgradient.course import notebooks
from nbgradient.course.folders import Course
from nbgradient.course.ownership import runs
from nbgradient.course.regions import split


@pytest.mark.slow
@pytest.mark.usefixtures("sample")
def test_the_release_earns_nothing_and_runs_to_its_end(own_course: OwnCourse) -> None:
    own_course.autograde("untouched", own_course.released)
    marks = own_course.marks("untouched")
    assert marks
    assert {name: mark for name, mark in marks.items() if mark.score != 0} == {}
    for cell in own_course.autograded("untouched").cells:
        if runs(cell):
            assert cell.execution_count is not None, f"{cell.id} did not run."


@pytest.fixture
def committed(notebook: Path) -> Path:
    """The release of ``notebook`` that the repository holds."""
    path = ROOT / "release" / notebook.parent.name / notebook.name
    assert path.exists(), f"Run: nbgrader generate_assignment {notebook.parent.name}"
    return path


def test_the_release_is_what_the_source_generates_to_the_byte(
    own_course: OwnCourse, committed: Path
) -> None:
    assert own_course.released.read_bytes() == committed.read_bytes()


def test_each_notebook_stands_in_source_and_in_release(assignment: str) -> None:
    assert leaks.check_files(assignment, COURSE) == []


def test_no_assignment_is_released_without_a_source() -> None:
    assert leaks.stale_assignments(COURSE) == []


def test_the_release_tells_no_secret_line(notebook: Path, committed: Path) -> None:
    assert leaks.check(notebooks.read(notebook), committed) == []


def secrets(notebook: nbformat.NotebookNode) -> list[str]:
    """A secret line of each kind: of a solution, of a hidden test, of a mark scheme."""
    telling = leaks.secret_lines(notebook)
    kinds = (notebooks.is_exercise, notebooks.is_test, notebooks.is_question)
    return [
        next(
            line
            for cell in notebook.cells
            if is_kind(cell)
            for line in map(str.strip, split(cell)[1].splitlines())
            if line in telling
        )
        for is_kind in kinds
    ]


def plant_in_text(notebook: nbformat.NotebookNode, line: str) -> None:
    notebook.cells.insert(3, new_markdown_cell(f"A hint: `{line}`"))


def plant_in_code(notebook: nbformat.NotebookNode, line: str) -> None:
    cell = next(cell for cell in notebook.cells if notebooks.is_exercise(cell))
    cell.source += f"\n    # {line}"


def plant_in_output(notebook: nbformat.NotebookNode, line: str) -> None:
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [new_output("stream", text=f"  {line}\n")]


def plant_in_metadata(notebook: nbformat.NotebookNode, line: str) -> None:
    notebook.cells[0].metadata["solution"] = line


@pytest.mark.parametrize(
    "plant", [plant_in_text, plant_in_code, plant_in_output, plant_in_metadata]
)
def test_a_planted_leak_is_found(
    notebook: Path, committed: Path, tmp_path: Path, plant: Callable[..., None]
) -> None:
    source = notebooks.read(notebook)
    for line in secrets(source):
        leaky = notebooks.read(committed)
        plant(leaky, line)
        path = tmp_path / "leaky.ipynb"
        nbformat.write(leaky, path)
        assert [line in finding.what for finding in leaks.check(source, path)] == [True]


@pytest.fixture
def two_folders(tmp_path: Path) -> Path:
    """A course whose source and release hold the same notebook."""
    path = next(path for name in COURSE.assignments() for path in COURSE.notebooks(name))
    for folder in ("source", "release"):
        (tmp_path / folder / "first").mkdir(parents=True)
        shutil.copy(path, tmp_path / folder / "first" / "same.ipynb")
    own = Course(tmp_path)
    assert leaks.check_files("first", own) + leaks.stale_assignments(own) == []
    return tmp_path


def test_a_release_without_a_source_is_found(two_folders: Path) -> None:
    stale = two_folders / "release" / "first" / "old.ipynb"
    shutil.copy(two_folders / "source" / "first" / "same.ipynb", stale)
    (finding,) = leaks.check_files("first", Course(two_folders))
    assert (finding.where, finding.what) == (
        "release/first/old.ipynb",
        "has no source notebook: delete it.",
    )


def test_a_source_without_a_release_is_found(two_folders: Path) -> None:
    (two_folders / "release" / "first" / "same.ipynb").unlink()
    (finding,) = leaks.check_files("first", Course(two_folders))
    assert finding.what == "is missing: generate the assignment."


def test_a_released_assignment_without_a_source_is_found(two_folders: Path) -> None:
    shutil.copytree(two_folders / "release" / "first", two_folders / "release" / "gone")
    (finding,) = leaks.stale_assignments(Course(two_folders))
    assert finding.where == "release/gone"


@pytest.mark.slow
def test_in_a_fresh_clone_the_command_enters_the_assignment_though_its_release_is_there(
    tmp_path: Path,
) -> None:
    for folder in ("source/softmax", "release/softmax"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "softmax"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        assert [assignment.name for assignment in gradebook.assignments] == ["softmax"]
