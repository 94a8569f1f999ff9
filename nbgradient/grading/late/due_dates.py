"""``due_dates.csv``: when each assignment is due, and who may hand it in later.

A person edits it, so nothing in it is guessed: what cannot be read, or may be meant in two ways,
is refused with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import zip_longest
from pathlib import Path

from nbgradient.course.folders import CourseError
from nbgradient.grading.late import times
from nbgradient.grading.late.times import TimeError
from nbgradient.safe.shown import shown

FILE = "due_dates.csv"
_COLUMNS = ("assignment", "student", "due")


class DueDatesError(CourseError):
    """The file of due dates holds what cannot be taken; the message says where."""


@dataclass(frozen=True)
class DueDate:
    """A line of the file.

    Attributes:
        line: its number.
        assignment: the assignment's name.
        student: who may hand it in until then, or "" for everybody.
        due: the time, in UTC and without a zone, as nbgrader keeps it.
    """

    line: int
    assignment: str
    student: str
    due: datetime

    @property
    def place(self) -> str:
        """Where it stands, as the beginning of a sentence."""
        return _place(self.line)


def read(root: Path, usual: tzinfo) -> dict[tuple[str, str], DueDate]:
    """The due dates of the course at ``root``, by assignment and student; empty without a file.

    Args:
        usual: the zone of a time that names none.

    Raises:
        DueDatesError: the file cannot be read, or one of its lines.
    """
    try:
        text = (root / FILE).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DueDatesError(f"{FILE} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DueDatesError(f"{FILE} is no text in UTF-8: save it as CSV UTF-8.") from None
    found: dict[tuple[str, str], DueDate] = {}
    for line, fields in _rows(text):
        item = _due_date(line, fields, usual)
        first = found.setdefault((item.assignment, item.student), item)
        if first is not item:
            raise DueDatesError(
                f"{item.place} says again for whom line {first.line} has a date: delete one."
            )
    return found


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The number and the fields of each line below the header."""
    header = text.lstrip().partition("\n")[0]
    # A spreadsheet writes semicolons where the comma is the decimal sign.
    delimiter = "," if "," in header else ";"
    file = io.StringIO(text, newline="")
    lines = csv.reader(file, delimiter=delimiter, skipinitialspace=True, strict=True)
    names: list[str] | None = None
    try:
        for fields in lines:
            fields = [field.strip() for field in fields]
            if not any(fields):
                continue
            if names is None:
                names = _header(fields)
            elif any(fields[len(names) :]):
                raise DueDatesError(
                    f"{_place(lines.line_num)} has {len(fields)} fields, and the header "
                    f"{len(names)}: put a text with a comma into quotes."
                )
            else:
                yield lines.line_num, dict(zip_longest(names, fields[: len(names)], fillvalue=""))
    except csv.Error as error:
        raise DueDatesError(f"{_place(lines.line_num)} cannot be read: {error}.") from None


def _header(fields: list[str]) -> list[str]:
    names = [field.lower() for field in fields]
    if any(names.count(name) != 1 for name in _COLUMNS):
        raise DueDatesError(
            f"{FILE} has to begin with the line {','.join(_COLUMNS)}; it begins with "
            f"'{shown(','.join(fields)[:80])}'."
        )
    return names


def _due_date(line: int, fields: dict[str, str], usual: tzinfo) -> DueDate:
    assignment, student, text = (fields[name] for name in _COLUMNS)
    if not assignment:
        raise DueDatesError(f"{_place(line)} names no assignment.")
    try:
        return DueDate(line, assignment, student, times.read(text, usual))
    except TimeError as error:
        said = f"the time '{shown(text[: times.MOST_CHARACTERS])}' {error}"
        raise DueDatesError(f"{_place(line)}: {said}: {times.ADVICE}.") from None


def _place(line: int) -> str:
    return f"{FILE}, line {line}"
