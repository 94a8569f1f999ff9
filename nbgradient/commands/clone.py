"""``nbgradient clone``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from nbgradient.commands.collect import collect
from nbgradient.course.folders import Course
from nbgradient.safe.shown import shown


@click.command(short_help="Clone and collect students' repositories.")
@click.argument("listed", metavar="LIST", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def clone(context: click.Context, listed: Path) -> None:
    """Clone students' repositories from GitHub, and collect what is in them.

    LIST is a table with a line a repository: the columns id, the student's in the course, and
    repository, as owner/name; and assignment, where the repository's name does not begin with it.
    The newest commit of each is cloned into .nbgradient/clones/, and collected as nbgradient
    collect does. The variable CLASSROOM_TOKEN holds a token that may read them, if they are
    private. The exit status is 1 if something needs a person.

    \b
    Examples:
      nbgradient clone classroom.csv
    """
    course = Course.find()
    from nbgradient.collecting import cloning, repositories

    console = Console(markup=False, emoji=False, highlight=False)
    wanted, trouble = repositories.read(listed, course.assignments())
    with console.status("Cloning") as status:
        for number, (repository, why) in enumerate(cloning.clone(course.root, wanted), start=1):
            status.update(f"Cloned {number} of {len(wanted)}")
            if why:
                trouble.append(f"{repository.url} of {repository.student}: {why}.")
    for said in trouble:
        console.print(shown(said), style="yellow")
    folders = {cloning.place(course.root, one).parent for one in wanted}
    there = sorted(folder for folder in folders if any(folder.iterdir()))
    if not there:
        console.print("There is nothing to collect.")
        sys.exit(1)
    try:
        context.invoke(collect, sources=there)
    except SystemExit as ended:
        sys.exit(bool(ended.code) or bool(trouble))
