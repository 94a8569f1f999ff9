"""What a worker does: it takes bytes and gives bytes, and sees neither gradebook nor course.

So it may run in another process, or on another machine. Two tasks: to grade one notebook, and to
make the page that its student gets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.preprocessors import LimitOutput
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task
from traitlets.config import Config

from nbgradient import course
from nbgradient.course import CourseError
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.preprocessors import HideTests, with_note
from nbgradient.grading import pages

_NOTICE = """\
# Not graded: 0 points

{reason}

Open the notebook in JupyterLab, restart the kernel and run all cells, and save it. Then ask whether
you may hand it in again."""

_NO_ANSWER = "No response."


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
    """

    name: str
    source: Source
    submitted: bytes
    files: Mapping[str, bytes]
    checksums: Mapping[str, str]
    config: Config


@dataclass(frozen=True)
class Graded:
    """A graded notebook.

    Attributes:
        notebook: its text, with all outputs and without hidden tests.
        scores: what each graded cell earns; None where a person has to mark it.
        comments: what is to be said of each answer, or None.
        remark: what is to be said of the notebook, or None.
    """

    notebook: bytes
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    remark: str | None = None


@dataclass(frozen=True)
class Marked:
    """A notebook as the gradebook has it, a person's marks included: what a student is told.

    Attributes:
        marks: the score and the points of each graded cell, by grade_id.
        comments: what is said of each answer, or None.
        score: of the whole notebook, before the penalty.
        max_score: the points of the whole notebook.
        late_penalty: what is taken off the score.
    """

    marks: Mapping[str, tuple[float, float]]
    comments: Mapping[str, str | None]
    score: float
    max_score: float
    late_penalty: float


@dataclass(frozen=True)
class Page:
    """A feedback page to make: the graded notebook, and what its cells finally got."""

    name: str
    notebook: bytes
    marked: Marked
    config: Config


def grade(job: Job) -> Graded:
    """Run, examine and score one notebook.

    Raises:
        CourseError: the course or the system is to blame, not the notebook.
    """
    engine = Engine(config=job.config)
    try:
        submitted = nbformat.reads(job.submitted.decode(), as_version=4)
        built = engine.rebuild(job.source, submitted)
    except CourseError:
        raise
    except Exception as error:
        return refused(f"{job.name}.ipynb cannot be read ({type(error).__name__}).")
    for name, cell in course.cells(built.notebook):
        cell.metadata.nbgrader["checksum"] = job.checksums.get(name)
    notebook = built.notebook
    exam = engine.examine(job.source, notebook, job.files)
    LimitOutput(config=job.config).preprocess(notebook, {})
    scores, comments = _scores(notebook), _comments(notebook)
    HideTests(config=job.config).preprocess(notebook, {})
    remark = " ".join(built.repairs + exam.remarks) or None
    return Graded(_text(with_note(notebook, built.repairs)), scores, comments, remark)


def refused(reason: str) -> Graded:
    """What becomes of a notebook that cannot be graded, for this ``reason``."""
    plain = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", reason)  # it may hold a student's Markdown
    notice = new_markdown_cell(_NOTICE.format(reason=plain), id="notice")
    return Graded(_text(new_notebook(cells=[notice])), {}, {}, reason)


def page(job: Page) -> bytes:
    """The feedback page that nbgrader makes."""
    notebook = nbformat.reads(job.notebook.decode(), as_version=4)
    for name, cell in course.cells(notebook):
        known = cell.metadata.nbgrader
        if name in job.marked.comments:
            known["comment"] = job.marked.comments[name]
        if name in job.marked.marks:
            known["score"], known["points"] = job.marked.marks[name]
    resources = {
        "unique_key": job.name,
        "metadata": {"name": job.name},
        "nbgrader": {
            "notebook": job.name,
            "score": job.marked.score - job.marked.late_penalty,
            "max_score": job.marked.max_score,
            "late_penalty": job.marked.late_penalty,
        },
    }
    return pages.page(notebook, resources, job.config).encode()


def _scores(notebook: NotebookNode) -> dict[str, float | None]:
    graded = [(name, cell) for name, cell in course.cells(notebook) if is_grade(cell)]
    return {name: determine_grade(cell)[0] for name, cell in graded}


def _comments(notebook: NotebookNode) -> dict[str, str | None]:
    return {
        name: _NO_ANSWER if _is_untouched(cell) else None
        for name, cell in course.cells(notebook)
        if is_solution(cell) or is_task(cell)
    }


def _is_untouched(cell: NotebookNode) -> bool:
    return cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) and not is_task(cell)


def _text(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()
