"""What ``nbgradient grade --watch`` does after its first run."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import BrokenExecutor
from datetime import datetime
from pathlib import Path

from rich.console import Console

from nbgradient.grading import export, run, watching
from nbgradient.grading.giving_back.giving import Asked, give_back
from nbgradient.grading.late import marking
from nbgradient.grading.outcome import Outcome
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission
from nbgradient.grading.trouble import said_of
from nbgradient.safe.shown import shown


def watch(
    assignments: list[str],
    students: set[str] | None,
    standings: Standings,
    grader: run.Grader,
    console: Console,
) -> None:
    """Grade what is handed in for ``assignments`` as it arrives, until the command is interrupted.

    An assignment whose source changes is graded anew, and due dates are read once a minute. What
    cannot be done is told, and tried again with the next change.
    """
    root = standings.course.root
    console.print("Watching submitted/ and source/. Ctrl-C ends it.")
    (root / "submitted").mkdir(exist_ok=True)
    for paths in watching.changes(root / "submitted", root / "source"):
        try:
            todo = _to_do(paths, assignments, standings, console)
            todo = [item for item in todo if students is None or item.student in students]
            for outcome in grader.grade(todo, standings):
                _tell(outcome, console)
            changed = len(todo)
            if paths is None:
                changed += _mark_late(assignments, standings, console)
            _give_back(None if paths is None else todo, assignments, standings, grader, console)
            if changed:
                export.write(standings)
        except BrokenExecutor:
            raise
        except Exception as error:
            if (said := said_of(error)) is None:
                raise
            console.print(said, style="red")


def _mark_late(assignments: list[str], standings: Standings, console: Console) -> int:
    """Bring up to date what late work loses; return for how many notebooks that is new."""
    known = [name for name in assignments if standings.of(name)]
    found = marking.mark(standings, known)
    for error in found.errors:
        console.print(error, style="red")
    return found.changed


def _give_back(
    graded: list[Submission] | None, assignments: list[str], standings: Standings,
    grader: run.Grader, console: Console,
) -> None:  # fmt: skip
    """Bring up to date what is given back of what was ``graded``; None stands for all."""
    students = None if graded is None else {item.student for item in graded}
    names = assignments if graded is None else {item.assignment for item in graded}
    known = [name for name in assignments if name in names and standings.of(name)]
    for each in give_back(standings, known, Asked(students), grader.pool):
        for error in each.errors:
            console.print(error, style="red")


def _to_do(
    paths: set[Path] | None, assignments: list[str], standings: Standings, console: Console
) -> list[Submission]:
    """What the change of ``paths`` asks to grade; None stands for any."""
    todo = []
    for name in assignments:
        if paths is None or _is_below(standings.course.root / "source" / name, paths):
            standings.forget(name)
            if standings.of(name):
                for said in run.enter(name, standings):
                    console.print(said)
                todo += run.waiting(name, standings)
        elif arrived := _arrived(paths, name, standings):
            todo += _new(arrived, standings)
    return todo


def _is_below(folder: Path, paths: Iterable[Path]) -> bool:
    return any(folder == path or folder in path.parents for path in paths)


def _arrived(paths: set[Path], assignment: str, standings: Standings) -> list[Submission]:
    """The submissions to ``assignment`` in which something has changed."""
    base = standings.course.root / "submitted"
    below = [path.relative_to(base).parts for path in paths if base in path.parents]
    students = {parts[0] for parts in below if len(parts) == 1 or parts[1] == assignment}
    return [
        Submission(standings.course.root, assignment, name)
        for name in sorted(students)
        if not name.startswith(".")
    ]


def _new(arrived: list[Submission], standings: Standings) -> list[Submission]:
    todo = run.still_waiting(arrived, standings)
    run.enter_students(todo, standings)
    return todo


def _tell(outcome: Outcome, console: Console) -> None:
    item = outcome.submission
    said = f"{datetime.now():%H:%M:%S} {item.assignment} of {shown(item.student)}: "
    console.print(f"{said}{shown(outcome.error)}" if outcome.error else f"{said}graded.")
