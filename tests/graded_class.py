"""The small course with a class that was graded, and marked by a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import small_course
from nbgrader.api import Gradebook
from small_course import hand_in, source

from nbgradient.course import notebooks
from nbgradient.grading.assignment import entering
from nbgradient.grading.database.gradebook import open_course

STUDENTS = ("ada", "bob")
#: What the tests gave, and what a person gave for the question and said of it.
AUTO = {"test_double": 2.0, "test_double_negative": 0.0}
MANUAL, EXTRA, COMMENT = 1.5, 0.25, "A good answer."


@contextmanager
def book(root: Path) -> Iterator[Gradebook]:
    """The gradebook of the course at ``root``."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "nbgradient") as found:
        yield found


def make(root: Path) -> Path:
    """The course in the folder ``root``; the marks are put in as grading and formgrader do."""
    small_course.make(root)
    enter(root)
    with book(root) as found:
        for student in STUDENTS:
            hand_in(root, student, one=source(), two=source())
            found.add_student(student)
            found.add_submission("first", student)
            for notebook in ("one", "two"):
                for name, score in AUTO.items():
                    grade = found.find_grade(name, notebook, "first", student)
                    grade.auto_score, grade.needs_manual_grade = score, False
                mark(found, notebook, "q_double", student)
        found.db.commit()
    return root


def mark(found: Gradebook, notebook: str, name: str, student: str, score: float = MANUAL) -> None:
    """Give a score and say something, as a person does in formgrader."""
    grade = found.find_grade(name, notebook, "first", student)
    grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, EXTRA, False
    found.find_comment(name, notebook, "first", student).manual_comment = COMMENT
    found.db.commit()


def enter(root: Path) -> list[str]:
    """Have the gradebook follow ``source/``, as ``nbgradient grade`` does."""
    return entering.enter(open_course(root), "first")


@contextmanager
def edited(root: Path, name: str = "one") -> Iterator[dict[str, nbformat.NotebookNode]]:
    """The cells of a notebook in ``source/``, by name; what is done to them is written."""
    path = root / "source" / "first" / f"{name}.ipynb"
    notebook = notebooks.read(path)
    cells = dict(notebooks.cells(notebook))
    before = dict(cells)
    yield cells
    kept = [c for c in notebook.cells if notebooks.grade_id(c) is None or c in cells.values()]
    notebook.cells = kept + [cell for key, cell in cells.items() if key not in before]
    nbformat.write(notebook, path)


def dump(root: Path) -> list[str]:
    """All that the gradebook holds."""
    connection = sqlite3.connect(root / "gradebook.db")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def marks(root: Path, student: str = "ada") -> dict[tuple[str, str], tuple]:
    """What the gradebook has of the graded cells of a student."""
    with book(root) as found:
        submission = found.find_submission("first", student)
        return {
            (notebook.name, grade.name): (
                grade.auto_score,
                grade.manual_score,
                grade.extra_credit,
                grade.max_score,
                grade.cell_type,
            )
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def comments(root: Path, student: str = "ada") -> dict[tuple[str, str], str | None]:
    """What people said of the cells of a student."""
    with book(root) as found:
        submission = found.find_submission("first", student)
        return {
            (notebook.name, comment.name): comment.manual_comment
            for notebook in submission.notebooks
            for comment in notebook.comments
        }
