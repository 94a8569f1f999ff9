"""Grade a class: every submission that is new or has changed, side by side."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from nbgradient.course import Course, CourseError, read
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.files import read_files, write_files
from nbgradient.examiner.paper import imports
from nbgradient.grading import gradebook, records, worker, workers
from nbgradient.grading.marks import Marks
from nbgradient.grading.records import Record
from nbgradient.grading.submission import Submission, is_settings, submissions
from nbgradient.grading.worker import Graded


@dataclass(frozen=True)
class Outcome:
    """What became of a submission.

    Attributes:
        submission: which one.
        remarks: what is to be said of its notebooks, by their names.
        error: why it was not graded, though it is not to blame; the next run tries again.
    """

    submission: Submission
    remarks: dict[str, str] = field(default_factory=dict)
    error: str | None = None


def prepare(assignment: str, course: Course, force: bool = False) -> list[Submission]:
    """Enter ``assignment`` and its students into the gradebook; return what is to be graded.

    Raises:
        CourseError: there is no such assignment, nothing was handed in, or the gradebook refuses.
    """
    course.check_assignment(assignment)
    handed_in = submissions(assignment, course.root)
    if not handed_in:
        raise CourseError(f"Nothing was handed in: there is no folder submitted/*/{assignment}.")
    api = gradebook.open_course(course.root)
    gradebook.enter_assignment(api, assignment)
    gradebook.enter_students(api, {submission.student for submission in handed_in})
    return [item for item in handed_in if force or not _is_done(api, item)]


def grade(todo: list[Submission], jobs: int, trust: bool = False) -> Iterator[Outcome]:
    """Grade ``todo`` in ``jobs`` processes, and give each outcome as soon as it is known.

    ``trust`` runs submissions without a sandbox.

    Raises:
        CourseError: submissions cannot be sandboxed here.
    """
    if not todo:
        return
    api = gradebook.open_course(todo[0].root)
    if trust:
        api.config.Engine.trust_submissions = True
    Engine(config=api.config).check()
    executor = workers.local(todo[0].root, jobs)
    try:
        with Marks(api) as marks:
            yield from _Run(todo, marks, api.config, executor, 2 * jobs).outcomes()
    finally:
        executor.shutdown(cancel_futures=True)


def _is_done(api: NbGraderAPI, submission: Submission) -> bool:
    return records.read(submission) is not None and gradebook.has(api, submission)


@dataclass
class _Work:
    """A submission that is being graded."""

    submission: Submission
    fingerprint: str
    files: dict[str, bytes]
    graded: dict[str, Graded] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_graded(self) -> bool:
        return len(self.graded) == len(self.submission.notebooks)

    @property
    def is_done(self) -> bool:
        return len(self.pages) == len(self.submission.notebooks)


class _Run:
    """Hands notebooks to workers, and marks and pages to where they belong."""

    def __init__(
        self,
        todo: list[Submission],
        marks: Marks,
        config: Config,
        executor: Executor,
        room: int,
    ) -> None:
        """``room`` is how many tasks wait for a worker at a time."""
        self._marks = marks
        self._config = config
        self._executor = executor
        self._room = room
        self._waiting = iter(todo)
        self._sources = _sources(todo, marks)
        self._checksums: dict[tuple[str, str], dict[str, str]] = {}
        self._tasks: dict[Future, tuple[_Work, str, dict]] = {}
        self._failed: set[Submission] = set()

    def outcomes(self) -> Iterator[Outcome]:
        """Grade all, and give each outcome as soon as it is known."""
        while True:
            while len(self._tasks) < self._room and (item := next(self._waiting, None)):
                yield from self._begin(item)
            if not self._tasks:
                return
            done, _ = wait(self._tasks, return_when=FIRST_COMPLETED)
            for future in done:
                yield from self._take(future)

    def _begin(self, submission: Submission) -> Iterator[Outcome]:
        work = _Work(submission, submission.fingerprint(), _files(submission))
        for name in submission.notebooks:
            if reason := submission.fault(name):
                work.graded[name] = worker.refused(reason)
            else:
                self._start(work, name, work.graded, worker.grade, self._job(work, name))
        if work.is_graded:
            yield from self._attempt(work, self._enter)

    def _take(self, future: Future) -> Iterator[Outcome]:
        work, name, results = self._tasks.pop(future)
        if work.submission in self._failed:
            return
        if error := future.exception():
            yield self._fail(work, error)
            return
        results[name] = future.result()
        if results is work.graded and work.is_graded:
            yield from self._attempt(work, self._enter)
        elif work.is_done:
            yield from self._attempt(work, self._finish)

    def _attempt(self, work: _Work, step: object) -> Iterator[Outcome]:
        try:
            yield from step(work)
        except Exception as error:
            yield self._fail(work, error)

    def _fail(self, work: _Work, error: BaseException) -> Outcome:
        self._failed.add(work.submission)
        return Outcome(work.submission, error=f"{error}" or type(error).__name__)

    def _start(self, work: _Work, name: str, results: dict, task: object, job: object) -> None:
        self._tasks[self._executor.submit(task, job)] = work, name, results

    def _job(self, work: _Work, name: str) -> worker.Job:
        key = work.submission.assignment, name
        if key not in self._checksums:
            self._checksums[key] = self._marks.checksums(*key)
        path = work.submission.folder / f"{name}.ipynb"
        return worker.Job(
            name, self._sources[key], path.read_bytes(), work.files, self._checksums[key],
            self._config,
        )  # fmt: skip

    def _enter(self, work: _Work) -> Iterator[Outcome]:
        """Write the marks of a submission, and have its pages made."""
        marked = self._marks.enter(work.submission, work.graded)
        notebooks = {f"{name}.ipynb": found.notebook for name, found in work.graded.items()}
        _replace(work.submission.outcome("autograded"), work.files | notebooks)
        for name, graded in work.graded.items():
            page = worker.Page(name, graded.notebook, marked[name], self._config)
            self._start(work, name, work.pages, worker.page, page)
        return iter(())

    def _finish(self, work: _Work) -> Iterator[Outcome]:
        """Write the pages; the record comes last, so that what is cut short is graded again."""
        pages = {f"{name}.html": page for name, page in work.pages.items()}
        _replace(work.submission.outcome("feedback"), pages)
        remarks = {name: found.remark for name, found in work.graded.items() if found.remark}
        if hazard := work.submission.hazard():
            remarks["files"] = hazard
        records.write(work.submission, Record(work.fingerprint, remarks))
        yield Outcome(work.submission, remarks)


def _sources(todo: list[Submission], marks: Marks) -> dict[tuple[str, str], Source]:
    """The source notebooks of all that is to be graded; they share one set of imports."""
    names = sorted({item.assignment for item in todo})
    found = {
        (name, path.stem): marks.with_autotests(read(path), name, path.stem)
        for name in names
        for path in Course(todo[0].root).notebooks(name)
    }
    shared = imports(found.values())
    return {key: Source(nbformat.writes(source), shared) for key, source in found.items()}


def _files(submission: Submission) -> dict[str, bytes]:
    """The files beside the notebooks; the instructor's replace a student's of the same name."""
    source = submission.root / "source" / submission.assignment
    files = read_files(submission.folder) | read_files(source)
    return {name: text for name, text in files.items() if not is_settings(Path(name))}


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Make ``folder`` hold ``files`` and nothing else."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    write_files(files, part, None)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(part, folder)
