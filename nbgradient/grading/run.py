"""Grade a class: every submission that is new or has changed, side by side."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI

from nbgradient import course
from nbgradient.course import CourseError
from nbgradient.grading import autograde, gradebook, records
from nbgradient.grading.submission import Submission, submissions


@dataclass(frozen=True)
class Outcome:
    """What became of a submission.

    Attributes:
        submission: which one.
        remarks: what is to be said of its notebooks, by their names.
        error: why it was not graded, though it is not to blame; the next run tries again.
    """

    submission: Submission
    remarks: dict[str, str] = field(default_factory=dict)
    error: str | None = None


def prepare(assignment: str, root: Path, force: bool = False) -> list[Submission]:
    """Enter ``assignment`` and its students into the gradebook; return what is to be graded.

    Raises:
        CourseError: there is no such assignment, nothing was handed in, or the gradebook refuses.
    """
    course.check_assignment(assignment, root)
    handed_in = submissions(assignment, root)
    if not handed_in:
        raise CourseError(f"Nothing was handed in: there is no folder submitted/*/{assignment}.")
    api = gradebook.open_course(root)
    gradebook.enter_assignment(api, assignment)
    gradebook.enter_students(api, {submission.student for submission in handed_in})
    return [item for item in handed_in if force or not _is_done(api, item)]


def grade(todo: list[Submission], jobs: int) -> Iterator[Outcome]:
    """Grade ``todo`` in ``jobs`` processes, and give each outcome as soon as it is known."""
    if not todo:
        return
    executor = _workers(todo[0].root, jobs)
    try:
        futures = {executor.submit(autograde.grade, item): item for item in todo}
        for future in as_completed(futures):
            yield _outcome(futures[future], future)
    finally:
        executor.shutdown(cancel_futures=True)


def _is_done(api: NbGraderAPI, submission: Submission) -> bool:
    return records.read(submission) is not None and gradebook.has(api, submission)


def _outcome(submission: Submission, future: Future) -> Outcome:
    try:
        record = future.result()
    except Exception as error:
        return Outcome(submission, error=f"{error}")
    records.write(submission, record)
    return Outcome(submission, record.remarks)


def _workers(root: Path, jobs: int) -> Executor:
    log = root / ".nbgradient" / "grading.log"
    log.parent.mkdir(exist_ok=True)
    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(log,),
    )


def _start_worker(log: Path) -> None:
    """Keep what nbgrader and the kernels say off the terminal, and each kernel to one thread."""
    with log.open("a") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    logging.basicConfig(level=logging.INFO)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
