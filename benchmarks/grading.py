"""Grade the same submissions with stock nbgrader and with the engine, and compare.

    python benchmarks/grading.py [-n SUBMISSIONS] [--rounds ROUNDS] [ASSIGNMENT ...]

Both sides go from files in ``submitted/`` to marks in the gradebook and pages in ``feedback/``:
``nbgrader autograde`` and ``nbgrader generate_feedback`` with nbgrader's own preprocessors, and
``nbgradient grade``. Four tables: one hand-in, a class (every mark has to be equal), the memory
that further workers take, and the processor time of a notebook once the process is warm.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import once_warm
from rich.console import Console
from rich.table import Table
from sides import COURSE, Sides, settle

#: The numbers of workers whose memory is compared.
WORKERS = (1, 2, 4)


@click.command()
@click.argument("assignments", nargs=-1)
@click.option(
    "-n",
    "number",
    default=6,
    show_default=True,
    help="Submissions of a class; for the memory of 4 workers it takes 4.",
)
@click.option("--rounds", default=3, show_default=True, help="Rounds of the single hand-in.")
def main(assignments: tuple[str, ...], number: int, rounds: int) -> None:
    """Grade the same submissions with stock nbgrader and with the engine, and compare."""
    settle()
    console = Console(width=110)
    names = list(assignments) or COURSE.assignments()
    with tempfile.TemporaryDirectory() as scratch:
        one = {name: Sides.make(name, 1, Path(scratch, name, "one")) for name in names}
        console.print(_one_hand_in(one, rounds))
        many = {name: Sides.make(name, number, Path(scratch, name, "many")) for name in names}
        class_table, memory = _class(many, number)
        console.print(class_table)
        console.print(_memory(many, memory))
        console.print(_once_warm(many))


def _one_hand_in(sides: dict[str, Sides], rounds: int) -> Table:
    table = _table(
        f"One hand-in, from files to marks and page: medians of {rounds}, in turn",
        "assignment", "notebooks", "nbgrader", "engine", "engine / nbgrader",
    )  # fmt: skip
    for name, side in sides.items():
        pairs = [(side.nbgrader().seconds, side.engine().seconds) for _ in range(rounds)]
        theirs, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(mine / other for other, mine in pairs)
        number = len(COURSE.notebooks(name))
        table.add_row(name, str(number), f"{theirs:.1f} s", f"{ours:.1f} s", f"{ratio:.2f}")
    return table


def _class(sides: dict[str, Sides], number: int) -> tuple[Table, dict[str, int]]:
    """The table of a class, and the bytes that nbgrader takes for each assignment."""
    table = _table(
        f"A class of {number}, on {os.cpu_count()} cores",
        "assignment", "notebooks", "nbgrader", "engine", "ratio", "marks equal",
    )  # fmt: skip
    total, memory = [0.0, 0.0], {}
    for name, side in sides.items():
        stock = side.nbgrader()
        memory[name] = stock.memory
        taken = stock.seconds, side.engine().seconds
        marks, differ = side.differences()
        for said in differ:
            click.echo(said, err=True)
        notebooks = number * len(COURSE.notebooks(name))
        each = (f"{seconds:.0f} s, {seconds / notebooks:.2f} each" for seconds in taken)
        equal = f"{marks - len(differ)} of {marks}"
        table.add_row(name, str(notebooks), *each, f"{taken[0] / taken[1]:.1f}", equal)
        total = [so_far + seconds for so_far, seconds in zip(total, taken, strict=True)]
    table.add_row(
        "all", "", *(f"{seconds:.0f} s" for seconds in total), f"{total[0] / total[1]:.1f}"
    )
    return table, memory


def _memory(sides: dict[str, Sides], nbgraders: dict[str, int]) -> Table:
    table = _table(
        "Memory at its peak, in MB (PSS of all processes)",
        "assignment", "nbgrader", *(f"{number} workers" for number in WORKERS), "a further worker",
    )  # fmt: skip
    for name, side in sides.items():
        ours = [side.engine(number).memory for number in WORKERS]
        further = (ours[-1] - ours[0]) / (WORKERS[-1] - WORKERS[0])
        table.add_row(
            name, *(f"{taken / 2**20:.0f}" for taken in (nbgraders[name], *ours, further))
        )
    return table


def _once_warm(sides: dict[str, Sides]) -> Table:
    table = _table(
        "Processor time of a notebook, in seconds, once the process is warm",
        "notebook", "own cells", "its tests", "engine", "above both",
    )  # fmt: skip
    read: list[Callable[[once_warm.Costs], float]] = [
        lambda it: it.cells, lambda it: it.tests, lambda it: it.engine, lambda it: it.above,
    ]  # fmt: skip
    found = [pair for name, side in sides.items() for pair in once_warm.costs(name, side.ours)]
    for notebook, costs in found:
        table.add_row(notebook, *(f"{number(costs):.2f}" for number in read))
    table.add_row("all", *(f"{sum(number(it) for _, it in found):.2f}" for number in read))
    return table


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table


if __name__ == "__main__":
    main()
