"""nbgrader's own commands make the student's page, and give it back."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from graded_class import COMMENT, STUDENTS
from nbgrader.utils import notebook_hash
from small_course import solved

from nbgradient.grading.database.gradebook import open_course

NBGRADER = str(Path(sys.executable).parent / "nbgrader")


def run(root: Path, *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [NBGRADER, *command], cwd=root, check=True, capture_output=True, text=True
    )


def pages(root: Path) -> dict[str, str]:
    """All pages, by their paths."""
    return {
        path.relative_to(root / "feedback").as_posix(): path.read_text()
        for path in (root / "feedback").rglob("*.html")
    }


def test_a_notebook_that_is_not_there_counts_and_is_named(marked: Path) -> None:
    folder = marked / "autograded" / STUDENTS[0] / "first"
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(solved(), folder / "one.ipynb")
    assert open_course(marked).generate_feedback("first", STUDENTS[0])["success"]
    (page,) = pages(marked).values()
    assert "of 10 points" in page
    assert "two.ipynb was not handed in" in page.replace("\\", "")


@pytest.mark.slow
def test_nbgraders_command_and_formgraders_button_make_the_same_pages(marked: Path) -> None:
    for student in STUDENTS:
        old = marked / "feedback" / student / "first" / "one.html"
        old.parent.mkdir(parents=True, exist_ok=True)
        old.write_text("a page of an earlier version")
        for name in ("one", "two"):
            graded = marked / "autograded" / student / "first" / f"{name}.ipynb"
            graded.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(solved(), graded)
    run(marked, "generate_feedback", "first", "--force")
    by_command = pages(marked)
    assert set(by_command) == {f"{student}/first/first.html" for student in STUDENTS}
    for page in by_command.values():
        assert re.search(r"Points by exercise.*one\.ipynb.*two\.ipynb", page, re.DOTALL)
        assert COMMENT in page

    assert open_course(marked).generate_feedback("first")["success"]
    assert pages(marked) == by_command


def test_the_exchange_gives_the_page_for_each_notebook(marked: Path, tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    student = STUDENTS[0]
    folder = marked / "feedback" / student / "first"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "first.html").write_text("the page")
    (folder / "submission_secret.txt").write_text("secret")
    work = marked / "autograded" / student / "first"
    work.mkdir(parents=True, exist_ok=True)
    for name in ("one", "two"):
        (work / f"{name}.ipynb").write_text("{}")
    run(marked, "release_feedback", "first", "--course", "c", f"--Exchange.root={exchange}")
    hashes = {notebook_hash(secret="secret", notebook_id=name) for name in ("one", "two")}
    released = {path.stem: path.read_text() for path in (exchange / "c" / "feedback").iterdir()}
    assert released == dict.fromkeys(hashes, "the page")
