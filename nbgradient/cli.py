"""The command ``nbgradient``."""

from __future__ import annotations

import os
import sys

import click
from rich.console import Console

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from nbgradient.course.folders import Course, CourseError

_JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count(),
    show_default="one a core",
    help="How many submissions are graded at the same time.",
)
_TRUST = click.option(
    "--trust-submissions",
    is_flag=True,
    help="Run submissions without a sandbox, with all rights of your account.",
)
_FORCE = click.option("--force", is_flag=True, help="Grade again what has not changed, too.")


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
    """Auto-graded Jupyter assignments on the first steps of neural networks."""


@main.command()
@click.argument("assignment")
@_JOBS
@_FORCE
@_TRUST
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
        _start([assignment], course, trust=trust_submissions, shared=jobs > 1)
        with quick_imports():
            from nbgradient import tables
            from nbgradient.grading import export, run
        todo = run.prepare(assignment, course, force)
    errors = tables.grade(todo, jobs, trust_submissions, console) if todo else []
    console.print(tables.of_assignment(export.table(course.root), assignment))
    _name(errors, console)
    export.write(course.root)
    console.print("The table of all grades is in grades.csv, the students' pages in feedback/.")
    sys.exit(bool(errors))


@main.command()
@_JOBS
@_FORCE
@_TRUST
def demo(jobs: int, force: bool, trust_submissions: bool) -> None:
    """Release, grade and give back the whole course to a fictional class, in the folder demo/."""
    console = Console(markup=False, emoji=False)
    with console.status("Preparing the class") as status:
        course = Course.find()
        assignments = course.assignments()
        _start(assignments, course, trust=trust_submissions)
        with quick_imports():
            from firststeps.demo import classroom, students
            from nbgradient import tables
            from nbgradient.grading import export, run
        own, todo = Course(course.root / "demo"), []
        classroom.set_up(own, course)
        for assignment in assignments:
            status.update(f"Releasing {assignment}")
            classroom.release(assignment, own, course)
            todo += run.prepare(assignment, own, force)
    errors = tables.grade(todo, jobs, trust_submissions, console) if todo else []
    grades = export.write(own.root)
    about = {student.__name__: student.__doc__ for student in students.HABITS + students.MISHAPS}
    console.print(tables.of_class(grades, assignments, about))
    console.print(tables.of_reasons(grades))
    page = f"demo/feedback/ada/{assignments[0]}/"
    console.print(f"The feedback pages are in demo/feedback/, for instance {page}")
    console.print(
        "To mark the written answers: cd demo && jupyter lab, then Nbgrader > Formgrader."
    )
    _name(errors, console)
    sys.exit(bool(errors))


@main.command()
@click.option("--stand-in", is_flag=True, help="Use neither the network nor Keras's cache.")
def data(stand_in: bool) -> None:
    """Make the small sample of images that grading uses, from the best source there is."""
    from firststeps.data import make_all

    for line in make_all(Course.find(), stand_in):
        click.echo(line)


@main.command()
@click.argument("assignment", required=False)
def check(assignment: str | None) -> None:
    """Check the notebooks of ASSIGNMENT, or of the whole course, without running them."""
    from nbgradient import checks

    findings = checks.run(Course.find(), assignment)
    for finding in findings:
        click.echo(finding)
    click.echo(f"{len(findings)} found." if findings else "Nothing found.")
    sys.exit(bool(findings))


@main.command()
@click.argument("assignment", required=False)
@_JOBS
@_TRUST
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
    if notebooks:
        _start(
            list(dict.fromkeys(n.assignment for n in notebooks)), course, trust=trust_submissions
        )
    for finding in examine(notebooks, course, jobs, trust_submissions):
        click.echo(finding)
        found.append(finding)
    costly = sum(finding.costs_points for finding in found)
    click.echo(f"{len(notebooks)} notebooks: {costly} of {len(found)} findings would cost points.")
    sys.exit(bool(costly))


@main.command()
@click.argument("assignment", required=False)
@_JOBS
@click.option("--seed", type=int, help="Draw the same answers for the plain kernel again.")
@click.option(
    "--only",
    multiple=True,
    metavar="NOTEBOOK[:EXERCISE]",
    help="Only this notebook, or this exercise of one; may be given several times.",
)
def certify(assignment: str | None, jobs: int, seed: int | None, only: tuple[str, ...]) -> None:
    """Try the tests of ASSIGNMENT, or of the whole course, on answers known to be right or wrong.

    The bank in tests/bank/, mutants of every solution, and the solutions with other seeds are put
    to the tests on the engine, and a tenth of the bank in a plain kernel, too. For the whole
    course the certificate goes into docs/.
    """
    course = Course.find()
    names = [course.check_assignment(assignment)] if assignment else course.assignments()
    _start(names, course, figures=False)
    with quick_imports():
        from nbgradient import tables
        from nbgradient.proof import certificate, certify

    console = Console(markup=False, emoji=False)
    wanted = certify.exercises(names, course, only)
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


@main.command()
def pictures() -> None:
    """Take the README's pictures anew, into docs/pictures/: an exercise, and a feedback page."""
    course = Course.find()
    _start([course.check_assignment("softmax")], course)
    from firststeps.pictures import make

    for picture in make(course, course.root / "docs" / "pictures"):
        click.echo(picture)


def _start(assignments: list[str], course: Course, **options: bool) -> None:
    """Begin with what takes longest: to import what submissions to ``assignments`` need."""
    with quick_imports():
        from firststeps import data
        from nbgradient.grading import workers

    data.use_sample(course)
    workers.start(assignments, course, **options)


def _name(errors: list[str], console: Console) -> None:
    for error in errors:
        console.print(f"Needs a person: {error}", style="red")
