"""Marks anew what is late, without running anything.

Whatever it was that has changed since the last time, a due date, an extension, when something was
handed in, the course's plugin or a person's marks: each penalty is computed from what is there
now. A page is made before its penalty is written, so that what is cut short is done again.
"""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from traitlets.config import Config

from nbgradient.course.folders import Course
from nbgradient.examiner.engine import Engine
from nbgradient.grading import records, tasks, workers
from nbgradient.grading.database import gradebook
from nbgradient.grading.integration import add_engine
from nbgradient.grading.late.penalties import PenaltyError
from nbgradient.grading.late.timestamps import TimestampError, time_of
from nbgradient.grading.marks import Late, Marks
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import TIMESTAMP, Submission
from nbgradient.safe.shown import shown

#: How many students are named of those with the same trouble.
_MOST_NAMES = 5


@dataclass
class Summary:
    """What became of the penalties for late work.

    Attributes:
        changed: how many notebooks have another one now.
        notes: what somebody may want to know of the file of due dates.
        errors: what a person has to look at.
    """

    changed: int = 0
    notes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Change:
    """A submission, and those of its notebooks whose penalty is not what the gradebook has."""

    submission: Submission
    penalties: list[tuple[Late, float | None]]


def mark(standings: Standings, assignments: Iterable[str], jobs: int) -> Summary:
    """Bring the penalties of ``assignments`` up to date, and the pages that tell them.

    Pages are made in up to ``jobs`` processes.

    Raises:
        CourseError: the due dates, or the plugin for late work, cannot be used.
    """
    api = gradebook.open_course(standings.course.root)
    add_engine(api.config)
    found = Summary()
    with Marks(api) as marks:
        found.notes = marks.unknown_in_due_dates()
        changes: list[_Change] = []
        for assignment in assignments:
            _read_times(standings, assignment, marks, found)
            changes += _changes(standings.course, assignment, marks, found)
        for change, error in _with_pages(changes, marks, api.config, jobs):
            for late, penalty in change.penalties:
                marks.set_penalty(late, penalty)
            found.changed += len(change.penalties)
            if error:
                found.errors.append(error)
    return found


def _read_times(standings: Standings, assignment: str, marks: Marks, found: Summary) -> None:
    """Enter when everything was handed in, and have the records say where that is not known."""
    when: dict[str, datetime | None] = {}
    for standing in list(standings.of(assignment).values()):
        submission, problem = standing.submission, None
        if not submission.is_named:
            continue
        try:
            when[submission.student] = time_of(submission.read_timestamp(), marks.zone)
        except TimestampError as error:
            when[submission.student], problem = None, str(error)
        if standing.record and standing.record.remarks.get(TIMESTAMP) != problem:
            record = standing.record.retold(TIMESTAMP, problem)
            standings.note(submission, record)
            with suppress(OSError):
                records.write(submission, record)
            if problem:
                found.errors.append(f"{assignment} of {shown(submission.student)}: {problem}")
    marks.set_times(assignment, when)


def _changes(course: Course, assignment: str, marks: Marks, found: Summary) -> Iterator[_Change]:
    failed: dict[str, list[str]] = defaultdict(list)
    changed: dict[str, list[tuple[Late, float | None]]] = defaultdict(list)
    for late in marks.late(assignment):
        try:
            penalty = marks.penalty(late)
        except PenaltyError as error:
            failed[str(error)].append(shown(late.student))
            continue
        known = late.notebook.late_submission_penalty
        if not math.isclose(penalty or 0.0, known or 0.0, abs_tol=1e-9):
            changed[late.student].append((late, penalty))
    for student, penalties in changed.items():
        yield _Change(Submission(course.root, assignment, student), penalties)
    for said, students in failed.items():
        names = ", ".join(list(dict.fromkeys(students))[:_MOST_NAMES])
        found.errors.append(
            f"{said}: what late work of {assignment} loses stays as it was, for "
            f"{len(set(students))} students ({names})."
        )


def _with_pages(
    changes: list[_Change], marks: Marks, config: Config, jobs: int
) -> Iterator[tuple[_Change, str | None]]:
    """Each change when its page is written, and a sentence if there is none."""
    if not changes:
        return
    waiting, pages = iter(changes), dict[Future, _Change]()
    with Engine(config=config).pool(jobs, workers.log(changes[0].submission.root)) as pool:
        while True:
            while len(pages) < 2 * jobs and (change := next(waiting, None)):
                try:
                    pages[pool.submit(tasks.page, _job(change, marks, config))] = change
                except OSError:
                    yield change, _without_page(change, "a graded notebook cannot be read")
            if not pages:
                return
            for future in wait(pages, return_when=FIRST_COMPLETED).done:
                change = pages.pop(future)
                try:
                    _write(change.submission.page, future.result())
                except Exception as error:  # it is this page's own
                    yield change, _without_page(change, shown(str(error)[:300]))
                else:
                    yield change, None


def _job(change: _Change, marks: Marks, config: Config) -> tasks.Page:
    marked = marks.marked(change.submission)
    for late, penalty in change.penalties:
        name = late.notebook.name
        marked[name] = replace(marked[name], late_penalty=penalty or 0.0)
    folder = change.submission.outcome("autograded")
    graded = {name: (folder / f"{name}.ipynb").read_bytes() for name in marked}
    return tasks.Page(change.submission.assignment, graded, marked, {}, config)


def _without_page(change: _Change, why: str) -> str:
    name = f"{change.submission.assignment} of {shown(change.submission.student)}"
    return (
        f"{name}: the page could not be made again ({why}): "
        f"nbgradient grade {change.submission.assignment} --force makes it."
    )


def _write(page: Path, content: bytes) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    part = page.with_name(f"{page.name}.part")
    part.write_bytes(content)
    os.replace(part, page)
