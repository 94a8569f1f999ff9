"""``nbgradient certify``."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from nbgradient.commands.shared import JOBS, start
from nbgradient.course import settings
from nbgradient.course.folders import Course
from nbgradient.examiner.quick_imports import quick_imports


@click.command(short_help="Try the tests on known answers, right and wrong.")
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

    \b
    Examples:
      nbgradient certify softmax
      nbgradient certify --only softmax:cross_entropy
    """
    from nbgradient.proof import bank

    course = Course.find()
    names = [course.check_assignment(assignment)] if assignment else course.assignments()
    bank.check_folder(course.root)
    config = start(names, course, figures=False)
    with quick_imports():
        from nbgradient import following, tables
        from nbgradient.proof import certificate, certify

    console = Console(markup=False, emoji=False)
    wanted = certify.exercises(settings.in_order(names, config), course, only)
    found = following.certify(certify.certify(wanted, jobs, course, seed), console)
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
