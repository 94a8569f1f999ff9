"""nbgrader's gradebook in PostgreSQL: the same marks, also with many at work at once."""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy
from graded import outcomes, to_grade
from nbgrader.api import Gradebook
from postgresql_server import PASSWORD, PROGRAMS, QUOTED, Server, running
from small_course import hand_in, make, solved

from firststeps import browser
from nbgradient.course.folders import Course
from nbgradient.grading.assignment import entering
from nbgradient.grading.database import copying, gradebook
from nbgradient.grading.database.connection import GradebookError
from nbgradient.grading.final_marks import FinalMarks
from nbgradient.grading.marks import Marks
from nbgradient.grading.submission import Submission
from nbgradient.grading.tasks import Graded
from nbgradient.reporting.gather import gather

pytestmark = [
    pytest.mark.skipif(
        PROGRAMS is None and "CI" not in os.environ,
        reason="PostgreSQL is not installed (on Debian: apt-get install postgresql)",
    ),
]

BIN = Path(sys.executable).parent
RIGHT, WRONG = "def double(x):\n    return 2 * x", "def double(x):\n    return x + 2"
FORMGRADER = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"


class Prepared(NamedTuple):
    """The folder of a course, and the database of its gradebook."""

    root: Path
    url: str


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def prepared(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A course of two assignments and three students; the gradebooks know the first of them."""
    made = make(tmp_path_factory.mktemp("prepared") / "course")
    for student, answer in (("ada", RIGHT), ("emmy", WRONG), ("mary", RIGHT)):
        hand_in(made, student, one=solved(), two=solved(answer))
    for folder in (made / "source", *(made / "submitted").iterdir()):
        shutil.copytree(folder / "first", folder / "second")
    url = server.database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", "")
        patch.setenv("GRADEBOOK_URL", url)
        api = gradebook.open_course(made)
        entering.enter(api, "first")
        gradebook.enter_students(api, {"ada", "emmy", "mary"})
        patch.setenv("GRADEBOOK_URL", "")
        copying.copy(url, gradebook.open_course(made))
    return Prepared(made, url)


@pytest.fixture
def root(prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course in a folder of its own, with its gradebook in a file."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    monkeypatch.setenv("GRADEBOOK_URL", "")
    monkeypatch.setenv("PGPASSWORD", "")
    return shutil.copytree(prepared.root, tmp_path / "course")


@pytest.fixture
def url(root: Path, prepared: Prepared, server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with the gradebook of the course, which the variable names."""
    (root / "gradebook.db").unlink()
    named = server.database(prepared.url.rpartition("/")[2])
    monkeypatch.setenv("GRADEBOOK_URL", named)
    return named


@pytest.fixture
def empty(url: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database, which the variable names."""
    named = server.database()
    monkeypatch.setenv("GRADEBOOK_URL", named)
    return named


@pytest.fixture(params=["url", "root"], ids=["postgresql", "sqlite"])
def anywhere(request: pytest.FixtureRequest) -> None:
    """A gradebook in a database, and in a file."""
    request.getfixturevalue(request.param)


def start(root: Path, *command: str) -> subprocess.Popen:
    """A command that runs in the course at ``root``."""
    program, *arguments = command
    return subprocess.Popen(
        [BIN / program, *arguments],
        cwd=root,
        env=os.environ | {"COLUMNS": "300"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said(command: subprocess.Popen) -> str:
    """All that ``command`` said; it succeeded."""
    output, _ = command.communicate()
    assert command.returncode == 0, output
    assert "Traceback" not in output
    return output


def scores(root: Path) -> dict[tuple[str, str], float]:
    """The scores in ``grades.csv``."""
    with (root / "grades.csv").open(encoding="utf-8-sig") as file:
        return {
            (row["assignment"], row["student_id"]): float(row["auto_score"])
            for row in csv.DictReader(file)
        }


def expected(*assignments: str) -> dict[tuple[str, str], float]:
    """What an undisturbed run gives."""
    points = {"ada": 6, "emmy": 5, "mary": 6}
    return {(name, student): score for name in assignments for student, score in points.items()}


def marks_of(points: float) -> dict[str, Graded]:
    """What a worker makes of the notebooks of a submission."""
    graded = Graded(b"", {"test_double": points, "q_double": None}, {})
    return {"one": graded, "two": graded}


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_a_class_is_graded_by_each_command(root: Path, url: str) -> None:
    shutil.rmtree(root / "submitted" / "mary")
    hand_in(root, "n" * 200, one=solved(), two=solved())
    command = start(root, "nbgradient", "grade", "first")
    output, _ = command.communicate()
    assert command.returncode == 1
    assert "The folder's name has more than 128 characters" in output
    assert "Traceback" not in output
    found = {student: score for (_, student), score in scores(root).items() if score}
    assert found == {"ada": 6, "emmy": 5}
    shutil.rmtree(root / "submitted" / ("n" * 200))
    said(start(root, "nbgrader", "autograde", "first", "--student=emmy", "--force"))
    (root / "grades.csv").unlink()
    said(start(root, "nbgrader", "export"))
    assert scores(root) == expected("first") | {("first", "mary"): 0}
    assert not (root / "gradebook.db").exists()


def test_what_is_graded_is_known_in_the_gradebook_of_the_variable_alone(
    root: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = gradebook.open_course(root)
    with Marks(api) as marks:
        marks.enter(Submission(root, "first", "ada"), None, marks_of(2))
    assert gradebook.entered(api, "first") == {"ada"}
    monkeypatch.setenv("GRADEBOOK_URL", "")
    assert gradebook.entered(gradebook.open_course(root), "first") == set()
    assert (root / "gradebook.db").exists()


@pytest.mark.usefixtures("anywhere")
def test_the_report_is_made_of_the_gradebook_wherever_it_is(root: Path) -> None:
    with Marks(gradebook.open_course(root)) as marks:
        for student, points in (("ada", 2), ("emmy", 0)):
            marks.enter(Submission(root, "first", student), None, marks_of(points))
    found = gather(Course(root), ["first"]).assignments[0]
    assert found.students == ["ada", "emmy"]
    assert found.ungraded == {"mary"}
    names = [(cell.notebook, cell.name) for cell in found.cells]
    tests = [names.index((notebook, "test_double")) for notebook in ("one", "two")]
    assert found.scores[:, tests].tolist() == [[2, 2], [0, 0]]
    assert found.waiting == {names.index((name, "q_double")): 2 for name in ("one", "two")}
    assert found.final == {}
    assert found.rows["ada"]["raw_score"] == 4


def test_what_the_course_sets_itself_stays(
    root: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)  # the file is made where the command is run
    with (root / "nbgrader_config.py").open("a") as settings:
        settings.write("\nc.CourseDirectory.db_url = 'sqlite:///own.db'\n")
    assert gradebook.open_course(root).coursedir.db_url.startswith("sqlite:///own.db")


def test_a_course_without_the_engine_in_its_settings_is_in_the_database_too(
    root: Path, url: str
) -> None:
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    database = gradebook.open_course(root).coursedir.db_url
    assert database == url.replace(f":{QUOTED}", "").replace("postgresql", "postgresql+psycopg")


def test_no_command_shows_or_writes_the_password(root: Path, url: str) -> None:
    output = said(start(root, "nbgrader", "db", "upgrade"))
    assert "Upgrading postgresql+psycopg://grader@" in output
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADEBOOK_URL", url.replace(QUOTED, f"{QUOTED}2"))
        for command in (["nbgradient", "grade", "first"], ["nbgradient", "copy-gradebook", url]):
            refused = start(root, *command)
            output += refused.communicate()[0]
            assert refused.returncode == 1
    assert "password authentication failed" in output
    assert "Traceback" not in output
    written = [path.read_text() for path in (root / ".nbgradient").rglob("*") if path.is_file()]
    assert not [text for text in (output, *written) if PASSWORD in text or QUOTED in text]


@pytest.mark.parametrize(
    "wrong, reason",
    [
        (("", "/none"), 'database "none" does not exist'),
        ((QUOTED, "wrong"), "password authentication failed"),
        (("127.0.0.1", "nowhere.invalid"), "failed to resolve host"),
        (("127.0.0.1:", "127.0.0.1:1"), "127.0.0.1:1"),
        (("postgresql", "postgresql+pg8000"), "driver is missing"),
        (("postgresql", "oracles"), "No gradebook can be in 'oracles'"),
        (("postgresql:", "postgresql"), "cannot be read"),
        ((QUOTED, PASSWORD), "write @ in a password as %40"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_in_a_sentence(
    root: Path, url: str, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, str], reason: str
) -> None:
    right, other = wrong
    named = url.replace(right, other) if right else url.rpartition("/")[0] + other
    monkeypatch.setenv("GRADEBOOK_URL", named)
    with pytest.raises((GradebookError, SystemExit)) as raised:
        gradebook.entered(gradebook.open_course(root), "first")
    assert reason in str(raised.value)
    assert "secret" not in str(raised.value).replace(PASSWORD, "secret")
    assert "\n" not in str(raised.value)


@pytest.mark.usefixtures("empty")
def test_an_empty_database_can_be_used_first_by_several_at_once(root: Path, tmp_path: Path) -> None:
    """Each from a folder of its own, so that no lock in the folder keeps them apart."""
    roots = [tmp_path / f"clone{number}" for number in range(3)]
    for clone in roots:
        shutil.copytree(root, clone)
    with ThreadPoolExecutor() as threads:
        list(
            threads.map(
                lambda clone: gradebook.enter_students(gradebook.open_course(clone), {"ada"}), roots
            )
        )
    with gradebook.gradebook(gradebook.open_course(root)) as book:
        assert [student.id for student in book.students] == ["ada"]
        assert len(list(book.db.execute(sqlalchemy.text("TABLE alembic_version")))) == 1


@pytest.mark.usefixtures("anywhere")
def test_what_graders_and_a_person_write_at_once_stays(root: Path) -> None:
    api = gradebook.open_course(root)
    submissions = [Submission(root, "first", student) for student in ("ada", "emmy", "mary")]

    def grade(points: int) -> None:
        with Marks(gradebook.open_course(root)) as marks:
            for submission in submissions * 5:
                marks.enter(submission, None, marks_of(points))

    def mark(student: str) -> None:
        with gradebook.gradebook(api) as book:
            for score in range(1, 6):
                book.find_grade("q_double", "one", "first", student).manual_score = score / 5
                book.db.commit()

    grade(2)
    with ThreadPoolExecutor() as threads:
        graders = [threads.submit(grade, 2) for _ in range(3)]
        people = [threads.submit(mark, item.student) for item in submissions]
        for writer in (*graders, *people):
            writer.result()
    with gradebook.gradebook(api) as book:
        for item in submissions:
            find = book.find_submission_notebook("one", "first", item.student).grades
            found = {grade.name: (grade.auto_score, grade.manual_score) for grade in find}
            assert found == {
                "test_double": (2, None),
                "test_double_negative": (0, None),
                "q_double": (None, 1),
            }


@pytest.mark.usefixtures("url")
def test_the_first_entry_of_a_submission_may_be_made_by_two_at_once(root: Path) -> None:
    gradebook.open_course(root)
    with contextlib.ExitStack() as stack, ThreadPoolExecutor() as threads:
        all_marks = [stack.enter_context(Marks(gradebook.open_course(root))) for _ in range(4)]
        for student in ("ada", "emmy", "mary"):
            item = Submission(root, "first", student)
            list(threads.map(lambda m, i=item: m.enter(i, None, marks_of(2)), all_marks))
        with gradebook.gradebook(gradebook.open_course(root)) as book:
            found = FinalMarks(book).of_class("first", ["ada", "emmy", "mary"])
    assert [marked["one"].score for marked in found.values()] == [2] * 3


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("place", ["empty", "root"], ids=["postgresql", "sqlite"])
def test_commands_at_once_give_the_marks_of_an_undisturbed_run(
    root: Path, tmp_path: Path, place: str, request: pytest.FixtureRequest
) -> None:
    """Two at the same assignment, one at another, and one in another folder of the same course."""
    request.getfixturevalue(place)
    (root / "gradebook.db").unlink(missing_ok=True)
    at_once = [(root, "first"), (root, "second"), (root, "first")]
    if place == "empty":
        at_once.append((shutil.copytree(root, tmp_path / "clone"), "first"))
    for command in [start(folder, "nbgradient", "grade", name) for folder, name in at_once]:
        said(command)
    assert scores(root) == expected("first", "second")
    for name in ("first", "second"):
        assert to_grade(root, name) == []
    assert len(list((root / "autograded").glob("*/*"))) == 6
    for command in [start(root, "nbgradient", "feedback", "--provisional") for _ in range(3)]:
        said(command)
    assert len(list((root / "feedback").glob("*/*/*.html"))) == 6
    assert not list(root.rglob("*.part"))


@pytest.mark.usefixtures("url")
def test_a_restart_of_the_server_between_two_marks_is_not_noticed(
    root: Path, server: Server
) -> None:
    api = gradebook.open_course(root)
    with Marks(api) as marks:
        for points in (1, 2):
            marks.enter(Submission(root, "first", "ada"), None, marks_of(points))
            server.stop()
            server.start()
        assert marks.checksums("first", "one").keys() >= {"test_double"}
    with gradebook.gradebook(api) as book:
        assert book.find_grade("test_double", "one", "first", "ada").auto_score == 2


@pytest.mark.usefixtures("sandbox", "url")
def test_what_a_lost_server_keeps_from_being_entered_is_left_to_the_next_run(
    root: Path, server: Server
) -> None:
    todo = to_grade(root)
    grading = outcomes(root, todo, jobs=1)
    found = [next(grading)]
    assert set(server.states()) <= {"idle"}
    assert len(server.states()) <= 1
    server.stop()
    try:
        found += grading
    finally:
        server.start()
    assert len(found) == len(todo)
    lost = {outcome.submission.student for outcome in found if outcome.error}
    assert lost
    for outcome in found:
        assert outcome.error is None or "run the command again" in outcome.error
    again = to_grade(root)
    assert {item.student for item in again} == lost
    assert [outcome.error for outcome in outcomes(root, again, jobs=1)] == [None] * len(lost)
    with gradebook.gradebook(gradebook.open_course(root)) as book:
        marks = {item.student_id: item.code_score for item in book.assignment_submissions("first")}
    assert marks == {"ada": 6, "emmy": 5, "mary": 6}


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox", "url")
@pytest.mark.skipif(browser.CHROMIUM is None, reason="Chromium is not installed")
def test_a_mark_given_in_formgrader_stays_after_a_regrade(root: Path, server: Server) -> None:
    said(start(root, "nbgradient", "grade", "first"))
    with gradebook.gradebook(gradebook.open_course(root)) as book:
        found = book.find_submission_notebook("one", "first", "ada").id
    with browser.jupyter_lab(root, FORMGRADER) as address, browser.chromium() as chromium:
        page = chromium.new_page()
        page.route("https://**", lambda route: route.abort())
        formgrader = address.replace("/lab", "/formgrader")
        page.goto(f"{formgrader}/manage_submissions/first")
        page.locator("td.student-id", has_text="mary").wait_for()
        page.goto(f"{formgrader}/submissions/{found}/", wait_until="networkidle")
        page.locator("#q_double").fill("1.5")
        with page.expect_response("**/api/grade/*") as response:
            page.locator("#q_double").press("Tab")
        assert response.value.ok
        assert server.states() == []
        server.stop()
        server.start()
        said(start(root, "nbgradient", "grade", "first", "--force"))
        page.reload(wait_until="networkidle")
        assert page.locator("#q_double").input_value() == "1.5"


def test_formgraders_tables_are_those_of_a_file(
    root: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = gradebook.open_course(root)
    with Marks(api) as marks:
        for points, student in enumerate(("ada", "emmy")):
            marks.enter(Submission(root, "first", student), None, marks_of(points))
    in_file = tables(api.gradebook)
    monkeypatch.setenv("GRADEBOOK_URL", server.database())
    copying.copy(str(root / "gradebook.db"), gradebook.open_course(root))
    assert tables(gradebook.open_course(root).gradebook) == in_file


def tables(gradebook: Gradebook) -> list[list[str]]:
    """What formgrader shows, without an order."""
    with gradebook as book:
        found = [
            book.student_dicts(),
            book.submission_dicts("first"),
            book.notebook_submission_dicts("one", "first"),
            [item.to_dict() for item in book.notebook_submissions("one", "first")],
            [item.to_dict() for item in book.find_assignment("first").notebooks],
            [book.find_assignment("first").to_dict()],
            [book.average_assignment_score("first")],
            [book.average_notebook_score("one", "first")],
        ]
        return [sorted(map(str, rows)) for rows in found]


def test_a_gradebook_is_copied_there_and_back_as_it_is(
    root: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Marks(gradebook.open_course(root)) as marks:
        marks.enter(Submission(root, "first", "ada"), None, marks_of(2))
    file = (root / "gradebook.db").rename(root / "before.db")
    url = server.database()
    monkeypatch.setenv("GRADEBOOK_URL", url)
    said(start(root, "nbgradient", "copy-gradebook", str(file)))
    refused = start(root, "nbgradient", "copy-gradebook", str(file))
    assert "is not empty" in refused.communicate()[0]
    monkeypatch.setenv("GRADEBOOK_URL", "")
    copying.copy(url, gradebook.open_course(root))
    assert rows(root / "gradebook.db") == rows(file)


def rows(file: Path) -> dict[str, list[tuple]]:
    """All that the gradebook in ``file`` holds."""
    tables = sqlalchemy.MetaData()
    with sqlalchemy.create_engine(f"sqlite:///{file}").connect() as connection:
        tables.reflect(connection)
        found = {
            table.name: sorted(map(repr, connection.execute(sqlalchemy.select(table))))
            for table in tables.sorted_tables
        }
    assert found["nbgradient_seen"]
    return found
