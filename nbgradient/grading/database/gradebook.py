"""nbgrader's gradebook, and what is written into it beside what nbgrader writes itself."""

from __future__ import annotations

import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbgrader.api
from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, ConfigFileNotFound

from nbgradient.course import settings
from nbgradient.course.folders import CourseError
from nbgradient.grading.database import connection
from nbgradient.grading.database.turns import in_turn

# nbgrader's own use of SQLAlchemy; its marks are right.
warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)
# It logs with a traceback what it raises as well, and what is then tried again.
logging.getLogger("tornado.application").addFilter(
    lambda record: "due to database error" not in record.getMessage()
)

#: The most characters of a student's name that nbgrader's tables are made for.
LONGEST_NAME = Student.__table__.c.id.type.length


def _version_of_tables() -> str:
    """What nbgrader writes into a new gradebook; to learn it, it starts a program for seconds."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory(str(Path(nbgrader.api.__file__).with_name("alembic"))).get_current_head()
    return str(head)


nbgrader.api.get_alembic_version = _version_of_tables


def open_course(root: Path) -> NbGraderAPI:
    """nbgrader with the settings of the course at ``root``.

    Raises:
        CourseError: there is no ``nbgrader_config.py``, or its gradebook cannot be where it says,
            or cannot be made.
    """
    config, folders = _settings(root)
    if folders.db_url.startswith("sqlite:") and "?" not in folders.db_url:
        folders.db_url += "?timeout=60"  # graders side by side wait for each other
    _make(folders)
    return NbGraderAPI(coursedir=folders, config=config)


def exists(root: Path) -> bool:
    """Whether the course at ``root`` has a gradebook; a database on a server is taken for one.

    Raises:
        CourseError: there is no ``nbgrader_config.py``, or its gradebook cannot be where it says.
    """
    path = _file(_settings(root)[1])
    return path is None or _is_there(path)


def _settings(root: Path) -> tuple[Config, CourseDirectory]:
    try:
        config = settings.load(root)
    except ConfigFileNotFound:
        raise CourseError(f"{root} is not a course: it has no nbgrader_config.py.") from None
    connection.configure(config)
    return config, CourseDirectory(config=config, root=str(root))


def _file(folders: CourseDirectory) -> Path | None:
    """The file that holds the gradebook, or None if that is no file."""
    place = make_url(folders.db_url)
    name = place.database or ""
    if place.get_backend_name() != "sqlite" or not name or name.startswith((":", "file:")):
        return None
    return Path(name)


def _make(folders: CourseDirectory) -> None:
    """Make the gradebook, if it is a file and there is none: nbgrader makes it step by step, and
    takes what it has begun for a whole one."""
    path = _file(folders)
    if path is None or _is_there(path):
        return
    with in_turn(Path(folders.root), "filling the gradebook"):
        part = path.with_name(f"{path.name}.part")
        shutil.rmtree(part, ignore_errors=True)  # of a run that was killed meanwhile
        if not _is_there(path):
            _make_in(part, path, folders.course_id)


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.is_dir() or (path.exists() and path.stat().st_size > 0)


def _make_in(part: Path, path: Path, course: str) -> None:
    part.mkdir(parents=True)
    try:
        Gradebook(f"sqlite:///{part / path.name}", course).close()
        os.replace(part / path.name, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def open_gradebook(api: NbGraderAPI) -> Gradebook:
    """The gradebook of the course, to be closed by the caller.

    Raises:
        GradebookError: it cannot be opened.
    """
    url = api.coursedir.db_url
    connection.check(url)
    with connection.explained(url):
        return Gradebook(url, api.coursedir.course_id)


@contextmanager
def gradebook(api: NbGraderAPI) -> Iterator[Gradebook]:
    """The gradebook of the course, open until the end of a with statement.

    Raises:
        GradebookError: it cannot be opened, or refuses what is done with it.
    """
    with open_gradebook(api) as book, connection.explained(api.coursedir.db_url):
        yield book


def enter_students(api: NbGraderAPI, students: set[str]) -> None:
    """Make sure that the gradebook knows all ``students`` whose names it can hold."""
    with alone(api), gradebook(api) as book:
        known = {student.id for student in book.students}
        for name in sorted(students - known):
            if can_hold(book, name):
                book.add_student(name)


def can_hold(book: Gradebook, student: str) -> bool:
    """Whether the name of ``student`` is short enough: SQLite does not mind."""
    return book.engine.name == "sqlite" or len(student) <= LONGEST_NAME


def entered(api: NbGraderAPI, assignment: str) -> set[str]:
    """The students of whose submissions to ``assignment`` the gradebook has scores."""
    with gradebook(api) as book:
        query = book.db.query(SubmittedAssignment.student_id).join(SubmittedAssignment.assignment)
        return {student for (student,) in query.filter(Assignment.name == assignment)}


@contextmanager
def alone(api: NbGraderAPI) -> Iterator[None]:
    """Let commands that begin at the same time make tables, assignments and students in turn."""
    root = Path(api.coursedir.root)
    with in_turn(root, "filling the gradebook"), connection.alone(api.coursedir.db_url):
        yield
