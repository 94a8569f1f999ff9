"""What can be said of the course without running it: one check a module, and all of them here."""

from __future__ import annotations

from nbgradient.checks import checklist, leaks, rules, sources
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
    books = {
        f"{path.parent.name}/{path.name}": sources.read(path)
        for name in course.assignments()
        for path in course.notebooks(name)
    }
    found = [finding for name in course.assignments() for finding in check_assignment(name, course)]
    found += leaks.stale_assignments(course)
    return found + sources.check_shared_cells(books) + checklist.check(course)


def check_assignment(assignment: str, course: Course) -> list[Finding]:
    """What the checks find in the notebooks of ``assignment``, source and release."""
    books = {path.name: sources.read(path) for path in course.notebooks(assignment)}
    found = []
    for name, notebook in books.items():
        where = f"{assignment}/{name}"
        found += sources.check(notebook, where) + rules.check(notebook, where)
        release = course.root / "release" / assignment / name
        if release.exists():
            found += leaks.check(notebook, release)
    found += sources.check_assignment(books, assignment)
    return found + leaks.check_files(assignment, course)
