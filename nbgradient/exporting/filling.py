"""Marks into the cells of a file, and what is to be said of those that stay as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbgradient.collecting.people import NobodyError
from nbgradient.course.csv_file import CsvFile
from nbgradient.exporting.classlist import ClassList
from nbgradient.exporting.formats.layout import Column, Layout, Line, cell
from nbgradient.exporting.marks import Assigned, Mark
from nbgradient.exporting.options import ExportError
from nbgradient.exporting.request import Request
from nbgradient.safe.shown import shown

#: Decimals of a mark; LMSs keep at least as many.
_DECIMALS = 4
#: What differs by less is the same maximum.
_SAME = 1e-6


@dataclass
class Report:
    """What became of a file.

    Attributes:
        filled: how many marks were written, by the assignment and the column's title.
        remarks: what else is to be known of a column.
        nobody: rows that are nobody's for certain, and were left as they were.
        waiting: marks that are not final, and were left out.
        locked: marks that were left out, because the LMS does not take them there; and those
            above its maximum, which were not.
        missing: how many handed in nothing, and have no mark.
        absent: students who have marks and no row.
    """

    filled: dict[tuple[str, str], int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


class Filling:
    """A file that marks are written into."""

    def __init__(
        self, file: CsvFile, layout: Layout, students: ClassList, request: Request
    ) -> None:
        self.report = Report()
        self._file = file
        self._layout = layout
        self._students = students
        self._request = request
        self._options = request.options
        self._lines = self._matched()

    def _matched(self) -> dict[str, Line]:
        """The row of each student who has one, and one alone."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self._layout.lines:
            try:
                found[self._students.find(line.who)].append(line)
            except NobodyError as error:
                if not line.may_be_nobody:
                    self.report.nobody.append(f"{_place(line)} {error}.")
        for student, lines in found.items():
            if len(lines) > 1:
                rows = ", ".join(str(line.row + 1) for line in lines)
                named = self._students.named(student)
                self.report.nobody.append(f"The rows {rows} are all of {named}.")
        return {student: lines[0] for student, lines in found.items() if len(lines) == 1}

    def fill(self, column: Column, assigned: Assigned) -> None:
        """Write the marks for an assignment into a ``column``.

        Raises:
            ExportError: the maxima differ, and nobody said what that means.
        """
        factor = self._factor(column, assigned)
        count = 0
        for student, line in self._lines.items():
            if self._request.is_about(student):
                count += self._write(line, column, assigned, student, factor)
        self.report.filled[assigned.name, column.title] = count
        for student, mark in assigned.marks.items():
            is_there = mark.row is None or student in self._lines
            if self._request.is_about(student) and not is_there:
                self.report.absent.append(f"{assigned.name} of {self._students.named(student)}")

    def _write(
        self, line: Line, column: Column, assigned: Assigned, student: str, factor: float
    ) -> bool:
        """Write the mark of a ``student``, if there is one; was it?"""
        mark = assigned.marks.get(student, Mark(None, is_missing=True))
        points = mark.points(self._options)
        whose = f"{assigned.name} of {self._students.named(student)}"
        there = cell(self._file, line.row, column.place)
        locked = line.locked or self._layout.keeps.get(there.upper())
        if points is None:
            if not locked:
                kept = f" The cell says {shown(there)}, as before." if there else ""
                told = self.report.missing if mark.is_missing else self.report.waiting
                told.append(f"{whose}{mark.waits and ' '}{mark.waits}.{kept}")
            return False
        if locked:
            self.report.locked.append(f"{whose}, who {locked}.")
            return False
        scaled = points * factor
        if self._layout.is_capped and column.maximum is not None and scaled > column.maximum:
            self.report.locked.append(
                f"{whose}: {scaled:g} is more than the maximum, {column.maximum:g}."
            )
        self._file.set(line.row, column.place, written(scaled, self._layout.decimal))
        return True

    def comment(self, comments: Mapping[str, str]) -> None:
        """Write ``comments``, by student, into the column for them, where it is empty."""
        column = self._layout.feedback
        if column is None:
            self.report.remarks.append("The file has no column for feedback comments.")
            return
        for student, line in self._lines.items():
            said = comments.get(student)
            if not said or line.locked or not self._request.is_about(student):
                continue
            if there := cell(self._file, line.row, column):
                if there != said:
                    named = self._students.named(student)
                    self.report.locked.append(f"Comments on {named}, who has some in the file.")
            else:
                self._file.set(line.row, column, said)

    def _factor(self, column: Column, assigned: Assigned) -> float:
        """What points are multiplied by, so that they are those of the LMS."""
        theirs, ours, title = column.maximum, assigned.maximum, shown(column.title)
        if theirs is None:
            self.report.remarks.append(
                f"The file does not say the maximum of '{title}': the marks are of {ours:g}."
            )
            return 1.0
        if abs(theirs - ours) < _SAME:
            return 1.0
        differ = f"'{title}' is of {theirs:g} points in the LMS, {assigned.name} of {ours:g} here"
        if self._options.scale is None:
            raise ExportError(
                f"{differ}. Scale the marks with --scale, or leave them with --no-scale."
            )
        if not self._options.scale:
            self.report.remarks.append(f"{differ}: the marks are not scaled.")
            return 1.0
        if theirs <= 0 or ours <= 0:
            raise ExportError(f"{differ}: that cannot be scaled. Give it points, or --no-scale.")
        self.report.remarks.append(f"{differ}: the marks are scaled by {theirs / ours:.6g}.")
        return theirs / ours


def written(points: float, decimal: str) -> str:
    """``points`` with as many decimals as they need."""
    text = f"{points:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", decimal)


def _place(line: Line) -> str:
    keys = ", ".join(shown(value) for value in line.who.keys.values())
    name = f"'{shown(line.who.name)}'" if line.who.name else "without a name"
    return f"Row {line.row + 1}, {name}{keys and f' ({keys})'},"
