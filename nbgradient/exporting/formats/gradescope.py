"""Gradescope's grades as CSV, as it exports them for an LMS or a spreadsheet.

Those of one assignment (Review Grades > Download Grades) have First Name, Last Name, SID, Email,
Total Score, Max Points, Status, Submission ID; their name tells the assignment, as
``Softmax_scores.csv``. Those of the course (Assignments > Download Grades) have for each assignment
``Softmax``, ``Softmax - Max Points``, ``Softmax - Submission Time`` and the like.
"""

from __future__ import annotations

from nbgradient.course.csv_file import CsvFile
from nbgradient.exporting.classlist import fields_of, who
from nbgradient.exporting.formats.layout import (
    Column,
    Layout,
    Line,
    decimal_sign,
    first_number,
    header,
)
from nbgradient.exporting.options import ExportError

_TOTAL, _MOST, _END = "total score", "max points", " - Max Points"


class Gradescope:
    """Gradescope, by Turnitin."""

    name = "Gradescope"

    def read(self, file: CsvFile) -> Layout:
        """The total score, or the columns beside which one says the maximum."""
        names = header(file, self.name)
        fields = fields_of(names)
        rows = [row for row in range(1, len(file.rows)) if any(file.texts(row))]
        columns = _columns(file, names, rows)
        if not columns or not fields:
            raise ExportError(
                "It has no column for marks: take Download Grades of an assignment (Total Score, "
                "Max Points), or of the course (Softmax, Softmax - Max Points). Gradescope's "
                "roster holds none."
            )
        own = next((name for name in ("number", "email") if name in fields), "name")
        lines = [Line(row, who(file.texts(row), fields, own)) for row in rows]
        sign = decimal_sign(file, [column.place for column in columns])
        return Layout(columns, lines, sign, is_of_one=not columns[0].name)


def _columns(file: CsvFile, names: list[str], rows: list[int]) -> list[Column]:
    folded = [name.casefold() for name in names]
    if _TOTAL in folded:
        place = folded.index(_TOTAL)
        most = first_number(file, folded.index(_MOST), rows) if _MOST in folded else None
        return [Column(place, names[place], "", most)]
    return [
        Column(place, title, title, first_number(file, names.index(title + _END), rows))
        for place, title in enumerate(names)
        if title + _END in names
    ]
