"""The page of the report: what it says of a class, small or large, and to whom it may be shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import graded_class
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from graded import grade
from small_course import hand_in, make, solved
from sqlalchemy import event
from sqlalchemy.engine import Engine

from firststeps.made_up_class import REFUSED, MadeUpClass
from nbgradient.cli import main
from nbgradient.course.folders import Course
from nbgradient.grading import records
from nbgradient.grading.records import Record
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission
from nbgradient.reporting import plots
from nbgradient.reporting.gather import gather


@pytest.fixture(scope="session")
def _class_of_60(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("class") / "course")
    shutil.copytree(root / "source" / "first", root / "source" / "second")
    MadeUpClass(Course(root), 60).write()
    return root


@pytest.fixture
def root(_class_of_60: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up class of 60, and the folder of its course as the current one."""
    copied = shutil.copytree(_class_of_60, tmp_path / "course")
    monkeypatch.chdir(copied)
    return copied


def report(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments], catch_exceptions=False)


def page(*arguments: str) -> BeautifulSoup:
    """The page that the command writes in the current folder."""
    done = report(*arguments)
    assert done.exit_code == 0, done.output
    return BeautifulSoup(Path("report.html").read_text(), "html.parser")


def text(found: BeautifulSoup) -> str:
    return " ".join(found.get_text(" ").split())


def row_of(found: BeautifulSoup, name: str) -> list[str]:
    """The first row of a table that begins with ``name``."""
    rows = ([" ".join(td.get_text().split()) for td in tr("td")] for tr in found("tr"))
    return next(row for row in rows if row and row[0].startswith(name))


def noted(root: Path, student: str, record: Record) -> None:
    """Have grading have noted ``record`` of what ``student`` handed in."""
    submission = Submission(root, "first", student)
    mark = Standings(Course(root)).fingerprint(submission.read())
    record = Record(mark, record.remarks, True, record.seconds, record.failures)
    records.write(submission, record)


def test_what_waits_or_is_not_handed_in_is_told_and_counts_nowhere_as_0(root: Path) -> None:
    found = gather(Course(root)).assignments[1]
    waiting = {who for who in found.students if found.rows[who]["to_mark"]}
    assert waiting and not waiting & found.final.keys()
    assert "More than a tenth wait for a person in second." in text(page())
    row = row_of(page(), "second")
    assert len(found.late) > 0
    assert row[1:7] == [
        "2025-10-31 16:00 UTC", f"{len(found.handed_in)} of 61", str(len(found.late)),
        str(len(waiting)), "1", str(len(found.final)),
    ]  # fmt: skip


def test_the_scores_are_those_of_the_table_of_grades(root: Path) -> None:
    found = gather(Course(root)).assignments[0]
    for place, student in enumerate(found.students):
        if student not in found.refused:
            assert found.scores[place].sum() == pytest.approx(found.rows[student]["raw_score"])


def test_a_refused_notebook_has_a_reason_and_no_part_in_the_statistics(root: Path) -> None:
    found = gather(Course(root))
    assert any(item.refused for item in found.assignments)
    for item in found.assignments:
        for student, refused in item.refused.items():
            own = item.scores[item.students.index(student)]
            assert all(
                (cell.notebook in refused) <= (score != score)
                for cell, score in zip(item.cells, own, strict=True)
            )
    assert REFUSED in text(page())


def test_a_question_that_most_wait_for_has_no_mean_of_those_left_blank(root: Path) -> None:
    found = gather(Course(root)).assignments[1]
    place = found.places["one", "q_double"]
    assert found.waiting[place] > 0.1 * len(found.students)
    rows = [[td.get_text() for td in tr("td")] for tr in page("second")("tr")]
    assert ["Twice: q_double", "2", f"{found.waiting[place]} wait", ""] in rows


def test_each_exercise_has_its_numbers_and_mistakes_by_message(root: Path) -> None:
    found = page()
    row = row_of(found, "Twice: double")
    assert row[1] == "3"
    assert row[2].endswith("%")
    assert float(row[3].replace("−", "-")) <= 1
    assert "“negative numbers, too”" in text(found)


def test_the_page_is_one_file_without_scripts_and_each_plot_has_a_text(root: Path) -> None:
    found = page()
    addresses = [tag.get("src") or tag.get("srcset") for tag in found.select("img, source")]
    assert len(addresses) > 8
    assert all(address.startswith("data:image/svg+xml;base64,") for address in addresses)
    assert all(len(image["alt"]) > 20 for image in found("img"))
    assert not found("script") and not found("link")
    assert "default-src 'none'" in str(found.head)


def test_the_anonymous_page_holds_nobodys_name_and_links_to_nobody(root: Path) -> None:
    named = text(page())
    noted(root, "student0003", Record("", {"one": "'Lopez Lena.ipynb': name it one."}, True, {}, {
        "two": {"test_double": "Lena Lopez was here"}
    }))  # fmt: skip
    assert "Lena Lopez was here" in str(page())
    anonymous = page("--anonymous")
    names = [name for full in gather(Course(root)).names.values() for name in full.split(", ")]
    assert any(name in named for name in names)
    assert not any(name in str(anonymous) for name in [*names, "student00", "Lopez"])
    assert all(link["href"].startswith("#") for link in anonymous("a"))
    assert "Students to ask after" not in text(anonymous)
    assert "Reasons of a few students." in text(anonymous)


def test_of_what_three_share_the_anonymous_page_tells_no_number(root: Path) -> None:
    for number in range(3, 7):
        own = {"two": {"test_double": f"should be 6, not 471{number}"}}
        noted(root, f"student{number:04}", Record("", {}, True, {"two": 1.0}, own))
    assert "should be 6, not 471" in text(page())
    anonymous = text(page("--anonymous"))
    assert "should be …, not …" in anonymous
    assert "471" not in anonymous


def test_what_students_wrote_is_text(root: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    failures = {"one": {"test_double": evil}, "two": {"test_double": "$\\frac{$ \x00"}}
    noted(root, "student0003", Record("", {"one": evil}, True, {"one": 1.0}, failures))
    with graded_class.book(root) as book:
        book.update_or_create_student("student0003", first_name=evil, last_name=None)
    found = page()
    assert not found.select("img[onerror], [onerror]")
    assert evil in text(found)


def test_names_with_dollars_and_letters_of_any_script_are_drawn() -> None:
    drawn = plots.of_exercises(["$x_{1} ( 五", "a" * 300], [0.5, None], [None, None])
    assert "$x_{1} ( 五" in drawn.svg
    assert 'alt="Mean share' in drawn.html()
    assert "No exercise has a mark yet." == plots.of_exercises(["a"], [None], [None]).alt


def test_an_example_links_to_the_students_page_at_the_test(root: Path) -> None:
    noted(root, "student0003", Record("", {}, True, {"one": 99.0}, {
        "one": {"test_double": "of one alone"}
    }))  # fmt: skip
    assert not page().select("a:not([href^='#'])")
    autograded = root / "autograded" / "student0003" / "first" / "one.ipynb"
    autograded.parent.mkdir(parents=True)
    autograded.write_text("{}")
    assert page().select_one("a:-soup-contains('its page')")["href"] == (
        "autograded/student0003/first/one.ipynb"
    )
    feedback = root / "feedback" / "student0003" / "first" / "first.html"
    feedback.parent.mkdir(parents=True)
    feedback.write_text("")
    links = [link["href"] for link in page()("a", string="an example")]
    assert "feedback/student0003/first/first.html#one/test_double" in links
    (root / "out").mkdir()
    report("-o", "out/here.html")
    assert "../feedback/student0003/first/first.html" in Path("out/here.html").read_text()


def test_a_small_class_is_told_what_is_too_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "course"))
    MadeUpClass(Course(Path.cwd()), 4).write()
    found = page()
    row = row_of(found, "first")
    assert row[-2:] == ["too few", "too few"]
    assert row_of(found, "Twice: double")[3] == "too few"
    assert "to see which tests all or none fail: first" in text(found)
    assert "Too few assignments are over" in text(found)


def test_grading_by_other_commands_leaves_no_times_and_that_is_told(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(marked)
    found = text(page())
    assert "Of 2 students no times and no messages" in found
    assert "No times are recorded" in found
    assert "It is not graded as it is now." in found


def test_a_larger_class_asks_the_gradebook_no_more_questions(root: Path, tmp_path: Path) -> None:
    small = make(tmp_path / "small")
    shutil.copytree(small / "source" / "first", small / "source" / "second")
    MadeUpClass(Course(small), 3).write()
    asked: list[str] = []

    @event.listens_for(Engine, "before_cursor_execute")
    def note(conn, cursor, statement, parameters, context, executemany) -> None:
        asked.append(statement)

    try:
        gather(Course(small))
        few = len(asked)
        gather(Course(root))
        assert len(asked) == 2 * few
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_an_assignment_that_is_gone_from_source_is_told_of_by_its_cells(root: Path) -> None:
    shutil.rmtree(root / "source" / "second")
    found = page("second")
    assert row_of(found, "test_double")[1] == "2"
    assert "no longer in source" not in text(found)


def test_one_assignment_can_be_asked_for(root: Path) -> None:
    found = page("second")
    assert [heading.get_text() for heading in found("h2")][1:3] == ["second", "Time"]


def test_without_a_gradebook_a_sentence_says_so_and_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "course"))
    done = report()
    assert done.exit_code == 1
    assert done.output == (
        "Error: There is no gradebook yet: grade first, with nbgradient grade.\n"
    )
    assert not Path("gradebook.db").exists()
    graded_class.enter(Path.cwd())
    assert "Error: Nothing is graded yet: grade first" in report().output
    assert "Error: Nothing of first is graded yet" in report("first").output
    assert not Path("report.html").exists()


def test_what_cannot_be_done_is_a_sentence_and_the_last_report_stays(root: Path) -> None:
    Path("report.html").write_text("the last one")
    assert report("third").output == (
        "Error: There is no assignment 'third'. There are: first, second.\n"
    )
    assert "There is no folder" in report("-o", "nowhere/x.html").output
    assert "is a directory" in report("-o", str(root)).output
    assert Path("report.html").read_text() == "the last one"


@pytest.mark.parametrize("missing", ["seaborn", "matplotlib"])
def test_without_what_draws_a_sentence_says_what_to_install(root: Path, missing: str) -> None:
    code = (
        f"import sys; sys.modules['{missing}'] = None; sys.argv = ['nbgradient', 'report']\n"
        "from nbgradient.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: The report needs {missing}, which is not installed: "
        "pip install 'nbgradient[report]'.\n"
    )


def test_no_other_command_waits_for_what_draws() -> None:
    code = (
        "import sys; from nbgradient import cli\n"
        "print({'pandas', 'matplotlib', 'seaborn', 'nbgradient.reporting'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "set()\n"


def test_who_is_late_is_so_by_the_date_for_him_or_her(root: Path) -> None:
    with graded_class.book(root) as book:
        assignment = book.find_assignment("first")
        assignment.duedate = due = datetime(2026, 11, 20, 12)
        handed_in = sorted(assignment.submissions, key=lambda item: item.student_id)
        for item, hours in zip(handed_in, (-1, 1, 1), strict=False):
            item.timestamp = due + timedelta(hours=hours)
        handed_in[2].extension = timedelta(hours=2)
        book.db.commit()
        expected = {handed_in[1].student_id}
    assert gather(Course(root), ["first"]).assignments[0].late == expected


@pytest.mark.usefixtures("sandbox")
def test_grading_notes_how_long_a_notebook_took_and_what_its_failed_tests_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path)
    monkeypatch.setenv("NBGRADIENT_DATA", str(root))
    wrong = "def double(x):\n    return 2 * abs(x)"
    hand_in(root, "ada", one=solved(wrong), two="no notebook")
    grade(root, jobs=1)
    record = records.read(Submission(root, "first", "ada"))
    assert record.failures == {"one": {"test_double_negative": "negative numbers, too"}}
    assert 0 < record.seconds["one"] < 30
    assert record.seconds["two"] is None
