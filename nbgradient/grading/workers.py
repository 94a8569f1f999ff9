"""The processes of this machine that workers run in.

They are forked from one process that has imported what all of them need: the libraries that take
seconds to import are imported once, however many cores there are.
"""

from __future__ import annotations

import logging
import multiprocessing.connection
import multiprocessing.forkserver
import multiprocessing.util
import os
import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from nbgradient import names
from nbgradient.course import Course, is_given, read
from nbgradient.examiner import warm
from nbgradient.examiner.sandbox import ENVIRONMENT
from nbgradient.wire.codec import LIBRARIES

#: What libraries read when they are imported; threads do not survive a fork.
_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "KERAS_BACKEND")


def preload(assignments: Iterable[str], course: Course) -> None:
    """Start to import what the notebooks of ``assignments`` import, while the caller goes on."""
    cells = [
        cell.source
        for assignment in assignments
        for path in course.notebooks(assignment)
        for cell in read(path).cells
        if is_given(cell)
    ]
    modules = names.imported(map(names.parse, cells)).values()
    known = [module for module in dict.fromkeys(modules) if module.split(".")[0] in LIBRARIES]
    os.environ.update({name: ENVIRONMENT[name] for name in _VARIABLES})
    multiprocessing.forkserver.set_forkserver_preload(["nbgradient.grading.worker", *known])
    # An interrupt is for the command alone: it ends the workers when they have done their task.
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        multiprocessing.forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, usual)


def local(root: Path, jobs: int) -> Executor:
    """``jobs`` processes, whose words go into the log of the course at ``root``."""
    log = root / ".nbgradient" / "grading.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("forkserver"),
        initializer=_start_worker,
        initargs=(log,),
    )


def at_exit(function: Callable[[], object]) -> None:
    """Have this worker call ``function`` before it ends, which ``atexit`` does not in a fork."""
    multiprocessing.util.Finalize(None, function, exitpriority=1)


def _start_worker(log: Path) -> None:
    """Keep what libraries say off the terminal, and end what the worker starts with it."""
    with log.open("a") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    logging.basicConfig(level=logging.INFO)
    at_exit(warm.close_for_good)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the command is killed: nobody else would tell this process."""
    multiprocessing.connection.wait([multiprocessing.parent_process().sentinel])
    multiprocessing.util._exit_function()
    os._exit(1)
