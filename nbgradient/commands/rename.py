"""``nbgradient rename``."""

from __future__ import annotations

import click

from nbgradient.course.folders import Course


@click.command(short_help="Give an assignment or a notebook another name.")
@click.argument("old")
@click.argument("new")
def rename(old: str, new: str) -> None:
    """Give the assignment OLD the name NEW, with all that was handed in, graded and marked.

    The folders in source/, release/, submitted/, autograded/ and feedback/ get the new name, and so
    does the gradebook's entry, which is backed up before. What is in source/ by the new name
    already stays as it is. With ASSIGNMENT/OLD and ASSIGNMENT/NEW a notebook is renamed, also among
    what students handed in.

    \b
    Examples:
      nbgradient rename softmax week1
      nbgradient rename week1/softmax week1/intro
    """
    course = Course.find()
    from nbgradient.grading import export
    from nbgradient.grading.assignment import naming, renaming
    from nbgradient.grading.database import gradebook
    from nbgradient.grading.standing import Standings

    asked = naming.parse(old, new)
    for said in renaming.rename(gradebook.open_course(course.root), asked):
        click.echo(said)
    export.write(Standings(course))
    click.echo(f"{old} is {new} now, also in grades.csv.")
