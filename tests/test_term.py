"""A class's way through an assignment, and again two weeks later, by the commands alone."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell
from nbgrader.api import Grade, Gradebook
from small_course import graded, make, solved

from nbgradient.cli import main
from nbgradient.course import notebooks

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

NUMBER = 60
STUDENTS = [f"student{number:02}" for number in range(NUMBER)]
#: Who answers wrongly, and who has handed in again two weeks later: one of them late.
WRONG, AGAIN = STUDENTS[::7], STUDENTS[10:15]
#: Whose question a person has marked.
MARKED = STUDENTS[:30]
HIDDEN = "\n### BEGIN HIDDEN TESTS\nassert double(50) == 100\n### END HIDDEN TESTS"
PLUGIN = """
from nbgrader.plugins import BasePlugin


class OnePoint(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 1.0
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course in its folder, and what the LMS gives beside it."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    course = make(tmp_path / "course")
    (course / "late_work.py").write_text(PLUGIN)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.AssignLatePenalties.plugin_class = "late_work.OnePoint"\n')
    monkeypatch.chdir(course)
    with (tmp_path / "roster.csv").open("w", encoding="utf-8-sig") as file:
        file.write("Student,ID,SIS Login ID,Section\n")
        file.write("    Points Possible,,,\n")
        for number, name in enumerate(STUDENTS):
            file.write(f'"Émile{number:02}, Ada",{1000 + number},{name},A\n')
    return course


def canvas_zip(path: Path, students: list[str], attempt: int) -> Path:
    """What *Download Submissions* gives when ``students`` have handed in that often."""
    with zipfile.ZipFile(path, "w") as archive:
        for student in students:
            number = STUDENTS.index(student)
            is_wrong = student in WRONG and attempt == 0
            code = (
                "def double(x):\n    return x" if is_wrong else "def double(x):\n    return 2 * x"
            )
            notebook = solved(code)
            if attempt:
                dict(notebooks.cells(notebook))["q_double"].source = "Once more, and again."
            late = "LATE_" if attempt else ""
            again = f"-{attempt}" if attempt else ""
            for place, name in enumerate(("one", "two")):
                file = 10_000 * (attempt + 1) + 10 * number + place
                archive.writestr(
                    f"emile{number:02}ada_{late}{1000 + number}_{file}_{name}{again}.ipynb",
                    nbformat.writes(notebook),
                )
    return path


def run(*command: str) -> str:
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return result.output


def rows() -> dict[str, dict[str, str]]:
    """The rows of grades.csv, by student."""
    with open("grades.csv", newline="", encoding="utf-8-sig") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def flagged(book: Gradebook) -> set[tuple[str, str, str]]:
    """What waits for a person: student, notebook, cell."""
    waiting = book.db.query(Grade).filter(Grade.needs_manual_grade)
    return {(grade.student.id, grade.notebook.name, grade.cell.name) for grade in waiting}


def test_a_class_of_60_comes_in_is_marked_and_comes_again_without_a_mark_lost(root: Path) -> None:
    first = canvas_zip(root.parent / "submissions.zip", STUDENTS, 0)
    run("collect", str(first), "--roster", str(root.parent / "roster.csv"))
    run("grade")
    before = rows()
    assert set(before) == set(STUDENTS)
    assert {row["last_name"] for row in before.values()} >= {"Émile00", "Émile59"}
    scores = {student: float(row["score"]) for student, row in before.items()}
    assert scores == {student: 0 if student in WRONG else 6 for student in STUDENTS}
    _mark_as_a_person()

    _change_the_assignment(root)
    (root / "due_dates.csv").write_text(
        f"assignment,student,due\nfirst,,2026-11-20 18:00\nfirst,{AGAIN[0]},4 Dec 2026 23:59 CET\n"
    )
    second = canvas_zip(root.parent / "again.zip", AGAIN, 1)
    run("collect", str(second))
    for student in AGAIN[:2]:
        when = root / "submitted" / student / "first" / "timestamp.txt"
        when.write_text("2026-12-04 20:00 +0100\n")
    said = run("grade")
    assert "first changed after hand-ins." in said

    after = rows()
    assert set(after) == set(STUDENTS)
    for student, row in after.items():
        code = 0 if student in WRONG and student not in AGAIN else 6
        added = 1 if code else 0
        written = 1.5 if student in MARKED else 0
        late = 2 if student == AGAIN[1] else 0  # a point for each notebook; the other has time
        assert float(row["raw_score"]) == code + added + written, student
        assert float(row["late_submission_penalty"]) == late, student
        assert float(row["max_score"]) == 11
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        waiting = flagged(book)
    # Nobody marked these, or the answer is another one; all others are as they were.
    unmarked = {(name, "one", "q_double") for name in STUDENTS if name not in MARKED}
    changed = {(name, "one", "q_double") for name in AGAIN}
    assert waiting == unmarked | changed | {(name, "two", "q_double") for name in STUDENTS}

    run("grade", "--force", "--students", ",".join(STUDENTS[:2]))
    assert rows() == after


def _mark_as_a_person() -> None:
    with Gradebook("sqlite:///gradebook.db") as book:
        for student in MARKED:
            grade = book.find_grade("q_double", "one", "first", student)
            grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()


def _change_the_assignment(root: Path) -> None:
    """Mend a hidden test of one notebook, and add an exercise with a point to the other."""
    for name in ("one", "two"):
        path = root / "source" / "first" / f"{name}.ipynb"
        source = nbformat.read(path, as_version=4)
        if name == "one":
            test = dict(notebooks.cells(source))["test_double"]
            test.source += (
                "\n### BEGIN HIDDEN TESTS\nassert double(50) == 100\n### END HIDDEN TESTS"
            )
        else:
            code = 'assert double("ab") == "abab", "texts, too"'
            test = graded(new_code_cell(code), "test_text", grade=True, locked=True, points=1)
            source.cells.append(test)
        nbformat.write(source, path)
