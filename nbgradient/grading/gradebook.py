"""nbgrader's gradebook, and what is written into it beside what nbgrader writes itself."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import ConfigFileNotFound

from nbgradient.course import settings
from nbgradient.course.folders import CourseError
from nbgradient.grading.submission import Submission

# nbgrader's own use of SQLAlchemy; its marks are right.
warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)


def open_course(root: Path) -> NbGraderAPI:
    """nbgrader with the settings of the course at ``root``.

    Raises:
        CourseError: there is no ``nbgrader_config.py``.
    """
    try:
        config = settings.load(root)
    except ConfigFileNotFound:
        raise CourseError(f"{root} is not a course: it has no nbgrader_config.py.") from None
    folders = CourseDirectory(config=config, root=str(root))
    if folders.db_url.startswith("sqlite:") and "?" not in folders.db_url:
        folders.db_url += "?timeout=60"  # graders side by side wait for each other
    # nbgrader calls alembic by its name to make a gradebook; it lies beside this Python.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return NbGraderAPI(coursedir=folders, config=config)


def gradebook(api: NbGraderAPI) -> Gradebook:
    """The gradebook of the course, open until the end of a with statement."""
    return Gradebook(api.coursedir.db_url, api.coursedir.course_id)


def enter_students(api: NbGraderAPI, students: set[str]) -> None:
    """Make sure that the gradebook knows all ``students``."""
    with gradebook(api) as book:
        for student in sorted(students - {known.id for known in book.students}):
            book.add_student(student)


def has(api: NbGraderAPI, submission: Submission) -> bool:
    """Whether the gradebook has scores of ``submission``."""
    with gradebook(api) as book:
        try:
            book.find_submission(submission.assignment, submission.student)
        except MissingEntry:
            return False
        return True
