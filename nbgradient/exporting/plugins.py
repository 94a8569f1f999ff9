"""Exporters for ``nbgrader export``.

nbgrader export --exporter nbgradient.exporting.plugins.CanvasExport --CanvasExport.file=FILE
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from nbgradient.course.folders import Course
from nbgradient.exporting import files, told, workbook
from nbgradient.exporting.formats.canvas import Canvas
from nbgradient.exporting.formats.gradescope import Gradescope
from nbgradient.exporting.formats.layout import Format
from nbgradient.exporting.formats.moodle import Moodle
from nbgradient.exporting.options import ExportError, ExportOptions
from nbgradient.exporting.request import Request
from nbgradient.grading.database.gradebook import open_course
from nbgradient.grading.late.timestamps import usual_zone
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
            ExportError: it cannot be done.
        """
        name = type(self).__name__
        if not self.file:
            raise ExportError(f"Name the file that {self.form.name} exported: --{name}.file=FILE.")
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
            ExportError: it cannot be done.
        """
        target = Path(self.to or "marks.xlsx")
        zone = usual_zone(open_course(_root(self)))
        workbook.write(_request(self, gradebook), target, zone)
        self.log.info("The marks are in %s", target)


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
