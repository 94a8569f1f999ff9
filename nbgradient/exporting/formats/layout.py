"""What the formats make of a file: columns for marks, and rows of students."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from nbgradient.collecting.model import Who
from nbgradient.course.csv_file import CsvFile
from nbgradient.exporting.options import ExportError

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Column:
    """A column for marks.

    Attributes:
        place: which one it is, from 0.
        title: what it is called in the file.
        name: the assignment's name in the LMS.
        maximum: the points that the LMS has for it, if the file says so.
        refused: why nothing may be written into it, as the end of a sentence; else empty.
    """

    place: int
    title: str
    name: str
    maximum: float | None = None
    refused: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a student.

    Attributes:
        row: which one it is, from 0.
        who: whose it is.
        locked: why no mark may be written, as the end of a sentence; else empty.
        may_be_nobody: whether the LMS itself may have added the row, for nobody.
    """

    row: int
    who: Who
    locked: str = ""
    may_be_nobody: bool = False


@dataclass(frozen=True)
class Layout:
    """Where marks go in a file.

    Attributes:
        columns: those that can hold marks.
        lines: the students' rows.
        decimal: the decimal sign of its numbers.
        keeps: what a cell may say that is no mark and stays, and what it means.
        is_capped: whether the LMS refuses a mark above its maximum.
        is_of_one: whether the file is that of one assignment alone, which no column names.
        feedback: the column for what people say of the work, as HTML, if there is one.
    """

    columns: Sequence[Column]
    lines: Sequence[Line]
    decimal: str
    keeps: Mapping[str, str] = field(default_factory=dict)
    is_capped: bool = False
    is_of_one: bool = False
    feedback: int | None = None


class Format(Protocol):
    """The files of an LMS.

    Attributes:
        name: the LMS.
    """

    name: str

    def read(self, file: CsvFile) -> Layout:
        """Where marks go in ``file``.

        Raises:
            ExportError: it is no file of this LMS's that marks can go into.
        """


def number(text: str) -> float | None:
    """The number that ``text`` is, whatever its decimal sign; None if it is none."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def first_number(file: CsvFile, column: int, rows: Iterable[int]) -> float | None:
    """The first number in a column."""
    texts = (cell(file, row, column) for row in rows)
    return next((found for text in texts if (found := number(text)) is not None), None)


def cell(file: CsvFile, row: int, column: int) -> str:
    """What a cell says; empty if the row lacks it."""
    cells = file.rows[row]
    return cells[column].text.strip() if column < len(cells) else ""


def decimal_sign(file: CsvFile, columns: Collection[int]) -> str:
    """The decimal sign of the numbers in ``columns``, or else the usual one of the file's make."""
    for row in range(len(file.rows)):
        for column in columns:
            text = cell(file, row, column)
            if number(text) is not None and ("," in text or "." in text):
                return "," if "," in text else "."
    return "," if file.delimiter == ";" else "."


def header(file: CsvFile, lms: str) -> list[str]:
    """The names of the columns.

    Raises:
        ExportError: the file is empty.
    """
    if not file.rows:
        raise ExportError(f"It is empty: export it from {lms} again.")
    return file.texts(0)
