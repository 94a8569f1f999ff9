"""The engine as nbgrader sees it: preprocessors, named in ``nbgrader_config.py``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from .. import course
from ..regions import hidden_lines
from . import autotests
from .engine import Engine, Source
from .files import read_files
from .paper import imports

#: What the graded notebook says instead of a hidden test.
HIDDEN = "# Hidden tests were run here."


class Rebuild(NbGraderPreprocessor):
    """Takes the student's answers, and the instructor's notebook for all the rest."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """The source notebook with the answers of ``nb``, and a note on what was repaired."""
        built = Engine(parent=self).rebuild(_source(self, resources), nb)
        for repair in built.repairs:
            self.log.warning("%s.ipynb: %s", resources["nbgrader"]["notebook"], repair)
        return with_note(built.notebook, built.repairs), resources


class Examine(Engine, NbGraderPreprocessor):
    """Runs a submission's cells in the sandbox, and its tests outside of it."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``nb`` with its outputs; those of the test cells are the examiner's alone.

        Raises:
            SandboxError: submissions cannot be sandboxed here.
            PaperError: a locked cell that the tests need fails.
        """
        self.check()
        folder = resources.get("metadata", {}).get("path")
        files = read_files(Path(folder)) if folder else {}
        exam = self.examine(_source(self, resources), nb, files)
        for incident in exam.remarks:
            self.log.warning("%s.ipynb: %s", resources["nbgrader"]["notebook"], incident)
        return nb, resources


class HideTests(NbGraderPreprocessor):
    """Takes the hidden tests out of a graded notebook, once it is scored."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``cell`` with a comment where it had hidden tests."""
        if course.is_test(cell):
            hidden, lines = hidden_lines(cell.source), []
            for number, line in enumerate(cell.source.split("\n"), start=1):
                if number not in hidden:
                    lines.append(line)
                elif number - 1 not in hidden:
                    lines.append(HIDDEN)
            cell.source = "\n".join(lines)
        return cell, resources


def with_note(notebook: NotebookNode, repairs: list[str]) -> NotebookNode:
    """``notebook`` with a note at its top that tells the student of ``repairs``, if any."""
    if repairs:
        text = "**Repaired before grading**\n\n" + "\n".join(f"- {said}" for said in repairs)
        notebook.cells.insert(0, new_markdown_cell(text, id="repaired"))
    return notebook


def _source(preprocessor: NbGraderPreprocessor, resources: ResourcesDict) -> Source:
    """The instructor's version of the notebook that is being graded."""
    folders = CourseDirectory(config=preprocessor.config)
    known = resources["nbgrader"]
    folder = Path(folders.format_path(folders.source_directory, ".", known["assignment"]))
    notebook = course.read(folder / f"{known['notebook']}.ipynb")
    if autotests.are_asked_for(notebook):
        with Gradebook(known["db_url"]) as book:
            autotests.written(notebook, book, known["assignment"], known["notebook"])
    times = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.ipynb")))
    return Source(nbformat.writes(notebook), _shared_imports(times))


@cache
def _shared_imports(times: tuple[tuple[Path, int], ...]) -> str:
    return imports([course.read(path) for path, _ in times])
