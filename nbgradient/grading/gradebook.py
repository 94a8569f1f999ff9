"""nbgrader's gradebook, and what is written into it beside what nbgrader writes itself."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import temp_attrs
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning
from traitlets.config import ConfigFileNotFound

from nbgradient.course import settings
from nbgradient.course.folders import CourseError
from nbgradient.grading.submission import Submission
from nbgradient.grading.trouble import of_gradebook

#: What nbgrader logs where a database or the system refuses; what it says of it is a guess.
_REFUSED = re.compile(r"(?:OperationalError\)|OSError: \[Errno \d+\]) (.+)")

# nbgrader's own use of SQLAlchemy; its marks are right.
warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)

# nbgrader logs, with a traceback, what it raises as well.
logging.getLogger("tornado.application").addFilter(
    lambda record: not str(record.msg).startswith("Rolling back session")
)


def open_course(root: Path) -> NbGraderAPI:
    """nbgrader with the settings of the course at ``root``.

    Raises:
        CourseError: there is no ``nbgrader_config.py``, or no gradebook can be made.
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
    _make(folders.db_url, folders.course_id)
    return NbGraderAPI(coursedir=folders, config=config)


def _make(url: str, course: str) -> None:
    """Make the gradebook, if it is a file and there is none: nbgrader makes it step by step, and
    takes what it has begun for a whole one."""
    place = make_url(url)
    name = place.database or ""
    if place.get_backend_name() != "sqlite" or not name or name.startswith((":", "file:")):
        return
    path = Path(name)
    part = path.with_name(f"{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed meanwhile
    if path.is_symlink() or path.is_dir() or (path.exists() and path.stat().st_size):
        return
    part.mkdir(parents=True)
    try:
        Gradebook(f"sqlite:///{part / path.name}", course).close()
        os.replace(part / path.name, path)
    except subprocess.SubprocessError as error:
        raise CourseError(f"The gradebook cannot be made: {error} Try again.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def gradebook(api: NbGraderAPI) -> Gradebook:
    """The gradebook of the course, open until the end of a with statement."""
    return Gradebook(api.coursedir.db_url, api.coursedir.course_id)


def release(api: NbGraderAPI, assignment: str) -> None:
    """Make the students' version of ``assignment`` in ``release/``, and enter it as below.

    Raises:
        CourseError: nbgrader refuses, for instance because cells were added or removed after the
            first submission was graded.
    """
    result = api.generate_assignment(assignment)
    if not result["success"]:
        if found := _REFUSED.search(result.get("log", "")):
            raise CourseError(of_gradebook(found[1]))
        said = [line.strip() for line in result.get("log", "").splitlines() if line.strip()]
        why = next((line for line in said if "Cannot" in line), (said or ["no reason given"])[-1])
        raise CourseError(f"nbgrader cannot enter '{assignment}' into the gradebook: {why}")


def enter_assignment(api: NbGraderAPI, assignment: str) -> None:
    """Tell the gradebook of ``assignment`` as ``source/`` has it; ``release/`` stays as it is.

    Raises:
        CourseError: nbgrader refuses.
    """
    with temp_attrs(api.coursedir, release_directory=".nbgradient/release"):
        release(api, assignment)


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
