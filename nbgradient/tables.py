"""The tables that commands show on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import Group
from rich.table import Table
from rich.text import Text

from nbgradient.safe.shown import shown

if TYPE_CHECKING:  # these take long to import, and have been by whoever has one
    from nbgradient.grading.export import Row
    from nbgradient.grading.giving_back.giving import GivenBack
    from nbgradient.grading.standing import Standings
    from nbgradient.grading.tally import Tally
    from nbgradient.proof.certificate import Rates

#: The rows of a class that is shown whole.
MOST_ROWS = 60


def add_texts(table: Table, *names: str) -> None:
    """Columns of names and texts: what is too long goes on in the next line, and is never cut."""
    for name in names:
        table.add_column(name, overflow="fold")


def add_numbers(table: Table, *names: str) -> None:
    """Columns of numbers, which stay whole."""
    for name in names:
        table.add_column(name, justify="right", no_wrap=True, overflow="fold")


def of_rates(rates: Rates) -> Table:
    """A row for each notebook, and one for all of them."""
    table = Table(title="Are the tests fair?", box=SIMPLE, padding=0)
    add_texts(table, "notebook")
    add_numbers(table, "accepted", "rejected", "silent", "mutants", "noticed", "excluded", "differ",
                "unstable")  # fmt: skip
    notebooks = dict.fromkeys(result.exercise.notebook for result in rates.results)
    for name in notebooks:
        table.add_row(name, *_rates(rates.of(name)))
    table.add_row("all", *_rates(rates), style="bold")
    return table


def _rates(rates: Rates) -> list[str]:
    wrong, right = rates.count(lambda r: r.wrong), rates.count(lambda r: r.right)
    return [
        f"{rates.count(lambda r: len(r.accepted))}/{wrong}",
        f"{rates.count(lambda r: len(r.rejected))}/{wrong + right}",
        f"{wrong - rates.told}/{wrong}",
        str(rates.mutants),
        f"{rates.mutation_score:.1%}",
        str(rates.count(lambda r: len(r.excluded))),
        f"{rates.count(lambda r: len(r.differing))}/{rates.count(lambda r: r.plain)}",
        f"{rates.unstable}/{rates.runs}",
    ]


def of_assignment(grades: list[Row], assignment: str) -> Group:
    """A row for each student: what the tests gave, and what waits for a person; below it, why.

    Of a large class, only those of whom there is something to say. What late work lost is shown if
    any did.
    """
    rows = [row for row in grades if row["assignment"] == assignment]
    told = rows if len(rows) <= MOST_ROWS else [row for row in rows if row["reason"]][:MOST_ROWS]
    left = len(rows) - len(told)
    columns = {"tests": "auto_score", "written": "written_score", "to mark": "to_mark"}
    if any(row["late_submission_penalty"] for row in rows):
        columns["late"] = "late_submission_penalty"
    columns |= {"score": "score", "of": "max_score"}
    table = Table(title=assignment, caption=f"{left} more are in grades.csv." if left else None)
    add_texts(table, "student")
    add_numbers(table, *columns)
    for row in told:
        numbers = (f"{row[name]:g}" for name in columns.values())
        table.add_row(shown(row["student_id"]), *numbers)
    reasons = (
        Text(f"{shown(row['student_id'])}: {shown(row['reason'])}") for row in told if row["reason"]
    )
    return Group(table, *reasons)


def of_course(
    grades: list[Row], assignments: list[str], standings: Standings, tally: Tally
) -> Table:
    """A row for each assignment: how many submissions there are, and what is left to do."""
    table = Table(title="All assignments")
    add_texts(table, "assignment")
    add_numbers(table, "handed in", "graded now", "mean score", "of", "to mark", "failed")
    for name in assignments:
        handed_in = standings.of(name)
        rows = [
            row for row in grades if row["assignment"] == name and row["student_id"] in handed_in
        ]
        mean = sum(row["score"] for row in rows) / max(1, len(rows))
        to_mark = sum(row["to_mark"] > 0 for row in rows)
        numbers = (len(rows), tally.graded[name], f"{mean:.1f}", f"{rows[0]['max_score']:g}")
        table.add_row(name, *map(str, (*numbers, to_mark, tally.failed[name])))
    return table


def of_feedback(given: list[GivenBack]) -> Table:
    """A row for each assignment: what is given back, and what is not."""
    from nbgradient.grading.giving_back.rule import Fate

    table = Table(title="The pages in feedback/")
    add_texts(table, "assignment")
    add_numbers(table, "there", "made now", "taken away", "wait", "not graded")
    for each in given:
        waits, not_graded = (len(each.students[f]) for f in (Fate.WAITS, Fate.NOT_GRADED))
        numbers = len(each.there), each.made, each.taken_away, waits, not_graded
        table.add_row(shown(each.assignment), *map(str, numbers))
    return table


def of_waiting(given: list[GivenBack]) -> Table:
    """A row for each answer or test that a person has to mark, and whose it is."""
    from nbgradient.grading.giving_back import told

    table = Table(title="What waits for a person", caption="Mark it in formgrader.")
    add_texts(table, "assignment", "notebook", "answer or test")
    add_numbers(table, "waiting")
    add_texts(table, "students")
    for each in given:
        for (notebook, cell), students in sorted(each.waiting.items()):
            names = map(shown, (each.assignment, notebook, cell))
            table.add_row(*names, str(len(students)), told.names(students))
    return table
