"""The marks as a workbook: a sheet for the course, and one for each assignment by exercise.

Numbers are numbers and times are dates. A text is text, whatever it begins with.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from nbgradient.collecting.roster import Person
from nbgradient.course import settings
from nbgradient.exporting import exercises, files, marks
from nbgradient.exporting.classlist import ClassList
from nbgradient.exporting.exercises import Exercises, Points
from nbgradient.exporting.marks import Assigned, Mark
from nbgradient.exporting.options import ExportError, ExportOptions
from nbgradient.exporting.request import Request
from nbgradient.safe.shown import cut, shown

#: Characters of a sheet's name and of a cell that Excel takes, and of a column's width.
_MOST_TITLE, _MOST_TEXT, _WIDEST = 31, 32_000, 40
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_HEADER = (Font(bold=True), PatternFill("solid", fgColor="DDE3EA"))
_WAITS = PatternFill("solid", fgColor="FFE699")
_MISSING = PatternFill("solid", fgColor="E7E6E6")
_TIME = "yyyy-mm-dd hh:mm"
_DECIMALS = 4
#: The columns that say who a student is.
_WHO = ("student", "last name", "first name", "e-mail", "section")

Value = str | float | datetime | None


@dataclass(frozen=True)
class Entry:
    """A cell: what it says, and its colour."""

    value: Value
    fill: PatternFill | None = None


@dataclass
class Sheet:
    """A table with a header.

    Attributes:
        frozen: how many columns stay in sight.
    """

    title: str
    header: list[str]
    rows: list[list[Entry]] = field(default_factory=list)
    frozen: int = 1


def write(request: Request, path: Path, zone: tzinfo) -> list[Assigned]:
    """Write the marks into a workbook at ``path``, and return them; times in it are in ``zone``.

    Raises:
        ExportError: there is no such assignment, or the file cannot be written.
        RosterError: the course's roster cannot be read.
    """
    if path.suffix.casefold() != ".xlsx":
        raise ExportError(f"A workbook's name ends with .xlsx, and '{shown(path.name)}' does not.")
    book, course = request.book, request.standings.course
    found = marks.read(book, request.standings, request.assignments)
    order = settings.in_order([item.name for item in found], request.options.config)
    found.sort(key=lambda item: order.index(item.name))
    people = _people(request, found)
    known = {assignment.name: assignment for assignment in book.assignments}
    sheets = [_of_course(found, people, request.options)]
    for item in found:
        by_exercise = exercises.read(book, course, known[item.name])
        sheets.append(_of_assignment(item, by_exercise, people, zone, request.options))
    files.write(path, _bytes([*sheets, _key(request.options)]))
    return found


def _people(request: Request, found: Iterable[Assigned]) -> list[Person]:
    """Who has a row, by name."""
    known = ClassList(request.book, request.standings.course.root).people
    for student in {student for item in found for student in item.marks}:
        known.setdefault(student, Person(student))
    people = [person for person in known.values() if request.is_about(person.id)]
    return sorted(people, key=lambda person: (person.last_name, person.first_name, person.id))


def _of_course(
    found: Sequence[Assigned], people: Iterable[Person], options: ExportOptions
) -> Sheet:
    header = [*_WHO, *(f"{item.name} ({item.maximum:g})" for item in found)]
    sheet = Sheet("Marks", header)
    for person in people:
        given = [_given(_mark(item, person), options) for item in found]
        sheet.rows.append([*_who(person), *given])
    return sheet


def _of_assignment(
    item: Assigned,
    by_exercise: Exercises,
    people: Iterable[Person],
    zone: tzinfo,
    options: ExportOptions,
) -> Sheet:
    several = len({exercise.notebook for exercise in by_exercise.maximum}) > 1
    names = [
        f"{exercise.notebook}: {exercise.name} ({most:g})"
        if several
        else f"{exercise.name} ({most:g})"
        for exercise, most in by_exercise.maximum.items()
    ]
    about = [f"handed in ({zone})", f"score ({item.maximum:g})", "late penalty", "to mark"]
    sheet = Sheet(item.name, [*_WHO[:3], *about, *names, "remark"])
    for person in people:
        mark = _mark(item, person)
        has = by_exercise.points.get(person.id, {})
        points = [_points(has.get(exercise), mark, options) for exercise in by_exercise.maximum]
        said = "Nothing was handed in." if mark.is_missing else mark.waits and f"It {mark.waits}."
        sheet.rows.append(
            [*_who(person)[:3], *_about(mark, zone, options), *points, Entry(said or None)]
        )
    return sheet


def _mark(item: Assigned, person: Person) -> Mark:
    return item.marks.get(person.id, Mark(None, is_missing=True))


def _who(person: Person) -> list[Entry]:
    texts = (person.id, person.last_name, person.first_name, person.email, person.section)
    return [Entry(text or None) for text in texts]


def _about(mark: Mark, zone: tzinfo, options: ExportOptions) -> list[Entry]:
    row = mark.row or {}
    when = row.get("timestamp")
    penalty, to_mark = row.get("late_submission_penalty"), row.get("to_mark")
    return [
        Entry(when and when.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)),
        _given(mark, options),
        Entry(penalty or None),
        Entry(to_mark or None, _WAITS if to_mark else None),
    ]


def _given(mark: Mark, options: ExportOptions) -> Entry:
    fill = _MISSING if mark.is_missing else _WAITS if mark.waits else None
    return Entry(mark.points(options), fill)


def _points(points: Points | None, mark: Mark, options: ExportOptions) -> Entry:
    if points is None:
        return Entry(None, _MISSING if mark.is_missing else _WAITS)
    if points.waits:
        return Entry(points.score if options.provisional else None, _WAITS)
    return Entry(points.score)


def _key(options: ExportOptions) -> Sheet:
    """What the colours mean."""
    waits = "Waits for a person, or is not graded as it is now: "
    waits += "the points are those so far." if options.provisional else "there are no points yet."
    missing = "Nothing was handed in" + (": 0 points." if options.missing_as_zero else ".")
    rows = [[Entry(None, _WAITS), Entry(waits)], [Entry(None, _MISSING), Entry(missing)]]
    return Sheet("Key", ["colour", "meaning"], rows)


def _bytes(sheets: Iterable[Sheet]) -> bytes:
    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _add(workbook.create_sheet(_title(sheet.title, taken)), sheet)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _title(name: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet, and that no other one has."""
    plain = _NOT_IN_TITLE.sub("_", shown(name)).strip("'") or "_"
    title, number = plain[:_MOST_TITLE], 1
    while title.casefold() in taken or title.casefold() == "history":
        number += 1
        end = f" {number}"
        title = plain[: _MOST_TITLE - len(end)] + end
    taken.add(title.casefold())
    return title


def _add(worksheet: WriteOnlyWorksheet, sheet: Sheet) -> None:
    last = get_column_letter(len(sheet.header))
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    worksheet.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for place, name in enumerate(sheet.header):
        longest = max([len(name) + 3, *(_length(row[place].value) + 1 for row in sheet.rows)])
        letter = get_column_letter(place + 1)
        worksheet.column_dimensions[letter].width = min(longest, _WIDEST)
    worksheet.append([_head(worksheet, name) for name in sheet.header])
    for row in sheet.rows:
        worksheet.append([_quick_cell(worksheet, entry) for entry in row])


def _length(value: Value) -> int:
    if isinstance(value, datetime):
        return len(_TIME)
    return 0 if value is None else len(value) if isinstance(value, str) else len(f"{value:g}")


def _head(worksheet: WriteOnlyWorksheet, name: str) -> WriteOnlyCell:
    cell = _cell(worksheet, Entry(name))
    cell.font, cell.fill = _HEADER
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _quick_cell(worksheet: WriteOnlyWorksheet, entry: Entry) -> WriteOnlyCell | Value:
    """As ``_cell``; most are plain numbers, which need none."""
    if entry.fill is None and not isinstance(entry.value, (str, datetime)):
        return _rounded(entry.value)
    return _cell(worksheet, entry)


def _cell(worksheet: WriteOnlyWorksheet, entry: Entry) -> WriteOnlyCell:
    value, cell = entry.value, WriteOnlyCell(worksheet)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", cut(shown(value), _MOST_TEXT))
        cell.data_type = "s"  # no formula and no error, whatever it looks like
        cell.quotePrefix = True
    else:
        cell.value = _rounded(value)
    if isinstance(value, datetime):
        cell.number_format = _TIME
    if entry.fill is not None:
        cell.fill = entry.fill
    return cell


def _rounded(value: Value) -> Value:
    return round(value, _DECIMALS) if isinstance(value, float) else value
