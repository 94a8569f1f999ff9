"""What was collected, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from nbgradient.collecting.run import Collection
from nbgradient.collecting.work import Row
from nbgradient.safe.shown import shown, told

#: Up to so many rows all are shown; of more, those with something to say.
MOST_ROWS = 60
#: How many lines a list may have.
MOST_LINES = 200

_FATES = {
    "new": "new",
    "replaces": "replaces what was there",
    "as before": "as before",
    "older": "older, left alone",
    "nothing": "holds nothing",
    "trouble": "needs a person",
}
_COUNTED = _FATES | {
    "replaces": "in the place of what was there",
    "nothing": "without anything",
    "trouble": "for a person",
}
_STYLES = {"replaces": "yellow", "nothing": "red", "trouble": "red"}


def show(found: Collection, rows: Sequence[Row], console: Console, dry: bool, every: bool) -> None:
    """Print what became of the hand-ins, then what nobody got, and what was left out.

    Args:
        found: what the sources held.
        rows: what became of it.
        console: where it is printed.
        dry: whether nothing was written.
        every: whether each student has a row, however many there are.
    """
    console.print("\n".join(found.remarks))
    listed = rows if every or len(rows) <= MOST_ROWS else [row for row in rows if _is_said(row)]
    if listed:
        console.print(_table(listed))
        _lines("Remarks:", [said for row in listed if (said := _said_of(row))], console, "yellow")
    if quiet := len(rows) - len(listed):
        console.print(f"{quiet} rows with nothing to say are left out here: --all shows them.")
    _lines("Not collected, for it is nobody's for certain:", found.nobody, console, "red")
    _lines("Left out:", found.left_out, console, "yellow")
    console.print(_summary(rows, dry))


def _is_said(row: Row) -> bool:
    return bool(row.remarks) or row.fate not in ("new", "as before")


def _table(rows: Sequence[Row]) -> Table:
    table = Table()
    for column in ("student", "name", "assignment"):
        table.add_column(column, overflow="fold")
    table.add_column("files", justify="right")
    table.add_column("handed in (UTC)")
    table.add_column("")
    for row in rows:
        when = f"{row.when:%Y-%m-%d %H:%M:%S}" if row.when else "not known"
        table.add_row(
            shown(row.student),
            shown(row.name),
            row.assignment,
            str(row.files),
            when if row.fate not in ("nothing", "trouble") else "",
            _FATES[row.fate],
            style=_STYLES.get(row.fate),
        )
    return table


def _said_of(row: Row) -> str:
    """What there is to say of a row, in a line; empty if there is nothing."""
    said = " ".join(told([*row.remarks, *row.renamed]))
    return said and f"{row.assignment} of {shown(row.student)}: {said}"


def _lines(title: str, lines: Sequence[str], console: Console, style: str) -> None:
    if not lines:
        return
    console.print(title, style=style)
    for line in lines[:MOST_LINES]:
        console.print(f"  {line}", soft_wrap=True)
    if len(lines) > MOST_LINES:
        console.print(f"  and {len(lines) - MOST_LINES:,} more.")


def _summary(rows: Sequence[Row], dry: bool) -> str:
    if not rows:
        return "Nothing was collected."
    sentences = []
    for assignment in sorted({row.assignment for row in rows}):
        fates = Counter(row.fate for row in rows if row.assignment == assignment)
        parts = ", ".join(f"{fates[fate]} {text}" for fate, text in _COUNTED.items() if fates[fate])
        students = "1 student" if fates.total() == 1 else f"{fates.total()} students"
        sentences.append(f"{assignment}, {students}: {parts}.")
    written = "It is in submitted/: grade it with nbgradient grade."
    end = "Nothing was written: it was a dry run." if dry else written
    return "\n".join([*sentences, end])
