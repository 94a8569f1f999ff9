"""What a worker does: it takes bytes and gives bytes, and sees neither gradebook nor course.

So it may run in another process, or on another machine. Two tasks: to grade one notebook, and to
make the page of a submission that its student gets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.preprocessors import LimitOutput
from nbgrader.utils import is_grade, is_solution, is_task
from traitlets.config import Config

from nbgradient.course import notebooks
from nbgradient.examiner import elsewhere, needs_person, progress, second_look
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.libraries import get_ready_beside
from nbgradient.examiner.preprocessors import HideTests, with_note
from nbgradient.examiner.verdict import Verdict
from nbgradient.pages import student
from nbgradient.pages.marked import Marked
from nbgradient.safe.shown import LONGEST, cut, shown

_NOTICE = """\
# Not graded: 0 points

{reason}

Open the notebook in JupyterLab, restart the kernel and run all cells, and save it. Then ask whether
you may hand it in again."""

_SET_ASIDE = """\
# Not graded yet

{reason}

Somebody will look at it."""


@dataclass(frozen=True)
class Job:
    """A notebook to grade.

    Attributes:
        name: the notebook's.
        source: the instructor's version.
        submitted: the text of what was handed in.
        files: the student's other files.
        checksums: nbgrader's checksums of the cells that students were given, by grade_id.
        config: the settings of the course.
        longer: how many times as long as usual cells and tests may take.
    """

    name: str
    source: Source
    submitted: bytes
    files: Mapping[str, bytes]
    checksums: Mapping[str, str]
    config: Config
    longer: int = 1


@dataclass(frozen=True)
class Graded:
    """A graded notebook.

    Attributes:
        notebook: its text, with all outputs and without hidden tests.
        scores: what each graded cell earns; None where a person has to mark it.
        comments: what is to be said of each answer, or None.
        remark: what is to be said of the notebook, or None.
        needs_person: whether it could not be graded, for a reason that need not be the student's.
        for_person: the tests of it that a person has to mark, and why, for the instructor alone.
        too_long: the cells and tests that took too long.
        was_crowded: whether they did so while the machine had too little room.
        digests: of each graded cell's answer and question; none if no answer could be read.
        seconds: what its cells and tests took, without waiting for a processor; None if none ran.
        failures: the message of each test that failed, as the student reads it.
    """

    notebook: bytes
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    remark: str | None = None
    needs_person: bool = False
    for_person: Mapping[str, str] = field(default_factory=dict)
    too_long: Sequence[str] = ()
    was_crowded: bool = False
    digests: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    failures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """The page of a submission to make: its graded notebooks, and what their cells finally got.

    Attributes:
        assignment: its name.
        notebooks: the text of each graded notebook, by its name, in the assignment's order.
        marked: what the gradebook has of each of them.
        pictures: files that were handed in beside the notebooks and may be pictures, by path.
        config: the settings of the course.
    """

    assignment: str
    notebooks: Mapping[str, bytes]
    marked: Mapping[str, Marked]
    pictures: Mapping[str, bytes]
    config: Config


def grade(job: Job) -> Graded:
    """Run, examine and score one notebook.

    Raises:
        CourseError: the course or the system is to blame, not the notebook.
    """
    progress.report("Reading the notebook")
    if reason := why_ungradable(job.submitted):
        return refused(f"{job.name}.ipynb {reason}")
    get_ready_beside(job.source.needs, student.warm_up)
    engine = Engine(config=job.config)
    built = engine.rebuild(job.source, json.loads(job.submitted))
    for name, cell in notebooks.cells(built.notebook):
        cell.metadata.nbgrader["checksum"] = job.checksums.get(name)
    notebook = built.notebook
    source = nbformat.reads(job.source.text, as_version=4)
    elsewhere.note(source, notebook)
    digests = second_look.digests(source, notebook, job.files)
    exam = engine.examine(job.source, notebook, job.files, job.longer)
    progress.report("Writing down what came of it")
    LimitOutput(config=job.config).preprocess(notebook, {})
    scores, comments = _scores(notebook), _comments(notebook)
    HideTests(config=job.config).preprocess(notebook, {})
    return Graded(
        _text(with_note(notebook, built.repairs)),
        scores,
        comments,
        " ".join(built.repairs + exam.remarks) or None,
        for_person=exam.for_person,
        too_long=exam.too_long,
        was_crowded=exam.was_crowded,
        digests=digests,
        seconds=round(exam.seconds, 3),
        failures=failures(exam.verdicts),
    )


def failures(verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    """The message of each test that failed, in a line of bounded length."""
    return {
        test: _in_a_line(verdict)
        for test, verdict in verdicts.items()
        if not verdict.passed and not verdict.needs_person
    }


def _in_a_line(verdict: Verdict) -> str:
    message = " ".join(verdict.message.split())
    if verdict.name != AssertionError.__name__ or not message:
        message = f"{verdict.name}: {message}".rstrip(": ")
    return shown(cut(message, LONGEST))


def why_ungradable(text: bytes) -> str | None:
    """Why ``text`` is no notebook that can be graded, as its author is told."""
    if not text.strip():
        return "is empty."
    try:
        content = json.loads(text)  # which finds out, as editors do, how the text is encoded
    except (ValueError, RecursionError):
        return (
            "is not a notebook: its text is not JSON. Perhaps it was cut off on its way, or it is "
            "another kind of file."
        )
    if not isinstance(content, dict) or not isinstance(content.get("nbformat"), int):
        return "is not a notebook: it is JSON, but of something else."
    if content["nbformat"] != 4:
        return f"has the notebook format {str(content['nbformat'])[:20]}, not 4."
    if not isinstance(content.get("cells"), list):
        return "is damaged: it has no cells."
    return None


def refused(reason: str) -> Graded:
    """What becomes of a notebook that is none, or is not there, for this ``reason``: no points."""
    return Graded(_notice(_NOTICE, reason), {}, {}, reason)


def set_aside(reason: str) -> Graded:
    """What becomes of a notebook that could not be graded: a person has to look at it."""
    return Graded(_notice(_SET_ASIDE, reason), {}, {}, reason, needs_person=True)


def _notice(text: str, reason: str) -> bytes:
    plain = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", reason)  # it may hold a student's Markdown
    return _text(new_notebook(cells=[new_markdown_cell(text.format(reason=plain), id="notice")]))


def page(job: Page) -> bytes:
    """The feedback page of a submission.

    Raises:
        CourseError: it would be too large.
    """
    progress.report("The student's page")
    notebooks = {
        name: nbformat.reads(text.decode(), as_version=4) for name, text in job.notebooks.items()
    }
    return student.page(job.assignment, notebooks, job.marked, job.pictures).encode()


def _scores(notebook: NotebookNode) -> dict[str, float | None]:
    return {
        name: needs_person.score(cell)
        for name, cell in notebooks.cells(notebook)
        if is_grade(cell) or is_task(cell)
    }


def _comments(notebook: NotebookNode) -> dict[str, str | None]:
    return {
        name: needs_person.comment(cell)
        for name, cell in notebooks.cells(notebook)
        if is_solution(cell) or is_task(cell)
    }


def _text(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()
