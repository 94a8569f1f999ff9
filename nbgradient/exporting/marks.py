"""Which mark each student has, and which of these are not to be given out yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nbgrader.api import Assignment, Gradebook

from nbgradient.exporting.matching import check
from nbgradient.exporting.options import ExportOptions
from nbgradient.grading import records
from nbgradient.grading.export import Row, scores_of
from nbgradient.grading.standing import Standing, Standings


@dataclass(frozen=True)
class Mark:
    """What a student has for an assignment.

    Attributes:
        score: the points so far; None if none are in the gradebook.
        waits: why they are not final, as the end of a sentence; empty if they are.
        is_missing: whether nothing was handed in.
        row: the student's row of the table of grades; None if there are no points.
    """

    score: float | None
    waits: str = ""
    is_missing: bool = False
    row: Row | None = None

    def points(self, options: ExportOptions) -> float | None:
        """What is given out; None if nothing is."""
        if self.is_missing:
            return 0.0 if options.missing_as_zero else None
        return None if self.waits and not options.provisional else self.score


@dataclass(frozen=True)
class Assigned:
    """An assignment and the marks for it, by student."""

    name: str
    maximum: float
    marks: dict[str, Mark]


def read(book: Gradebook, standings: Standings, names: Iterable[str] = ()) -> list[Assigned]:
    """The marks for the assignments of these ``names``, or for all, in the gradebook's order.

    Raises:
        ExportError: there is no such assignment, or none at all.
    """
    known = {assignment.name: assignment for assignment in book.assignments}
    wanted = set(names)
    check(wanted, list(known))
    students = {student.id for student in book.students}
    return [
        _of_assignment(book, standings, assignment, students)
        for name, assignment in known.items()
        if not wanted or name in wanted
    ]


def _of_assignment(
    book: Gradebook, standings: Standings, assignment: Assignment, students: set[str]
) -> Assigned:
    name = assignment.name
    course = standings.course
    handed_in = standings.of(name) if name in course.assignments() else {}
    rows = scores_of(book, assignment)
    # Where nbgrader's own autograde was used, there is no record of what it graded.
    has_records = records.are_kept(course.root, name)
    marks = {
        student: _mark(rows.get(student), handed_in.get(student), has_records)
        for student in sorted(students | handed_in.keys())
    }
    return Assigned(name, assignment.max_score, marks)


def _mark(row: Row | None, standing: Standing | None, has_records: bool) -> Mark:
    if row is None:
        if standing is None:
            return Mark(None, is_missing=True)
        said = " ".join(standing.record.remarks.values()) if standing.record else ""
        return Mark(None, f"is not graded{f': {said}' if said else ''}")
    if standing is not None and standing.record is None and has_records:
        return Mark(row["score"], "is not graded as it is now", row=row)
    if row["to_mark"] > 0:
        points = "1 point waits" if row["to_mark"] == 1 else f"{row['to_mark']:g} points wait"
        return Mark(row["score"], f"has not been marked to the end: {points}", row=row)
    return Mark(row["score"], row=row)
