"""``nbgradient grade``."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from nbgradient.commands.shared import FORCE, JOBS, SCHEDULER, TRUST, cluster, name_errors, start
from nbgradient.course.folders import Course
from nbgradient.examiner.quick_imports import quick_imports


@click.command()
@click.argument("assignment")
@JOBS
@FORCE
@TRUST
@SCHEDULER
def grade(
    assignment: str, jobs: int, force: bool, trust_submissions: bool, scheduler: str | None
) -> None:
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
        pool = cluster(scheduler)
        here = pool is None
        start([assignment], course, here=here, trust=trust_submissions, shared=jobs > 1)
        with quick_imports():
            from nbgradient import tables
            from nbgradient.grading import export, run
        todo = run.prepare(assignment, course, force)
    errors = tables.grade(todo, jobs, trust_submissions, console, pool) if todo else []
    console.print(tables.of_assignment(export.table(course.root), assignment))
    name_errors(errors, console)
    export.write(course.root)
    console.print("The table of all grades is in grades.csv, the students' pages in feedback/.")
    sys.exit(bool(errors))
