"""``nbgradient grade``, as it is called: what it takes, what it says, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from click.testing import CliRunner
from machines import heeding_interrupts
from small_course import hand_in, make, solved

from nbgradient.cli import main

pytestmark = pytest.mark.usefixtures("sandbox")

#: Seconds after which what should have happened has not.
PATIENCE = 120
COMMAND = (sys.executable, "-c", "from nbgradient.cli import main; main()", "grade")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two assignments of one notebook; ada has handed in both, emmy the first."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    make(tmp_path)
    (tmp_path / "source" / "first" / "two.ipynb").unlink()
    shutil.copytree(tmp_path / "source" / "first", tmp_path / "source" / "second")
    hand_in(tmp_path, "ada", one=solved())
    hand_in(tmp_path, "emmy", one=solved("def double(x):\n    return x"))
    shutil.copytree(tmp_path / "submitted/ada/first", tmp_path / "submitted/ada/second")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def summary(*options: str) -> dict:
    """What the command writes for a program."""
    result = CliRunner().invoke(main, ["grade", "--json", "--jobs", "1", *options])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["assignments"]


def scores(root: Path) -> dict[tuple[str, str], float]:
    """The scores in grades.csv, by assignment and student."""
    with (root / "grades.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return {(row["assignment"], row["student_id"]): float(row["score"]) for row in rows}


@pytest.mark.slow
def test_all_that_is_new_is_graded_or_what_is_asked_for(root: Path) -> None:
    assert summary("first", "--students", "emmy")["first"]["graded"] == 1
    found = summary()
    assert {name: (of["handed_in"], of["graded"]) for name, of in found.items()} == {
        "first": (2, 1),
        "second": (1, 1),
    }
    assert all(of["graded"] == 0 for of in summary().values())
    assert scores(root) == {
        ("first", "ada"): 3,
        ("first", "emmy"): 0,
        ("second", "ada"): 3,
        ("second", "emmy"): 0,
    }


@pytest.mark.parametrize(
    "options, said",
    [
        (["third"], "There is no assignment 'third' in source/. There are: first, second."),
        (["--students", "ada,niels"], "Nothing was handed in by niels: look at submitted/."),
    ],
)
def test_what_is_not_there_is_named(root: Path, options: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["grade", *options])
    assert result.exit_code == 1
    assert said in " ".join(result.stderr.split())


@pytest.fixture
def started(root: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts the command in a process group of its own; it is ended with the test."""
    running = []

    def start(*options: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [*COMMAND, *options], cwd=root, text=True, process_group=0, bufsize=1,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=heeding_interrupts,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


def until(holds: Callable[[], object]) -> None:
    """Wait until something ``holds``."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.1)


def is_graded(root: Path, student: str) -> bool:
    return (root / ".nbgradient" / "graded" / "first" / f"{student}.json").exists()


@pytest.mark.slow
def test_an_interrupt_ends_it_and_the_next_run_does_the_rest(
    root: Path, started: Callable[..., subprocess.Popen]
) -> None:
    endless = "import time\ntime.sleep(1000)\ndef double(x):\n    return 2 * x"
    hand_in(root, "zeno", one=solved(endless))
    process = started("first")
    until(lambda: is_graded(root, "ada"))
    children = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Broken off. What is graded stays; run the command again for the rest." in output
    assert "Traceback" not in output
    until(lambda: not any(map(is_running, children)))
    assert not is_graded(root, "zeno")

    hand_in(root, "zeno", one=solved())
    assert summary("first")["first"]["graded"] <= 2
    assert scores(root)["first", "zeno"] == 3


def is_running(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.mark.slow
def test_with_watch_it_grades_what_arrives_and_follows_no_link(
    root: Path, started: Callable[..., subprocess.Popen]
) -> None:
    (root / "elsewhere").mkdir()
    process = started("--watch", "--jobs", "1")
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "Watching submitted/" in line:
            break
    hand_in(root, "niels", one=solved())
    (root / "submitted" / "niels" / "first" / "link").symlink_to(root / "elsewhere")
    until(lambda: is_graded(root, "niels") and scores(root).get(("first", "niels")) == 3)
    (root / "elsewhere" / "news").write_text("nothing of niels'")
    hand_in(root, "emmy", one=solved())
    until(lambda: scores(root)["first", "emmy"] == 3)

    source = nbformat.read(root / "source/first/one.ipynb", as_version=4)
    source.cells[2].metadata.nbgrader.points = 4
    nbformat.write(source, root / "source" / "first" / "one.ipynb")
    until(lambda: scores(root)["first", "ada"] == 5)
    os.killpg(process.pid, signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "first of niels: graded." in rest
    assert rest.count("first of niels") == 2  # as it came, and when the source had changed
    assert "Traceback" not in rest
