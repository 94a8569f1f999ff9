"""The short table on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from nbgradient.safe.shown import shown
from nbgradient.similarity.answers import Student
from nbgradient.similarity.page import number, same_files
from nbgradient.similarity.pairs import Found, Pair


def show(students: Sequence[Student], found: Found, console: Console, most: int) -> None:
    """Say who handed in the same file, and show the ``most`` closest pairs."""
    for path, names in same_files(students):
        console.print(f"The same file, byte for byte: {', '.join(names)} ({path})")
    if not found.pairs:
        console.print(f"{len(students)} students: no pair is closer than the exercises explain.")
        return
    table = Table(box=SIMPLE, padding=(0, 1))
    table.add_column("students", overflow="fold")
    table.add_column("expected by chance", justify="right")
    table.add_column("closest on", overflow="fold")
    for pair in found.pairs[:most]:
        names = (students[place].label for place in (pair.first, pair.second))
        table.add_row(" and ".join(names), number(pair.expected), _closest(pair))
    console.print(table)
    if (more := found.number - most) > 0:
        console.print(f"{more} more pairs are closer than the exercises explain.")


def _closest(pair: Pair) -> str:
    names = [shown(close.subject.name) for close in pair.close[:3]]
    more = len(pair.close) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
