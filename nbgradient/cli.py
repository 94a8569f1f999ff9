"""The command ``nbgradient``."""

from __future__ import annotations

import os
import sys

import click
from rich.console import Console

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from traitlets.config import Config

    from nbgradient.course import settings
    from nbgradient.course.folders import Course, CourseError

JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count(),
    show_default="one per core",
    help="How many submissions are graded at the same time.",
)
TRUST = click.option(
    "--trust-submissions",
    is_flag=True,
    help="Run submissions without a sandbox, with all rights of your account.",
)
FORCE = click.option("--force", is_flag=True, help="Grade again what has not changed, too.")


class Commands(click.Group):
    """Commands that end with one line, and no traceback, when the course is not as it should be."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for.

        Raises:
            click.ClickException: what was asked for cannot be done.
        """
        try:
            return super().invoke(ctx)
        except CourseError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Commands)
def main() -> None:
    """Grades an nbgrader course behind a wall; run it in the course's folder."""


@main.command()
@click.argument("assignment")
@JOBS
@FORCE
@TRUST
def grade(assignment: str, jobs: int, force: bool, trust_submissions: bool) -> None:
    """Grade what is in submitted/ for ASSIGNMENT.

    The scores go into the gradebook, the executed notebooks into autograded/, the pages for the
    students into feedback/, and the table into grades.csv. What has not changed since it was
    graded is left alone.
    """
    console = Console(markup=False, emoji=False)
    with console.status("Looking at what was handed in"):
        course = Course.find()
        course.check_assignment(assignment)
        handed_in = list((course.root / "submitted").glob(f"*/{assignment}/*.ipynb"))
        jobs = max(1, min(jobs, len(handed_in)))
        start([assignment], course, trust=trust_submissions, shared=jobs > 1)
        with quick_imports():
            from nbgradient import tables
            from nbgradient.grading import export, run
        todo = run.prepare(assignment, course, force)
    errors = tables.grade(todo, jobs, trust_submissions, console) if todo else []
    console.print(tables.of_assignment(export.table(course.root), assignment))
    name_errors(errors, console)
    export.write(course.root)
    console.print("The table of all grades is in grades.csv, the students' pages in feedback/.")
    sys.exit(bool(errors))


@main.command()
@click.argument("assignment", required=False)
def check(assignment: str | None) -> None:
    """Check the notebooks of ASSIGNMENT, or of the whole course, without running them."""
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


@main.command()
@click.argument("assignment", required=False)
@JOBS
@TRUST
def doctor(assignment: str | None, jobs: int, trust_submissions: bool) -> None:
    """Say what would go wrong when ASSIGNMENT, or any other of the course, is graded.

    The notebooks in source/ are looked at, and their own solutions, and what students get, are put
    to the tests. Nothing in the course's folder is changed. The exit status is 1 if something
    would cost a student points.
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


@main.command()
@click.argument("assignment", required=False)
@JOBS
@click.option("--seed", type=int, help="Draw the same answers for the plain kernel again.")
@click.option(
    "--only",
    multiple=True,
    metavar="NOTEBOOK[:EXERCISE]",
    help="Only this notebook, or this exercise of one; may be given several times.",
)
def certify(assignment: str | None, jobs: int, seed: int | None, only: tuple[str, ...]) -> None:
    """Try the tests of ASSIGNMENT, or of the whole course, on answers known to be right or wrong.

    The bank in bank/, mutants of every solution, and the solutions with other seeds are put
    to the tests on the engine, and a tenth of the bank in a plain kernel, too. For the whole
    course the certificate goes into docs/.
    """
    from nbgradient.proof import bank

    course = Course.find()
    names = [course.check_assignment(assignment)] if assignment else course.assignments()
    bank.check_folder(course.root)
    config = start(names, course, figures=False)
    with quick_imports():
        from nbgradient import tables
        from nbgradient.proof import certificate, certify

    console = Console(markup=False, emoji=False)
    wanted = certify.exercises(settings.in_order(names, config), course, only)
    found = tables.certify(certify.certify(wanted, jobs, course, seed), console)
    rates = certificate.Rates(found.results, found.stability)
    console.print(tables.of_rates(rates))
    spent = (f"{kind} {seconds / 60:.1f}" for kind, seconds in found.seconds.items())
    console.print(f"Minutes of one core: {', '.join(spent)}.")
    for said in rates.lacks():
        console.print(f"The bank could have more: {said}.")
    if assignment is None and not only:
        console.print(f"The certificate is {certificate.write(rates, course.root / 'docs')}.")
    faults = rates.faults()
    for fault in faults:
        console.print(fault, style="red")
    sys.exit(bool(faults))


def start(assignments: list[str], course: Course, **options: bool) -> Config:
    """Begin with what takes longest: to import what submissions to ``assignments`` need.

    Returned are the settings of the course, whose hook has been called.
    """
    with quick_imports():
        from nbgradient.grading import workers

    config = settings.load(course.root)
    settings.call_hook(config, course, assignments)
    workers.start(assignments, course, **options)
    return config


def name_errors(errors: list[str], console: Console) -> None:
    """Say which submissions need a person."""
    for error in errors:
        console.print(f"Needs a person: {error}", style="red")
