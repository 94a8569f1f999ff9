"""A course of which the gradebook alone is there, and its marks exported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner, Result
from nbgrader.api import Gradebook

from nbgradient.cli import main
from nbgradient.grading.database.gradebook import gradebook, open_course

#: The points of an assignment: those of its tests, and of its question.
TESTS, QUESTION = 8, 2
SETTINGS = 'c = get_config()\nc.NbGraderAPI.timezone = "Europe/Berlin"\n'
#: When everybody handed in, in UTC.
WHEN = datetime(2026, 11, 20, 17, 30)
#: What is known of a student.
PEOPLE = {
    "ada": {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@uni.example",
        "lms_user_id": "101",
    },
    "emmy": {"first_name": "Emmy", "last_name": "Noether", "email": "emmy@uni.example"},
    "mary": {"first_name": "Mary", "last_name": "Cartwright"},
    "rene": {"first_name": "René", "last_name": "Descartes"},
}
#: Ada is marked to the end, Emmy's question waits; Mary and René handed in nothing.
SCORES: dict[str, dict[str, tuple[float, float | None]]] = {
    "softmax": {"ada": (6, 1.5), "emmy": (8, None)},
    "mlp": {"ada": (3, 0)},
}


def make(
    root: Path,
    scores: Mapping[str, Mapping[str, tuple[float, float | None]]] = SCORES,
    people: Mapping[str, Mapping[str, str]] = PEOPLE,
) -> Path:
    """The course in the folder ``root``, with ``scores`` for the tests and the question."""
    (root / "nbgrader_config.py").write_text(SETTINGS)
    with gradebook(open_course(root)) as book:
        for student, known in people.items():
            book.add_student(student, **known)
        for name, of_students in scores.items():
            _add(book, name)
            for student, points in of_students.items():
                hand_in(book, name, student, *points)
    return root


def _add(book: Gradebook, name: str) -> None:
    book.add_assignment(name)
    book.add_notebook("nb", name)
    book.add_grade_cell("test", "nb", name, max_score=TESTS, cell_type="code")
    book.add_grade_cell("question", "nb", name, max_score=QUESTION, cell_type="markdown")
    book.add_solution_cell("question", "nb", name)


def hand_in(book: Gradebook, name: str, student: str, tests: float, question: float | None) -> None:
    """Enter points; a question without any waits for a person."""
    book.add_submission(name, student, timestamp=WHEN)
    grade = book.find_grade("test", "nb", name, student)
    grade.auto_score, grade.needs_manual_grade = tests, False
    grade = book.find_grade("question", "nb", name, student)
    grade.manual_score, grade.needs_manual_grade = question, question is None
    book.db.commit()


def export(*arguments: object) -> Result:
    """Run the command where the course is."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def exported(*arguments: object, status: int = 0) -> str:
    """What the command says, which ends with this ``status``."""
    done = export(*arguments)
    assert done.exit_code == status, done.output
    return done.output
