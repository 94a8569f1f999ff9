"""What the commands show on the terminal: progress, and tables of grades."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from traitlets.config import Config

from nbgradient.examiner.pool import AnyPool
from nbgradient.grading import run
from nbgradient.grading.submission import Submission
from nbgradient.safe.shown import shown

if TYPE_CHECKING:  # these take long to import, and have been by whoever has one
    from nbgradient.grading.export import Row
    from nbgradient.proof.certificate import Rates
    from nbgradient.proof.certify import Findings

#: How many submissions are named of those with the same trouble.
MOST_NAMES = 5


def grade(
    todo: list[Submission],
    jobs: int,
    trust: bool,
    console: Console,
    pool: Callable[[Config], AnyPool] | None = None,
) -> list[str]:
    """Grade ``todo`` while a bar moves; return a sentence on all that need a person, by reason.

    The arguments are those of ``run.grade``.
    """
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    stopped: Counter[tuple[str, str, str]] = Counter()
    tests: Counter[tuple[str, str, str, str]] = Counter()
    reasons: dict[str, list[str]] = defaultdict(list)
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task("Grading", total=len(todo))
        for outcome in run.grade(todo, jobs, trust, pool):
            name = f"{outcome.submission.assignment} of {shown(outcome.submission.student)}"
            progress.update(bar, advance=1, description=f"Graded {name}")
            stopped.update({(outcome.submission.assignment, *what) for what in outcome.too_long})
            tests.update({(outcome.submission.assignment, *what) for what in outcome.for_person})
            if outcome.error:
                reasons[outcome.error].append(name)
    for (assignment, notebook, what), students in stopped.items():
        if students > 1:
            console.print(
                f"{what} of {assignment}/{notebook} took too long for {students} students: is the "
                "limit too short? (Engine.cell_seconds)"
            )
    return [
        *(f"{_some(names)}: {shown(reason)}" for reason, names in reasons.items()),
        *(
            f"'{test}' of {assignment}/{notebook}, {count} of {len(todo)} submissions: "
            f"{shown(reason)}. Try: nbgradient doctor {assignment}"
            for (assignment, notebook, test, reason), count in tests.items()
        ),
    ]


def _some(names: list[str]) -> str:
    shown_names = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return f"{shown_names} and {more} more" if more > 0 else shown_names


def certify(progress: Iterator[Findings], console: Console) -> Findings:
    """Follow ``progress`` while a bar moves; return what was found in the end."""
    columns = (TextColumn("Trying answers"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task("", total=None)
        for findings in progress:
            bars.update(bar, total=findings.planned, completed=findings.trials)
    return findings


def of_rates(rates: Rates) -> Table:
    """A row for each notebook, and one for all of them."""
    table = Table(title="Are the tests fair?", box=SIMPLE, padding=0)
    table.add_column("notebook")
    for column in ("accepted", "rejected", "silent", "mutants", "noticed", "excluded", "differ",
                   "unstable"):  # fmt: skip
        table.add_column(column, justify="right")
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


def of_assignment(grades: list[Row], assignment: str) -> Table:
    """A row for each student: what the tests gave, what waits for a person, and why."""
    table = Table(title=assignment)
    table.add_column("student")
    for column in ("tests", "written", "to mark", "score", "of"):
        table.add_column(column, justify="right")
    table.add_column("reason")
    columns = ("auto_score", "written_score", "to_mark", "score", "max_score")
    for row in grades:
        if row["assignment"] == assignment:
            numbers = (f"{row[column]:g}" for column in columns)
            table.add_row(shown(row["student_id"]), *numbers, shown(row["reason"]))
    return table
