"""The engine as nbgrader sees it: preprocessors, named in ``nbgrader_config.py``."""

from __future__ import annotations

import atexit
import os
from copy import deepcopy
from functools import cache
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer

from .. import course
from ..candidate.limits import Limits
from ..regions import hidden_lines, split
from .exam import Exam
from .paper import Paper
from .rebuild import changed_tests, rebuild
from .slot import Patience, Slot

#: What the graded notebook says instead of a hidden test.
HIDDEN = "# Hidden tests were run here."


class Rebuild(NbGraderPreprocessor):
    """Takes the student's answers, and the instructor's notebook for all the rest."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """The source notebook with the answers of ``nb``, and a note on what was repaired."""
        path = _source(self, resources)
        if not path.is_file():
            return nb, resources
        source = course.read(path)
        built = rebuild(source, nb)
        repairs = built.repairs + changed_tests(_released(source), nb)
        for repair in repairs:
            self.log.warning("%s: %s", path.name, repair)
        if repairs:
            text = "**Repaired before grading**\n\n" + "\n".join(f"- {said}" for said in repairs)
            built.notebook.cells.insert(0, new_markdown_cell(text, id="repaired"))
        return built.notebook, resources


class Examine(NbGraderPreprocessor):
    """Runs a submission's cells in the sandbox, and its tests outside of it."""

    cell_seconds = Float(30, help="The longest that a cell may run.").tag(config=True)
    notebook_seconds = Float(300, help="The longest that a notebook may take in all.").tag(
        config=True
    )
    answer_seconds = Float(30, help="The longest that a test waits for an answer.").tag(config=True)
    output_bytes = Integer(1 << 20, help="The longest output that a cell may have.").tag(
        config=True
    )
    memory_bytes = Integer(
        2 << 30, help="The memory that a process may take beyond that of the libraries."
    ).tag(config=True)
    cpu_seconds = Integer(600, help="The processor time that a process may take.").tag(config=True)
    file_bytes = Integer(64 << 20, help="The longest file that may be written.").tag(config=True)
    processes = Integer(100, help="The processes and threads that may run.").tag(config=True)
    trust_submissions = Bool(
        False,
        help="Run submissions without a sandbox, with all rights of the instructor's account.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``nb`` with its outputs; those of the test cells are the examiner's alone.

        Raises:
            SandboxError: submissions cannot be sandboxed here.
            PaperError: a locked cell that the tests need fails.
        """
        if self.trust_submissions:
            self.log.warning("Submissions are trusted: their code runs without a sandbox.")
        path = _source(self, resources)
        paper = _paper(str(path), path.stat().st_mtime_ns)
        folder = resources.get("metadata", {}).get("path")
        exam = Exam(
            nb, paper, self._slot(paper), Path(folder) if folder else None, self._patience()
        )
        verdicts = exam.sit()
        for name, cell in course.cells(nb):
            if name in verdicts:
                cell.outputs = verdicts[name].outputs()
        return nb, resources

    def _patience(self) -> Patience:
        return Patience(
            self.cell_seconds, self.notebook_seconds, self.answer_seconds, self.output_bytes
        )

    def _slot(self, paper: Paper) -> Slot:
        limits = Limits(self.memory_bytes, self.cpu_seconds, self.file_bytes, self.processes)
        return _slot(
            paper.imports, limits, os.environ.get("NBGRADIENT_DATA"), self.trust_submissions
        )


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


def _source(preprocessor: NbGraderPreprocessor, resources: ResourcesDict) -> Path:
    """The source notebook of the submission that is being graded."""
    folders = CourseDirectory(config=preprocessor.config)
    known = resources["nbgrader"]
    folder = folders.format_path(folders.source_directory, ".", known["assignment"])
    return Path(folder) / f"{known['notebook']}.ipynb"


def _released(source: NotebookNode) -> NotebookNode:
    """What students were given, as far as its locked cells go."""
    released = deepcopy(source)
    for cell in released.cells:
        cell.source = split(cell)[0]
    return released


@cache
def _paper(path: str, _changed: int) -> Paper:
    return Paper(course.read(Path(path)))


@cache
def _slot(imports: str, limits: Limits, data: str | None, trusted: bool) -> Slot:
    number = os.getpid() % 4000
    slot = Slot(imports, limits, data=Path(data) if data else None, trusted=trusted, number=number)
    atexit.register(slot.close)
    return slot
