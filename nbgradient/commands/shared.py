"""Options that several commands have, and how they begin and end."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from traitlets.config import Config

    from nbgradient.course import settings, whole
    from nbgradient.course.folders import Course, CourseError

if TYPE_CHECKING:  # these take long to import
    from nbgradient.examiner.pool import AnyPool
    from nbgradient.grading.standing import Standings

#: The exit status of a command that was interrupted.
INTERRUPTED = 130

STUDENTS = click.option(
    "--students",
    multiple=True,
    metavar="NAME[,NAME]...",
    help="Only these; the names are those of the folders in submitted/.",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count(),
    show_default="one per core",
    help="How many processes work at the same time.",
)
TRUST = click.option(
    "--trust-submissions",
    is_flag=True,
    help="Run submissions without a sandbox, with all rights of your account.",
)
FORCE = click.option("--force", is_flag=True, help="Grade again what has not changed, too.")


SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on the Dask cluster with this scheduler, as tcp://host:8786, not on this machine.",
)


def start(assignments: list[str], course: Course, here: bool = True, **options: bool) -> Config:
    """Begin with what takes longest: to import what submissions to ``assignments`` need.

    Returned are the settings of the course, whose hook has been called. Nothing is imported if
    submissions do not run ``here``.
    """
    with quick_imports():
        from nbgradient.grading import workers

    config = settings.load(course.root)
    settings.call_hook(config, course, assignments)
    if here:
        workers.start(assignments, course, **options)
    return config


def cluster(scheduler: str | None) -> Callable[[Config], AnyPool] | None:
    """What does tasks on the cluster with this ``scheduler``, if one is named, until the command
    ends.

    Raises:
        CourseError: it is not there, is not as it has to be, or Dask is not installed.
    """
    if scheduler is None:
        return None
    try:
        from nbgradient.grading.cluster.client import Cluster
    except ImportError:
        raise CourseError(
            "--scheduler needs Dask, which is not installed: pip install 'nbgradient[cluster]'."
        ) from None
    return click.get_current_context().with_resource(Cluster(scheduler)).pool


def named_in(
    given: tuple[str, ...], standings: Standings, assignments: list[str], strict: bool = True
) -> set[str] | None:
    """The students whom an option names; None if it names nobody.

    Raises:
        CourseError: one of them handed in nothing for ``assignments``, unless it is not ``strict``.
    """
    students = {name for names in given for name in names.split(",")} or None
    known = {student for name in assignments for student in standings.of(name)}
    if strict and students and (unknown := sorted(students - known)):
        names = " or ".join(unknown)
        raise CourseError(f"Nothing was handed in by {names}: look at submitted/.")
    return students


def name_errors(errors: list[str], console: Console) -> None:
    """Say which submissions need a person."""
    for error in errors:
        console.print(f"Needs a person: {error}", style="red")


def write_page(text: str, target: Path) -> None:
    """Put a page for the instructor into its place.

    Raises:
        CourseError: it cannot be written.
    """
    try:
        whole.write(target, text.encode("utf-8", "replace"))
    except OSError as error:
        raise CourseError(
            f"{target} cannot be written: {error.strerror}. Name another file with -o."
        ) from None
