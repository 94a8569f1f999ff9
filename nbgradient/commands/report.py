"""``nbgradient report``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from nbgradient.commands.shared import write_page
from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.quick_imports import quick_imports

if TYPE_CHECKING:  # it takes long to import
    from nbgradient.reporting.gather import Class

#: Where the page is written, in the course's folder, if nothing else is asked for.
DEFAULT = "report.html"
#: What the plots are drawn with, which the rest of the program does without.
_NEEDED = ("matplotlib", "pandas", "seaborn")


@click.command(short_help="Write a page on how the class did.")
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, resolve_path=True),
    help=f"The file to write.  [default: {DEFAULT} in the course's folder]",
)
@click.option(
    "--anonymous", is_flag=True, help="Name nobody and link to nobody's work: to show in class."
)
def report(assignments: tuple[str, ...], output: Path | None, anonymous: bool) -> None:
    """Write a page on how the class did in each ASSIGNMENT, or in all, and what to look at.

    It shows the distribution of points, how hard each exercise is and what it tells of who knows
    more, the most frequent mistakes, how long notebooks took, students who fall behind, tests that
    may be wrong, and what waits. It is one file without scripts, for whoever teaches: it names
    students. Nothing is graded or changed.

    \b
    Examples:
      nbgradient report
      nbgradient report softmax -o report-softmax.html
      nbgradient report --anonymous -o report-to-show.html
    """
    course = Course.find()
    target = output or course.root / DEFAULT
    if not target.parent.is_dir():
        raise CourseError(f"There is no folder {target.parent}: make it, or name another file.")
    console = Console(markup=False, emoji=False, highlight=False)
    with console.status("Looking at what was graded"):
        gather, page = _imported()
        found = gather(course, list(dict.fromkeys(assignments)))
    with console.status("Drawing"):
        write_page(page(found, course.root, target, anonymous), target)
    names = "names nobody" if anonymous else "names students: keep it to those who teach"
    console.print(f"The report is in {target}; it {names}.", soft_wrap=True)


def _imported() -> tuple[Callable[..., Class], Callable[..., str]]:
    """What gathers the numbers and what makes the page, which take long to import.

    Raises:
        CourseError: what draws is not installed.
    """
    with quick_imports():
        try:
            from nbgradient.reporting.page import page
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _NEEDED:
                raise
            raise CourseError(
                f"The report needs {error.name}, which is not installed: "
                "pip install 'nbgradient[report]'."
            ) from None
        from nbgradient.reporting.gather import gather
    return gather, page
