"""Exporters for ``nbgrader export``, as ``nbgradient export`` has them.

``nbgrader export --exporter nbgradient.exporting.plugins.CanvasExport --CanvasExport.file=FILE``;
the other options are named alike, as ``--CanvasExport.scale=True``, or stand in
``nbgrader_config.py``: for all exporters as ``c.ExportOptions.scale = True``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from nbgradient.course.folders import Course, CourseError
from nbgradient.exporting import files, told, workbook
from nbgradient.exporting.formats.canvas import Canvas
from nbgradient.exporting.formats.gradescope import Gradescope
from nbgradient.exporting.formats.layout import Format
from nbgradient.exporting.formats.moodle import Moodle
from nbgradient.exporting.options import ExportError, ExportOptions
from nbgradient.exporting.request import Request
from nbgradient.grading.late.timestamps import zone_of
from nbgradient.grading.standing import Standings


class FileExport(ExportPlugin, ExportOptions):
    """Writes the marks into a file that an LMS exported, as ``nbgradient export`` does."""

    form: Format
    file = Unicode("", help="The CSV file that the LMS exported; it stays as it is.").tag(
        config=True
    )

    def export(self, gradebook: Gradebook) -> None:
        """Write the file with the marks to ``self.to``, or beside it.

        Raises:
            SystemExit: it cannot be done; it says why.
        """
        with _ended():
            self._export(gradebook)

    def _export(self, gradebook: Gradebook) -> None:
        if not self.file:
            raise ExportError(
                f"Name the file that {self.form.name} exported: --{type(self).__name__}.file=FILE."
            )
        target = Path(self.to) if self.to else None
        written, report = files.fill(_request(self, gradebook), self.form, Path(self.file), target)
        for title, lines in told.groups(report):
            self.log.warning("%s\n  %s", title, "\n  ".join(lines))
        for said in told.summary(written, report):
            self.log.info("%s", said)


class CanvasExport(FileExport):
    """Writes the marks into Canvas' gradebook file."""

    form = Canvas()


class MoodleExport(FileExport):
    """Writes the marks into Moodle's grading worksheet, or its gradebook file."""

    form = Moodle()


class GradescopeExport(FileExport):
    """Writes the marks into Gradescope's file of grades."""

    form = Gradescope()


class WorkbookExport(ExportPlugin, ExportOptions):
    """Writes the marks into a workbook."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the workbook to ``self.to``, or to ``marks.xlsx``.

        Raises:
            SystemExit: it cannot be done; it says why.
        """
        target = Path(self.to or "marks.xlsx")
        with _ended():
            workbook.write(_request(self, gradebook), target, zone_of(self.config))
        self.log.info("The marks are in %s", target)


@contextmanager
def _ended() -> Iterator[None]:
    """End nbgrader with a sentence, and no traceback, when the course is not as it should be."""
    try:
        yield
    except CourseError as error:
        sys.exit(str(error))


def _root(plugin: ExportPlugin) -> Path:
    return Path(plugin.parent.coursedir.root)


def _request(plugin: FileExport | WorkbookExport, book: Gradebook) -> Request:
    """What the command line asks for; it takes a name that is a number for a number."""
    return Request(
        book,
        Standings(Course(_root(plugin))),
        plugin,
        [str(name) for name in plugin.assignment],
        [str(name) for name in plugin.student],
    )
