"""A course to collect into, and the zips that an LMS gives, made up."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import nbformat
import pytest
import small_course
from click.testing import CliRunner, Result
from nbgrader.api import Gradebook

from nbgradient.cli import main
from nbgradient.course import notebooks

ROSTER = """\
id,name,email,section,lms_user_id,github_username
ada,"Lovelace, Ada",ada@uni.example,A,101,adal
grace,Grace Hopper,grace@uni.example,B,102,ghopper
alan,Alan Turing,alan@uni.example,A,103,
"""


def source(prefix: str) -> nbformat.NotebookNode:
    """A source notebook whose cells nbgrader knows by names of their own."""
    notebook = small_course.source()
    for name, cell in notebooks.cells(notebook):
        cell.metadata["nbgrader"]["grade_id"] = f"{prefix}_{name}"
    return notebook


def answer(prefix: str, code: str = "def double(x):\n    return x + x") -> bytes:
    """What a student made of ``source``."""
    notebook = source(prefix)
    notebook.cells[1].source = code
    return nbformat.writes(notebook).encode()


@cache
def _gradebook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        Gradebook(f"sqlite:///{folder}/gradebook.db").close()
        return (Path(folder) / "gradebook.db").read_bytes()


class Course:
    """A course with the assignments ``softmax`` (one notebook) and ``logreg`` (two)."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root / "course"
        self.outside = root / "downloads"
        self.outside.mkdir()
        for assignment, names in {"softmax": ["softmax"], "logreg": ["numpy", "torch"]}.items():
            folder = self.root / "source" / assignment
            folder.mkdir(parents=True)
            for name in names:
                nbformat.write(source(name), folder / f"{name}.ipynb")
        self.settings("")
        monkeypatch.chdir(self.root)

    def settings(self, text: str) -> None:
        """Write the course's settings."""
        (self.root / "nbgrader_config.py").write_text(f"c = get_config()\n{text}")

    def has_gradebook(self) -> None:
        """Give the course an empty gradebook, which takes nbgrader seconds to make."""
        (self.root / "gradebook.db").write_bytes(_gradebook())

    def roster(self, text: str | bytes = ROSTER) -> str:
        """Write a roster, and return its path."""
        path = self.outside / "roster.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def knows(self, text: str = ROSTER) -> None:
        """Write the course's own roster, as collecting with another one leaves it."""
        (self.root / "roster.csv").write_text(text)

    def zip(self, name: str, files: Mapping[str, bytes | str]) -> str:
        """Write a zip, and return its path."""
        path = self.outside / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, content in files.items():
                archive.writestr(inner, content)
        return str(path)

    def folder(self, name: str, files: Mapping[str, bytes | str]) -> Path:
        """Write a folder, and return its path."""
        for inner, content in files.items():
            path = self.outside / name / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.outside / name

    def collect(self, *arguments: object, status: int = 0) -> str:
        """What the command says, which ends with ``status``."""
        result: Result = CliRunner().invoke(
            main, ["collect", *map(str, arguments)], env={"COLUMNS": "400"}
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result.output

    @property
    def files(self) -> dict[str, bytes]:
        """What is in ``submitted/``."""
        folder = self.root / "submitted"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def everything(self) -> dict[str, bytes]:
        """All files of the course."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def row(self, said: str, student: str) -> str:
        """The line of ``student`` in the table, and the remarks on what it tells of."""
        lines = said.splitlines()
        found = [line for line in lines if f"│ {student} " in line][:1]
        return " ".join([*found, *(line for line in lines if f" of {student}: " in line)])


def packed(files: Mapping[str, bytes], folder: Path) -> bytes:
    """A student's own zip."""
    path = folder / "own.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path.read_bytes()
