"""Options that several commands have, and how they begin and end."""

from __future__ import annotations

import os

import click
from rich.console import Console

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from traitlets.config import Config

    from nbgradient.course import settings
    from nbgradient.course.folders import Course

JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count(),
    show_default="one per core",
    help="How many submissions are graded at the same time.",
)
TRUST = click.option(
    "--trust-submissions",
    is_flag=True,
    help="Run submissions without a sandbox, with all rights of your account.",
)
FORCE = click.option("--force", is_flag=True, help="Grade again what has not changed, too.")


def start(assignments: list[str], course: Course, **options: bool) -> Config:
    """Begin with what takes longest: to import what submissions to ``assignments`` need.

    Returned are the settings of the course, whose hook has been called.
    """
    with quick_imports():
        from nbgradient.grading import workers

    config = settings.load(course.root)
    settings.call_hook(config, course, assignments)
    workers.start(assignments, course, **options)
    return config


def name_errors(errors: list[str], console: Console) -> None:
    """Say which submissions need a person."""
    for error in errors:
        console.print(f"Needs a person: {error}", style="red")
