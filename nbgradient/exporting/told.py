"""What became of a file, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nbgradient.exporting.filling import Report
from nbgradient.safe.shown import shown

#: How many lines a list may have, and one that says little.
MOST_LINES, FEW_LINES = 200, 20


def groups(report: Report) -> Iterator[tuple[str, list[str]]]:
    """What a person has to know: the titles of the lists that have something, and their lines."""
    for title, lines in (
        ("To be known of the columns:", report.remarks),
        ("Not final, and left out; --provisional writes what there is:", report.waiting),
        ("Nothing was handed in, so no mark; --missing-as-zero writes 0:", report.missing),
        ("Not taken by the LMS:", report.locked),
        ("In the gradebook, and not in the file:", report.absent),
        ("Nobody's for certain, and left as it was:", report.nobody),
    ):
        if lines:
            most = FEW_LINES if lines is report.missing else MOST_LINES
            yield title, _some(lines, most)


def _some(lines: list[str], most: int) -> list[str]:
    more = len(lines) - most
    said = [shown(line) for line in lines[:most]]
    return [*said, f"and {more:,} more."] if more > 0 else said


def summary(target: Path, report: Report) -> list[str]:
    """How many marks were written, and where the file is."""
    counted = [
        f"{shown(name)} is in the column '{shown(title)}': {count} mark{'s' * (count != 1)}."
        for (name, title), count in report.filled.items()
    ]
    return [*counted, f"The file to import is {shown(str(target))}."]
