"""Moodle's grading worksheet of an assignment, and the CSV of its gradebook.

The worksheet (Assignment > View all submissions > Download grading worksheet) has a row a
participant, and columns in the language of who downloads it: Identifier ("Participant 12345"), Full
name, what the site shows of users, Status, Grade, Maximum Grade, Grade can be changed, and others.
Its name tells the assignment: ``Grades-COURSE-Softmax-1234.csv``.

The gradebook (Grades > Export > Plain text file) has a column ``Assignment: Softmax (Real)`` for
each; it says no maximum.
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
    first_number,
    header,
)
from nbgradient.exporting.options import ExportError

#: In English, German, French and Spanish.
_IDENTIFIER = frozenset(
    "identifier|id|identifiant|identificador|número de identificación (id)".split("|")
)
_GRADE = frozenset("grade|bewertung|note|calificación".split("|"))
_SCALE = frozenset("scale|skala|bewertungsskala|barème|escala".split("|"))
_CAN_CHANGE = frozenset(
    "grade can be changed|bewertung kann geändert werden|la note peut être modifiée"
    "|la calificación puede cambiarse|la calificación puede ser cambiada".split("|")
)
_FEEDBACK = frozenset(
    "feedback comments|feedback als kommentar|feedback par commentaires"
    "|comentarios de retroalimentación".split("|")
)
_NO = frozenset({"no", "nein", "non"})

#: A column of the gradebook that holds no points, and what stands around an assignment's name.
_NO_POINTS = re.compile(
    r".*\((?:percentage|prozentsatz|pourcentage|porcentaje|letter|feedback|rückmeldung)\)"
    r"|(?:feedback|course total|category total|last downloaded|kurs gesamt|total du cours)\b.*",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:(?:assignment|aufgabe|devoir|tarea):\s*)?(?P<name>.*?)"
    r"(?:\s*\((?:real|punkte|brut|brute|reelle|réelle)\))?",
    re.IGNORECASE,
)
_KINDS = re.compile(r"(?:assignment|aufgabe|devoir|tarea):|.*\((?:real|punkte)\)$", re.IGNORECASE)


class Moodle:
    """Moodle's activity Assignment, and its gradebook."""

    name = "Moodle"

    def read(self, file: CsvFile) -> Layout:
        """The worksheet's one column, or the gradebook's columns of points."""
        names = header(file, self.name)
        folded = [name.casefold() for name in names]
        if folded[0] in _IDENTIFIER and _GRADE & set(folded):
            return _worksheet(file, names, folded)
        fields = fields_of(names)
        columns = [
            Column(place, title, _name(title))
            for place, title in enumerate(names)
            if place not in fields.values() and not _NO_POINTS.fullmatch(title)
            if _KINDS.match(title)
        ]
        if not columns or not fields:
            raise ExportError(
                "It is neither a grading worksheet of Moodle's (Identifier, Full name, Grade, "
                "Maximum Grade), nor its gradebook as CSV with columns like 'Assignment: Softmax "
                "(Real)'."
            )
        own = "login" if "login" in fields else "email"
        lines = [
            Line(row, who(file.texts(row), fields, own))
            for row in range(1, len(file.rows))
            if any(file.texts(row))
        ]
        return Layout(columns, lines, decimal_sign(file, [column.place for column in columns]))


def _name(title: str) -> str:
    match = _AROUND.fullmatch(title)
    return match["name"] if match else title


def _worksheet(file: CsvFile, names: list[str], folded: list[str]) -> Layout:
    grade = next(place for place, name in enumerate(folded) if name in _GRADE)
    most = grade + 1  # where Moodle puts it, in any language
    if most < len(folded) and folded[most] in _SCALE:
        raise ExportError(
            f"Moodle grades this assignment by a scale ('{names[most]}'), not by points: set the "
            "type of its grade to Point there."
        )
    rows = [row for row in range(1, len(file.rows)) if any(file.texts(row))]
    change, feedback = (
        next((place for place, name in enumerate(folded) if name in called), None)
        for called in (_CAN_CHANGE, _FEEDBACK)
    )
    fields = fields_of(names) | {"participant": 0}
    fields.pop("id", None)
    own = "name" if "name" in fields else "participant"
    lines = [
        Line(row, who(file.texts(row), fields, own), _locked(file, row, change)) for row in rows
    ]
    column = Column(grade, names[grade], "", first_number(file, most, rows))
    sign = decimal_sign(file, [most, grade])
    return Layout([column], lines, sign, is_capped=True, is_of_one=True, feedback=feedback)


def _locked(file: CsvFile, row: int, change: int | None) -> str:
    said = "" if change is None else cell(file, row, change).casefold()
    return "has a grade that is locked in Moodle" if said in _NO else ""
