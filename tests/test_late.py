"""Late work is marked anew when a date, an extension or the plugin changes; nothing is run."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from graded import mark_all, to_grade
from nbgrader.api import Gradebook
from rich.console import Console
from small_course import hand_in, make, solved
from traitlets.config import Config

from nbgradient import tables
from nbgradient.cli import main
from nbgradient.course.folders import Course, CourseError
from nbgradient.grading import export, tasks
from nbgradient.grading.database import gradebook
from nbgradient.grading.late import marking
from nbgradient.grading.late.marking import Summary
from nbgradient.grading.late.penalties import Penalties, PenaltyError
from nbgradient.grading.late.timestamps import time_of
from nbgradient.grading.marks import Marks
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission

#: Takes a point off for each hour that has begun.
PLUGIN = """\
import math

from nbgrader.plugins import BasePlugin


class SubMarks(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return HOURLY * math.ceil(total_seconds_late / 3600)


HOURLY = 1
"""
SETTINGS = """\
from nbgradient import use_engine

c = get_config()
c.NbGraderAPI.timezone = "Europe/Berlin"
c.AssignLatePenalties.plugin_class = "my_plugin.SubMarks"
use_engine(c)
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course, in Berlin, with a plugin beside its settings."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    make(tmp_path)
    (tmp_path / "nbgrader_config.py").write_text(SETTINGS)
    (tmp_path / "my_plugin.py").write_text(PLUGIN)
    return tmp_path


def due(root: Path, *lines: str) -> None:
    (root / "due_dates.csv").write_text("\n".join(["assignment,student,due", *lines, ""]))


def timestamp(root: Path, student: str, text: str) -> None:
    (root / "submitted" / student / "first" / "timestamp.txt").write_text(text)


def prepare(root: Path, *students: str) -> None:
    """Have ``students`` hand in at 18:30 in Berlin, and enter them as graded with three points of
    the first notebook and none of the second."""
    for student in students:
        hand_in(root, student, one=solved(), two=solved())
        timestamp(root, student, "2026-11-20 18:30 +0100")
    api = gradebook.open_course(root)
    to_grade(root)
    points = {"test_double": 2.0, "test_double_negative": 1.0, "q_double": None}
    one, two = (tasks.Graded(b"", scores, {}) for scores in (points, {}))
    with Marks(api) as marks:
        for student in students:
            submission = Submission(root, "first", student)
            when = time_of(submission.read(), marks.zone)
            marks.enter(submission, when, {"one": one, "two": two})


def table(root: Path) -> list[export.Row]:
    """The rows of the table of grades."""
    return export.table(Standings(Course(root)))


def penalties(root: Path) -> dict[str, float]:
    """What each student lost."""
    rows = table(root)
    return {row["student_id"]: row["late_submission_penalty"] for row in rows}


def mark(root: Path) -> Summary:
    return marking.mark(Standings(Course(root)), ["first"])


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_a_new_date_an_extension_and_the_plugin_re_mark_and_nothing_runs(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    for student in ("ada", "emmy"):
        hand_in(root, student, one=solved(), two=solved())
        timestamp(root, student, "2026-11-20 18:30 +0100")
    due(root, "first,,2026-11-20 19:00")

    def command() -> str:
        done = CliRunner().invoke(main, ["grade", "first", "--jobs", "1"])
        assert done.exit_code == 0, done.output
        return done.output

    assert "late" not in command()
    mark_all(root)
    command()
    assert penalties(root) == {"ada": 0, "emmy": 0}
    before = made(root)

    due(root, "first,,2026-11-20 17:00")
    assert "late" in command()
    assert penalties(root) == {"ada": 4, "emmy": 4}  # of either notebook two hours
    assert "Late penalty: −4 points" in words(root, "ada")

    due(root, "first,,2026-11-20 17:00", "first,ada,2026-11-20 18:30")
    untouched = feedback(root, "emmy")
    command()
    assert penalties(root) == {"ada": 0, "emmy": 4}
    assert feedback(root, "emmy") == untouched
    timestamp(root, "ada", "2026-11-20 18:31 +0100")
    command()
    assert penalties(root) == {"ada": 2, "emmy": 4}

    (root / "my_plugin.py").write_text(PLUGIN.replace("HOURLY = 1", "HOURLY = 0.5"))
    command()
    assert penalties(root) == {"ada": 1, "emmy": 2}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        assert book.find_assignment("first").duedate == datetime(2026, 11, 20, 16)
        extension = book.find_submission("first", "ada").extension
        assert extension == timedelta(hours=1, minutes=30)
    assert made(root) == before
    assert not any("my_plugin" in name for name in sys.modules) and str(root) not in sys.path


def made(root: Path) -> dict[Path, tuple[bytes, int]]:
    """What running the submissions has left, and when it was written."""
    folders = (root / "autograded", root / ".nbgradient" / "graded")
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def feedback(root: Path, student: str) -> int:
    return (root / "feedback" / student / "first" / "first.html").stat().st_mtime_ns


def words(root: Path, student: str) -> str:
    return (root / "feedback" / student / "first" / "first.html").read_text()


def test_an_offset_is_in_hours_and_a_time_without_one_in_the_courses_zone(root: Path) -> None:
    due(root, "first,,2026-11-20 17:30 UTC")
    prepare(root, "ada", "emmy", "mary")
    timestamp(root, "emmy", "2026-11-20 18:30")
    timestamp(root, "mary", "2026-11-20 18:30 UTC")
    mark(root)
    assert penalties(root) == {"ada": 0, "emmy": 0, "mary": 1}


def test_an_extension_holds_from_the_first_grading_on(root: Path) -> None:
    due(root, "first,,2026-11-20 17:00", "first,ada,2026-11-21 17:00")
    prepare(root, "ada", "emmy")
    assert penalties(root) == {"ada": 0, "emmy": 2}
    assert mark(root).changed == 0


def test_a_persons_mark_changes_what_is_lost(root: Path) -> None:
    due(root, "first,,2026-11-20 10:00")
    prepare(root, "ada")
    assert penalties(root) == {"ada": 3}  # nine hours would be nine points, and there are three
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        book.find_grade("q_double", "one", "first", "ada").manual_score = 2
        book.db.commit()
    assert mark(root).changed == 1
    assert penalties(root) == {"ada": 5}


def test_what_is_late_no_more_loses_nothing(root: Path) -> None:
    due(root, "first,,2026-11-20 17:00")
    prepare(root, "ada")
    (root / "due_dates.csv").unlink()
    assert mark(root).changed == 1
    assert penalties(root) == {"ada": 0}


FAULTS = {
    "raises": ("1 / 0", "ZeroDivisionError: division by zero"),
    "ends the program": ("raise SystemExit(3)", "SystemExit: 3"),
    "is no number": ("return 'much'", "could not convert string"),
    "is NaN": ("return float('nan')", "gives NaN"),
}


def plugin(root: Path, body: str) -> None:
    text = PLUGIN.replace("return HOURLY * math.ceil(total_seconds_late / 3600)", body)
    (root / "my_plugin.py").write_text(text)


@pytest.mark.parametrize("body, said", FAULTS.values(), ids=FAULTS.keys())
def test_a_plugin_that_fails_is_told_once_and_loses_no_mark(
    root: Path, body: str, said: str
) -> None:
    due(root, "first,,2026-11-20 17:00")
    prepare(root, "ada", "emmy")
    plugin(root, body)
    prepare(root, "mary")
    (error,) = mark(root).errors
    assert error.startswith("The plugin SubMarks for late work ") and said in error
    assert "for 3 students (ada, emmy, mary)" in error
    assert penalties(root) == {"ada": 2, "emmy": 2, "mary": 0}
    rows = {row["student_id"]: row["raw_score"] for row in table(root)}
    assert rows == {"ada": 3, "emmy": 3, "mary": 3}


@pytest.mark.parametrize("given, lost", [("-5", 0), ("float('inf')", 3), ("99", 3), ("None", None)])
def test_a_penalty_takes_no_more_than_there_is_and_gives_nothing(
    root: Path, given: str, lost: float | None
) -> None:
    plugin(root, f"return {given}")
    config = Config({"AssignLatePenalties": {"plugin_class": "my_plugin.SubMarks"}})
    assert Penalties(config, root).of("ada", 3.0, 60) == lost
    assert Penalties(config, root).of("ada", 3.0, 0) is None


def test_a_plugin_may_import_what_lies_beside_it_and_leaves_no_trace(root: Path) -> None:
    plugin(root, "from my_rules import hourly; return hourly")
    (root / "my_rules.py").write_text("hourly = 2.5")
    config = Config({"AssignLatePenalties": {"plugin_class": "my_plugin.SubMarks"}})
    path = list(sys.path)
    assert Penalties(config, root).of("ada", 3.0, 60) == 2.5
    assert sys.path == path and not {"my_plugin", "my_rules"} & set(sys.modules)
    assert not (root / "__pycache__").exists()


def test_a_plugin_that_is_not_there_is_refused_in_a_sentence(root: Path) -> None:
    config = Config({"AssignLatePenalties": {"plugin_class": "my_plugin.Submarks"}})
    with pytest.raises(CourseError, match=r"my_plugin\.Submarks, which nbgrader_config\.py"):
        Penalties(config, root)
    assert not issubclass(PenaltyError, ImportError)


def test_a_zone_that_is_none_is_refused_in_a_sentence(root: Path) -> None:
    with (root / "nbgrader_config.py").open("a") as settings:
        settings.write("c.NbGraderAPI.timezone = 'Berlin'\n")
    with pytest.raises(CourseError, match=r"names the zone Berlin, which is not known: write one"):
        mark(root)


def test_a_time_that_cannot_be_taken_is_told_when_it_is_new(root: Path) -> None:
    due(root, "first,,2026-11-20 17:00")
    prepare(root, "ada")
    submission = Submission(root, "first", "ada")
    record = marking.records.Record(Standings(Course(root)).fingerprint(submission.read()))
    marking.records.write(submission, record)
    timestamp(root, "ada", "03/04/2026 12:00")
    (error, *_) = mark(root).errors
    assert error.startswith("first of ada: timestamp.txt holds no time") and "ambiguous" in error
    assert penalties(root) == {"ada": 0}
    (row,) = table(root)
    assert row["reason"] == error.removeprefix("first of ada: ")
    assert mark(root).errors == []
    timestamp(root, "ada", "2026-11-20 18:30 +0100")
    mark(root)
    (row,) = table(root)
    assert row["reason"] == "" and row["late_submission_penalty"] == 2


def test_a_link_for_a_time_is_not_followed(root: Path) -> None:
    prepare(root, "ada")
    path = root / "submitted" / "ada" / "first" / "timestamp.txt"
    path.unlink()
    path.symlink_to("/etc/hostname")
    submission = Submission(root, "first", "ada")
    for handed_in in (submission.read(), submission.read_timestamp()):
        with pytest.raises(CourseError, match=r"^timestamp\.txt is a link and was left out\."):
            time_of(handed_in, UTC)
    path.unlink()
    path.mkdir()
    for handed_in in (submission.read(), submission.read_timestamp()):
        with pytest.raises(CourseError, match=r"^timestamp\.txt holds no time"):
            time_of(handed_in, UTC)
    path.rmdir()
    assert time_of(submission.read_timestamp(), UTC) is None


def test_what_is_cut_short_is_done_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(root, "ada")
    due(root, "first,,2026-11-20 17:00")

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Marks, "set_penalty", cut_short)
        with pytest.raises(KeyboardInterrupt):
            mark(root)
    assert penalties(root) == {"ada": 0}
    assert mark(root).changed == 1
    assert penalties(root) == {"ada": 2}


def test_the_table_shows_what_was_taken_off_if_anything_was(root: Path) -> None:
    due(root, "first,,2026-11-20 19:00")
    prepare(root, "ada", "emmy")

    def shown() -> str:
        console = Console(width=120)
        with console.capture() as capture:
            console.print(tables.of_assignment(table(root), "first"))
        return capture.get()

    assert "late" not in shown()
    due(root, "first,,2026-11-20 17:00", "first,emmy,2026-11-20 18:30")
    mark(root)
    lines = [re.split("[┃│]", line) for line in shown().splitlines()]
    header, ada, emmy = ([cell.strip() for cell in line] for line in lines if len(line) > 2)
    column = header.index("late")
    assert ada[column : column + 2] == ["2", "1"] and emmy[column : column + 2] == ["0", "3"]


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_nbgraders_own_command_takes_the_same_off(root: Path) -> None:
    due(root, "first,,2026-11-20 17:00", "first,ada,2026-11-20 18:30")
    for student in ("ada", "emmy"):
        hand_in(root, student, one=solved(), two=solved())
        timestamp(root, student, "2026-11-20 18:30 +0100")
    nbgrader = str(Path(sys.executable).with_name("nbgrader"))
    for command in ("generate_assignment", "autograde"):
        subprocess.run([nbgrader, command, "first"], cwd=root, check=True, capture_output=True)
    assert penalties(root) == {"ada": 0, "emmy": 4}
    due(root, "first,,03/04/2026 17:00")
    done = subprocess.run(
        [nbgrader, "autograde", "first", "--force"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 1 and done.stderr.startswith("due_dates.csv, line 2: the time")
    assert penalties(root) == {"ada": 0, "emmy": 4}
