"""What workers need to be there before the first of them has something to do.

Both sides import side by side, while the command still gets ready: the warm process in its sandbox,
and one process that all workers are forked from. So the libraries that take seconds to import are
imported, and held in memory, once on each side, however many cores there are.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
import signal
from collections.abc import Iterable
from pathlib import Path

from nbgradient.course.folders import Course
from nbgradient.course.needs import needs
from nbgradient.course.notebooks import read
from nbgradient.examiner.keeper import keeper
from nbgradient.examiner.libraries import modules
from nbgradient.examiner.sandbox import ENVIRONMENT
from nbgradient.examiner.warm_process import Wanted

#: What libraries read when they are imported; threads do not survive a fork.
_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
#: The module that imports what workers need, and where it is told what notebooks import.
_PRELOAD, PRELOADED = "nbgradient.grading.preload", "NBGRADIENT_PRELOAD"


def start(
    assignments: Iterable[str],
    course: Course,
    trust: bool = False,
    figures: bool = True,
    shared: bool = True,
) -> None:
    """Start to import what the notebooks of ``assignments`` need, while the caller goes on.

    Args:
        trust: submissions will run without a sandbox.
        figures: they will draw some.
        shared: there will be several workers. A single one need not wait for its libraries: it
            imports them itself, while the cells of a submission run.
    """
    sources = [read(path) for assignment in assignments for path in course.notebooks(assignment)]
    data = os.environ.get("NBGRADIENT_DATA")
    warm_up(Wanted(needs(sources), data, trust, figures, str(course.root)), shared)


def warm_up(wanted: Wanted, shared: bool) -> None:
    """As ``start``, for whoever knows the warm process that will be ``wanted``."""
    keeper.start(wanted)
    preload(modules(wanted.needs) if shared else ())


def preload(libraries: Iterable[str] = ()) -> None:
    """Start the process that all workers are forked from, which imports ``libraries`` for them."""
    os.environ.update({name: ENVIRONMENT[name] for name in _VARIABLES})
    os.environ[PRELOADED] = " ".join(libraries)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOAD])
    # An interrupt is for the command alone, which ends the workers.
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        multiprocessing.forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, usual)


def log(root: Path) -> Path:
    """The file for what workers say of the course at ``root``."""
    path = root / ".nbgradient" / "grading.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
