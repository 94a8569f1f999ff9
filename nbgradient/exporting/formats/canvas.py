"""Canvas' gradebook: Grades > Export, and Import.

A column is an assignment, ``Softmax (1234)``; the columns of totals are read only. Below the header
a row may be empty but for "Manual Posting" or "Muted", one is "    Points Possible". The last one
is the test student's. "N/A" stands where an assignment is not for a student, "EX" where the student
is excused from it.
"""

from __future__ import annotations

import re

from nbgradient.course.csv_file import CsvFile
from nbgradient.exporting.classlist import fields_of, who
from nbgradient.exporting.formats.layout import (
    Column,
    Layout,
    Line,
    cell,
    decimal_sign,
    header,
    number,
)
from nbgradient.exporting.options import ExportError

_TITLE = re.compile(r"(?P<name>.*\S)\s*\(\d+\)")
#: Rows and names that are no student's.
_POINTS = "Points Possible"
_HIDDEN = re.compile(r"(?:muted|manual posting.*)?", re.IGNORECASE)
_TEST = frozenset({"student, test", "test student"})


class Canvas:
    """Canvas, by Instructure."""

    name = "Canvas"

    def read(self, file: CsvFile) -> Layout:
        """The columns that have a number, and the rows that have a student."""
        names = header(file, self.name)
        fields = fields_of(names)
        if "lms_user_id" not in fields or not fields.keys() & {"name", "last_name"}:
            raise ExportError(
                "It is no gradebook of Canvas', whose first row has Student, ID, SIS Login ID and "
                "Section: take the file of Grades > Export > Export Entire Gradebook."
            )
        rows = [row for row in range(1, len(file.rows)) if not _is_hidden(file.texts(row))]
        points = next((row for row in rows if _POINTS in cell(file, row, 0)), None)
        columns = [
            _column(file, place, title, match["name"], points)
            for place, title in enumerate(names)
            if (match := _TITLE.fullmatch(title))
        ]
        lines = [_line(file, row, fields) for row in rows if row != points]
        sign = decimal_sign(file, [column.place for column in columns])
        keeps = {"N/A": "is not assigned it in Canvas", "EX": "is excused from it in Canvas"}
        return Layout(columns, lines, sign, keeps)


def _is_hidden(texts: list[str]) -> bool:
    return all(_HIDDEN.fullmatch(text) for text in texts)


def _column(file: CsvFile, place: int, title: str, name: str, points: int | None) -> Column:
    said = "" if points is None else cell(file, points, place)
    refused = "is read only in Canvas" if "read only" in said else ""
    return Column(place, title, name, number(said), refused)


def _line(file: CsvFile, row: int, fields: dict[str, int]) -> Line:
    found = who(file.texts(row), fields, "lms_user_id")
    return Line(row, found, may_be_nobody=found.name.casefold() in _TEST)
