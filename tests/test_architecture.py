"""The folders of the packages import each other in one direction alone, and their types agree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

PACKAGES = ("nbgradient", "firststeps")


def run(folder: Path, tool: str, option: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / tool), option]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(folder, "lint-imports", "--no-cache")


def test_no_arrow_of_the_map_runs_back_up() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("nbgradient/candidate/session.py", "nbgradient.examiner.paper"),
        ("nbgradient/candidate/session.py", "nbgradient.course.names"),
        ("nbgradient/wire/codec.py", "nbgradient.candidate.objects"),
        ("nbgradient/course/names.py", "nbgradient.safe.shown"),
        ("nbgradient/cli.py", "firststeps.images"),
    ],
)
def test_an_arrow_that_does_is_named(module: str, imports: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package)
    with (tmp_path / module).open("a") as file:
        file.write(f"\nimport {imports}  # noqa\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert f"{module[:-3].replace('/', '.')} -> {imports}" in done.stdout


@pytest.mark.slow
def test_the_types_agree() -> None:
    done = run(ROOT, "mypy", "--no-incremental")
    assert done.returncode == 0, done.stdout
