"""Grade the same submissions on this machine and through Dask, in turn, and compare.

    python benchmarks/cluster.py [-n SUBMISSIONS] [--rounds ROUNDS] [ASSIGNMENT]

Locally two processes grade; through Dask the two threads of one worker, which is on this machine,
too, and is there before. So what is compared is the way over Dask and the node, which starts with
the command, and what a task takes of the network.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from sides import BIN, COURSE, Sides, settle

from nbgradient.course.folders import Course
from nbgradient.grading import run
from nbgradient.grading.cluster.client import Cluster
from nbgradient.grading.standing import Standings

PORT = 18786
ADDRESS = f"tcp://127.0.0.1:{PORT}"


@click.command()
@click.argument("assignment", default="softmax")
@click.option("-n", "number", default=20, show_default=True, help="Submissions.")
@click.option("--rounds", default=1, show_default=True, help="Rounds, each of one run a side.")
def main(assignment: str, number: int, rounds: int) -> None:
    """Grade the same submissions on this machine and through Dask, and compare."""
    settle()
    COURSE.check_assignment(assignment)
    with tempfile.TemporaryDirectory() as scratch:
        course = Sides.make(assignment, number, Path(scratch)).ours
        with _dask(Path(scratch)):
            pairs = [
                (_seconds(course, assignment), _seconds(course, assignment, ADDRESS))
                for _ in range(rounds)
            ]
            traffic = _traffic(course, assignment, number)
    Console().print(_table(assignment, number, pairs), traffic)


def _table(assignment: str, number: int, pairs: list[tuple[float, float]]) -> Table:
    table = Table(title=f"{number} submissions of {assignment}, from files to marks and pages")
    for column in ("2 processes", "1 Dask worker of 2 threads", "ratio"):
        table.add_column(column, justify="right")
    for here, there in pairs:
        table.add_row(f"{here:.1f} s", f"{there:.1f} s", f"{there / here:.2f}")
    if len(pairs) > 1:
        ratio = statistics.median(there / here for here, there in pairs)
        table.add_row("", "median", f"{ratio:.2f}")
    return table


def _seconds(course: Path, assignment: str, scheduler: str | None = None) -> float:
    command = [str(BIN / "nbgradient"), "grade", assignment, "--force"]
    command += ["--scheduler", scheduler] if scheduler else ["--jobs", "2"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=course, capture_output=True, text=True)
    if done.returncode:
        raise click.ClickException(f"{command} failed:\n{done.stdout[-2000:]}\n{done.stderr}")
    return time.perf_counter() - start


def _traffic(course: Path, assignment: str, number: int) -> str:
    """What goes over the network, in a sentence."""
    standings = Standings(Course(course))
    run.enter(assignment, standings)
    todo = run.waiting(assignment, standings, force=True)
    with Cluster(ADDRESS) as cluster, run.Grader(standings.course, 1, pool=cluster.pool) as grader:
        for outcome in grader.grade(todo, standings):
            if outcome.error:
                raise click.ClickException(outcome.error)
        pool = grader.pool
    each = f"{pool.sent / number / 1e3:.0f} kB to the worker and {pool.received / number / 1e3:.0f}"
    once = f"{pool.sent_once / 1e3:.0f} kB"
    return f"A submission, with its page, takes {each} kB back; once a worker goes {once}."


@contextmanager
def _dask(scratch: Path) -> Iterator[None]:
    """A scheduler and a worker, ready."""
    dask, folder = str(BIN / "dask"), scratch / "dask"
    folder.mkdir()
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [
        [dask, "scheduler", "--port", str(PORT), *options],
        [dask, "worker", ADDRESS, "--nthreads", "2", "--local-directory", str(folder), *options],
    ]
    with (folder / "log").open("w") as log:
        started = [
            subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) for command in commands
        ]
    try:
        _await_scheduler()
        with Cluster(ADDRESS):  # waits for the worker
            pass
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _await_scheduler() -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", PORT), 1).close()
            return
        time.sleep(0.2)


if __name__ == "__main__":
    main()
