"""``nbgradient check``."""

from __future__ import annotations

import sys

import click

from nbgradient.course.folders import Course


@click.command(short_help="Check the notebooks in source/.")
@click.argument("assignment", required=False)
def check(assignment: str | None) -> None:
    """Check the notebooks of ASSIGNMENT, or of the whole course, without running them.

    Each finding names the cell and the rule. The exit status is 1 if there is any.

    \b
    Examples:
      nbgradient check
      nbgradient check softmax
    """
    from nbgradient import checks

    findings = checks.run(Course.find(), assignment)
    for finding in findings:
        click.echo(finding)
    click.echo(
        f"{len(findings)} problem{'s' * (len(findings) != 1)} found."
        if findings
        else "Nothing found."
    )
    sys.exit(bool(findings))
