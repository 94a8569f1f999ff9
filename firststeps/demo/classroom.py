"""The demo's course: a folder with its own settings, gradebook and class."""

from __future__ import annotations

import shutil
from pathlib import Path

from firststeps.demo.students import HABITS, MISHAPS, Student, ada
from firststeps.demo.work import Work
from nbgradient.course.folders import Course, CourseError, files_in
from nbgradient.course.notebooks import read
from nbgradient.grading.assignment import releasing
from nbgradient.grading.database import gradebook
from nbgradient.proof import bank

_TITLE = '"""The settings of the demo: those of the course, with a folder of its own."""\n'

#: An honest cell stays far below the time limit, and an endless loop soon meets it.
_SETTINGS = """
c = get_config()  # noqa: F821

load_subconfig("nbgrader_config.py", path={original!r})  # noqa: F821

c.CourseDirectory.course_id = "demo"
c.CourseDirectory.root = {demo!r}
c.Engine.cell_seconds = 5
"""


def set_up(demo: Course, course: Course) -> None:
    """Make the course ``demo`` after ``course``.

    What is there already stays, so that it need not be graded again; when ``source/`` has changed,
    all of it is made again.

    Raises:
        CourseError: the folder holds something that the demo has not made.
    """
    root, source = demo.root, course.root / "source"
    config = root / "nbgrader_config.py"
    if root.exists() and not (config.exists() and config.read_text().startswith(_TITLE)):
        raise CourseError(f"{root} holds something else than the demo: move it away first.")
    if root.exists() and files_in(root / "source") != files_in(source):
        shutil.rmtree(root)
    root.mkdir(parents=True, exist_ok=True)
    config.write_text(_TITLE + _SETTINGS.format(original=str(course.root), demo=str(root)))
    shutil.copytree(source, root / "source", dirs_exist_ok=True, ignore=_IGNORED)


def release(assignment: str, demo: Course, course: Course) -> None:
    """Release ``assignment`` in ``demo``, and have every student hand it in.

    The wrong answers come from the bank of ``course``.

    Raises:
        CourseError: nbgrader could not make the release.
    """
    releasing.make(gradebook.open_course(demo.root), assignment)
    for number, path in enumerate(demo.notebooks(assignment)):
        for student in HABITS + MISHAPS:
            does = student if student in HABITS or number == 0 else ada
            _hand_in(student, does, path, demo.root, course)


_IGNORED = shutil.ignore_patterns(".ipynb_checkpoints")


def _hand_in(student: Student, does: Student, path: Path, root: Path, course: Course) -> None:
    assignment = path.parent.name
    released = read(root / "release" / assignment / path.name)
    work = Work(read(path), released, _wrong_answers(path.stem, course))
    target = root / "submitted" / student.__name__ / assignment / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(does(work), encoding="utf-8")


def _wrong_answers(notebook: str, course: Course) -> dict[str, str]:
    """A wrong answer to each exercise of ``notebook`` for which the bank has one."""
    path = bank.folder(course.root) / f"{notebook}.py"
    answers = bank.read(path) if path.exists() else []
    return {answer.exercise: answer.code for answer in reversed(answers) if not answer.is_right}
