"""``python -m firststeps``: what this course has beyond what ``nbgradient`` does for any."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from nbgradient.cli import HELP, Commands
from nbgradient.commands.shared import FORCE, JOBS, TRUST, name_errors, start
from nbgradient.course import settings
from nbgradient.course.folders import Course
from nbgradient.examiner.quick_imports import quick_imports


@click.group(cls=Commands, context_settings=HELP)
def main() -> None:
    """A fictional class, the images, and the pictures of the course on neural networks."""


@main.command(short_help="Grade a fictional class, in demo/.")
@JOBS
@FORCE
@TRUST
def demo(jobs: int, force: bool, trust_submissions: bool) -> None:
    """Release, grade and give back the whole course to a fictional class, in the folder demo/."""
    console = Console(markup=False, emoji=False)
    with console.status("Preparing the class") as status:
        course = Course.find()
        config = start(course.assignments(), course, trust=trust_submissions)
        with quick_imports():
            from firststeps.demo import classroom, students
            from firststeps.demo.tables import of_class, of_reasons
            from nbgradient import following
            from nbgradient.grading import export, run
            from nbgradient.grading.giving_back.giving import Asked, give_back
            from nbgradient.grading.standing import Standings
            from nbgradient.grading.tally import Tally
        own, todo, tally = Course(course.root / "demo"), [], Tally()
        standings = Standings(own)
        assignments = settings.in_order(course.assignments(), config)
        classroom.set_up(own, course)
        for assignment in assignments:
            status.update(f"Releasing {assignment}")
            classroom.release(assignment, own, course)
            run.enter(assignment, standings)
            todo += run.waiting(assignment, standings, force)
    with run.Grader(own, jobs, trust_submissions) as grader:
        following.follow(grader.grade(todo, standings), len(todo), tally, console)
        give_back(standings, assignments, Asked(provisional=True), grader.pool)
    grades = export.write(standings)
    about = {
        student.__name__: student.__doc__ or "" for student in students.HABITS + students.MISHAPS
    }
    console.print(of_class(grades, assignments, about))
    console.print(of_reasons(grades))
    page = f"demo/feedback/ada/{assignments[0]}/"
    console.print(f"The feedback pages are in demo/feedback/, for instance {page}")
    console.print(
        "They are provisional. To mark the written answers: make lab COURSE=demo, then "
        "Nbgrader > Formgrader; then nbgradient feedback, in demo/, makes the pages that go back."
    )
    name_errors(tally.errors(), console)
    sys.exit(bool(tally.errors()))


@main.command(short_help="Make the small sample of images for grading.")
@click.option("--stand-in", is_flag=True, help="Use neither the network nor Keras's cache.")
def data(stand_in: bool) -> None:
    """Make the small sample of images that grading uses, from the best source there is."""
    from firststeps.data import make_all

    for line in make_all(Course.find(), stand_in):
        click.echo(line)


@main.command(short_help="Take the README's pictures again.")
def pictures() -> None:
    """Take the docs' pictures again, into docs/pictures/: an exercise, marking, and two pages."""
    course = Course.find()
    start([course.check_assignment("softmax")], course)
    from firststeps.pictures import make

    for picture in make(course, course.root / "docs" / "pictures"):
        click.echo(picture)


if __name__ == "__main__":
    main()
