"""The command ``nbgradient``."""

from __future__ import annotations

import platform
from importlib.metadata import version

import click

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from nbgradient.commands.certify import certify
    from nbgradient.commands.check import check
    from nbgradient.commands.clone import clone
    from nbgradient.commands.collect import collect
    from nbgradient.commands.copy_gradebook import copy_gradebook
    from nbgradient.commands.doctor import doctor
    from nbgradient.commands.export import export
    from nbgradient.commands.feedback import feedback
    from nbgradient.commands.grade import grade
    from nbgradient.commands.rename import rename
    from nbgradient.commands.report import report
    from nbgradient.commands.shared import INTERRUPTED
    from nbgradient.commands.similarity import similarity
    from nbgradient.commands.template import template
    from nbgradient.grading import room
    from nbgradient.grading.trouble import said_of


HELP = {"help_option_names": ["-h", "--help"]}


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

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a term needs them."""
        return list(self.commands)


@click.group(cls=Commands, context_settings=HELP)
@click.version_option(
    version("nbgradient"),
    message=f"%(prog)s %(version)s, nbgrader {version('nbgrader')}, "
    f"Python {platform.python_version()}",
)
def main() -> None:
    """Grades an nbgrader course behind a wall; run it in the course's folder.

    \b
    A term:
      nbgradient collect submissions.zip --roster roster.csv
      nbgradient grade
      nbgradient feedback
      nbgradient report
      nbgradient export --canvas grades.csv
    """


COMMANDS = (
    template, clone, collect, grade, feedback, report, similarity, export, rename, check, doctor,
    certify, copy_gradebook,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
