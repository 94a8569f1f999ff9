"""Marks anew what is late, without running anything.

Whatever it was that has changed since the last time, a due date, an extension, when something was
handed in, the course's plugin or a person's marks: each penalty is computed from what is there
now. Pages that tell another one are made again when work is given back.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from nbgradient.grading import records
from nbgradient.grading.database import gradebook
from nbgradient.grading.late.penalties import PenaltyError
from nbgradient.grading.late.timestamps import TimestampError, time_of
from nbgradient.grading.marks import Late, Marks
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import TIMESTAMP
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


def mark(standings: Standings, assignments: Iterable[str]) -> Summary:
    """Bring the penalties of ``assignments`` up to date.

    Raises:
        CourseError: the due dates, or the plugin for late work, cannot be used.
    """
    found = Summary()
    with Marks(gradebook.open_course(standings.course.root)) as marks:
        found.notes = marks.unknown_in_due_dates()
        for assignment in assignments:
            _read_times(standings, assignment, marks, found)
            for late, penalty in list(_changes(assignment, marks, found)):
                marks.set_penalty(late, penalty)
                found.changed += 1
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


def _changes(assignment: str, marks: Marks, found: Summary) -> Iterator[tuple[Late, float | None]]:
    """The notebooks with another penalty than the gradebook has, and what it is."""
    failed: dict[str, list[str]] = defaultdict(list)
    for late in marks.late(assignment):
        try:
            penalty = marks.penalty(late)
        except PenaltyError as error:
            failed[str(error)].append(shown(late.student))
            continue
        known = late.notebook.late_submission_penalty
        if not math.isclose(penalty or 0.0, known or 0.0, abs_tol=1e-9):
            yield late, penalty
    for said, students in failed.items():
        names = ", ".join(list(dict.fromkeys(students))[:_MOST_NAMES])
        found.errors.append(
            f"{said}: what late work of {assignment} loses stays as it was, for "
            f"{len(set(students))} students ({names})."
        )
