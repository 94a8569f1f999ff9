"""``nbgradient template``."""

from __future__ import annotations

from pathlib import Path

import click

from nbgradient.course.folders import Course


@click.command(short_help="Make the template of students' repositories.")
@click.argument("assignment")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def template(assignment: str, folder: Path) -> None:
    """Make a template repository for GitHub Classroom from a release.

    FOLDER gets what is in release/ASSIGNMENT/, a requirements.txt with what its notebooks import,
    and a workflow that runs the visible tests alone on each push and shows the result by exercise.
    Nothing of source/ is in it. Run it again after a new release.

    \b
    Examples:
      nbgradient template softmax ../softmax-template
    """
    course = Course.find()
    course.check_assignment(assignment)
    from nbgradient.template.making import make

    for name in make(course, assignment, folder):
        click.echo(folder / name)
    click.echo(
        "Push it as a template repository, and name that in the assignment of the classroom."
    )
