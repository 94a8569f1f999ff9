"""``nbgradient export``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from nbgradient.course.folders import Course
from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from nbgradient.exporting.options import ExportOptions

if TYPE_CHECKING:  # it takes long to import
    from nbgradient.exporting.request import Request

#: Lines, and how each of them is printed.
Said = list[tuple[str, str | None]]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path, resolve_path=True)
OUT = click.Path(dir_okay=False, path_type=Path, resolve_path=True)


def _help(option: str) -> str:
    return str(getattr(ExportOptions, option).help)


@click.command(short_help="Write marks into an LMS's file or a workbook.")
@click.option("--canvas", type=FILE, metavar="FILE", help="Canvas' gradebook, as it exports it.")
@click.option(
    "--moodle",
    type=FILE,
    metavar="FILE",
    help="Moodle's grading worksheet of an assignment, or its gradebook as CSV.",
)
@click.option(
    "--gradescope",
    type=FILE,
    metavar="FILE",
    help="Gradescope's grades of an assignment, or of the course.",
)
@click.option("--workbook", type=OUT, metavar="OUT", help="Write a workbook, OUT.xlsx.")
@click.option(
    "-o", "--output", type=OUT, metavar="OUT", help="Default: FILE.filled.csv, beside the FILE."
)
@click.option(
    "--assignment",
    "assignments",
    multiple=True,
    metavar="NAME",
    help="Only this one; may be given several times.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="TITLE=ASSIGNMENT", help=_help("columns")
)
@click.option("--scale/--no-scale", default=None, help=_help("scale"))
@click.option("--provisional", is_flag=True, default=None, help=_help("provisional"))
@click.option("--missing-as-zero", is_flag=True, default=None, help=_help("missing_as_zero"))
@click.option("--feedback", is_flag=True, default=None, help=_help("feedback"))
def export(
    workbook: Path | None, output: Path | None, assignments: tuple[str, ...], **given: Any
) -> None:
    """Write the marks into the file that an LMS exported, for its import, or into a workbook.

    The FILE stays as it is; in the copy only the marks change. Columns are matched with assignments
    by their names, and rows with students by roster.csv, which nbgradient collect keeps, and by the
    gradebook. A row that could be nobody's, or several students', is listed and left as it was. So
    is a mark that waits for a person, and that of work that was not handed in. The exit status is 1
    if a row of the FILE is nobody's for certain.

    \b
    Examples:
      nbgradient export --canvas 2026-11-27T1200_Grades-ML101.csv
      nbgradient export --moodle Grades-ML101-Softmax-1234.csv --assignment softmax
      nbgradient export --canvas grades.csv --column "Week 3 (4711)=softmax" --scale
      nbgradient export --workbook marks.xlsx
    """
    sources = {name: given.pop(name) for name in ("canvas", "moodle", "gradescope")}
    named = {name: path for name, path in sources.items() if path}
    if len(named) + (workbook is not None) != 1:
        raise click.UsageError("Name one of --canvas, --moodle, --gradescope and --workbook.")
    if workbook and output:
        raise click.UsageError("--workbook says already where it goes: leave -o away.")
    course = Course.find()
    console = Console(markup=False, emoji=False, highlight=False)
    with console.status("Looking at the marks"), _request(course, given, assignments) as request:
        if workbook:
            said, failed = _write_workbook(workbook, request)
        else:
            ((lms, source),) = named.items()
            said, failed = _fill(lms, source, output, request)
    for line, style in said:
        console.print(line, style=style, soft_wrap=True)
    sys.exit(failed)


@contextmanager
def _request(
    course: Course, given: dict[str, Any], assignments: tuple[str, ...]
) -> Iterator[Request]:
    """What the command was asked for, with the course's gradebook open."""
    with quick_imports():
        from nbgradient.course import settings
        from nbgradient.exporting.request import Request
        from nbgradient.grading.database.gradebook import gradebook, open_course
        from nbgradient.grading.standing import Standings
    said = {name: value for name, value in given.items() if value not in (None, ())}
    if "columns" in said:
        said["columns"] = list(said["columns"])
    options = ExportOptions(config=settings.load(course.root), **said)
    with gradebook(open_course(course.root)) as book:
        yield Request(book, Standings(course), options, assignments)


def _fill(lms: str, source: Path, output: Path | None, request: Request) -> tuple[Said, bool]:
    """Fill in ``source``; return what is to be said, and whether a row is nobody's for certain."""
    from nbgradient.exporting import files, told
    from nbgradient.exporting.formats import FORMATS

    target, report = files.fill(request, FORMATS[lms], source, output)
    said: Said = []
    for title, lines in told.groups(report):
        said += [(title, "yellow"), *((f"  {line}", None) for line in lines)]
    said += [(line, None) for line in told.summary(target, report)]
    return said, bool(report.nobody)


def _write_workbook(path: Path, request: Request) -> tuple[Said, bool]:
    """Write the workbook; return what is to be said, and that all is well."""
    from nbgradient.exporting import workbook
    from nbgradient.grading.late.timestamps import zone_of

    found = workbook.write(request, path, zone_of(request.options.config))
    waiting = sum(bool(mark.waits) for item in found for mark in item.marks.values())
    return [(f"The marks are in {path.name}. Not final: {waiting}.", None)], False
