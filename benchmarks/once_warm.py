"""What a notebook takes once the libraries are there: its cells alone, and on the engine.

The floor is what no engine can save: the processor time of the submissions' own cells in a process
that has imported and used all libraries before. Beside it stands what the test cells take in the
same process: the rest is what it costs to keep the tests and the student's code apart.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sides import COURSE

from nbgradient.course import notebooks, settings
from nbgradient.course.needs import Needs, needs
from nbgradient.course.ownership import runs
from nbgradient.examiner import warm
from nbgradient.examiner.engine import Source
from nbgradient.grading import tasks
from nbgradient.grading.tasks import Job

#: Run notebooks in forks of a process that is warm; print what own cells and test cells take.
_FLOOR = """
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


@dataclass(frozen=True)
class Costs:
    """Seconds of a processor for one submission to a notebook.

    Attributes:
        cells: its own cells, in one process.
        tests: its test cells, in the same process.
        engine: the engine, with all that it does for the notebook.
    """

    cells: float
    tests: float
    engine: float

    @property
    def above(self) -> float:
        """What the engine adds to cells and tests."""
        return self.engine - self.cells - self.tests


def costs(assignment: str, root: Path) -> Iterator[tuple[str, Costs]]:
    """The mean costs of the submissions in the course at ``root``, for each notebook."""
    shared = needs([notebooks.read(path) for path in COURSE.notebooks(assignment)])
    for path in COURSE.notebooks(assignment):
        submitted = sorted((root / "submitted").glob(f"*/{assignment}/{path.name}"))
        cells, tests = map(statistics.mean, zip(*_alone(submitted, shared), strict=True))
        engine = statistics.mean(_engine(path, submitted, root, shared))
        yield path.stem, Costs(cells, tests, engine)


def _alone(submitted: list[Path], shared: Needs) -> list[list[float]]:
    """For each notebook, what its own cells and its test cells take in one warm process."""
    books = [
        [
            (cell.source, notebooks.is_test(cell))
            for cell in notebooks.read(work).cells
            if runs(cell)
        ]
        for work in submitted
    ]
    task = {"imports": shared.imports, "words": sorted(shared.words), "notebooks": books}
    done = subprocess.run(
        [sys.executable, "-c", _FLOOR],
        input=json.dumps(task),
        env=os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
        capture_output=True,
        text=True,
        check=True,
    )
    return list(map(json.loads, done.stdout.splitlines()))


def _engine(path: Path, submitted: list[Path], root: Path, shared: Needs) -> list[float]:
    config = settings.load(root)
    source = Source(path.read_text(), shared)
    taken = []
    for work in [submitted[0], *submitted]:  # the first one warms up
        job = Job(path.stem, source, work.read_bytes(), {}, {}, config)
        before = time.process_time() + warm.cpu_seconds()
        tasks.grade(job)
        taken.append(time.process_time() + warm.cpu_seconds() - before)
    warm.close()
    return taken[1:]
