"""The command ``nbgradient``."""

from __future__ import annotations

import click

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from nbgradient.commands.certify import certify
    from nbgradient.commands.check import check
    from nbgradient.commands.collect import collect
    from nbgradient.commands.copy_gradebook import copy_gradebook
    from nbgradient.commands.doctor import doctor
    from nbgradient.commands.feedback import feedback
    from nbgradient.commands.grade import grade
    from nbgradient.commands.rename import rename
    from nbgradient.commands.shared import INTERRUPTED
    from nbgradient.grading import room
    from nbgradient.grading.trouble import said_of


class Commands(click.Group):
    """Commands that end with one line, and no traceback, when the course is not as it should be."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for.

        Raises:
            click.ClickException: what was asked for cannot be done.
        """
        try:
            with room.entered():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Broken off.", err=True)
            raise SystemExit(INTERRUPTED) from None
        except Exception as error:
            if (said := said_of(error)) is None:
                raise
            raise click.ClickException(said) from None


@click.group(cls=Commands)
def main() -> None:
    """Grades an nbgrader course behind a wall; run it in the course's folder."""


for command in (collect, grade, feedback, rename, check, doctor, certify, copy_gradebook):
    main.add_command(command)
