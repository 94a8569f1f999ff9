"""The template of a student's repository holds the release, what tries it, and no secret."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
import small_course
from click.testing import CliRunner
from packaging.requirements import Requirement
from repository import COURSE, ROOT

from nbgradient.checks import leaks
from nbgradient.cli import main
from nbgradient.course import notebooks
from nbgradient.course.folders import CourseError
from nbgradient.template.making import make
from nbgradient.template.requirements import requirements


def test_a_template_is_the_release_and_what_tries_it(assignment: str, tmp_path: Path) -> None:
    made = tmp_path / "template"
    written = make(COURSE, assignment, made)
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    books = {path.name for path in COURSE.notebooks(assignment, "release")}
    others = {".gitignore", "README.md", "requirements.txt", "try_notebook.py"}
    assert files == {*written} == books | others | {".github/workflows/try.yml"}
    for path in COURSE.notebooks(assignment):
        assert leaks.check(notebooks.read(path), made / path.name) == []


def test_its_requirements_are_what_the_notebooks_import_and_are_met_here(assignment: str) -> None:
    read = [notebooks.read(path) for path in COURSE.notebooks(assignment, "release")]
    named = {r.name: r for r in map(Requirement, requirements(read))}
    assert {"nbclient", "nbformat", "ipykernel", "numpy", "torch"} <= {*named}
    assert named.keys().isdisjoint({"nbgrader", "jupyterlab", "nbgradient"})
    for name, requirement in named.items():
        assert requirement.specifier.contains(version(name), prereleases=True)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CourseError, match="holds something else"):
        make(COURSE, "softmax", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_made_again_it_follows_the_release(tmp_path: Path) -> None:
    make(COURSE, "softmax", tmp_path)
    (tmp_path / "softmax.ipynb").write_text("old")
    make(COURSE, "softmax", tmp_path)
    released = ROOT / "release" / "softmax" / "softmax.ipynb"
    assert (tmp_path / "softmax.ipynb").read_bytes() == released.read_bytes()


def test_without_a_release_the_command_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_course.make(tmp_path / "course"))
    done = CliRunner().invoke(main, ["template", "first", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "Run: nbgrader generate_assignment first" in done.output
