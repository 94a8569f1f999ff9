"""What each part of the report says, as its template takes it: numbers in words, names, links.

An anonymous report is one to show in class. It names nobody and links to nobody's work, and says
nothing that fewer than ``SHARED`` students have in common, no number in it either: a message or a
reason may hold what only one of them wrote.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import numpy as np

from nbgradient.course.exercises import Exercise
from nbgradient.examiner.wording import MASK
from nbgradient.grading.outcome import WHOLE
from nbgradient.grading.submission import Submission
from nbgradient.pages.student.cells import anchor_of
from nbgradient.reporting import behind, doubts, mistakes, plots, statistics
from nbgradient.reporting.behind import Past
from nbgradient.reporting.doubts import Doubt
from nbgradient.reporting.gather import MOST_WAITING, Class, Graded
from nbgradient.reporting.mistakes import Failures, Mistake, Mistakes, normalised
from nbgradient.safe.shown import shown

#: How many students have to share what an anonymous report tells of them.
SHARED = 3
#: How many names follow a reason, and how many students are listed by name.
MOST_NAMES, MOST_STUDENTS = 5, 100

#: The reasons that an anonymous report does not tell.
_OTHERS = "Reasons of a few students."

#: A part of the page as the template takes it.
Part = dict[str, Any]


@dataclass(frozen=True)
class Sections:
    """The parts of the report on ``found``, of the course in the folder ``root``.

    Attributes:
        target: the file that the page is written to, which its links start from.
        anonymous: whether it is to be shown to students.
        now: the time, in UTC and without a zone.
    """

    found: Class
    root: Path
    target: Path
    anonymous: bool
    now: datetime

    @property
    def all(self) -> Part:
        """All of them, and what the page begins with."""
        self_named = {} if self.anonymous else {"behind": self.behind()}
        return {
            "anonymous": self.anonymous,
            "made": self._when(self.now),
            "students_in_all": len(self.found.names),
            "has_dates": any(item.due for item in self.found.assignments),
            "few": statistics.FEW,
            "very_few": statistics.VERY_FEW,
            "shared": SHARED,
            "course": self.course(),
            "assignments": [self.assignment(item) for item in self.found.assignments],
            "times": self.times(),
            "doubts": self.doubts(),
            "ungraded": self.ungraded(),
            "remarks": self.remarks(),
            "waiting": self.waiting(),
            **self_named,
        }

    def course(self) -> Part:
        """The distribution of points, and what was handed in, by assignment."""
        marks = {item.name: list(item.final.values()) for item in self.found.assignments}
        return {
            "plot": plots.of_points({shown(name): own for name, own in marks.items()}),
            "rows": [self._course_row(item) for item in self.found.assignments],
            "early": [shown(item.name) for item in self.found.assignments if _is_early(item)],
        }

    def _course_row(self, item: Graded) -> Part:
        final = list(item.final.values())
        median_share, quartiles = statistics.middle(final), statistics.quartiles(final)
        waiting = sum(item.rows[student]["to_mark"] > 0 for student in item.students)
        return {
            "name": shown(item.name),
            "due": self._when(item.due) if item.due else "",
            "points": f"{item.max_score:g}",
            "handed_in": len(item.handed_in),
            "late": len(item.late),
            "waiting": waiting,
            "ungraded": len(item.ungraded),
            "final": len(final),
            "median": None if median_share is None else _percent(median_share),
            "middle": " to ".join(map(_percent, quartiles)) if quartiles else None,
        }

    def assignment(self, item: Graded) -> Part:
        """The exercises of an assignment, by notebook."""
        marks = list(item.final.values())
        failures = item.failures
        return {
            "name": shown(item.name),
            "final": len(marks),
            "students": len(item.students),
            "plot": plots.of_assignment(shown(item.name), marks)
            if len(marks) >= statistics.VERY_FEW
            else None,
            "unrecorded": item.unrecorded,
            "notebooks": [
                self._notebook(item, name, own, failures) for name, own in item.exercises.items()
            ],
        }

    def _notebook(self, item: Graded, name: str, own: list[Exercise], failures: Failures) -> Part:
        rows = [self._exercise(item, name, exercise, failures) for exercise in own]
        plot = plots.of_exercises(
            [row["title"] for row in rows],
            [row["difficulty"] for row in rows],
            [row["discrimination"] for row in rows],
        )
        return {"name": shown(name), "rows": rows, "plot": plot}

    def _exercise(
        self, item: Graded, notebook: str, exercise: Exercise, failures: Failures
    ) -> Part:
        columns = [item.places[notebook, name] for name in exercise.cells]
        points = item.points[columns]
        shares = statistics.shares(item.scores[:, columns], points)
        rest = statistics.rest_shares(item.scores, item.points, columns)
        tests = [(notebook, name) for name in exercise.cells]
        wrong = mistakes.of_tests(failures, tests, self._least)
        return {
            "title": shown(exercise.title),
            "points": f"{points.sum():g}",
            "students": int((~np.isnan(shares)).sum()),
            "waiting": max(item.waiting.get(column, 0) for column in columns),
            "difficulty": statistics.difficulty(shares),
            "discrimination": (found := statistics.discrimination(shares, rest)),
            "correlation": _correlation(found),
            "mistakes": self._mistakes(item.name, wrong),
        }

    def _mistakes(self, assignment: str, found: Mistakes) -> Part:
        return {
            "students": found.students,
            "others": found.others,
            "named": [
                {
                    "message": self._told(one.message),
                    "test": shown(one.test),
                    "students": one.students,
                    "link": self._link_to(assignment, one),
                }
                for one in found.named
            ],
        }

    def _link_to(self, assignment: str, one: Mistake) -> str | None:
        return self._link(one.example, assignment, one.notebook, one.test)

    def _link(self, student: str, assignment: str, notebook: str, cell: str = "") -> str | None:
        """The address of a student's page, at a cell, or of the graded notebook if there is none;
        None if that is missing, too, or nobody is to be named."""
        if self.anonymous:
            return None
        submission = Submission(self.root, assignment, student)
        ran = submission.outcome("autograded") / f"{notebook}.ipynb"
        anchor = quote(anchor_of(notebook, cell))
        for path, place in ((submission.page, f"#{anchor}"), (ran, "")):
            if os.path.isfile(path):  # unlike pathlib's, it takes any name
                address = os.path.relpath(path, self.target.parent)
                return quote(os.fsencode(address)) + place
        return None

    def times(self) -> Part:
        """How long the notebooks took when they were graded."""
        rows, taken = [], {}
        for item in self.found.assignments:
            for notebook in item.exercises:
                found = {
                    student: took
                    for student, record in item.records.items()
                    if (took := record.seconds.get(notebook)) is not None
                }
                if found:
                    name = notebook if notebook == item.name else f"{item.name}/{notebook}"
                    taken[shown(name)] = list(found.values())
                    rows.append(self._time_row(item.name, notebook, shown(name), found))
        return {"rows": rows, "plot": plots.of_seconds(taken) if taken else None}

    def _time_row(
        self, assignment: str, notebook: str, name: str, found: Mapping[str, float]
    ) -> Part:
        slowest = max(found, key=lambda student: found[student])
        return {
            "name": name,
            "students": len(found),
            "median": f"{median(found.values()):.1f} s",
            "slowest": f"{found[slowest]:.1f} s",
            "who": None if self.anonymous else self._called(slowest),
            "link": self._link(slowest, assignment, notebook),
        }

    def behind(self) -> Part:
        """Students whom it may help to ask how they are."""
        past = [self._past(item) for item in self.found.assignments if self._is_over(item)]
        silent = behind.handed_in_nothing(list(self.found.names), past)
        others = [student for student in self.found.names if student not in silent]
        found = behind.falling_behind(others, past) if len(past) > 1 else []
        return {
            "assignments": [shown(item.name) for item in past],
            "silent": self._some(silent, MOST_STUDENTS) if past else "",
            "others": max(0, len(found) - MOST_STUDENTS),
            "rows": [
                {
                    "name": self._called(one.student),
                    "noticed": one.noticed,
                    "marks": [
                        _mark(one.marks[item.name], one.student in item.handed_in) for item in past
                    ],
                }
                for one in found[:MOST_STUDENTS]
            ],
        }

    def _past(self, item: Graded) -> Past:
        excused = frozenset(
            student
            for (assignment, student), until in self.found.extensions.items()
            if assignment == item.name and until > self.now
        )
        compared = {} if _is_early(item) else item.final
        refused = item.refused
        final = {who: share for who, share in compared.items() if who not in refused}
        return Past(item.name, item.handed_in, final, excused)

    def _is_over(self, item: Graded) -> bool:
        """Whether its date has passed; without a date, whether half of the class has handed in."""
        if item.due is not None:
            return item.due < self.now
        return 2 * len(item.handed_in) >= len(self.found.names)

    def doubts(self) -> Part:
        """The tests that may be wrong themselves, and those that nobody fails."""
        wrong, easy, few = [], [], []
        for item in self.found.assignments:
            found = doubts.doubts(item, item.failures, self._least)
            wrong += [self._doubt(one) for one in found.wrong]
            easy += [f"{shown(test)} ({shown(notebook)})" for notebook, test in found.nobody_fails]
            few += [shown(item.name)] if found.is_few else []
        return {"wrong": wrong, "easy": easy, "few": few}

    def _doubt(self, one: Doubt) -> Part:
        return {
            "where": f"{shown(one.assignment)}/{shown(one.notebook)}",
            "name": shown(one.name),
            "failed": one.failed,
            "students": one.students,
            "best": one.best,
            "correlation": _correlation(one.discrimination),
            "message": self._told(one.said.message) if one.said else None,
            "link": self._link_to(one.assignment, one.said) if one.said else None,
        }

    def ungraded(self) -> list[Part]:
        """What was not graded, or not as it is now, and why."""
        return self._grouped(self._ungraded())

    def _ungraded(self) -> Iterator[tuple[str, str, str]]:
        for item in self.found.assignments:
            for student in sorted(item.ungraded | item.changed):
                yield item.name, item.rows[student]["reason"], student
            for student, refused in item.refused.items():
                remarks = item.records[student].remarks
                for notebook in sorted(refused):
                    why = remarks.get(notebook) or remarks.get(WHOLE)
                    yield item.name, why or f"{notebook} did not run.", student

    def remarks(self) -> list[Part]:
        """What else grading said of submissions."""
        told = set(self._ungraded())
        return self._grouped(
            (item.name, remark, student)
            for item in self.found.assignments
            for student, record in item.records.items()
            if student not in item.changed
            for remark in dict.fromkeys(record.remarks.values())
            if (item.name, remark, student) not in told
        )

    def _grouped(self, reasons: Iterable[tuple[str, str, str]]) -> list[Part]:
        """Reasons that differ by numbers alone are one, the most frequent first."""
        groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for assignment, reason, student in reasons:
            groups[assignment, normalised(reason)].setdefault(student, reason)
        for key in [key for key, own in groups.items() if len(own) < self._least]:
            own = groups.pop(key)
            groups[key[0], _OTHERS] |= dict.fromkeys(own, _OTHERS)
        ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        return [
            {
                "assignment": shown(assignment),
                "reason": self._told(Counter(own.values()).most_common(1)[0][0]),
                "students": len(own),
                "who": "" if self.anonymous else self._some(list(own)),
            }
            for (assignment, _), own in ordered
        ]

    def waiting(self) -> list[Part]:
        """What waits for a person's mark, by cell."""
        return [
            {
                "where": f"{shown(item.name)}/{shown(notebook)}",
                "title": shown(exercise.title),
                "name": shown(name),
                "students": students,
                "points": f"{points:g}",
            }
            for item in self.found.assignments
            for notebook, own in item.exercises.items()
            for exercise in own
            for name in exercise.cells
            for points, students in [_waits(item, notebook, name)]
            if students
        ]

    @property
    def _least(self) -> int:
        """How many students have to share what is told."""
        return SHARED if self.anonymous else 1

    def _told(self, text: str) -> str:
        """A message or a reason that is told."""
        return shown(normalised(text).replace("#", MASK) if self.anonymous else text)

    def _called(self, student: str) -> str:
        return shown(self.found.names.get(student, student))

    def _some(self, students: Sequence[str], most: int = MOST_NAMES) -> str:
        """The names of ``students``, and how many more there are than ``most``."""
        named = "; ".join(self._called(student) for student in students[:most])
        more = len(students) - most
        return f"{named} and {more} more" if more > 0 else named

    def _when(self, time: datetime) -> str:
        there = time.replace(tzinfo=UTC).astimezone(self.found.zone)
        return there.strftime("%Y-%m-%d %H:%M %Z")


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _correlation(value: float | None) -> str | None:
    """``value`` with two places, none of which is a zero below zero."""
    return None if value is None else f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _mark(share: float | None, is_there: bool) -> str:
    if share is not None:
        return _percent(share)
    return "no mark to compare" if is_there else "not handed in"


def _is_early(item: Graded) -> bool:
    """Whether so many wait for a mark that those who have one may be unlike the class."""
    return len(item.students) - len(item.final) > MOST_WAITING * len(item.students)


def _waits(item: Graded, notebook: str, name: str) -> tuple[float, int]:
    """The points of a cell, and how many students wait for a mark of it."""
    place = item.places[notebook, name]
    return item.cells[place].points, item.waiting.get(place, 0)
