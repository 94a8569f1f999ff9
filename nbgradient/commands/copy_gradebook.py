"""``nbgradient copy-gradebook``."""

from __future__ import annotations

import click

from nbgradient.course.folders import Course


@click.command("copy-gradebook", short_help="Copy a gradebook to another database.")
@click.argument("source")
def copy_gradebook(source: str) -> None:
    """Copy the gradebook SOURCE, a file or a URL, into that of the course, which has to be empty.

    The course's is the database that GRADEBOOK_URL names, or else its file gradebook.db.

    \b
    Examples:
      nbgradient copy-gradebook gradebook.db
      nbgradient copy-gradebook postgresql://grader@server.example.org/course101
    """
    from nbgradient.grading.database import copying
    from nbgradient.grading.database.gradebook import open_course

    copied, left_out = copying.copy(source, open_course(Course.find().root))
    click.echo(f"{copied} rows are copied, from names to marks; what they came from stays.")
    if left_out:
        click.echo(f"{left_out} were left out: they belong to cells or students that are gone.")
