"""Follows a run on the terminal: a bar that moves, or lines where nothing can move."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from nbgradient.grading.outcome import Outcome
from nbgradient.grading.tally import Tally

if TYPE_CHECKING:
    from nbgradient.proof.certify import Findings

#: Seconds between two lines where no bar can move, and outcomes before a rate is told.
BETWEEN, ENOUGH = 15, 5


def follow(outcomes: Iterable[Outcome], total: int, tally: Tally, console: Console) -> None:
    """Count ``outcomes``, of which there will be ``total``, in ``tally``, and show how it goes."""
    steps = _with_bar if console.is_terminal else _with_lines
    for outcome in steps(outcomes, total, tally, console):
        tally.add(outcome)


def _with_bar(
    outcomes: Iterable[Outcome], total: int, tally: Tally, console: Console
) -> Iterator[Outcome]:
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), _Rest(tally))
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        bar = progress.add_task("", total=total)
        for outcome in outcomes:
            yield outcome
            progress.advance(bar)


class _Rest(ProgressColumn):
    """How many failed, how many are done in a minute, and how long the rest will take."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self._tally = tally

    def render(self, task: Task) -> Text:
        """What stands beside the bar."""
        done = int(task.completed)
        failed = self._tally.failed.total()
        return Text(_rest(done, int(task.total or 0), failed, task.elapsed or 0.0))


def _with_lines(
    outcomes: Iterable[Outcome], total: int, tally: Tally, console: Console
) -> Iterator[Outcome]:
    began = told = time.monotonic()
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        now = time.monotonic()
        if now >= told + BETWEEN or done == total:
            told = now
            rest = _rest(done, total, tally.failed.total(), now - began)
            console.print(f"Graded {done} of {total}. {rest}".rstrip())


def _rest(done: int, total: int, failed: int, seconds: float) -> str:
    said = [f"{failed} need a person"] if failed else []
    if done >= ENOUGH and seconds > 0:
        rate = done / seconds
        said.append(f"{rate * 60:.0f} a minute")
        if done < total:
            said.append(f"{_time((total - done) / rate)} left")
    return ", ".join(said)


def _time(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def certify(progress: Iterator[Findings], console: Console) -> Findings:
    """Follow ``progress`` while a bar moves; return what was found in the end."""
    columns = (TextColumn("Trying answers"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task("", total=None)
        for findings in progress:
            bars.update(bar, total=findings.planned, completed=findings.trials)
    return findings
