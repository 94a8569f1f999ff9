"""The same submissions before both graders: courses with hand-ins, and what grading them takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import nbformat
import psutil
from nbformat import NotebookNode
from nbgrader.api import Grade, Gradebook

from firststeps import data
from nbgradient.course import notebooks
from nbgradient.course.folders import Course
from nbgradient.grading.assignment import releasing
from nbgradient.grading.database import gradebook
from nbgradient.proof import bank, stock

BIN = Path(sys.executable).parent
COURSE = Course.find(Path(__file__).parent)

#: The course's settings, for a copy of it.
_ENGINE = """
c = get_config()
load_subconfig("nbgrader_config.py", path={original!r})
c.CourseDirectory.root = {root!r}
"""


@dataclass(frozen=True)
class Taken:
    """What grading took: seconds, and the most bytes of memory at a time (PSS of all processes)."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class Sides:
    """Two courses with the same hand-ins for one assignment."""

    assignment: str
    theirs: Path
    ours: Path

    @classmethod
    def make(cls, assignment: str, number: int, scratch: Path) -> Sides:
        """Have ``number`` students hand in, in two courses below ``scratch``."""
        made = cls(assignment, scratch / "stock", scratch / "engine")
        for root in (made.theirs, made.ours):
            shutil.copytree(COURSE.root / "source" / assignment, root / "source" / assignment)
        stock.write_settings(made.theirs, COURSE.root)
        settings = _ENGINE.format(original=str(COURSE.root), root=str(made.ours))
        (made.ours / "nbgrader_config.py").write_text(settings)
        for root in (made.theirs, made.ours):
            _hand_in(root, assignment, number)
        return made

    def nbgrader(self) -> Taken:
        """Grade with nbgrader's own preprocessors, and make the pages."""
        commands = [
            ["nbgrader", what, self.assignment, "--force"]
            for what in ("autograde", "generate_feedback")
        ]
        return _run(self.theirs, commands)

    def engine(self, workers: int | None = None) -> Taken:
        """Grade with the engine, in as many ``workers`` as there are cores, or in these, and make
        the pages, also of what waits for a person."""
        jobs = ["--jobs", str(workers)] if workers else []
        commands = [["grade", "--force"], ["feedback", "--provisional"]]
        return _run(
            self.ours,
            [["nbgradient", name, self.assignment, option, *jobs] for name, option in commands],
        )

    def differences(self) -> tuple[int, list[str]]:
        """How many marks there are, and those that are not equal, once both have graded."""
        theirs, ours = _marks(self.theirs), _marks(self.ours)
        differ = [
            f"{key}: nbgrader {mark}, engine {ours[key]}"
            for key, mark in theirs.items()
            if ours[key] != mark
        ]
        return len(theirs), differ


def settle() -> None:
    """Have everything that is started from here on run as in grading: one thread a process, the
    small sample of images, and the programs of this environment."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    os.environ["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])
    data.use_sample(COURSE)


def _hand_in(root: Path, assignment: str, number: int) -> None:
    for student in range(number):
        folder = root / "submitted" / f"student{student:02}" / assignment
        folder.mkdir(parents=True)
        for path in COURSE.notebooks(assignment):
            nbformat.write(_work(path, student), folder / path.name)
    releasing.make(gradebook.open_course(root), assignment)


def _work(path: Path, student: int) -> NotebookNode:
    """A student's notebook: two answers of three are right, the others come from the bank."""
    notebook = notebooks.read(path)
    answers: dict[str, list[bank.Answer]] = {}
    for answer in bank.read(bank.folder(COURSE.root) / f"{path.stem}.py"):
        answers.setdefault(answer.exercise, []).append(answer)
    for place, (name, cell) in enumerate(notebooks.cells(notebook)):
        known = answers.get(name)
        if known and (student + place) % 3 == 0:
            cell.source = known[(7 * student + place) % len(known)].code
    return notebook


def _run(root: Path, commands: list[list[str]]) -> Taken:
    with _memory() as peak:
        start = time.perf_counter()
        for command in commands:
            done = subprocess.run(command, cwd=root, capture_output=True, text=True)
            if done.returncode:
                said = f"{command} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
                raise click.ClickException(said)
        seconds = time.perf_counter() - start
    return Taken(seconds, max(peak))


@contextmanager
def _memory() -> Iterator[list[int]]:
    """Watch how many bytes all processes that this one starts take together."""
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(1):
            taken = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    taken += process.memory_full_info().pss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], taken)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _marks(root: Path) -> dict[tuple, float | None]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            (grade.student.id, grade.notebook.name, grade.name): grade.auto_score
            for grade in book.db.query(Grade)
        }
