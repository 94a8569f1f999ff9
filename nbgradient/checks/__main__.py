"""``python -m nbgradient.checks [ASSIGNMENT]``: print what is wrong with the course."""

from __future__ import annotations

import sys

import click

from nbgradient.checks import run
from nbgradient.course.folders import Course, CourseError


@click.command()
@click.argument("assignment", required=False)
def main(assignment: str | None) -> None:
    """Check the notebooks of ASSIGNMENT, or of the whole course, without running them."""
    try:
        findings = run(Course.find(), assignment)
    except CourseError as error:
        raise click.ClickException(str(error)) from None
    for finding in findings:
        click.echo(finding)
    click.echo(f"{len(findings)} found." if findings else "Nothing found.")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
