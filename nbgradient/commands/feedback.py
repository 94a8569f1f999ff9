"""``nbgradient feedback``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from nbgradient.commands.shared import JOBS, STUDENTS, name_errors, named_in
from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.quick_imports import quick_imports
from nbgradient.grading.standing import Standings
from nbgradient.safe.shown import shown

if TYPE_CHECKING:  # it takes long to import
    from nbgradient.grading.giving_back.giving import GivenBack


@click.command(short_help="Give back what is marked.")
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@STUDENTS
@click.option("--zip", "archive", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write the pages into a zip, too, by which an LMS hands them out.")  # fmt: skip
@click.option(
    "--for",
    "kind",
    type=click.Choice(["moodle", "canvas", "folders"]),
    help="Whose names the zip has. Without it: those of the LMS that all was collected from.",
)
@click.option("--provisional", is_flag=True, help="Give back also what waits for a person.")
@click.option("--force", is_flag=True, help="Make pages again that have not changed, too.")
@JOBS
def feedback(
    assignments: tuple[str, ...],
    students: tuple[str, ...],
    archive: Path | None,
    kind: str | None,
    provisional: bool,
    force: bool,
    jobs: int,
) -> None:
    """Give back what is marked, of each ASSIGNMENT, or of all of the course.

    Makes the pages in feedback/ of what has become complete, or whose marks, comments or penalty
    have changed, and takes away those that may not be there: of a submission whose answers wait for
    a person, or that could not be graded. Says what still waits. A page that says what waits, and
    that the total is not final, is made with --provisional; the next run without it takes it away.
    The exit status is 1 if a page could not be made, or the LMS cannot tell whose one is.

    \b
    Examples:
      nbgradient feedback
      nbgradient feedback softmax --zip softmax-feedback.zip
      nbgradient feedback softmax --students ada,emmy --provisional
    """
    course = Course.find()
    standings = Standings(course)
    console = Console(markup=False, emoji=False, highlight=False)
    with console.status("Looking at what is marked"):
        chosen = _chosen(standings, [course.check_assignment(name) for name in assignments])
        only = named_in(students, standings, chosen)
        with quick_imports():
            from nbgradient import tables
            from nbgradient.grading.giving_back import told, zips
            from nbgradient.grading.giving_back.giving import Asked, give_back
        if kind and not archive:
            raise click.UsageError("--for says whose names the zip has: name that with --zip.")
        if kind:
            zips.check(kind, chosen)
        given = give_back(standings, chosen, Asked(only, provisional, force, jobs))
    console.print(tables.of_feedback(given))
    if any(each.waiting for each in given):
        console.print(tables.of_waiting(given))
    errors = [error for each in given for error in each.errors]
    name_errors(errors, console)
    console.print(told.in_a_sentence(given))
    unknown = _zip(archive, kind, given, standings, console) if archive else 0
    sys.exit(bool(errors or unknown))


def _chosen(standings: Standings, named: list[str]) -> list[str]:
    """The assignments that are asked for: those ``named``, or all that were handed in."""
    names = dict.fromkeys(named or standings.course.assignments())
    if there := [name for name in names if standings.of(name)]:
        return there
    asked = f" for {', '.join(named)}" if named else ""
    raise CourseError(f"Nothing was handed in{asked}: there is no folder submitted/*/ASSIGNMENT.")


def _zip(
    path: Path, kind: str | None, given: list[GivenBack], standings: Standings, console: Console
) -> int:
    """Write the zip, say what is in it, and return how many pages are not."""
    from nbgradient.grading.giving_back import told, zips

    items = [
        standings.of(each.assignment)[student].submission
        for each in given
        for student in sorted(each.there)
    ]
    kind = kind or zips.kind_of(items)
    zips.check(kind, [each.assignment for each in given])
    lms = zips.KINDS[kind]
    found = zips.write(path, items, kind)
    pages = "1 page" if found.pages == 1 else f"{found.pages} pages"
    console.print(f"{shown(str(path))} has {pages}. {lms.how if found.pages else ''}".rstrip())
    if found.unknown:
        names = told.names([item.student for item in found.unknown])
        console.print(
            f"Not in it, because {lms.name} could not tell whose they are: {names}. They were not "
            f"collected from a zip of {lms.name}'s, or handed in no file there. Collect that zip "
            "again, or give these pages back by hand.",
            style="red",
        )
    return len(found.unknown)
