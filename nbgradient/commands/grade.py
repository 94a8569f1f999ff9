"""``nbgradient grade``."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from nbgradient.commands.shared import (
    FORCE,
    INTERRUPTED,
    JOBS,
    SCHEDULER,
    STUDENTS,
    TRUST,
    cluster,
    name_errors,
    named_in,
    start,
)
from nbgradient.course import settings
from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.quick_imports import quick_imports
from nbgradient.grading.standing import Standings
from nbgradient.grading.tally import Tally

if TYPE_CHECKING:  # these take long to import
    from nbgradient.examiner.pool import AnyPool
    from nbgradient.grading.giving_back.giving import GivenBack
    from nbgradient.grading.run import Grader
    from nbgradient.grading.submission import Submission


@click.command(short_help="Grade what was handed in.")
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@STUDENTS
@JOBS
@FORCE
@TRUST
@SCHEDULER
@click.option("--watch", is_flag=True, help="Go on, and grade what is handed in as it arrives.")
@click.option("--json", "as_json", is_flag=True, help="Write a summary for a program to stdout.")
def grade(assignments: tuple[str, ...], force: bool, as_json: bool, **options: Any) -> None:
    """Grade what is in submitted/ for each ASSIGNMENT, or for all of the course.

    The scores go into the gradebook, the executed notebooks into autograded/, and the table into
    grades.csv. The pages of those submissions of which nothing waits for a person go into
    feedback/; nbgradient feedback gives back what has been marked since. What has not changed since
    it was graded is left alone. The exit status is 1 if a person has to look at something.

    \b
    Examples:
      nbgradient grade                        what is new or changed, in all assignments
      nbgradient grade softmax --students ada,emmy
      nbgradient grade --watch
    """
    console = Console(markup=False, emoji=False, stderr=as_json)
    work = _Work(assignments, _Options(**options), console)
    began = time.monotonic()
    with console.status("Looking at what was handed in"):
        work.look(force)
        todo = work.prepare(force)
    try:
        work.grade(todo)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all that is left to do is to end
        console.print("Broken off. What is graded stays; run the command again for the rest.")
        sys.exit(INTERRUPTED)
    except BrokenExecutor:  # it says why itself
        work.tell()
        raise
    work.tell()
    if as_json:
        click.echo(json.dumps(work.summary(time.monotonic() - began), indent=1))
    sys.exit(bool(work.tally.errors() or work.later_errors))


@dataclass(frozen=True)
class _Options:
    students: tuple[str, ...]
    jobs: int
    trust_submissions: bool
    scheduler: str | None
    watch: bool


class _Work:
    """What the command was asked to do."""

    def __init__(self, assignments: Iterable[str], options: _Options, console: Console) -> None:
        self.course = Course.find()
        self.standings = Standings(self.course)
        self.tally = Tally()
        self.later_errors: list[str] = []
        self.given_back: list[GivenBack] = []
        self._given = options.students
        self._students: set[str] | None = None
        self._jobs = options.jobs
        self._trust = options.trust_submissions
        self._is_watching = options.watch
        self._pool = cluster(options.scheduler)
        self._console = console
        self._is_started = False
        self.named = [self.course.check_assignment(name) for name in dict.fromkeys(assignments)]
        self.names = self.named or self._all()

    def _all(self) -> list[str]:
        known = self.course.assignments()
        there = [name for name in known if self._is_watching or self.standings.of(name)]
        if not there:
            raise CourseError("Nothing was handed in: there is no folder submitted/*/ASSIGNMENT.")
        return settings.in_order(there, settings.load(self.course.root))

    def look(self, force: bool) -> None:
        """See what is there, and get ready in the background if there is something to do."""
        strict = not self._is_watching
        self._students = named_in(self._given, self.standings, self.names, strict)
        found = [item for name in self.names for item in self.standings.of(name).values()]
        wanted = [item for item in found if self._is_wanted(item.submission.student)]
        if number := sum(force or not item.is_done for item in wanted):
            self._start(number)

    def _is_wanted(self, student: str) -> bool:
        return self._students is None or student in self._students

    def _start(self, submissions: int) -> None:
        """Start what takes longest: the workers' imports."""
        if not self._is_started:
            notebooks = max(len(self.course.notebooks(name)) for name in self.names)
            self._jobs = max(1, min(self._jobs, submissions * notebooks))
            here, shared = self._pool is None, self._jobs > 1
            start(self.names, self.course, here, trust=self._trust, shared=shared)
            self._is_started = True

    def prepare(self, force: bool) -> list[Submission]:
        """Enter the assignments into the gradebook; return what is to be graded."""
        with quick_imports():
            from nbgradient.grading import run
        todo = []
        for name in self.names:
            if self._is_watching and not self.standings.of(name):
                continue
            for said in run.enter(name, self.standings, force):
                self._console.print(said)
            todo += run.waiting(name, self.standings, force, self._students)
        return todo

    def grade(self, todo: list[Submission]) -> None:
        """Grade ``todo``, and if that was asked for what is handed in from then on."""
        with quick_imports():
            from nbgradient import following
            from nbgradient.grading import run
        if todo or self._is_watching:
            self._start(sys.maxsize if self._is_watching else len(todo))
            with run.Grader(self.course, self._jobs, self._trust, self._pool) as grader:
                if todo:
                    outcomes = grader.grade(todo, self.standings)
                    following.follow(outcomes, len(todo), self.tally, self._console)
                self._finish(grader.pool)
                if self._is_watching:
                    self._watch(grader)
        else:
            self._finish()

    def _finish(self, pool: AnyPool | None = None) -> None:
        """Bring up to date what late work loses, and what is given back."""
        with quick_imports():
            from nbgradient.grading.giving_back.giving import Asked, give_back
            from nbgradient.grading.late import marking
        known = [name for name in self.names if self.standings.of(name)]
        found = marking.mark(self.standings, known)
        for note in found.notes:
            self._console.print(note, style="yellow")
        if found.changed:
            self._console.print(f"Notebooks that lose another part for late work: {found.changed}.")
        with self._console.status("Making the students' pages"):
            self.given_back = give_back(self.standings, known, Asked(jobs=self._jobs), pool)
        failed = [error for each in self.given_back for error in each.errors]
        self.later_errors = [*found.errors, *failed]

    def _watch(self, grader: Grader) -> None:
        with quick_imports():
            from nbgradient.commands.watch import watch
            from nbgradient.grading import export
        export.write(self.standings)
        watch(self.names, self._students, self.standings, grader, self._console)

    def tell(self) -> None:
        """Write the table of grades, and show what came of the run."""
        with quick_imports():
            from nbgradient import tables
            from nbgradient.grading import export
            from nbgradient.grading.giving_back import told
        tally, grades = self.tally, export.write(self.standings)
        for name in self.named or [name for name in self.names if tally.graded[name]]:
            self._console.print(tables.of_assignment(grades, name))
        if len(self.names) > 1:
            self._console.print(tables.of_course(grades, self.names, self.standings, tally))
        for hint in tally.hints():
            self._console.print(hint)
        for said in export.without_source(self.standings):
            self._console.print(said, style="yellow")
        name_errors([*tally.errors(), *self.later_errors], self._console)
        self._console.print("The table of all grades is in grades.csv.")
        if self.given_back:
            self._console.print(told.in_a_sentence(self.given_back))

    def summary(self, seconds: float) -> dict[str, Any]:
        """What came of the run, for a program."""
        from nbgradient.grading.giving_back import told

        handed_in = {name: len(self.standings.of(name)) for name in self.names}
        return self.tally.as_json(seconds, handed_in) | {"feedback": told.as_json(self.given_back)}
