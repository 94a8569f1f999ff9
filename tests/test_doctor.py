"""What the doctor says of a course before a term, and that it changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest
import writing
from click.testing import CliRunner, Result
from nbformat import NotebookNode
from repository import ROOT

from nbgradient.cli import main
from nbgradient.course.folders import Course
from nbgradient.doctor import files, looking

ANSWER = """\
### BEGIN SOLUTION
def f(x):
    return x + 1

class P:
    def keep(self, x):
        return x
### END SOLUTION"""
SOUND = ("assert f(1) == 2", "assert f(2) == 3")
UNSERVED = "### BEGIN HIDDEN TESTS\nassert P().keep(object())\n### END HIDDEN TESTS"


def book(*tests: str) -> NotebookNode:
    """An exercise, and a test cell for each of ``tests``."""
    cells = [writing.graded(test, f"test_{n}") for n, test in enumerate(tests, start=1)]
    return writing.notebook(writing.exercise(ANSWER, "f"), *cells)


def write(root: Path, books: Mapping[str, NotebookNode | str], settings: str = "") -> Path:
    """A course at ``root`` whose assignments have these notebooks, one each."""
    shutil.copy(ROOT / "nbgrader_config.py", root)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(settings)
    for name, content in books.items():
        folder = root / "source" / name
        folder.mkdir(parents=True)
        text = content if isinstance(content, str) else nbformat.writes(content)
        (folder / f"{name}.ipynb").write_text(text)
    return root


def seen(root: Path, notebook: NotebookNode) -> list[str]:
    """What the doctor says of ``notebook`` by looking."""
    course = Course(write(root, {"a": notebook}))
    (item,), _ = files.read(["a"], course)
    return [str(found) for found in looking.symptoms(item)]


def examined(root: Path, monkeypatch: pytest.MonkeyPatch, *asked: str) -> Result:
    """What the command says of the course at ``root``."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(root))
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["doctor", *asked])


def everything(root: Path) -> set[tuple[str, int]]:
    """The files of the course at ``root``, and when each was changed."""
    return {(str(path), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}


def test_ids_versions_and_points_that_are_missing_are_named(tmp_path: Path) -> None:
    notebook = book(*SOUND, "assert f(3) == 4")
    _, one, two, three = notebook.cells
    two.metadata.nbgrader["grade_id"] = one.metadata.nbgrader["grade_id"]
    del one.metadata.nbgrader["points"]
    three.metadata.nbgrader["grade_id"] = ""
    three.metadata.nbgrader["schema_version"] = 1
    said = " ".join(seen(tmp_path, notebook))
    assert "2 cells have the grade_id 'test_1'." in said
    assert "a/a.ipynb · test_1 · The graded cell has no points." in said
    assert "a/a.ipynb · cell 4 · The cell has no grade_id." in said
    assert "of version 1, not 3. · Run: nbgrader update source" in said


def test_files_packages_and_cells_that_would_fail_are_named_with_their_lines(
    tmp_path: Path,
) -> None:
    notebook = book("x = 1\nassert open('gone.txt').read()", "import nosuchpackage")
    notebook.cells.insert(0, writing.given("open('made.txt', 'w').write('')\nopen('made.txt')"))
    notebook.cells.append(writing.free("prnt 'why?'"))
    said = seen(tmp_path, notebook)
    assert len(said) == 3
    assert "cell 5, line 1 · This is not Python" in said[0]
    assert "test_2, line 1 · The package 'nosuchpackage' is not installed." in said[1]
    assert "test_1, line 2 · It reads 'gone.txt', which is not in source/a/." in said[2]


def test_another_language_is_named(tmp_path: Path) -> None:
    notebook = book(*SOUND)
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    (said,) = seen(tmp_path, notebook)
    assert said == "a/a.ipynb · The notebook is in R. · The engine grades Python alone."


def test_a_sound_notebook_has_nothing_to_be_seen(tmp_path: Path) -> None:
    assert seen(tmp_path, book(*SOUND)) == []


@pytest.mark.usefixtures("sandbox")
def test_the_solution_is_put_to_the_tests_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = book(*SOUND, UNSERVED, "assert f(1) == 3", "assert True", "f(1)\n0.5")
    root = write(tmp_path, {"a": notebook, "sound": book(*SOUND), "torn": "{"})
    before = everything(root)
    result = examined(root, monkeypatch)
    assert everything(root) == before
    assert result.exit_code == 1
    said = result.output
    assert "torn/torn.ipynb · This is no notebook that can be read" in said
    unserved = next(line for line in said.splitlines() if "test_3" in line)
    assert "line 2: NotServed: " in unserved and "let a person mark it" in unserved
    assert "test_4 · The instructor's own solution does not pass it: line 1: Assertion" in said
    assert "test_5 · What students are given gets 1 points for nothing." in said
    assert "test_6 · The instructor's own solution gets 0.5 of its points." in said
    assert "test_1 ·" not in said and "sound.ipynb · test" not in said
    assert "sound/sound.ipynb · Its cells and tests take " in said
    assert "2 notebooks: 4 of " in said


@pytest.mark.usefixtures("sandbox")
def test_what_would_run_unprotected_is_named_and_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option = "\nc.Engine.unprotected_tests = True\n"
    result = examined(write(tmp_path, {"a": book(*SOUND, UNSERVED)}, option), monkeypatch, "a")
    assert "test_3 · It runs beside the student's code, unprotected (line 2: " in result.output
    assert result.exit_code == 0, result.output


def test_what_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, {"a": book(*SOUND)})
    unknown = examined(root, monkeypatch, "b")
    assert unknown.output.strip() == ("Error: There is no assignment 'b' in source/. There are: a.")
    shutil.rmtree(root / "source")
    assert "Error: There is no notebook in source/*/." in examined(root, monkeypatch).output
