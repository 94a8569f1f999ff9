"""The demo's course: a folder with its own settings, gradebook and class."""

from __future__ import annotations

import shutil
from pathlib import Path

from nbgradient import bank, course
from nbgradient.course import CourseError
from nbgradient.demo.students import HABITS, MISHAPS, Student, ada
from nbgradient.demo.work import Work
from nbgradient.grading import gradebook

_TITLE = '"""The settings of the demo: those of the course, with a folder of its own."""\n'

#: An honest cell stays far below the time limit, and an endless loop soon meets it.
_SETTINGS = """
c = get_config()  # noqa: F821

load_subconfig("nbgrader_config.py", path={course!r})  # noqa: F821

c.CourseDirectory.course_id = "demo"
c.CourseDirectory.root = {demo!r}
c.Engine.cell_seconds = 5
"""


def set_up(demo: Path, root: Path = course.ROOT) -> None:
    """Make the course in the folder ``demo`` after the one at ``root``, and hand in its class.

    What is there already stays, so that it need not be graded again; when ``source/`` has changed,
    all of it is made anew.

    Raises:
        CourseError: the folder holds something that the demo has not made.
    """
    config = demo / "nbgrader_config.py"
    if demo.exists() and not (config.exists() and config.read_text().startswith(_TITLE)):
        raise CourseError(f"{demo} holds something else than the demo: move it away first.")
    if demo.exists() and _files(demo / "source") != _files(root / "source"):
        shutil.rmtree(demo)
    demo.mkdir(parents=True, exist_ok=True)
    config.write_text(_TITLE + _SETTINGS.format(course=str(root), demo=str(demo)))
    shutil.copytree(root / "source", demo / "source", dirs_exist_ok=True, ignore=_IGNORED)


def release(assignment: str, demo: Path, root: Path = course.ROOT) -> None:
    """Release ``assignment`` in ``demo``, and have every student hand it in.

    Raises:
        CourseError: nbgrader could not make the release.
    """
    gradebook.release(gradebook.open_course(demo), assignment)
    for number, path in enumerate(course.notebooks(assignment, demo)):
        for student in HABITS + MISHAPS:
            does = student if student in HABITS or number == 0 else ada
            _hand_in(student, does, path, demo, root)


_IGNORED = shutil.ignore_patterns(".ipynb_checkpoints")


def _files(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def _hand_in(student: Student, does: Student, path: Path, demo: Path, root: Path) -> None:
    assignment = path.parent.name
    released = course.read(demo / "release" / assignment / path.name)
    work = Work(course.read(path), released, _wrong_answers(path.stem, root))
    target = demo / "submitted" / student.__name__ / assignment / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(does(work), encoding="utf-8")


def _wrong_answers(notebook: str, root: Path) -> dict[str, str]:
    """A wrong answer to each exercise of ``notebook`` for which the bank has one."""
    path = bank.folder(root) / f"{notebook}.py"
    answers = bank.read(path) if path.exists() else []
    return {answer.exercise: answer.code for answer in reversed(answers) if not answer.is_right}
