"""From submissions to marks: what is handed to workers, and what is done with what comes.

Whatever is raised while one submission is read, run or entered is its own: it becomes the
reason why that one needs a person, and the others go on.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import nbformat
from traitlets.config import Config

from nbgradient.course.folders import Course, CourseError
from nbgradient.course.needs import needs
from nbgradient.course.notebooks import read
from nbgradient.examiner.engine import NOTES, Source
from nbgradient.examiner.pool import AnyPool, BrokenPoolError
from nbgradient.examiner.question import TestError
from nbgradient.examiner.reader import Files, overlay, without_notebooks
from nbgradient.examiner.worker_process import StoppedError
from nbgradient.grading import records, tasks
from nbgradient.grading.late.timestamps import TimestampError, time_of
from nbgradient.grading.marks import Marks
from nbgradient.grading.outcome import WHOLE, Outcome
from nbgradient.grading.records import Record
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import TIMESTAMP, HandedIn, Submission
from nbgradient.grading.tasks import Graded
from nbgradient.grading.trouble import said_of
from nbgradient.safe.shown import shown


@dataclass
class _Work:
    """A submission that is being graded."""

    submission: Submission
    #: What was handed in, as far as it has been read.
    handed_in: HandedIn
    fingerprint: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    graded: dict[str, Graded] = field(default_factory=dict)
    #: Why a person has to look at it, and why it is not known when it was handed in.
    problems: list[str] = field(default_factory=list)
    no_time: str | None = None
    #: Whether the next run shall try again, though nothing has changed.
    is_open: bool = False
    #: Whether its marks are in the gradebook, and whether its outcome is told.
    is_entered: bool = False
    is_closed: bool = False

    @property
    def is_graded(self) -> bool:
        return len(self.graded) == len(self.submission.notebooks)


class Pipeline:
    """Hands notebooks to workers, and what they give to where it belongs."""

    def __init__(
        self, todo: list[Submission], standings: Standings, marks: Marks, config: Config,
        pool: AnyPool,
    ) -> None:  # fmt: skip
        self._standings = standings
        self._marks = marks
        self._config = config
        self._pool = pool
        self._waiting = iter(todo)
        self._files = _files(todo)
        self._sources = _sources(todo, marks, self._files)
        self._checksums: dict[tuple[str, str], dict[str, str]] = {}
        self._tasks: dict[Future, tuple[_Work, tasks.Job]] = {}

    def outcomes(self) -> Iterator[Outcome]:
        """Grade all, and give each outcome as soon as it is known."""
        while True:
            while len(self._tasks) < self._pool.room and (item := next(self._waiting, None)):
                yield from self._begin(item)
            if not self._tasks:
                return
            done, _ = wait(self._tasks, return_when=FIRST_COMPLETED)
            for future in done:
                work, job = self._tasks.pop(future)
                if not work.is_closed:
                    yield from self._attempt(work, self._take, work, job, future)

    def _begin(self, submission: Submission) -> Iterator[Outcome]:
        work = _Work(submission, HandedIn(submission, Files(), None))
        yield from self._attempt(work, self._look_at, work)

    def _look_at(self, work: _Work) -> Iterator[Outcome]:
        """Read a submission, and have it graded if it has a name."""
        work.handed_in = work.submission.read()
        work.fingerprint = self._standings.fingerprint(work.handed_in)
        if work.submission.is_named:
            yield from self._hand_out(work)
            return
        name = shown(work.submission.student)
        work.problems.append(f"The folder's name, {name}, is no text to read: rename it.")
        work.is_open = True
        yield from self._close(work)

    def _hand_out(self, work: _Work) -> Iterator[Outcome]:
        """Have the notebooks of a submission graded."""
        ours = self._files[work.submission.assignment]
        work.files = overlay(work.handed_in.beside, ours)
        for name in work.submission.notebooks:
            if reason := work.handed_in.unread(name):
                work.graded[name] = tasks.set_aside(reason)
            elif reason := work.handed_in.why_ungradable(name):
                work.graded[name] = tasks.refused(reason)
            else:
                self._grade(work, self._job(work, name))
        if work.is_graded:
            yield from self._enter(work)

    def _grade(self, work: _Work, job: tasks.Job, alone: bool = False) -> None:
        submit = self._pool.submit_alone if alone else self._pool.submit
        self._tasks[submit(tasks.grade, job)] = work, job

    def _take(self, work: _Work, job: tasks.Job, future: Future) -> Iterator[Outcome]:
        error = _error(future)
        # Perhaps the system had no memory left, or the course has to be mended.
        work.is_open |= isinstance(error, CourseError) and not isinstance(error, StoppedError)
        graded = tasks.set_aside(_sentence(error)) if error else future.result()
        if graded.was_crowded and job.longer == 1:
            self._grade(work, replace(job, longer=2), alone=True)
            return
        work.graded[job.name] = graded
        if work.is_graded:
            yield from self._enter(work)

    def _attempt(self, work: _Work, step: Callable, *arguments: object) -> Iterator[Outcome]:
        """Take a step; if it fails, the submission is left to a person, and to the next run."""
        try:
            yield from step(*arguments)
        except BrokenPoolError:
            raise
        except Exception as error:
            work.problems.append(_sentence(error))
            work.is_open = True
            with contextlib.suppress(Exception):  # what it was may have been the gradebook
                self._leave_to_a_person(work)
            yield from self._close(work)

    def _leave_to_a_person(self, work: _Work) -> None:
        """Have the gradebook hold no score of an earlier submission, or of a part of this one."""
        if work.submission.is_named and not work.is_entered:
            reason = tasks.set_aside(work.problems[-1])
            when = None
            with contextlib.suppress(TimestampError):
                when = time_of(work.handed_in, self._marks.zone)
            names = work.submission.notebooks
            self._marks.enter(work.submission, when, dict.fromkeys(names, reason))

    def _job(self, work: _Work, name: str) -> tasks.Job:
        key = work.submission.assignment, name
        if key not in self._checksums:
            self._checksums[key] = self._marks.checksums(*key)
        return tasks.Job(
            name, self._sources[key], work.handed_in.notebook(name), work.files,
            self._checksums[key], self._config,
        )  # fmt: skip

    def _enter(self, work: _Work) -> Iterator[Outcome]:
        """Write the marks of a submission, and its graded notebooks."""
        # In the notebooks' order, whichever was graded first.
        work.graded = {name: work.graded[name] for name in work.submission.notebooks}
        if work.handed_in.problem:
            work.problems.append(work.handed_in.problem)
        for name, graded in work.graded.items():
            if graded.needs_person and graded.remark != work.handed_in.problem:
                work.problems.append(f"{name}: {graded.remark}")
        records.forget(work.submission)  # a run that is cut short from here on has to be repeated
        self._marks.enter(work.submission, self._when(work), work.graded)
        work.is_entered = True
        notebooks = {f"{name}.ipynb": found.notebook for name, found in work.graded.items()}
        _replace(work.submission.outcome("autograded"), overlay(work.files, notebooks))
        yield from self._close(work)

    def _when(self, work: _Work) -> datetime | None:
        try:
            return time_of(work.handed_in, self._marks.zone)
        except TimestampError as error:
            work.no_time = str(error)
            return None

    def _close(self, work: _Work) -> Iterator[Outcome]:
        """Write the record, which comes last: what is cut short before is graded again."""
        work.is_closed = True
        remarks = {
            name: found.remark
            for name, found in work.graded.items()
            if found.remark and not found.needs_person
        }
        if said := [*work.problems, *work.handed_in.remarks()]:
            remarks[WHOLE] = " ".join(said)
        if work.no_time:
            remarks[TIMESTAMP] = work.no_time
        record = Record(
            work.fingerprint,
            remarks,
            not work.is_open,
            {name: found.seconds for name, found in work.graded.items()},
            {name: dict(found.failures) for name, found in work.graded.items() if found.failures},
        )
        with contextlib.suppress(OSError):  # where nothing can be written, the outcome tells it
            records.write(work.submission, record)
        self._standings.note(work.submission, record)
        too_long = tuple(
            (name, what) for name, found in work.graded.items() for what in found.too_long
        )
        for_person = tuple(
            (name, test, why)
            for name, found in work.graded.items()
            for test, why in found.for_person.items()
        )
        problems = " ".join([*work.problems, *filter(None, [work.no_time])]) or None
        yield Outcome(work.submission, remarks, problems, too_long, for_person)


def _error(future: Future) -> BaseException | None:
    """What a task failed with.

    Raises:
        BrokenPoolError: it failed for a reason that all others would fail for.
    """
    if isinstance(error := future.exception(), BrokenPoolError):
        raise error
    return error


def _sentence(error: BaseException) -> str:
    """What went wrong, as the instructor is told."""
    if (said := str(error) if isinstance(error, TestError) else said_of(error)) is not None:
        return said
    return f"It could not be graded ({type(error).__name__}: {shown(str(error)[:300])})."


def _files(todo: list[Submission]) -> dict[str, dict[str, bytes]]:
    """The instructor's files beside the notebooks of all that is to be graded, by assignment."""
    course, names = Course(todo[0].root), {item.assignment for item in todo}
    return {name: without_notebooks(course.files(name)) for name in names}


def _sources(
    todo: list[Submission], marks: Marks, files: Mapping[str, Mapping[str, bytes]]
) -> dict[tuple[str, str], Source]:
    """The source notebooks of all that is to be graded; they share what they need."""
    root = todo[0].root
    names = sorted({item.assignment for item in todo})
    found = {
        (name, path.stem): marks.with_autotests(read(path), name, path.stem)
        for name in names
        for path in Course(root).notebooks(name)
    }
    shared = needs(found.values())
    notes = root / NOTES
    return {
        key: Source(nbformat.writes(source), shared, files[key[0]], notes)
        for key, source in found.items()
    }


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make ``folder`` hold ``files`` and nothing else."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        for name, content in files.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(part, folder)
