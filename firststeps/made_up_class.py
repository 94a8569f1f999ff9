"""A class that never was, of any size: its marks, and what grading would have noted of it.

Students differ in what they can, tests in what they ask for. The same seed gives the same class.
"""

from __future__ import annotations

import ast
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import numpy as np
from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import insert

from nbgradient.course import notebooks, settings
from nbgradient.course.folders import Course
from nbgradient.grading import records
from nbgradient.grading.assignment import entering
from nbgradient.grading.database import gradebook
from nbgradient.grading.records import Record
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission

_FIRST = "Amara Ben Chiara Dana Emil Farah Goran Hanna Imre Jana Kofi Lena Milo Nadia Oskar".split()
_LAST = "Abel Brandt Costa Dietz Egger Fuchs Greco Haas Ivanov Janssen Keller Lopez Moser".split()

#: When the first assignment is due; the others follow every two weeks.
_DUE = datetime(2025, 10, 17, 16)
#: How many of a hundred hand in nothing, hand in late, or hand in what is no notebook.
_MISSING, _LATE, _REFUSED = 5, 8, 1
#: How many of a hundred lose touch, and how much of what they can they lose with each assignment.
_LOSING, _LOSS = 6, 1.3
#: Which test of the first notebook is wrong, and fails those who know most; all pass the first.
_WRONG = "test_first_inf"
REFUSED = "is not a notebook: its text is not JSON."


@dataclass(frozen=True)
class _Test:
    """A graded cell: its points, how hard it is, and what it says to those who fail."""

    key: str
    name: str
    points: float
    is_written: bool
    hardness: float
    messages: list[str]


@dataclass
class _Made:
    """An assignment: its place among all, whether it is the last one, and the rows to write."""

    place: int
    is_last: bool
    submitted: list[dict[str, Any]] = field(default_factory=list)
    notebooks: list[dict[str, Any]] = field(default_factory=list)
    grades: list[dict[str, Any]] = field(default_factory=list)


class MadeUpClass:
    """A class of ``students`` of a ``course`` that has its notebooks, and nothing handed in."""

    def __init__(self, course: Course, students: int, seed: int = 7) -> None:
        self._course = course
        self._random = np.random.default_rng(seed)
        names = [f"{last}, {first}" for first, last in product(_FIRST, _LAST)]
        order = self._random.permutation(len(names))
        self._names = [names[order[place % len(names)]] for place in range(students)]
        self._ability = self._random.normal(0, 1, students)
        self._loses = self._random.random(students) < _LOSING / 100

    def write(self) -> None:
        """Write the class into the gradebook of the course, and what it handed in."""
        api = gradebook.open_course(self._course.root)
        names = settings.in_order(self._course.assignments(), api.config)
        for name in names:
            entering.enter(api, name)
        standings = Standings(self._course)
        with gradebook.gradebook(api) as book:
            people = [name.split(", ") for name in self._names]
            rows = [
                {"id": _id(place), "last_name": last, "first_name": first}
                for place, (last, first) in enumerate(people)
            ]
            book.db.execute(insert(Student.__table__), rows)
            for place, name in enumerate(names):
                self._assignment(book, book.find_assignment(name), place, standings)
                if place == len(names) - 1:
                    self._leave_ungraded(name)
            book.db.commit()

    def _assignment(
        self, book: Gradebook, assignment: Assignment, place: int, standings: Standings
    ) -> None:
        assignment.duedate = _DUE + place * timedelta(weeks=2)
        own = sorted(assignment.notebooks, key=lambda notebook: notebook.name)
        tests = {notebook: list(self._tests(notebook, place)) for notebook in own}
        made = _Made(place, place == len(self._course.assignments()) - 1)
        for number in range(len(self._names)):
            missing = _MISSING + (40 * place if self._loses[number] else 0)
            if self._random.random() < missing / 100:
                continue
            submission = Submission(self._course.root, assignment.name, _id(number))
            self._hand_in(submission, assignment, made)
            record = self._record(number, tests, made)
            mark = standings.fingerprint(submission.read())
            records.write(submission, replace(record, fingerprint=mark))
        for table, rows in (
            (SubmittedAssignment, made.submitted),
            (SubmittedNotebook, made.notebooks),
            (Grade, made.grades),
        ):
            book.db.execute(insert(table.__table__), rows)

    def _record(self, number: int, tests: Mapping[Notebook, list[_Test]], made: _Made) -> Record:
        """Give points to a student, and return what is noted of that."""
        record = Record("")
        for notebook, cells in tests.items():
            is_refused = self._random.random() < _REFUSED / 100
            if is_refused:
                record.remarks[notebook.name] = f"{notebook.name}.ipynb {REFUSED}"
            took = float(self._random.lognormal(0.5 + 0.3 * made.place, 0.4))
            record.seconds[notebook.name] = None if is_refused else round(took, 3)
            if failed := self._grade(number, notebook, cells, made, is_refused):
                record.failures[notebook.name] = failed
        return record

    def _hand_in(self, submission: Submission, assignment: Assignment, made: _Made) -> None:
        submission.folder.mkdir(parents=True)
        for name in submission.notebooks:
            (submission.folder / f"{name}.ipynb").write_text("{}")
        late = self._random.random() < _LATE / 100
        when = assignment.duedate + timedelta(hours=20 if late else -5)
        made.submitted.append(
            {"id": _key(), "assignment_id": assignment.id, "student_id": submission.student,
             "timestamp": when}
        )  # fmt: skip

    def _grade(
        self, number: int, notebook: Notebook, cells: list[_Test], made: _Made, is_refused: bool
    ) -> dict[str, str]:
        """Give points, and return what the tests said that failed."""
        key = _key()
        made.notebooks.append(
            {"id": key, "assignment_id": made.submitted[-1]["id"], "notebook_id": notebook.id}
        )
        ability = self._ability[number] - self._loses[number] * _LOSS * made.place
        failed = {}
        for cell in cells:
            chance = 1 / (1 + np.exp(cell.hardness - ability))
            if cell.hardness == np.inf:  # the wrong one
                chance = 1 / (1 + np.exp(1.5 + 1.5 * ability))
            passed = self._random.random() < chance
            share = np.clip(round(4 * self._random.normal(chance, 0.25)) / 4, 0, 1)
            waits = cell.is_written and made.is_last and number % 5 < 2 and not is_refused
            score = cell.points * (share if cell.is_written else passed)
            row: dict[str, Any] = {
                "id": _key(), "cell_id": cell.key, "notebook_id": key, "auto_score": None,
                "manual_score": None, "needs_manual_grade": waits,
            }  # fmt: skip
            if is_refused:
                row["auto_score"] = 0.0
            elif not waits:
                row["manual_score" if cell.is_written else "auto_score"] = score
            if not (passed or cell.is_written or is_refused):
                failed[cell.name] = self._said(cell)
            made.grades.append(row)
        return failed

    def _said(self, cell: _Test) -> str:
        """One of the messages of a test, the first of them most often."""
        which = min(int(self._random.exponential(0.9)), len(cell.messages) - 1)
        return cell.messages[which]

    def _tests(self, notebook: Notebook, place: int) -> Iterator[_Test]:
        folder = self._course.root / "source" / notebook.assignment.name
        source = dict(notebooks.cells(notebooks.read(folder / f"{notebook.name}.ipynb")))
        known = sorted(notebook.grade_cells, key=lambda cell: list(source).index(cell.name))
        for number, cell in enumerate(known):
            hardness = float(self._random.normal(-0.9, 0.9))
            if cell.name == _WRONG:
                hardness = np.inf
            elif place == 0 and number == 0:
                hardness = -np.inf
            messages = _messages(source[cell.name])
            is_written = cell.cell_type != "code"
            yield _Test(cell.id, cell.name, cell.max_score, is_written, hardness, messages)

    def _leave_ungraded(self, assignment: str) -> None:
        """The last of the class hands in once more, after all others are graded."""
        submission = Submission(self._course.root, assignment, _id(len(self._names)))
        submission.folder.mkdir(parents=True)
        (submission.folder / f"{submission.notebooks[0]}.ipynb").write_text("{}")


def _id(number: int) -> str:
    return f"student{number:04}"


def _key() -> str:
    return uuid.uuid4().hex


def _messages(cell: NotebookNode) -> list[str]:
    """What the assertions of a test say, with a number where a value stands, and a last resort."""
    if cell.cell_type != "code":
        return []
    said = [
        _text(node.msg)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Assert) and node.msg is not None
    ]
    return [*said, "NameError: name 'np' is not defined"]


def _text(message: ast.expr) -> str:
    if isinstance(message, ast.Constant):
        return str(message.value)
    if isinstance(message, ast.JoinedStr):
        return "".join(map(_text, message.values))
    return "…"
