"""The engine as nbgrader sees it: preprocessors, named in ``nbgrader_config.py``."""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_task
from traitlets.config import Config

from nbgradient.course import notebooks
from nbgradient.course.folders import files_in
from nbgradient.course.needs import Needs, needs
from nbgradient.course.regions import hidden_lines
from nbgradient.examiner import autotests, elsewhere, needs_person, second_look
from nbgradient.examiner.engine import NOTES, Engine, Examined, Paperwork, Source, examine
from nbgradient.examiner.pool import Pool
from nbgradient.examiner.question import TestError
from nbgradient.examiner.reader import (
    Files,
    UnreadableError,
    overlay,
    read_folder,
    without_notebooks,
)
from nbgradient.examiner.sandbox import PASSED_ON
from nbgradient.examiner.worker_process import DiedError, StoppedError

#: What the graded notebook says instead of a hidden test.
HIDDEN = "# Hidden tests were run here."

#: Where one step tells a later one of the tests that a person has to mark, and why.
_FOR_PERSON = "nbgradient_for_person"


class Rebuild(NbGraderPreprocessor):
    """Takes the student's answers, and the instructor's notebook for all the rest."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """The source notebook with the answers of ``nb``, and a note on what was repaired.

        Raises:
            UnreadableError: the submission holds a link or something else that is not read, which
                nbgrader follows and copies.
        """
        known = resources["nbgrader"]
        if left_out := _handed_in(self, known).left_out.values():
            _leave_to_a_person(known)
            raise UnreadableError(f"Not graded: {' '.join(left_out)} Delete it and grade again.")
        built = Engine(parent=self).rebuild(_source(self, resources), nb)
        for repair in built.repairs:
            self.log.warning("%s.ipynb: %s", known["notebook"], repair)
        return with_note(built.notebook, built.repairs), resources


class Examine(Engine, NbGraderPreprocessor):
    """Runs a submission's cells in the sandbox, and its tests outside of it."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``nb`` with its outputs; those of the test cells are the examiner's alone.

        Raises:
            SandboxError: submissions cannot be sandboxed here.
            PaperError: the source notebook can be put to nobody.
            StoppedError: a test took too long, or too much memory, on the examiner's side.
            DiedError: a test ended the process that examines.
            TestError: a test cannot be put.
        """
        self.check()
        known = resources["nbgrader"]
        source = _source(self, resources)
        handed_in = without_notebooks(_handed_in(self, known).contents)
        beside = overlay(handed_in, source.files)
        work = Paperwork(source, nbformat.writes(nb), beside, self._options())
        try:
            examined = _examine_elsewhere(self, work)
        except (StoppedError, DiedError, TestError):
            _leave_to_a_person(known)
            raise
        for remark in examined.remarks:
            self.log.warning("%s.ipynb: %s", known["notebook"], remark)
        for test, why in examined.for_person.items():
            self.log.warning("%s.ipynb: '%s' needs a person: %s", known["notebook"], test, why)
        resources[_FOR_PERSON] = examined.for_person
        return nbformat.reads(examined.notebook, as_version=4), resources

    def _options(self) -> Config:
        """The settings of the course with this engine's own options, however they were set."""
        options = {name: getattr(self, name) for name in Engine.class_own_traits(config=True)}
        return Config(self.config, Engine=Config(options))


@dataclass(frozen=True)
class _Kept:
    """A pool, and what its process has taken from the environment of this one."""

    pool: Pool
    variables: dict[str, str]


_kept: _Kept | None = None


def _pool(engine: Engine) -> Pool:
    """The same one for all submissions, as long as what they see of the environment stays."""
    global _kept
    variables = {name: os.environ.get(name, "") for name in ("NBGRADIENT_DATA", *PASSED_ON)}
    if _kept is None or _kept.variables != variables:
        _close()
        _kept = _Kept(engine.pool(1), variables)
    return _kept.pool


@atexit.register
def _close() -> None:
    if _kept is not None:
        _kept.pool.shutdown(wait=False, cancel_futures=True)


def _examine_elsewhere(engine: Engine, work: Paperwork) -> Examined:
    """Have it examined in a process that can be stopped."""
    examined = _pool(engine).submit(examine, work).result()
    if not examined.was_crowded:
        return examined
    return _pool(engine).submit_alone(examine, replace(work, longer=2)).result()


def _leave_to_a_person(known: dict) -> None:
    """Have the gradebook say that somebody has to mark what could not be examined."""
    with Gradebook(known["db_url"]) as book:
        names = known["notebook"], known["assignment"], known["student"]
        second = second_look.SecondLook(book)
        notebook = book.find_submission_notebook(*names)
        for grade in notebook.grades:
            grade.auto_score = None
        second.settle(notebook, dict.fromkeys(notebook.grades), {})
        book.db.commit()


def _handed_in(preprocessor: NbGraderPreprocessor, known: dict) -> Files:
    folders = _folders(preprocessor)
    base = Path(folders.root) / folders.submitted_directory
    return read_folder(base, known["student"], known["assignment"])


def _source_folder(preprocessor: NbGraderPreprocessor, known: dict) -> Path:
    folders = _folders(preprocessor)
    return Path(folders.format_path(folders.source_directory, ".", known["assignment"]))


def _folders(preprocessor: NbGraderPreprocessor) -> CourseDirectory:
    return CourseDirectory(config=preprocessor.config)


class SaveGrades(SaveAutoGrades):
    """As nbgrader's own, but a test that cannot be put is no 0: a person has to mark it.

    And where a person gave a mark, another look is asked for only if the answer or its question
    has changed.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Save the scores and comments of ``nb``, which stays as it is."""
        known = resources["nbgrader"]
        beside = overlay(_handed_in(self, known).contents, files_in(_source_folder(self, known)))
        source = _source_notebook(self, known)
        elsewhere.note(source, nb)
        self._digests = second_look.digests(source, nb, without_notebooks(beside))
        return super().preprocess(nb, resources)

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """As nbgrader's own, which saves nothing of a task."""
        if is_task(cell):
            self._add_score(cell, resources)
        return super().preprocess_cell(cell, resources, cell_index)

    def _add_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        names = self.notebook_id, self.assignment_id, self.student_id
        grade = self.gradebook.find_grade(notebooks.name_of(cell), *names)
        grade.auto_score = needs_person.score(cell)
        name = notebooks.name_of(cell)
        why = resources.get(_FOR_PERSON, {}).get(name)
        second = second_look.SecondLook(self.gradebook)
        reasons = {grade: why} if why else {}
        second.settle(grade.notebook, {grade: self._digests[name]}, reasons)
        self.gradebook.db.commit()

    def _add_comment(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        names = self.notebook_id, self.assignment_id, self.student_id
        comment = self.gradebook.find_comment(notebooks.name_of(cell), *names)
        comment.auto_comment = needs_person.comment(cell)
        self.gradebook.db.commit()


class HideTests(NbGraderPreprocessor):
    """Takes the hidden tests out of a graded notebook, once it is scored."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``cell`` with a comment where it had hidden tests."""
        if notebooks.is_test(cell):
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
        notebook.cells.insert(0, new_markdown_cell(text, id=elsewhere.REPAIRED))
    return notebook


def _source(preprocessor: NbGraderPreprocessor, resources: ResourcesDict) -> Source:
    """The instructor's version of the notebook that is being graded."""
    known = resources["nbgrader"]
    folder = _source_folder(preprocessor, known)
    notebook = _source_notebook(preprocessor, known)
    times = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.ipynb")))
    files = without_notebooks(files_in(folder))
    notes = Path(_folders(preprocessor).root) / NOTES
    return Source(nbformat.writes(notebook), _shared_needs(times), files, notes)


def _source_notebook(preprocessor: NbGraderPreprocessor, known: dict) -> NotebookNode:
    """The instructor's notebook, with the tests that nbgrader wrote into the release."""
    notebook = notebooks.read(_source_folder(preprocessor, known) / f"{known['notebook']}.ipynb")
    if autotests.are_asked_for(notebook):
        with Gradebook(known["db_url"]) as book:
            autotests.written(notebook, book, known["assignment"], known["notebook"])
    return notebook


@cache
def _shared_needs(times: tuple[tuple[Path, int], ...]) -> Needs:
    return needs([notebooks.read(path) for path, _ in times])
