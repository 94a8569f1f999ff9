"""The file of an LMS: read, and written beside it with the marks, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from nbgradient.course import whole
from nbgradient.course.csv_file import CsvError, CsvFile
from nbgradient.exporting import comments, marks, matching
from nbgradient.exporting.classlist import ClassList
from nbgradient.exporting.filling import Filling, Report
from nbgradient.exporting.formats.layout import Format, Layout
from nbgradient.exporting.options import ExportError
from nbgradient.exporting.request import Request
from nbgradient.safe.shown import shown

#: Bytes of a file that is read.
MAX_BYTES = 16 << 20


def fill(
    request: Request, form: Format, source: Path, target: Path | None = None
) -> tuple[Path, Report]:
    """Write the file ``source`` with the marks of the course; return where, and what became of it.

    Args:
        request: which marks.
        form: whose file it is.
        source: the file that the LMS exported.
        target: where it goes; beside ``source``, as ``<name>.filled.csv``, if None.

    Raises:
        ExportError: the file is none of ``form``'s, its columns are not clear, or it cannot be
            written.
        RosterError: the course's roster cannot be read.
    """
    target = target or source.with_name(f"{source.stem}.filled{source.suffix or '.csv'}")
    file = _read(source)
    if target.exists() and target.samefile(source):
        raise ExportError("The file that is read is never written over: give -o another name.")
    known = [assignment.name for assignment in request.book.assignments]
    try:
        layout = form.read(file)
        found = matching.pairs(
            layout, source.stem, known, request.assignments, request.options.columns
        )
        report = _filled(request, file, layout, found)
    except ExportError as error:
        raise ExportError(f"{shown(source.name)}: {error}") from None
    if not layout.is_of_one and (lacking := set(known) - {name for _, name in found}):
        report.remarks.append(f"The file has no column for {', '.join(sorted(lacking))}.")
    write(target, bytes(file))
    return target, report


def _filled(request: Request, file: CsvFile, layout: Layout, found: matching.Pairs) -> Report:
    """Set the marks in ``file``, and say what became of it."""
    students = ClassList(request.book, request.standings.course.root)
    filling = Filling(file, layout, students, request)
    assigned = marks.read(request.book, request.standings, [name for _, name in found])
    by_name = {item.name: item for item in assigned}
    for column, name in found:
        filling.fill(column, by_name[name])
        if request.options.feedback:
            filling.comment(comments.read(request.book, name))
    return filling.report


def _read(path: Path) -> CsvFile:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ExportError(f"{shown(str(path))} cannot be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise ExportError(f"{shown(path.name)} has more than {MAX_BYTES >> 20} MB.")
    if content.startswith(b"PK\3\4"):
        raise ExportError(
            f"{shown(path.name)} is a workbook or a zip: export the LMS's file as CSV."
        )
    try:
        return CsvFile(content)
    except CsvError as error:
        raise ExportError(f"{shown(path.name)} is no table: {error}.") from None


def write(path: Path, content: bytes) -> None:
    """Write ``content``, in the place of what may be there, all of it or nothing.

    Raises:
        ExportError: it cannot be written.
    """
    try:
        whole.write(path, content)
    except OSError as error:
        raise ExportError(f"{shown(str(path))} cannot be written: {error.strerror}.") from None
