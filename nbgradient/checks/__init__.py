"""What can be said of a course without running it: one check a module, and all of them here."""

from __future__ import annotations

from pathlib import Path

from nbgradient.checks import leaks, rules, sources
from nbgradient.checks.finding import Finding
from nbgradient.course.folders import Course

__all__ = ["Finding", "run"]


def run(course: Course, assignment: str | None = None) -> list[Finding]:
    """Everything that the checks find, of one assignment or of the whole ``course``.

    Raises:
        CourseError: there is no such assignment; the message lists those that are.
    """
    if assignment is not None:
        return check_assignment(course.check_assignment(assignment), course)
    found = [finding for name in course.assignments() for finding in check_assignment(name, course)]
    return found + leaks.stale_assignments(course)


def check_assignment(assignment: str, course: Course) -> list[Finding]:
    """What the checks find in the notebooks of ``assignment``, source and release."""
    found = []
    for path in course.notebooks(assignment):
        found += _check_notebook(path, course.root / "release" / assignment / path.name)
    return found + leaks.check_files(assignment, course)


def _check_notebook(path: Path, release: Path) -> list[Finding]:
    where = f"{path.parent.name}/{path.name}"
    try:
        notebook = sources.read(path)
    except (ValueError, AttributeError) as error:  # it is no JSON, or JSON of something else
        return [Finding(where, f"cannot be read as a notebook: {error}.")]
    if "cells" not in notebook:
        return [Finding(where, "is no notebook of format 4: open it in JupyterLab and save it.")]
    found = sources.check(notebook, where) + rules.check(notebook, where)
    return found + (leaks.check(notebook, release) if release.exists() else [])
