"""``nbgradient similarity``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from nbgradient.commands.shared import write_page
from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.quick_imports import quick_imports
from nbgradient.safe.shown import LONGEST, cut, shown

if TYPE_CHECKING:  # it takes long to import
    from nbgradient.similarity.answers import Exercises, Student

#: The pairs that the page shows, and the terminal.
MOST_PAIRS, MOST_ROWS = 50, 10
#: With fewer nothing can be called usual.
LEAST_STUDENTS = 3


@click.command(short_help="Show pairs whose answers are alike.")
@click.argument("assignments", metavar="ASSIGNMENT...", nargs=-1, required=True)
@click.option(
    "--threshold",
    type=click.FloatRange(min=0, min_open=True),
    default=0.05,
    show_default=True,
    help="List a pair if at most so many as close are to be expected by chance in the class.",
)
@click.option(
    "--with",
    "earlier",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare with those of earlier years, too: a folder like submitted/. Can be repeated.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("similarity.html"),
    show_default=True,
    help="The page to write.",
)
def similarity(
    assignments: tuple[str, ...], threshold: float, earlier: tuple[Path, ...], output: Path
) -> None:
    """Write a page of students whose answers are closer than the exercises explain.

    Answers to the same exercise are compared, and the students' own cells: code without comments
    and the names that its author chose, texts by their words. What the notebook gives, what the
    solution has, and what many in the class have counts for nothing. What is left is compared
    with how close the class is elsewhere. Nothing is run, and nothing but the page is written.

    It is a hint, not a verdict. The exit status is 0 whether there are such pairs or not.

    \b
    Examples:
      nbgradient similarity softmax
      nbgradient similarity logreg mlp --threshold 0.5 -o both.html
      nbgradient similarity softmax --with ../course-2025/submitted
    """
    course = Course.find()
    names = list(dict.fromkeys(map(course.check_assignment, assignments)))
    console = Console(markup=False, emoji=False, highlight=False)
    with console.status("Reading what was handed in"):
        with quick_imports():
            _import()
            from nbgradient.similarity import answers, page, pairs, table
        exercises = answers.Exercises(course, names)
        everybody = _students(course, exercises, names, earlier)
        students = [student for student in everybody if student.files]
        told = (remark for student in everybody for remark in student.remarks)
        remarks = list(dict.fromkeys(told))
        if len(students) < LEAST_STUDENTS:
            raise CourseError(_too_few(len(students), names, remarks))
    with console.status(f"Comparing {len(students)} students"):
        found = pairs.find(students, exercises, threshold, MOST_PAIRS)
        written = page.page(names, students, found, threshold, remarks)
    write_page(written, output)
    table.show(students, found, console, MOST_ROWS)
    if remarks:
        console.print("Not all that was handed in could be compared: the page says why.")
    console.print(f"It is a hint, not a verdict: read the answers side by side in {output}.")


def _import() -> None:
    """Import what only this command needs.

    Raises:
        CourseError: it is not installed.
    """
    try:
        import copydetect  # noqa: F401
        import scipy.sparse  # noqa: F401
    except ImportError as error:
        raise CourseError(
            f"similarity needs {error.name}, which is not installed: "
            "pip install 'nbgradient[report]'."
        ) from None


def _students(
    course: Course, exercises: Exercises, names: Sequence[str], earlier: Sequence[Path]
) -> list[Student]:
    """Those who handed in something for one of the assignments, here and in ``earlier`` years.

    Raises:
        CourseError: nobody did.
    """
    from nbgradient.similarity.answers import handed_in

    base = course.root / "submitted"
    students = [exercises.read(base, name) for name in handed_in(base, names)]
    told = " or ".join(names)
    if not students:
        raise CourseError(f"Nobody has handed in {told}: submitted/ has no folder of that name.")
    for folder in earlier:
        found = [exercises.read(folder, name, str(folder)) for name in handed_in(folder, names)]
        if not found:
            raise CourseError(f"There is no {told} in {folder}: name a folder like submitted/.")
        students += found
    return students


def _too_few(number: int, names: Sequence[str], remarks: Sequence[str]) -> str:
    """The sentence on a class of a ``number`` of students."""
    unread = f" {cut(shown(remarks[0]), LONGEST)}" if remarks else ""
    return (
        f"There are notebooks of {number} students for {' or '.join(names)}: with fewer than "
        f"{LEAST_STUDENTS}, it cannot be known what is usual.{unread}"
    )
