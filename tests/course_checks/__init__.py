"""What is checked of this course's own notebooks, beyond what ``nbgradient check`` does of any."""

from __future__ import annotations

from course_checks import checklist, conventions
from nbgradient.checks import sources
from nbgradient.checks.finding import Finding
from nbgradient.course.folders import Course


def run(course: Course) -> list[Finding]:
    """All that is not as this course wants it."""
    found, books = [], {}
    for assignment in course.assignments():
        own = {path.name: sources.read(path) for path in course.notebooks(assignment)}
        for name, notebook in own.items():
            found += conventions.check(notebook, f"{assignment}/{name}")
        found += conventions.check_assignment(own, assignment)
        books |= {f"{assignment}/{name}": notebook for name, notebook in own.items()}
    return found + conventions.check_shared_cells(books) + checklist.check(course)
