"""``nbgradient collect``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console

from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.quick_imports import quick_imports

if TYPE_CHECKING:
    from nbgradient.collecting.roster import Person

FILE = click.Path(exists=True, path_type=Path, resolve_path=True)


@click.command(short_help="Put what an LMS gives into submitted/.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=FILE)
@click.option("--assignment", help="The assignment, where the notebooks' names do not tell it.")
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of who is who, as the LMS exports it; kept as roster.csv, which is the default.",
)
@click.option("--id-column", metavar="NAME", help="The roster's column with the students' ids.")
@click.option("--timezone", metavar="ZONE", help="That of times without one: Europe/Berlin.")
@click.option("--all", "every", is_flag=True, help="Show a row for each student.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
def collect(
    sources: Sequence[Path],
    assignment: str | None,
    roster: Path | None,
    id_column: str | None,
    timezone: str | None,
    every: bool,
    dry_run: bool,
) -> None:
    """Put what an LMS gives into submitted/STUDENT/ASSIGNMENT/.

    A SOURCE is the zip of all submissions of Canvas, Moodle, Brightspace, Blackboard or Gradescope,
    that zip unpacked, a folder of GitHub Classroom's clones, the inbound folder of nbgrader's
    exchange, or a folder with one folder a student. What is newer replaces what is there, which is
    kept in .nbgradient/replaced/. The exit status is 1 if something needs a person.

    \b
    Examples:
      nbgradient collect submissions.zip --roster roster.csv --dry-run
      nbgradient collect submissions.zip --timezone Europe/Berlin
      nbgradient collect week1.zip week1-late.zip --assignment softmax
    """
    course = Course.find()
    if assignment:
        course.check_assignment(assignment)
    if id_column and not roster:
        raise click.UsageError("--id-column is a column of the --roster: name that, too.")
    zone = _zone(timezone)
    console = Console(markup=False, emoji=False, highlight=False)
    with console.status("Looking at what was handed in"):
        with quick_imports():
            from nbgradient.collecting import roster as rosters
            from nbgradient.collecting import run, students, table
            from nbgradient.course import settings
        people, listed = rosters.read(roster, id_column) if roster else ([], [])
        known, told = students.merged(students.known(course.root), people, bool(id_column))
        finder = run.finder(known)
        config = settings.load(course.root)
        found = run.Collector(course, config, finder, assignment, zone).collect(sources)
        found.left_out += listed
        if told:
            found.remarks.append(_enter(course, told, known, dry_run))
    rows = []
    with console.status("Collecting") as status:
        for number, row in enumerate(found.place(dry_run), start=1):
            status.update(f"Collected {number} of {len(found.works)}")
            rows.append(row)
    table.show(found, rows, console, dry_run, every)
    trouble = any(row.fate in ("nothing", "trouble") for row in rows)
    sys.exit(bool(found.nobody or listed or trouble or not rows))


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CourseError(
            f"There is no time zone '{name}': name one like Europe/Berlin, America/New_York, UTC."
        ) from None


def _enter(course: Course, people: list[Person], known: list[Person], dry: bool) -> str:
    """Tell the gradebook and the course's own roster of ``people``; return a sentence on it."""
    if dry:
        return f"The roster has {len(people)} students."
    from nbgradient.collecting import roster, students
    from nbgradient.grading.database.gradebook import open_course

    changed = students.enter(open_course(course.root), people)
    roster.write(course.root / students.OWN, known)
    return (
        f"The roster has {len(people)} students: {changed} are new in the gradebook, or changed. "
        f"With their sections they are in {students.OWN}."
    )
