"""The command ``nbgradient``."""

from __future__ import annotations

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


def _show_version(ctx: click.Context, option: click.Parameter, is_asked: bool) -> None:
    """Tell the versions, which take long to look up, if that is asked for."""
    if not is_asked or ctx.resilient_parsing:
        return
    import platform
    from importlib.metadata import version

    python = platform.python_version()
    told = f"{version('nbgradient')}, nbgrader {version('nbgrader')}, Python {python}"
    click.echo(f"{ctx.find_root().info_name} {told}")
    ctx.exit()


@click.group(cls=Commands, context_settings=HELP)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
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
