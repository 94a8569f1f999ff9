"""What the demo shows of its class on the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from nbgradient.grading.export import Row
from nbgradient.safe.shown import shown
from nbgradient.tables import add_numbers, add_texts


def of_class(grades: list[Row], assignments: list[str], about: Mapping[str, str]) -> Table:
    """A row for each student, a column for each assignment: points, and ``+`` what is to mark."""
    table = Table(title="Points of 100, + what is still to mark")
    add_texts(table, "student", "what was handed in")
    add_numbers(table, *assignments)
    scores = {(row["student_id"], row["assignment"]): _points(row) for row in grades}
    for student, what in about.items():
        table.add_row(student, what, *(scores[student, name] for name in assignments))
    return table


def of_reasons(grades: list[Row]) -> Table:
    """Remarks on the submissions that are not as they should be."""
    table = Table(title="What was wrong with the files")
    add_texts(table, "student", "assignment", "reason")
    for row in grades:
        if row["reason"]:
            table.add_row(shown(row["student_id"]), row["assignment"], shown(row["reason"]))
    return table


def _points(row: Row) -> str:
    return f"{row['score']:g}" + (f" + {row['to_mark']:g}" if row["to_mark"] else "")
