"""Grading a class: what each submission gets, whatever it is, and what stays between two runs."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import nbgrader.api
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from graded import give_back, grade, to_grade, written
from nbgrader.api import Gradebook, InvalidEntry
from repository import COURSE, ROOT
from small_course import hand_in, make, solved
from sqlalchemy import text

from nbgradient.cli import main
from nbgradient.course import notebooks
from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.sandbox import check
from nbgradient.grading import pipeline, tasks
from nbgradient.grading.database import gradebook
from nbgradient.grading.submission import Submission, submissions
from nbgradient.grading.trouble import said_of


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course; its notebooks load no images."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    return make(tmp_path)


def table(root: Path) -> pd.DataFrame:
    """What ``grades.csv`` was written from."""
    return pd.DataFrame(written(root))


def row(root: Path, student: str) -> pd.Series:
    return table(root).set_index("student_id").loc[student]


def page(root: Path, student: str) -> str:
    give_back(root, provisional=True)
    return (root / "feedback" / student / "first" / "first.html").read_text()


BROKEN = {
    "empty": ("", "one.ipynb is empty"),
    "cut off": (nbformat.writes(solved())[:500], "its text is not JSON"),
    "another kind of file": ("\x89PNG", "its text is not JSON"),
    "a list": ("[1, 2]", "it is JSON, but of something else"),
    "an object": (json.dumps({"cells": []}), "it is JSON, but of something else"),
    "format 3": (nbformat.writes(nbformat.convert(solved(), 3), version=3), "notebook format 3"),
    "format 5": (json.dumps({"nbformat": 5, "cells": []}), "notebook format 5"),
    "no cells": (json.dumps({"nbformat": 4, "nbformat_minor": 5}), "it has no cells"),
}


@pytest.mark.parametrize("content, reason", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_notebook_is_told_in_a_sentence(content: str, reason: str) -> None:
    assert reason in f"one.ipynb {tasks.why_ungradable(content.encode())}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_notebook_may_be_encoded_as_editors_do(encoding: str) -> None:
    assert tasks.why_ungradable(nbformat.writes(solved("# é")).encode(encoding)) is None


def test_a_folder_whose_name_begins_with_a_point_is_a_students(root: Path) -> None:
    hand_in(root, "..ada", one=solved(), two=solved())
    (root / "submitted" / ".DS_Store").touch()
    (root / "submitted" / ".#lock").symlink_to("nobody")
    assert [item.student for item in submissions("first", root)] == ["..ada"]


def test_a_misnamed_notebook_is_told_from_a_missing_one(root: Path) -> None:
    hand_in(root, "ada", **{"one (1)": solved()})
    fault = Submission(root, "first", "ada").read().why_ungradable("one")
    assert fault == (
        "one.ipynb was not handed in. There is 'one (1).ipynb': give it the right name."
    )


@pytest.mark.slow
def test_a_broken_notebook_costs_its_own_points_alone(root: Path) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    hand_in(root, "niels", one="", two=solved())
    hand_in(root, "rosa", one="import os\nos._exit(1)", two=solved())
    hand_in(root, "carl", one=solved("import os\nos._exit(1)"))
    outcomes = grade(root)
    assert outcomes["ada"].remarks == {}
    assert list(outcomes["carl"].remarks) == ["one", "two"]  # though the second is told at once
    grades = table(root).set_index("student_id")
    assert grades["auto_score"].to_dict() == {"ada": 6, "niels": 3, "rosa": 3, "carl": 0}
    assert grades["to_mark"].to_dict() == {"ada": 4, "niels": 2, "rosa": 2, "carl": 2}
    assert "The cell 'double': This cell ended the program." in grades.loc["carl", "reason"]
    assert "two.ipynb was not handed in" in grades.loc["carl", "reason"]
    for student, reason in (("niels", "is empty"), ("rosa", "not JSON"), ("carl", "ended")):
        assert reason in page(root, student)
    assert page(root, "niels").count("Not graded") == 1
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        found = book.find_submission_notebook("one", "first", "niels")
        assert [grade.auto_score for grade in found.grades] == [0, 0, 0]
        assert [comment.auto_comment for comment in found.comments] == [
            outcomes["niels"].remarks["one"]
        ] * 2


@pytest.mark.slow
def test_a_second_run_grades_what_has_changed_and_no_stale_score_stays(root: Path) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    hand_in(root, "emmy", one=solved(), two=solved())
    assert set(grade(root)) == {"ada", "emmy"}
    assert row(root, "emmy")["score"] == 6
    assert grade(root) == {}

    without_test = solved()
    without_test.cells = [cell for cell in without_test.cells if cell.id != "test_double"]
    hand_in(root, "emmy", one=without_test, two="")
    assert set(grade(root)) == {"emmy"}
    after = row(root, "emmy")
    assert after["score"] == 3
    assert after["to_mark"] == 2
    assert "The locked cell 'test_double' was missing and was put back." in after["reason"]
    assert "two.ipynb is empty" in after["reason"]
    assert "two.ipynb is empty" in page(root, "emmy")

    hand_in(root, "emmy", one=solved(), two=solved())
    assert set(grade(root)) == {"emmy"}
    assert row(root, "emmy")[["score", "reason"]].to_list() == [6, ""]


@pytest.mark.slow
def test_a_run_that_is_cut_short_while_it_grades_again_is_done_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    grade(root)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(pipeline, "_replace", _interrupt)
        grade(root, force=True)
    assert set(grade(root)) == {"ada"}


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_gradebook_is_made_whole_or_not_at_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("nbgrader.api.get_alembic_version", _interrupt)
        gradebook.open_course(root)
    assert not (root / "gradebook.db").exists()
    (root / "gradebook.db.part").mkdir()  # as a run that was killed leaves it
    (root / "gradebook.db.part" / "gradebook.db").write_text("half")
    gradebook.open_course(root)
    with contextlib.closing(sqlite3.connect(root / "gradebook.db")) as book:
        assert len(list(book.execute("SELECT version_num FROM alembic_version"))) == 1
    assert not (root / "gradebook.db.part").exists()


def test_a_new_gradebook_has_the_version_that_nbgrader_gives_it() -> None:
    program = "import nbgrader.api; print(nbgrader.api.get_alembic_version())"
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"PATH": beside},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert nbgrader.api.get_alembic_version() == done.stdout.strip()


@pytest.mark.usefixtures("sandbox")
def test_a_locked_gradebook_is_told_in_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(root, "ada", one="", two="")
    with (root / "nbgrader_config.py").open("a") as config:
        url = f"sqlite:///{root / 'gradebook.db'}?timeout=0.1"
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    gradebook.open_course(root)
    monkeypatch.chdir(root)
    with contextlib.closing(sqlite3.connect(root / "gradebook.db", isolation_level=None)) as book:
        book.execute("BEGIN EXCLUSIVE")
        result = CliRunner().invoke(main, ["grade", "first"])
    assert result.exit_code == 1
    assert result.output.strip().splitlines()[-1] == (
        f"Error: The gradebook {root / 'gradebook.db'} cannot be used: database is locked. Once "
        "that is mended, run the command again."
    )


def test_a_full_disk_is_told_in_a_sentence() -> None:
    said = said_of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a\nb"))
    assert said is not None
    assert said.startswith("The system refuses: No space left on device (a\\nb). Mend that")
    assert said_of(ValueError("a mistake of ours")) is None


def test_what_nbgrader_makes_of_a_refusal_of_the_gradebooks_is_told_as_that(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gradebook.open_course(root)
    url = f"sqlite:///{root / 'gradebook.db'}"
    with Gradebook(url) as book:
        book.db.execute(text("PRAGMA query_only = 1"))
        with pytest.raises(InvalidEntry) as raised:
            book.add_student("ada")
    said = said_of(raised.value)
    assert said == (
        "The gradebook cannot be used: attempt to write a readonly database. Once that is mended, "
        "run the command again."
    )
    assert "Rolling back" not in caplog.text


@pytest.mark.slow
def test_a_warning_costs_nothing(root: Path) -> None:
    noisy = "import sys\n\ndef double(x):\n    print('!', file=sys.stderr)\n    return 2 * x"
    hand_in(root, "ada", one=solved(noisy), two=solved())
    grade(root)
    assert row(root, "ada")["auto_score"] == 6


@pytest.mark.slow
def test_an_odd_name_of_a_student_is_as_good_as_any(root: Path) -> None:
    hand_in(root, "ada [x]*", one=solved(), two="")
    assert grade(root)["ada [x]*"].error is None
    assert row(root, "ada [x]*")["auto_score"] == 3


@pytest.mark.slow
def test_settings_among_a_students_files_are_not_copied_and_are_told(root: Path) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    folder = root / "submitted" / "ada" / "first"
    (folder / "nbgrader_config.py").write_text("import os")
    (folder / "notes.txt").write_text("mine")
    grade(root)
    assert row(root, "ada")["reason"].startswith("Delete nbgrader_config.py")
    graded = {path.name for path in (root / "autograded" / "ada" / "first").iterdir()}
    assert graded == {"one.ipynb", "two.ipynb", "notes.txt"}


@pytest.mark.slow
def test_an_endless_loop_is_stopped_and_told(root: Path) -> None:
    with (root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Engine.cell_seconds = 1\n")
    hand_in(root, "carl", one=solved("while True:\n    pass"), two=solved())
    grade(root)
    after = row(root, "carl")
    assert after["auto_score"] == 3
    assert "The cell 'double': This cell ran longer than" in after["reason"]


@pytest.mark.slow
def test_nbgraders_own_command_gives_the_same_marks_and_notebooks(root: Path) -> None:
    half = solved("def double(x):\n    print('!')\n    return abs(2 * x)")
    untouched = solved("raise NotImplementedError")
    hand_in(root, "ada", one=half, two=untouched)
    grade(root)
    ours = table(root).drop(columns="reason")
    notebook = root / "autograded" / "ada" / "first" / "one.ipynb"
    executed = notebooks.read(notebook)

    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    command = [nbgrader, "autograde", "first", "--force"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert table(root).drop(columns="reason").equals(ours)
    assert notebooks.read(notebook) == executed
    command = [nbgrader, "generate_feedback", "first", "--force"]
    theirs = page(root, "ada")
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert _words(page(root, "ada")) == _words(theirs)
    assert _colours(page(root, "ada")) == _colours(theirs)


def _words(page: str) -> list[str]:
    return BeautifulSoup(page, "html.parser").body.get_text().split()


def _colours(page: str) -> list[str]:
    return re.findall(r"^\.highlight .*", page, re.MULTILINE)


@pytest.fixture
def no_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A system that does not let bubblewrap make namespaces."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "bwrap").write_text("#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n")
    (folder / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{Path(sys.executable).parent}:/usr/bin:/bin")
    check.cache_clear()


@pytest.mark.usefixtures("no_sandbox")
def test_without_a_sandbox_grading_refuses_in_a_sentence_and_loses_nothing(root: Path) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    (root / "autograded" / "ada" / "first").mkdir(parents=True)
    with pytest.raises(CourseError, match="--trust-submissions grades without"):
        grade(root)
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    done = subprocess.run(
        [nbgrader, "autograde", "first", "--force"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Grading runs strangers' code in a sandbox")
    assert done.stderr.count("\n") == 1
    assert (root / "autograded" / "ada" / "first").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("no_sandbox")
def test_submissions_that_are_trusted_are_graded_without_a_sandbox(root: Path) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    grade(root, trust=True)
    assert row(root, "ada")["auto_score"] == 6


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which two students' broken files have been graded."""
    root = make(tmp_path_factory.mktemp("graded"))
    hand_in(root, "ada", one="", two="")
    hand_in(root, "emmy", **{"<img src=x onerror=alert(1)>": ""})
    grade(root)
    return root


def test_a_student_who_handed_in_nothing_has_a_row(graded: Path) -> None:
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        book.update_or_create_student("kurt")
    assert row(graded, "kurt")[["score", "reason"]].to_list() == [0, "Nothing was handed in."]


def test_students_stand_in_the_table_by_their_names_whenever_they_came(graded: Path) -> None:
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        book.update_or_create_student("zuse")
        book.update_or_create_student("bohr")
    students = list(table(graded)["student_id"])
    assert students == sorted(students)


def test_nbgrader_export_writes_the_same_table(graded: Path) -> None:
    ours = table(graded)
    assert "two.ipynb is empty" in ours.loc[0, "reason"]
    command = [str(Path(sys.executable).parent / "nbgrader"), "export", "--to", "theirs.csv"]
    subprocess.run(command, cwd=graded, check=True, capture_output=True)
    assert (graded / "theirs.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_the_name_of_a_file_puts_no_markup_into_a_page(graded: Path) -> None:
    assert "&lt;img src=x" in page(graded, "emmy")
    assert "<img src=x" not in page(graded, "emmy")


def test_grading_makes_no_release(graded: Path) -> None:
    assert not (graded / "release").exists()


def test_an_unknown_assignment_lists_those_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "source" / "softmax")
    result = CliRunner().invoke(main, ["grade", "sofmax"])
    assert result.exit_code == 1
    known = ", ".join(COURSE.assignments())
    assert result.output == (
        f"Error: There is no assignment 'sofmax' in source/. There are: {known}.\n"
    )


def test_outside_of_a_course_a_command_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["grade", "softmax"])
    assert result.exit_code == 1
    assert result.output == (
        "Error: There is no nbgrader_config.py here or in a folder above: "
        "go to your course's folder.\n"
    )


def test_an_assignment_that_nobody_handed_in_is_told_in_a_sentence(root: Path) -> None:
    with pytest.raises(CourseError, match="Nothing was handed in"):
        to_grade(root)


def test_settings_that_a_student_handed_in_make_no_course(root: Path) -> None:
    hand_in(root, "ada", one=solved(), two=solved())
    folder = root / "submitted" / "ada" / "first"
    (folder / "nbgrader_config.py").write_text("raise SystemExit")
    assert Course.find(folder).root == root
    inner = make(root / "demo")
    assert Course.find(inner / "source").root == inner


def test_a_folder_without_settings_is_no_course(tmp_path: Path) -> None:
    (tmp_path / "source" / "first").mkdir(parents=True)
    (tmp_path / "source" / "first" / "one.ipynb").touch()
    hand_in(tmp_path, "ada", one="")
    with pytest.raises(CourseError, match=r"it has no nbgrader_config\.py"):
        to_grade(tmp_path)
