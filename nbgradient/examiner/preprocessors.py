"""The engine as nbgrader sees it: preprocessors, named in ``nbgrader_config.py``."""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from .. import course
from ..regions import hidden_lines
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
        path = _path(self, resources)
        built = Engine(parent=self).rebuild(_source(path), nb)
        for repair in built.repairs:
            self.log.warning("%s: %s", path.name, repair)
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
        path = _path(self, resources)
        for incident in self.examine(_source(path), nb, files):
            self.log.warning("%s: %s", path.name, incident)
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


def _path(preprocessor: NbGraderPreprocessor, resources: ResourcesDict) -> Path:
    """The source notebook of the submission that is being graded."""
    folders = CourseDirectory(config=preprocessor.config)
    known = resources["nbgrader"]
    folder = folders.format_path(folders.source_directory, ".", known["assignment"])
    return Path(folder) / f"{known['notebook']}.ipynb"


def _source(path: Path) -> Source:
    return Source(path.read_text(encoding="utf-8"), assignment_imports(path.parent))


def assignment_imports(folder: Path) -> str:
    """The import statements of all source notebooks in ``folder``."""
    found = [imports(course.read(path)) for path in sorted(folder.glob("*.ipynb"))]
    return "\n".join(dict.fromkeys("\n".join(found).splitlines()))
