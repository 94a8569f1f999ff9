"""Grade classes of different sizes: does a submission cost the same, whatever the class?

    python benchmarks/scale.py [-n SUBMISSIONS]... [ASSIGNMENT]

Each class goes from files in ``submitted/`` to marks in the gradebook, and to pages in
``feedback/`` of what needs no person; then the command is run again with nothing changed, and with
one submission changed. The smallest class is graded with stock nbgrader, too, and one of at most a
hundred with 1, 2, 4… workers.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import click
import psutil
from rich.console import Console
from rich.table import Table
from sides import Sides, settle

#: The most submissions with which numbers of workers are compared.
FOR_WORKERS = 100

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Run:
    """What one run of the command took: seconds of the clock, of the processors, of these what the
    command's own process took, and the most bytes of memory that this had."""

    seconds: float
    processor: float
    own: float
    memory: int


@click.command()
@click.argument("assignment", default="softmax")
@click.option("-n", "numbers", multiple=True, type=int, default=(10, 100, 1000), show_default=True)
def main(assignment: str, numbers: tuple[int, ...]) -> None:
    """Grade classes of NUMBERS submissions to ASSIGNMENT."""
    settle()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    console = Console(width=140)
    with tempfile.TemporaryDirectory() as scratch:
        classes = {n: Sides.make(assignment, n, Path(scratch, str(n))) for n in sorted(numbers)}
        console.print(_sizes(classes))
        console.print(_workers(classes))
        number, smallest = next(iter(classes.items()))
        theirs, ours = smallest.nbgrader().seconds, smallest.engine().seconds
        console.print(
            f"nbgrader takes {theirs / number:.1f} s for each of {number} submissions, the engine "
            f"{ours / number:.1f} s: {theirs / ours:.1f} times as long."
        )


def _sizes(classes: dict[int, Sides]) -> Table:
    table = _table(
        "Classes of different sizes", "submissions", "seconds", "each", "processor", "coordinator",
        "its MB", "unchanged", "one changed", "that one alone", "kB on disk", "in the gradebook",
    )  # fmt: skip
    for number, side in classes.items():
        whole = _grade(side)
        again = _grade(side)
        alone = _grade(side, "--force", "--students", "student00")
        _change(side)
        changed = _grade(side)
        table.add_row(
            str(number), f"{whole.seconds:.0f} s", f"{whole.seconds / number:.2f} s",
            f"{whole.processor / number:.2f} s", f"{1000 * whole.own / number:.0f} ms",
            f"{whole.memory / 2**20:.0f}", f"{again.seconds:.1f} s", f"{changed.seconds:.1f} s",
            f"{alone.seconds:.1f} s", f"{_kilobytes(side) / number:.0f}",
            f"{(side.ours / 'gradebook.db').stat().st_size / 1000 / number:.1f}",
        )  # fmt: skip
    return table


def _workers(classes: dict[int, Sides]) -> Table:
    number = max((n for n in classes if n <= FOR_WORKERS), default=min(classes))
    side = classes[number]
    table = _table(f"Workers, with {number} submissions", "workers", "seconds", "each")
    workers = 1
    while workers <= (os.cpu_count() or 1):
        taken = _grade(side, "--force", "--jobs", str(workers)).seconds
        table.add_row(str(workers), f"{taken:.0f} s", f"{taken / number:.2f} s")
        workers *= 2
    return table


def _grade(side: Sides, *options: str) -> Run:
    command = ["nbgradient", "grade", side.assignment, *options]
    before, start = _spent(), time.perf_counter()
    with subprocess.Popen(command, cwd=side.ours, stdout=subprocess.DEVNULL) as process:
        own = [0.0, 0]
        threading.Thread(target=_watch, args=(process.pid, own), daemon=True).start()
        if process.wait() not in (0, 1):
            raise click.ClickException(f"{command} failed.")
        with contextlib.suppress(ChildProcessError):
            while True:  # whatever it leaves to this process, so that its time counts
                os.waitpid(-1, 0)
    return Run(time.perf_counter() - start, _spent() - before, own[0], int(own[1]))


def _spent() -> float:
    """Seconds of the processors that all have taken which this process started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, own: list[float]) -> None:
    """Keep the processor time of a process, and the most bytes that it had, in ``own``."""
    while True:
        try:
            process = psutil.Process(pid)
            times = process.cpu_times()
            own[:] = times.user + times.system, max(own[1], process.memory_info().rss)
        except psutil.Error:
            return
        time.sleep(0.5)


def _kilobytes(side: Sides) -> float:
    """What grading has left on the disk, without the gradebook."""
    folders = [side.ours / name for name in ("autograded", "feedback", ".nbgradient")]
    found = (path.stat().st_size for folder in folders for path in folder.rglob("*"))
    return sum(found) / 1000


def _change(side: Sides) -> None:
    """Have one student hand in something else."""
    folder = side.ours / "submitted" / "student00" / side.assignment
    path = min(folder.glob("*.ipynb"))
    path.write_text(path.read_text().replace('"source": [', '"source": [\n    "",', 1))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title)
    for column in columns:
        table.add_column(column, justify="right")
    return table


if __name__ == "__main__":
    main()
