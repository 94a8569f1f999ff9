"""What can be said of the course without running it: one check a module, and all of them here."""

from __future__ import annotations

from pathlib import Path

from nbgradient import course
from nbgradient.checks import checklist, leaks, rules, sources
from nbgradient.checks.finding import Finding

__all__ = ["Finding", "run"]


def run(assignment: str | None = None, root: Path = course.ROOT) -> list[Finding]:
    """Everything that the checks find, of one assignment or of the whole course at ``root``.

    Raises:
        course.CourseError: there is no such assignment; the message lists those that are.
    """
    if assignment is not None:
        return check_assignment(course.check_assignment(assignment, root), root)
    names = course.assignments(root)
    books = {
        f"{path.parent.name}/{path.name}": sources.read(path)
        for name in names
        for path in course.notebooks(name, root)
    }
    found = [
        finding for name in course.assignments(root) for finding in check_assignment(name, root)
    ]
    found += leaks.stale_assignments(root)
    return found + sources.check_shared_cells(books) + checklist.check(root)


def check_assignment(assignment: str, root: Path = course.ROOT) -> list[Finding]:
    """What the checks find in the notebooks of ``assignment``, source and release."""
    books = {path.name: sources.read(path) for path in course.notebooks(assignment, root)}
    found = []
    for name, notebook in books.items():
        where = f"{assignment}/{name}"
        found += sources.check(notebook, where) + rules.check(notebook, where)
        release = root / "release" / assignment / name
        if release.exists():
            found += leaks.check(notebook, release)
    return found + sources.check_assignment(books, assignment) + leaks.check_files(assignment, root)
