"""Grade one submission with nbgrader: its scores, its executed notebooks, its feedback pages."""

from __future__ import annotations

import glob
import re
import shutil
from pathlib import Path

import nbformat
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.preprocessors.execute import UnresponsiveKernelError
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import SQLAlchemyError

from nbgradient import course
from nbgradient.course import CourseError
from nbgradient.grading import gradebook
from nbgradient.grading.records import Record
from nbgradient.grading.submission import Submission

_NOTICE = """\
# Not graded: 0 points

{reason}

Open the notebook in JupyterLab, restart the kernel and run all cells, and save it. Then ask whether
you may hand it in again."""


class OneNotebook(Autograde):
    """nbgrader's autograder, which remembers what a notebook did to it.

    Attributes:
        failure: why the notebook could not be graded, if the notebook is to blame.
    """

    failure: Exception | None = None

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grade a notebook as nbgrader does.

        Raises:
            Exception: whatever the notebook or the gradebook made nbgrader raise.
        """
        try:
            super().convert_single_notebook(notebook_filename)
        except SQLAlchemyError:
            raise
        except Exception as error:
            self.failure = error
            raise


def grade(submission: Submission) -> Record:
    """Grade all notebooks of ``submission``; one that is broken does not stop the others.

    Raises:
        CourseError: the course is to blame, not the submission: the gradebook, or the settings.
    """
    if glob.escape(submission.student) != submission.student:
        raise CourseError(
            f"nbgrader cannot grade a student of the name '{submission.student}': rename the "
            "folder in submitted/, without *, ? and brackets."
        )
    api = gradebook.open_course(submission.root)
    fingerprint = submission.fingerprint()
    for step in ("autograded", "feedback"):
        shutil.rmtree(submission.outcome(step), ignore_errors=True)
    remarks = {name: _grade_notebook(api, submission, name) for name in submission.notebooks}
    result = api.generate_feedback(submission.assignment, submission.student)
    if not result["success"]:
        raise CourseError(f"nbgrader could not make the feedback pages: {_last(result['error'])}")
    return Record(fingerprint, {name: said for name, said in remarks.items() if said})


def _grade_notebook(api: NbGraderAPI, submission: Submission, notebook: str) -> str | None:
    """Grade ``notebook``, and return what is to be said of it, if anything."""
    gradebook.clear(api, submission, notebook, comment=None)
    reason = submission.fault(notebook) or _autograde(api, submission, notebook)
    if reason is None:
        return _lost(api, submission, notebook)
    gradebook.clear(api, submission, notebook, comment=reason)
    _write_notice(submission.outcome("autograded") / f"{notebook}.ipynb", reason)
    return reason


def _autograde(api: NbGraderAPI, submission: Submission, notebook: str) -> str | None:
    """Have nbgrader grade ``notebook``, and return why that failed, if it did."""
    with temp_attrs(
        api.coursedir,
        assignment_id=submission.assignment,
        student_id=submission.student,
        notebook_id=notebook,
    ):
        grader = OneNotebook(coursedir=api.coursedir, parent=api)
        grader.force = True
        try:
            grader.start()
        except Exception as error:
            if grader.failure is None:
                raise CourseError(f"nbgrader could not grade: {error}") from error
            return _explain(grader.failure, notebook)
    return None


def _explain(failure: Exception, notebook: str) -> str:
    """What went wrong, in words for the notebook's author."""
    if isinstance(failure, DeadKernelError):
        return f"{notebook}.ipynb ended the Python that ran it: does it exit, or fill the memory?"
    if isinstance(failure, UnresponsiveKernelError):
        return (
            f"{notebook}.ipynb has a cell that goes on when its time is up, and can't be stopped."
        )
    return (
        f"{notebook}.ipynb could not be graded ({type(failure).__name__}: {_last(str(failure))}). "
        "Fetch the assignment again, copy your answers into it, and hand that in."
    )


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


def _lost(api: NbGraderAPI, submission: Submission, notebook: str) -> str | None:
    """A sentence on the graded cells that the student has deleted, if there are any."""
    handed_in = course.read(submission.folder / f"{notebook}.ipynb")
    kept = {name for name, _ in course.cells(handed_in)}
    lost = gradebook.lost_cells(api, submission, notebook, kept)
    if not lost:
        return None
    return f"{notebook}.ipynb lacks {', '.join(sorted(lost))}: no points for what was deleted."


def _write_notice(path: Path, reason: str) -> None:
    """Put a notebook in place of one that could not be graded: it becomes the feedback page."""
    plain = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", reason)  # it may hold a student's Markdown
    notice = new_markdown_cell(_NOTICE.format(reason=plain), id="notice")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    nbformat.write(new_notebook(cells=[notice]), path)
