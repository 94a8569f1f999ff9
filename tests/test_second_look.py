"""A person's marks stay; another look is asked for only where answer or question have changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import graded
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from small_course import hand_in, make, solved, source
from sqlalchemy import inspect

from nbgradient.course import notebooks
from nbgradient.examiner import needs_person
from nbgradient.examiner.rebuild import rebuild
from nbgradient.examiner.second_look import digests
from nbgradient.grading import tasks
from nbgradient.grading.database import gradebook
from nbgradient.grading.late.penalties import Penalties
from nbgradient.grading.marks import Marks
from nbgradient.grading.submission import Submission

NBGRADER = str(Path(sys.executable).with_name("nbgrader"))


def task() -> NotebookNode:
    """A task, which students answer in cells of their own."""
    cell = new_markdown_cell("Draw a graph of it.", id="draw")
    cell.metadata["nbgrader"] = {
        "grade_id": "draw", "grade": False, "solution": False, "locked": True, "task": True,
        "points": 3, "schema_version": 3,
    }  # fmt: skip
    return cell


def asked() -> NotebookNode:
    """The instructor's notebook, with a task, and a text above its question."""
    book = source()
    book.cells.insert(4, new_markdown_cell("## Question\n\nWhat does it do?", id="text"))
    book.cells.append(task())
    return book


def given(code: str = "def double(x):\n    return 2 * x", text: str = "Twice.") -> NotebookNode:
    """What a student makes of it."""
    book = asked()
    cells = dict(notebooks.cells(book))
    cells["double"].source, cells["q_double"].source = code, text
    return book


def changed(book: NotebookNode, name: str, text: str) -> NotebookNode:
    book = deepcopy(book)
    next(cell for cell in book.cells if cell["id"] == name).source = text
    return book


def differing(
    old: tuple[NotebookNode, NotebookNode], new: tuple[NotebookNode, NotebookNode]
) -> set:
    """The graded cells whose digest is another one; each pair is the source and a submission."""
    first, second = (
        digests(book, rebuild(book, answer).notebook, {}) for book, answer in (old, new)
    )
    return {name for name in first if first[name] != second[name]}


def test_a_digest_knows_whose_answer_and_question_it_is_of() -> None:
    before = asked(), given()
    assert differing(before, (asked(), given())) == set()
    assert differing(before, (asked(), given(text="Twice.  \r\n"))) == set()
    assert differing(before, (asked(), given(text="Thrice."))) == {"q_double", "draw"}
    every = {"test_double", "test_double_negative", "draw"}
    assert differing(before, (asked(), given("def double(x):\n    return x + x"))) == every
    mended = changed(asked(), "test_double", "assert double(3) == 6")
    assert differing(before, (mended, given())) == {"test_double"}
    above = changed(asked(), "text", "## Question\n\nWhat does it not do?")
    assert "q_double" in differing(before, (above, given()))
    assert differing(before, (changed(asked(), "draw", "Draw two."), given())) == {"draw"}


def test_what_a_student_adds_counts_as_the_answer_to_a_task_and_code_for_a_test() -> None:
    more = given()
    more.cells.append(new_markdown_cell("My graph", id="mine"))
    assert differing((asked(), given()), (asked(), more)) == {"draw"}
    more.cells.append(new_code_cell("double = None", id="mine-too"))
    assert "test_double" in differing((asked(), given()), (asked(), more))


def test_a_picture_is_part_of_an_answer() -> None:
    drawn = given()
    picture = {"graph.png": {"image/png": "iVBORw0KGgo="}}
    dict(notebooks.cells(drawn))["q_double"]["attachments"] = picture
    assert "q_double" in differing((asked(), given()), (asked(), drawn))


def test_a_task_has_no_score_until_a_person_gives_one() -> None:
    assert needs_person.score(task()) is None


STUDENTS = ("ada", "emmy", "mary")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in which three students have answered, and been graded."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    make(tmp_path)
    for student in STUDENTS:
        hand_in(tmp_path, student, one=solved(), two=solved())
    return tmp_path


def grade(root: Path) -> set[str]:
    """Grade what is new or changed, and say whose that was."""
    return set(graded.grade(root))


def grades(book: Gradebook, notebook: str = "one") -> dict:
    found = (book.find_submission_notebook(notebook, "first", student) for student in STUDENTS)
    return {(one.student.id, grade.name): grade for one in found for grade in one.grades}


def mark(root: Path, cell: str = "q_double", score: float = 1.5) -> None:
    """Give all students a mark for ``cell`` of both notebooks, as formgrader does."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for notebook in ("one", "two"):
            for (_, name), grade in grades(book, notebook).items():
                if name == cell:
                    grade.manual_score, grade.needs_manual_grade = score, False
        book.db.commit()


def flagged(root: Path, notebook: str = "one") -> set[tuple[str, str]]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {key for key, grade in grades(book, notebook).items() if grade.needs_manual_grade}


def scores(root: Path) -> set[float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {grade.manual_score for (_, name), grade in grades(book).items() if name[0] == "q"}


def edit(root: Path, old: str, new: str) -> None:
    path = root / "source" / "first" / "one.ipynb"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_only_what_has_changed_is_asked_for_again(root: Path) -> None:
    assert grade(root) == set(STUDENTS)
    assert flagged(root) == {(student, "q_double") for student in STUDENTS}
    mark(root)

    edit(root, "assert double(2) == 4", "assert double(4) == 8")
    assert grade(root) == set(STUDENTS)
    assert flagged(root) == set() and scores(root) == {1.5}

    answer = changed(solved(), "q_double", "It is the number and the number.")
    hand_in(root, "emmy", one=answer)
    for _ in range(2):
        assert grade(root) == {"emmy"}
        assert flagged(root) == {("emmy", "q_double")} and scores(root) == {1.5}
        hand_in(root, "emmy", two=changed(solved(), "title", "# Two times"))

    mark(root)
    edit(root, "Twice as much.", "Two times as much.")
    assert grade(root) == set(STUDENTS)
    assert flagged(root) == {(student, "q_double") for student in STUDENTS}
    assert flagged(root, "two") == set() and scores(root) == {1.5}


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_a_score_that_a_person_overrode_is_asked_for_when_the_test_or_the_code_changes(
    root: Path,
) -> None:
    grade(root)
    mark(root)
    mark(root, "test_double", 0.5)
    hand_in(root, "ada", one=solved("def double(x):\n    return x + x"))
    assert grade(root) == {"ada"}
    assert flagged(root) == {("ada", "test_double")}
    mark(root, "test_double", 0.5)
    edit(root, "assert double(2) == 4", "assert double(4) == 8")
    assert grade(root) == set(STUDENTS)
    assert flagged(root) == {(student, "test_double") for student in STUDENTS}


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_nbgraders_own_command_asks_for_the_same(root: Path) -> None:
    grade(root)
    mark(root)
    edit(root, "assert double(2) == 4", "assert double(4) == 8")
    hand_in(root, "emmy", one=changed(solved(), "q_double", "Other words."))
    for command in (["generate_assignment"], ["autograde"], ["autograde"]):
        subprocess.run(
            [NBGRADER, *command, "first", "--force"], cwd=root, check=True, capture_output=True
        )
    assert flagged(root) == {("emmy", "q_double")} and scores(root) == {1.5}


@pytest.fixture
def entered(root: Path) -> Callable[[tasks.Graded], None]:
    """Enters what was graded of Ada's notebooks, without running them."""
    graded.to_grade(root)
    api = gradebook.open_course(root)

    def enter(graded: tasks.Graded) -> None:
        with Marks(api) as marks:
            for student in STUDENTS:
                names = dict.fromkeys(("one", "two"), graded)
                marks.enter(Submission(root, "first", student), None, names)

    return enter


def of(answer: NotebookNode, **scores: float | None) -> tasks.Graded:
    book = rebuild(source(), answer).notebook
    found = dict.fromkeys(("test_double", "test_double_negative"), 1.0) | {"q_double": None}
    text = nbformat.writes(book).encode()
    return tasks.Graded(text, found | scores, {}, digests=digests(source(), book, {}))


def test_what_could_not_be_examined_is_asked_for_until_it_can_be(root: Path, entered) -> None:
    entered(of(solved()))
    mark(root)
    entered(tasks.set_aside("The disk was full."))
    assert {("ada", "q_double"), ("ada", "test_double")} <= flagged(root)
    entered(tasks.set_aside("The disk was full."))
    entered(of(solved()))
    assert flagged(root) == set() and scores(root) == {1.5}
    entered(tasks.refused("one.ipynb was not handed in."))
    assert ("ada", "q_double") in flagged(root)
    entered(of(changed(solved(), "q_double", "Other words.")))
    entered(tasks.set_aside("The disk was full."))
    entered(of(changed(solved(), "q_double", "Other words.")))
    assert ("ada", "q_double") in flagged(root)


def test_marks_of_a_gradebook_from_before_are_asked_for_once(root: Path, entered) -> None:
    entered(of(solved()))
    mark(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book, book.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE nbgradient_seen")
    entered(of(solved()))
    assert ("ada", "q_double") in flagged(root)
    mark(root)
    entered(of(solved()))
    assert flagged(root) == set()


def test_a_mark_and_its_digest_are_written_together_or_not_at_all(
    root: Path, entered, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(of(solved()))
    mark(root)

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Penalties, "of", cut_short)
        with pytest.raises(KeyboardInterrupt):
            entered(of(changed(solved(), "q_double", "Other words.")))
    assert flagged(root) == set()
    entered(of(changed(solved(), "q_double", "Other words.")))
    assert ("ada", "q_double") in flagged(root)


def test_nbgraders_migrations_leave_the_table_alone(root: Path, entered) -> None:
    entered(of(solved()))
    mark(root)
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(
        [NBGRADER, "db", "upgrade"], cwd=root, check=True, capture_output=True, env=environment
    )
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        assert "nbgradient_seen" in inspect(book.engine).get_table_names()
    entered(of(solved()))
    assert flagged(root) == set() and scores(root) == {1.5}


def test_a_picture_that_an_answer_shows_is_a_part_of_it() -> None:
    book, answer = asked(), given(text="![mine](sketch.png)")
    notebook = rebuild(book, answer).notebook
    without, first, second = (
        digests(book, notebook, files)
        for files in ({"other.png": b"1"}, {"sketch.png": b"1"}, {"sketch.png": b"2"})
    )
    assert without["q_double"] != first["q_double"] != second["q_double"]
    assert without == digests(book, notebook, {})
    assert first["test_double"] == second["test_double"]
