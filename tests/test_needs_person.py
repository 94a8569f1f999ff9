"""What cannot be put to anybody is no 0: a person marks it, and nobody can make it so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
import writing
from graded import give_back, grade, written
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from repository import ROOT
from traitlets.config import Config

from nbgradient.course import notebooks, settings
from nbgradient.course.needs import needs
from nbgradient.examiner import own_solution
from nbgradient.examiner.candidate import Candidate
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.exam import Exam
from nbgradient.grading.export import Row

pytestmark = pytest.mark.usefixtures("sandbox")

SOLUTION = """\
### BEGIN SOLUTION
def f(x):
    return x + 1

class P:
    def keep(self, x):
        return x
### END SOLUTION"""
RIGHT = "def f(x):\n    return x + 1\n\nclass P:\n    def keep(self, x):\n        return x"
WRONG = RIGHT.replace("x + 1", "x + 2")

#: An object of the test's own has no copy, so the second line cannot be served.
UNSERVED = "assert f(1) == 2\nassert P().keep(object())"
HIDDEN = f"### BEGIN HIDDEN TESTS\n{UNSERVED}\n### END HIDDEN TESTS"


def source(*tests: str) -> NotebookNode:
    """A notebook of an exercise, and a test cell for each of ``tests``."""
    cells = [writing.graded(test, f"test_{n}") for n, test in enumerate(tests, start=1)]
    return writing.notebook(writing.exercise(SOLUTION, "f"), *cells)


def answered(book: NotebookNode, answer: str) -> NotebookNode:
    """``book`` with this ``answer``."""
    book = nbformat.from_dict(book)
    dict(notebooks.cells(book))["f"].source = answer
    return book


def examined(book: NotebookNode, answer: str, notes: Path | None = None, **options: bool) -> Exam:
    """The exam of ``book`` with this ``answer``, as the engine settles it."""
    made = Source(nbformat.writes(book), needs([book]), notes=notes)
    return Engine(config=Config(), **options).examine(made, answered(book, answer), {})


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All cells that cross to the students' side."""
    crossed: list[str] = []
    usual = Candidate.run

    def noting(self: Candidate, text: str, most: int | None = None) -> object:
        crossed.append(text)
        return usual(self, text, most)

    monkeypatch.setattr(Candidate, "run", noting)
    return crossed


def test_a_right_answer_to_what_cannot_be_served_needs_a_person() -> None:
    exam = examined(source(UNSERVED, "assert f(2) == 3"), RIGHT)
    assert exam.verdicts["test_1"].needs_person
    assert "cannot serve (line 2: NotServed" in exam.for_person["test_1"]
    assert exam.verdicts["test_2"].passed


#: Each asks for what the wall cannot serve: too much at once, and by way of another error.
UNSERVED_TOO = {
    "too much": "assert len(P().keep(list(range(200_000)))) == 200_000",
    "in another error": "try:\n    P().keep(object())\nexcept TypeError:\n    raise ValueError",
}


@pytest.mark.parametrize("test", UNSERVED_TOO.values(), ids=UNSERVED_TOO.keys())
def test_a_test_that_cannot_be_served_is_not_said_to_be_wrong(test: str) -> None:
    exam = examined(source(test), RIGHT)
    assert exam.verdicts["test_1"].message == own_solution.NOT_SERVED
    assert exam.for_person["test_1"].startswith(own_solution.CANNOT_SERVE)


def test_what_fails_above_the_place_that_cannot_be_served_is_a_0() -> None:
    exam = examined(source(UNSERVED), WRONG)
    assert not exam.verdicts["test_1"].needs_person
    assert not exam.verdicts["test_1"].passed


def test_what_was_not_written_at_all_is_a_0() -> None:
    exam = examined(source(UNSERVED), RIGHT.split("\n\n")[0])
    assert not exam.verdicts["test_1"].needs_person
    assert not exam.verdicts["test_1"].passed


def test_a_hidden_test_is_not_told_to_whom_it_shall_not_be() -> None:
    verdict = examined(source(HIDDEN), RIGHT).verdicts["test_1"]
    assert verdict.needs_person
    said = (
        f"{verdict.message} {verdict.line} {nbformat.v4.new_code_cell(outputs=verdict.outputs())}"
    )
    assert "P()" not in said and "object()" not in said


LIARS = {
    "an object that says it equals all": """\
class Same:
    def __eq__(self, other):
        return True
    def __hash__(self):
        return 0

def f(x):
    return Same()

class P:
    pass""",
    "an object that no test can read": """\
def f(x):
    return object()

class P:
    pass""",
    "an error that bears the verdict's name": """\
class NotServed(TypeError):
    pass

class NeedsPerson(Exception):
    pass

def f(x):
    raise (NotServed if x % 2 else NeedsPerson)("A person has to mark this.")

class P:
    pass""",
    "an end of the process": "import os\n\ndef f(x):\n    os._exit(0)\n\nclass P:\n    pass",
}


@pytest.mark.parametrize("lie", LIARS.values(), ids=LIARS.keys())
def test_no_answer_turns_a_0_into_needs_a_person(lie: str) -> None:
    exam = examined(source("assert f(1) == 2", "assert f(2) == 3", UNSERVED), lie)
    assert exam.for_person == {}
    assert not any(verdict.passed for verdict in exam.verdicts.values())


def test_endless_recursion_is_soon_a_0_also_where_the_answer_raises_its_limit() -> None:
    deep = "import sys\n\nsys.setrecursionlimit(10**8)\n\ndef f(x):\n    return f(x)"
    exam = examined(source("assert f(1) == 2"), deep)
    assert exam.verdicts["test_1"].name == RecursionError.__name__
    assert not exam.for_person and not exam.too_long


def test_a_test_that_is_wrong_itself_needs_a_person() -> None:
    exam = examined(source("assert f(1) == 3"), RIGHT)
    assert "own solution does not pass the test (line 1: Assertion" in exam.for_person["test_1"]
    assert exam.verdicts["test_1"].message == own_solution.NOT_PUT


def test_a_locked_cell_that_fails_takes_only_the_tests_along_that_need_it() -> None:
    book = source("assert f(1) == 2", "assert f(limit) == 2")
    book.cells.insert(0, writing.given("limit = open('none.txt').read()"))
    exam = examined(book, RIGHT)
    assert exam.verdicts["test_1"].passed
    assert "the locked cell 'given' fails" in exam.for_person["test_2"]


def test_the_solution_is_tried_once_for_a_version_of_the_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    usual: Callable = Engine.try_own_solution

    def noting(self: Engine, made: Source) -> object:
        tried.append(made.key)
        return usual(self, made)

    monkeypatch.setattr(Engine, "try_own_solution", noting)
    book = source("assert f(1) == 2", "assert f(1) == 99")
    right, wrong, again = (examined(book, a, tmp_path) for a in (RIGHT, WRONG, RIGHT))
    own_solution._known.clear()  # as in another process
    elsewhere = examined(book, RIGHT, tmp_path)
    assert len(tried) == 1
    assert list(right.for_person) == list(again.for_person) == list(elsewhere.for_person)
    assert list(wrong.for_person) == ["test_2"]
    book.cells[-1].source = "assert f(1) == 2"
    assert examined(book, RIGHT, tmp_path).for_person == {}
    assert examined(book, WRONG, tmp_path).for_person == {}
    assert len(tried) == 2


def test_without_the_option_no_test_crosses(sent: list[str]) -> None:
    examined(source(HIDDEN, UNSERVED), RIGHT)
    assert sent and not any("assert" in text for text in sent)


def test_with_the_option_only_what_cannot_be_served_crosses_and_last(sent: list[str]) -> None:
    secret = "### BEGIN HIDDEN TESTS\nassert f(41) == 42\n### END HIDDEN TESTS"
    exam = examined(source(HIDDEN, secret), RIGHT, unprotected_tests=True)
    assert all(verdict.passed for verdict in exam.verdicts.values())
    assert exam.unprotected == ["test_1"]
    assert "The test 'test_1' ran beside the student's code, unprotected." in exam.remarks
    assert [text for text in sent if "assert" in text] == [HIDDEN]
    assert sent.index(HIDDEN) == len(sent) - 1
    assert not any("42" in text for text in sent)


def test_with_the_option_a_wrong_answer_gets_what_nbgrader_gives_it() -> None:
    late = "assert P().keep(object())\nassert f(1) == 2"
    half = "P().keep(object())\n0.5"
    exam = examined(source(late, half), WRONG, unprotected_tests=True)
    assert not exam.verdicts["test_1"].passed and not exam.verdicts["test_1"].needs_person
    assert exam.verdicts["test_2"].score == 0.5
    ending = WRONG.replace("return x + 2", "__import__('os')._exit(0)")
    exam = examined(source(late, half), ending, unprotected_tests=True)
    assert not exam.verdicts["test_1"].passed
    assert exam.verdicts["test_2"].score == 0.5


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NbGraderAPI:
    """A course of one notebook, which ada has done and bob has not."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    book = source(UNSERVED, "assert f(2) == 3")
    for folder, answer in {
        "source": SOLUTION,
        "submitted/ada": RIGHT,
        "submitted/bob": WRONG,
    }.items():
        path = tmp_path / folder / "first"
        path.mkdir(parents=True)
        nbformat.write(answered(book, answer), path / "one.ipynb")
    config = settings.load(tmp_path)
    return NbGraderAPI(CourseDirectory(config=config, root=str(tmp_path)), config=config)


def scores(course: NbGraderAPI, student: str) -> dict[str, tuple[float | None, bool]]:
    """The automatic score of each test of ``student``, and whether a person has to mark it."""
    with Gradebook(course.coursedir.db_url) as book:
        grades = book.find_submission_notebook("one", "first", student).grades
        return {g.cell.name: (g.auto_score, g.needs_manual_grade) for g in grades}


def table_of(root: Path) -> dict[str, Row]:
    """The rows of grades.csv, by student."""
    return {row["student_id"]: row for row in written(root)}


def test_the_gradebook_the_table_and_the_report_say_what_needs_a_person(
    course: NbGraderAPI,
) -> None:
    root = Path(course.coursedir.root)
    outcomes = grade(root, jobs=1)
    assert scores(course, "ada") == {"test_1": (None, True), "test_2": (1, False)}
    assert scores(course, "bob") == {"test_1": (0, False), "test_2": (0, False)}
    table = table_of(root)
    assert table["ada"]["to_mark"] == 1 and table["bob"]["to_mark"] == 0
    assert "A person has to mark the test 'test_1'." in table["ada"]["reason"]
    (told,) = outcomes["ada"].for_person
    assert told[:2] == ("one", "test_1") and not outcomes["bob"].for_person
    assert give_back(root).there == ["bob"]
    give_back(root, provisional=True)
    page = (root / "feedback" / "ada" / "first" / "first.html").read_text()
    assert "A person has to mark this" in page

    with Gradebook(course.coursedir.db_url) as book:
        mark = book.find_grade("test_1", "one", "first", "ada")
        mark.manual_score, mark.needs_manual_grade = 0.5, False
        book.db.commit()
    assert table_of(root)["ada"]["score"] == 1.5
    assert len(grade(root, force=True, jobs=1)) == 2
    assert scores(course, "ada")["test_1"] == (None, False)
    assert table_of(root)["ada"]["score"] == 1.5


def test_nbgraders_own_command_says_the_same(course: NbGraderAPI) -> None:
    course.coursedir.config = course.config
    assert course.generate_assignment("first")["success"]
    for student in ("ada", "bob"):
        result = course.autograde("first", student)
        assert result["success"], result["log"]
    assert scores(course, "ada") == {"test_1": (None, True), "test_2": (1, False)}
    assert scores(course, "bob") == {"test_1": (0, False), "test_2": (0, False)}
