"""Grade the same submissions with stock nbgrader and with the engine, and compare.

    python benchmarks/grading.py [-n SUBMISSIONS] [ASSIGNMENT ...]

Both sides go from files in ``submitted/`` to marks in the gradebook and pages in ``feedback/``:
``nbgrader autograde`` and ``nbgrader generate_feedback`` with nbgrader's own preprocessors, and
``nbgradient grade`` on all cores. Every mark has to be equal.

The floor is what no engine can save: the processor time of the submissions' own cells in a process
that has imported and used all libraries before. Beside it stands what the test cells take in the
same process: the rest is what it costs to keep the tests and the student's code apart.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
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
from rich.console import Console
from rich.table import Table

from nbgradient import bank, course, data, stock
from nbgradient.course import Course
from nbgradient.examiner import warm
from nbgradient.examiner.engine import Source
from nbgradient.examiner.needs import Needs, needs
from nbgradient.grading import gradebook, worker
from nbgradient.grading.worker import Job
from nbgradient.ownership import runs

BIN = Path(sys.executable).parent
COURSE = Course.find(Path(__file__).parent)

#: The course's settings, for a copy of it.
ENGINE = """
c = get_config()
load_subconfig("nbgrader_config.py", path={original!r})
c.CourseDirectory.root = {root!r}
"""

#: Run notebooks in forks of a process that is warm; print what own cells and test cells take.
FLOOR = """
import json, os, sys, time
from nbgradient.candidate.shell import Shell
from nbgradient.wire.seeds import seed
from nbgradient.candidate.warmup import warm_up

out = os.dup(1)
task = json.load(sys.stdin)
shell = Shell.instance()
warm_up(shell, task["imports"], frozenset(task["words"]))
for cells in task["notebooks"]:
    if not os.fork():
        seed()
        taken = [0.0, 0.0]
        for cell, is_test in cells:
            before = time.process_time()
            shell.run(cell, 1 << 20)
            taken[is_test] += time.process_time() - before
        os.write(out, json.dumps(taken).encode() + b"\\n")
        os._exit(0)
    os.wait()
"""


@dataclass
class Side:
    """What grading took on one side."""

    seconds: float
    marks: dict[tuple, float | None]
    memory: int


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("-n", "number", default=12, show_default=True, help="Submissions an assignment.")
def main(assignments: tuple[str, ...], number: int) -> None:
    """Grade the same submissions with stock nbgrader and with the engine, and compare."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    os.environ["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])
    data.use_sample(COURSE)
    sides = Table(title=f"{number} submissions an assignment, {os.cpu_count()} cores")
    for column in ("assignment", "notebooks", "nbgrader", "engine", "ratio", "marks equal",
                   "memory: nbgrader", "engine"):  # fmt: skip
        sides.add_column(column, justify="left" if column == "assignment" else "right")
    costs = Table(title="Processor time of a notebook, in seconds, once the process is warm")
    for column in ("notebook", "own cells (floor)", "tests", "engine", "above the floor"):
        costs.add_column(column, justify="left" if column == "notebook" else "right")
    total, sums, console = [0.0, 0.0], [0.0] * 4, Console(width=110)
    for assignment in assignments or COURSE.assignments():
        with tempfile.TemporaryDirectory() as scratch:
            _compare(assignment, number, Path(scratch), sides, total)
            _costs(assignment, Path(scratch, "engine"), costs, sums)
    sides.add_row("all", "", f"{total[0]:.0f} s", f"{total[1]:.0f} s", f"{total[0] / total[1]:.1f}")
    costs.add_row("all", *(f"{number:.2f}" for number in sums))
    console.print(sides)
    console.print(costs)


def _compare(assignment: str, number: int, scratch: Path, table: Table, total: list) -> None:
    theirs, ours = scratch / "stock", scratch / "engine"
    for root in (theirs, ours):
        shutil.copytree(COURSE.root / "source" / assignment, root / "source" / assignment)
    stock.write_settings(theirs, COURSE.root)
    settings = ENGINE.format(original=str(COURSE.root), root=str(ours))
    (ours / "nbgrader_config.py").write_text(settings)
    for root in (theirs, ours):
        _hand_in(root, assignment, number)
    stock_side = _grade(theirs, assignment, [
        ["nbgrader", "autograde", assignment], ["nbgrader", "generate_feedback", assignment],
    ])  # fmt: skip
    engine_side = _grade(ours, assignment, [["nbgradient", "grade", assignment]])
    notebooks = number * len(COURSE.notebooks(assignment))
    same = sum(engine_side.marks[key] == mark for key, mark in stock_side.marks.items())
    total[0] += stock_side.seconds
    total[1] += engine_side.seconds
    table.add_row(
        assignment,
        str(notebooks),
        f"{stock_side.seconds:.0f} s, {stock_side.seconds / notebooks:.2f} each",
        f"{engine_side.seconds:.0f} s, {engine_side.seconds / notebooks:.2f} each",
        f"{stock_side.seconds / engine_side.seconds:.1f}",
        f"{same} of {len(stock_side.marks)}",
        f"{stock_side.memory >> 20} MB",
        f"{engine_side.memory >> 20} MB",
    )
    for key, mark in stock_side.marks.items():
        if engine_side.marks[key] != mark:
            click.echo(f"{key}: nbgrader {mark}, engine {engine_side.marks[key]}", err=True)


def _hand_in(root: Path, assignment: str, number: int) -> None:
    """Have ``number`` students hand in, in the course at ``root``."""
    for student in range(number):
        folder = root / "submitted" / f"student{student:02}" / assignment
        folder.mkdir(parents=True)
        for path in COURSE.notebooks(assignment):
            nbformat.write(_work(path, student), folder / path.name)
    gradebook.release(gradebook.open_course(root), assignment)


def _work(path: Path, student: int) -> NotebookNode:
    """A student's notebook: two answers of three are right, the others come from the bank."""
    notebook = course.read(path)
    answers: dict[str, list[bank.Answer]] = {}
    for answer in bank.read(bank.folder(COURSE.root) / f"{path.stem}.py"):
        answers.setdefault(answer.exercise, []).append(answer)
    for place, (name, cell) in enumerate(course.cells(notebook)):
        known = answers.get(name)
        if known and (student + place) % 3 == 0:
            cell.source = known[(7 * student + place) % len(known)].code
    return notebook


def _grade(root: Path, assignment: str, commands: list[list[str]]) -> Side:
    with _memory() as peak:
        start = time.perf_counter()
        for command in commands:
            done = subprocess.run(command, cwd=root, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{command} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        seconds = time.perf_counter() - start
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        marks = {
            (grade.student.id, grade.notebook.name, grade.name): grade.auto_score
            for grade in book.db.query(Grade)
        }
    return Side(seconds, marks, max(peak))


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


def _costs(assignment: str, root: Path, table: Table, sums: list[float]) -> None:
    """What the engine takes of a core for each notebook, and what the cells alone would take."""
    shared = needs([course.read(path) for path in COURSE.notebooks(assignment)])
    for path in COURSE.notebooks(assignment):
        submitted = sorted((root / "submitted").glob(f"*/{assignment}/{path.name}"))
        floor, tests = map(statistics.mean, zip(*_alone(submitted, shared), strict=True))
        engine = statistics.mean(_engine(path, submitted, root, shared))
        numbers = (floor, tests, engine, engine - floor)
        table.add_row(path.stem, *(f"{number:.2f}" for number in numbers))
        for column, number in enumerate(numbers):
            sums[column] += number


def _alone(submitted: list[Path], shared: Needs) -> list[list[float]]:
    """For each notebook, what its own cells and its test cells take in one warm process."""
    notebooks = [
        [(cell.source, course.is_test(cell)) for cell in course.read(work).cells if runs(cell)]
        for work in submitted
    ]
    done = subprocess.run(
        [sys.executable, "-c", FLOOR],
        input=json.dumps(
            {"imports": shared.imports, "words": sorted(shared.words), "notebooks": notebooks}
        ),
        env=os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
        capture_output=True,
        text=True,
        check=True,
    )
    return list(map(json.loads, done.stdout.splitlines()))


def _engine(path: Path, submitted: list[Path], root: Path, shared: Needs) -> list[float]:
    config = stock.settings(root)
    source = Source(path.read_text(), shared)
    taken = []
    for work in [submitted[0], *submitted]:  # the first one warms up
        job = Job(path.stem, source, work.read_bytes(), {}, {}, config)
        before = time.process_time() + warm.cpu_seconds()
        worker.grade(job)
        taken.append(time.process_time() + warm.cpu_seconds() - before)
    warm.close()
    return taken[1:]


if __name__ == "__main__":
    main()
