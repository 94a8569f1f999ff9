"""git leaves out what students handed in and what they got for it, unless it is told to take it."""

from __future__ import annotations

import subprocess

import pytest
from repository import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="This is no clone of git's.")

PERSONAL = [
    "submitted/ada/softmax/softmax.ipynb",
    "submitted/ada/softmax/timestamp.txt",
    "autograded/ada/softmax/softmax.ipynb",
    "feedback/ada/softmax/softmax.html",
    "feedback/ada/softmax.html",
    "gradebook.db",
    "gradebook.db-wal",
    "gradebook.db-shm",
    "gradebook.db-journal",
    "gradebook.db.2026-11-27",
    "grades.csv",
    "roster.csv",
    "classroom.csv",
    "due_dates.csv",
    "report.html",
    "similarity.html",
    "canvas.filled.csv",
    "exports/canvas.filled.csv",
    "grades.xlsx",
    "submissions.zip",
    "marks.tar.gz",
    "grade.json",
    "grade.log",
    ".nbgradient/backups/gradebook.db",
    ".nbgradient/replaced/softmax/ada/softmax.ipynb",
    ".nbgradient/clones/softmax/ada/softmax.ipynb",
    "demo/gradebook.db",
]
TAKEN = [
    "source/new/new.ipynb",
    "release/new/new.ipynb",
    "source/new/table.csv",
    "source/new/table.xlsx",
    "release/new/images.zip",
    "submitted/README.md",
    "autograded/README.md",
    "feedback/README.md",
    "docs/new.md",
]


def is_ignored(path: str) -> bool:
    command = ["git", "check-ignore", "--quiet", "--no-index", path]
    return subprocess.run(command, cwd=ROOT).returncode == 0


@pytest.mark.parametrize("path", PERSONAL)
def test_what_is_a_students_is_left_out(path: str) -> None:
    assert is_ignored(path)


@pytest.mark.parametrize("path", TAKEN)
def test_what_is_the_courses_is_taken(path: str) -> None:
    assert not is_ignored(path)


def test_nothing_that_is_left_out_is_in_the_repository() -> None:
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout == ""
