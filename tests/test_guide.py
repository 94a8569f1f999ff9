"""The instructor's guide is true: by its commands alone, a class of 60 comes in and gets marks."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import class_of_60
import openpyxl
import pytest
from nbgrader.api import Grade, Gradebook
from repository import ROOT

from firststeps import browser

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("sandbox"),
]

GUIDE = (ROOT / "docs" / "instructor.md").read_text(encoding="utf-8")
#: What a person does between the commands before and after it.
MARKING = "make lab\n"
ADDRESS = "https://github.com/you/course.git"
HANDED_IN = class_of_60.NUMBER - len(class_of_60.ABSENT)
TOKEN = "a-token-for-this-test"


def commands() -> str:
    """What stands in blocks of the guide: all of it is for a terminal."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert {language for language, _ in found} == {""}
    return "".join(text for _, text in found)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home, but for what the LMS gave."""
    home = tmp_path / "home"
    class_of_60.download(home / "Downloads")
    return home


@pytest.fixture
def variables(home: Path) -> dict[str, str]:
    """The environment of an instructor who has only got the repository, and what it needs."""
    (home / ".gitconfig").write_text(f'[url "{ROOT}"]\n\tinsteadOf = {ADDRESS}\n')
    own = {"HOME": str(home), "NBGRADIENT_DATA": str(home / "images"), "JUPYTER_TOKEN": TOKEN}
    own |= {"PYTHONPATH": str(home / "course"), "JUPYTER_PORT": str(browser.free_port())}
    return os.environ | own


def run(script: str, folder: Path, variables: dict[str, str]) -> str:
    """What a terminal in ``folder`` shows of a ``script``."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder, env=variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "Traceback" not in done.stdout
    return done.stdout


@contextlib.contextmanager
def lab(folder: Path, variables: dict[str, str]) -> Iterator[str]:
    """The address of what ``make lab`` starts."""
    quiet = variables | {"BROWSER": "true"}
    process = subprocess.Popen(
        ["bash", "-c", f". .venv/bin/activate; {MARKING}"],
        cwd=folder, env=quiet, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{variables['JUPYTER_PORT']}"
    try:
        browser.wait_for(f"{address}/api")
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def mark_all(address: str, course: Path) -> int:
    """Give half of the points for whatever waits, as formgrader's page does."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        waiting = book.db.query(Grade).filter(Grade.needs_manual_grade)
        todo = {grade.id: grade.cell.max_score / 2 for grade in waiting}
    for key, score in todo.items():
        body = json.dumps({"id": key, "manual_score": score, "extra_credit": 0})
        request = urllib.request.Request(
            f"{address}/formgrader/api/grade/{key}", body.encode(), method="PUT"
        )
        request.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(request) as answer:
            assert json.load(answer)["manual_score"] == score
    return len(todo)


@pytest.fixture
def course(home: Path, variables: dict[str, str]) -> Path:
    """The course after a term by the guide."""
    course = home / "course"
    before, after = commands().split(MARKING)
    clone, rest = before.split("cd course\n")
    # What the clone needs is here already, and newer than what says so.
    ready = f"ln -s {sys.prefix} .venv; touch -d @0 requirements.txt pyproject.toml\n"
    said = run(f"{clone}cd course\n{ready}{rest}", home, variables)
    assert f"softmax, {HANDED_IN} students: {HANDED_IN} new." in said
    with lab(course, variables) as address:
        assert mark_all(address, course) > HANDED_IN
    (home / "said.txt").write_text(run(f". .venv/bin/activate\n{after}", course, variables))
    return course


def marks(course: Path) -> dict[str, float]:
    """The final marks of softmax in the gradebook, by student."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        handed_in = book.assignment_submissions("softmax")
        return {item.student.id: item.score for item in handed_in}


def everybody_who_handed_in_has_a_mark_and_a_page_that_says_it(course: Path) -> None:
    found = marks(course)
    absent = {class_of_60.login(number) for number in class_of_60.ABSENT}
    everybody = {class_of_60.login(number) for number in range(class_of_60.NUMBER)}
    assert set(found) == everybody - absent
    assert len(set(found.values())) > 20
    for student, score in found.items():
        page = course / "feedback" / student / "softmax" / "softmax.html"
        assert f"{score:g}" in page.read_text(encoding="utf-8")


def the_file_for_canvas_holds_the_marks_and_is_otherwise_as_canvas_gave_it(
    course: Path, home: Path
) -> None:
    folder = home / "Downloads"
    given, filled = (
        list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
        for path in (folder / "canvas-grades.csv", folder / "canvas-grades.filled.csv")
    )
    assert [row[:-1] for row in filled] == [row[:-1] for row in given]
    assert filled[0] == given[0] and filled[1] == given[1]
    entered = {row[3]: float(row[-1]) for row in filled[2:] if row[-1]}
    assert entered == pytest.approx(marks(course))


def the_pages_for_the_instructor_are_there(course: Path) -> None:
    assert "Exercise 3 · Softmax" in (course / "report.html").read_text(encoding="utf-8")
    alike = (course / "similarity.html").read_text(encoding="utf-8")
    for pair in class_of_60.COPIED.items():
        assert all(class_of_60.login(number) in alike for number in pair)
    book = openpyxl.load_workbook(course / "marks.xlsx")
    names = {row[0].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert class_of_60.login(0) in names


def nothing_of_the_class_would_be_committed(course: Path) -> None:
    said = subprocess.run(
        ["git", "status", "--porcelain"], cwd=course, capture_output=True, text=True, check=True
    ).stdout
    assert said == ""


def test_a_class_of_60_gets_marks_and_pages_by_the_guide_alone(course: Path, home: Path) -> None:
    everybody_who_handed_in_has_a_mark_and_a_page_that_says_it(course)
    the_file_for_canvas_holds_the_marks_and_is_otherwise_as_canvas_gave_it(course, home)
    the_pages_for_the_instructor_are_there(course)
    nothing_of_the_class_would_be_committed(course)
