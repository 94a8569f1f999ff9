"""``nbgradient doctor``."""

from __future__ import annotations

import sys

import click

from nbgradient.commands.shared import JOBS, TRUST, start
from nbgradient.course.folders import Course, CourseError


@click.command(short_help="Say what would go wrong in grading.")
@click.argument("assignment", required=False)
@JOBS
@TRUST
def doctor(assignment: str | None, jobs: int, trust_submissions: bool) -> None:
    """Say what would go wrong when ASSIGNMENT, or any other of the course, is graded.

    The notebooks in source/ are looked at, and their own solutions, and what students get, are put
    to the tests. Nothing in the course's folder is changed. The exit status is 1 if something
    would cost a student points.

    \b
    Examples:
      nbgradient doctor
      nbgradient doctor softmax
    """
    course = Course.find()
    names = [course.check_assignment(assignment)] if assignment else course.assignments()
    if not names:
        raise CourseError("There is no notebook in source/*/.")
    from nbgradient.doctor import examine, files

    notebooks, found = files.read(names, course)
    names = list(dict.fromkeys(item.assignment for item in notebooks))
    for finding in found:
        click.echo(finding)
    config = start(names if notebooks else [], course, trust=trust_submissions)
    for finding in examine(notebooks, config, jobs, trust_submissions):
        click.echo(finding)
        found.append(finding)
    costly = sum(finding.costs_points for finding in found)
    click.echo(f"{len(notebooks)} notebooks: {costly} of {len(found)} findings would cost points.")
    sys.exit(bool(costly))
