"""The processes of this machine that workers run in.

They are forked from one process that has imported what all of them need: the libraries that take
seconds to import are imported once, however many cores there are.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
import signal
from collections.abc import Iterable
from pathlib import Path

from nbgradient import names
from nbgradient.course import Course, is_given, read
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
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nbgradient.grading.worker", *known])
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
