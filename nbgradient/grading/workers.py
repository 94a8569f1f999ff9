"""The processes of this machine that workers run in."""

from __future__ import annotations

import logging
import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path


def local(root: Path, jobs: int) -> Executor:
    """``jobs`` processes, whose words go into the log of the course at ``root``."""
    log = root / ".nbgradient" / "grading.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(log,),
    )


def _start_worker(log: Path) -> None:
    """Keep what libraries say off the terminal, and each to one thread."""
    with log.open("a") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    logging.basicConfig(level=logging.INFO)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
