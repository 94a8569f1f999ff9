"""What may be given back is in ``feedback/``, and nothing else; what has not changed stays."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from pathlib import Path

import drawn
import graded_class
import nbformat
import pytest
from click.testing import CliRunner, Result
from graded import Threads, give_back
from graded_class import book, mark
from small_course import hand_in, solved
from sqlalchemy import event
from sqlalchemy.engine import Engine

from nbgradient.cli import main
from nbgradient.course import notebooks, whole
from nbgradient.course.folders import Course
from nbgradient.grading import origin, records, tasks
from nbgradient.grading.database.turns import in_turn
from nbgradient.grading.giving_back import pages, zips
from nbgradient.grading.giving_back.giving import give_back as give_back_all
from nbgradient.grading.giving_back.rule import Fate
from nbgradient.grading.origin import Origin
from nbgradient.grading.records import Record
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission


@pytest.fixture
def root(marked: Path) -> Path:
    """A small course; the work of ada and bob is graded, and all of it is marked."""
    for student in graded_class.STUDENTS:
        as_graded(marked, student)
    return marked


def as_graded(root: Path, student: str, is_done: bool = True) -> None:
    """Leave what grading leaves of what ``student`` handed in, but for the marks."""
    submission = Submission(root, "first", student)
    shutil.copytree(submission.folder, submission.outcome("autograded"), dirs_exist_ok=True)
    fingerprint = Standings(Course(root)).fingerprint(submission.read())
    records.write(submission, Record(fingerprint, is_done=is_done))


def ask_for(root: Path, student: str, cell: str = "q_double", notebook: str = "one") -> None:
    """Have a cell wait for a person."""
    with book(root) as found:
        found.find_grade(cell, notebook, "first", student).needs_manual_grade = True
        found.db.commit()


def page(root: Path, student: str) -> Path:
    return Submission(root, "first", student).page


def times(root: Path) -> dict[str, int]:
    """When each page was written."""
    return {path.parts[-3]: path.stat().st_mtime_ns for path in root.glob("feedback/*/*/*")}


def test_what_is_marked_is_given_back_and_what_waits_is_not(root: Path) -> None:
    ask_for(root, "bob")
    ask_for(root, "bob", "test_double", "two")
    found = give_back(root)
    assert found.students == {
        Fate.GIVEN_BACK: ["ada"], Fate.WAITS: ["bob"], Fate.NOT_GRADED: []
    }  # fmt: skip
    assert found.waiting == {("one", "q_double"): ["bob"], ("two", "test_double"): ["bob"]}
    assert page(root, "ada").exists() and found.there == ["ada"] and found.made == 1
    assert not (root / "feedback" / "bob").exists()


def test_what_has_become_complete_is_given_back_and_others_are_left_alone(root: Path) -> None:
    ask_for(root, "bob")
    give_back(root)
    before = times(root)
    with book(root) as found:
        mark(found, "one", "q_double", "bob")
    assert give_back(root).made == 1
    assert times(root)["ada"] == before["ada"] and page(root, "bob").exists()
    assert give_back(root).made == 0
    assert give_back(root, force=True).made == 2


def _comment(root: Path) -> None:
    with book(root) as found:
        found.find_comment("q_double", "one", "first", "ada").manual_comment = "Better."
        found.db.commit()


def _score(root: Path) -> None:
    with book(root) as found:
        mark(found, "two", "q_double", "ada", score=0.5)


def _penalty(root: Path) -> None:
    with book(root) as found:
        entry = found.find_submission_notebook("one", "first", "ada")
        entry.late_submission_penalty = 1.0
        found.db.commit()


def _notebook(root: Path) -> None:
    nbformat.write(solved(), root / "autograded" / "ada" / "first" / "one.ipynb")


def _gone(root: Path) -> None:
    page(root, "ada").unlink()


def _picture(root: Path) -> None:
    (root / "submitted" / "ada" / "first" / "sketch.png").write_bytes(drawn.png())
    as_graded(root, "ada")


@pytest.mark.parametrize("change", [_comment, _score, _penalty, _notebook, _gone, _picture])
def test_a_page_is_made_again_when_what_it_tells_has_changed(root: Path, change) -> None:
    give_back(root)
    before = times(root)
    change(root)
    assert give_back(root).made == 1
    after = times(root)
    assert after["ada"] != before["ada"] and after["bob"] == before["bob"]


def test_an_answer_that_waits_again_takes_its_page_away(root: Path) -> None:
    give_back(root)
    ask_for(root, "bob")
    found = give_back(root)
    assert found.taken_away == 1 and not page(root, "bob").exists()
    assert give_back(root).taken_away == 0


def test_a_provisional_page_stays_until_the_next_run(root: Path) -> None:
    ask_for(root, "bob")
    found = give_back(root, provisional=True)
    assert sorted(found.there) == ["ada", "bob"] and found.students[Fate.WAITS] == ["bob"]
    assert give_back(root, provisional=True).made == 0
    assert give_back(root).taken_away == 1 and not page(root, "bob").exists()


def test_only_the_students_who_are_named_are_looked_at(root: Path) -> None:
    assert give_back(root, students={"bob"}).there == ["bob"]
    assert list(times(root)) == ["bob"]


def test_what_is_not_graded_as_it_is_gets_no_page_and_an_earlier_one_stays(root: Path) -> None:
    give_back(root)
    hand_in(root, "ada", one=solved())
    found = give_back(root)
    assert found.students[Fate.NOT_GRADED] == ["ada"] and found.there == ["bob"]
    assert page(root, "ada").exists()
    hand_in(root, "carl", one=solved())
    assert give_back(root).students[Fate.NOT_GRADED] == ["ada", "carl"]
    assert not page(root, "carl").exists()


def test_what_could_not_be_graded_is_not_given_back_even_provisionally(root: Path) -> None:
    as_graded(root, "bob", is_done=False)
    found = give_back(root, provisional=True)
    assert found.students[Fate.NOT_GRADED] == ["bob"] and not page(root, "bob").exists()


def test_a_graded_notebook_that_is_gone_is_told_and_costs_the_others_nothing(root: Path) -> None:
    give_back(root)
    (root / "autograded" / "bob" / "first" / "one.ipynb").unlink()
    found = give_back(root)
    (said,) = found.errors
    assert said == (
        "first of bob: there is no page. autograded/bob/first/one.ipynb cannot be used: it is not "
        "there. nbgradient grade first --force makes it anew."
    )
    assert found.there == ["ada"] and not page(root, "bob").exists()


def test_a_graded_notebook_that_is_a_link_is_not_followed(root: Path) -> None:
    path = root / "autograded" / "bob" / "first" / "one.ipynb"
    os.rename(path, root / "secret.ipynb")
    path.symlink_to(root / "secret.ipynb")
    (said,) = give_back(root).errors
    assert "it is a link" in said


def test_nothing_stays_beside_a_page_but_what_the_exchange_needs(root: Path) -> None:
    folder = page(root, "ada").parent
    folder.mkdir(parents=True)
    (folder / "one.html").write_text("of an earlier version")
    (root / "autograded" / "bob" / "first" / "submission_secret.txt").write_text("secret")
    give_back(root)
    assert [path.name for path in folder.iterdir()] == ["first.html"]
    assert (page(root, "bob").parent / "submission_secret.txt").read_text() == "secret"


def test_a_page_that_cannot_be_made_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(job: tasks.Page) -> bytes:
        raise ValueError("a\nb")

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "page", fail)
        found = give_back(root)
    assert found.errors[0] == "first of ada: there is no page. ValueError: a\\nb"
    assert found.there == [] and times(root) == {}
    assert give_back(root).made == 2


@pytest.mark.parametrize("moment", ["page.is_there", "digest.is_there"])
def test_what_is_cut_short_is_made_by_the_next_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real, count = whole.write, 0

    def cut_short(path: Path, content: bytes) -> None:
        nonlocal count
        count += 1
        if count == (1 if moment == "page.is_there" else 2):
            raise KeyboardInterrupt
        real(path, content)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(whole, "write", cut_short)
        give_back(root)
    assert give_back(root).made == 2
    assert not list(root.rglob("*.part"))


def test_pages_are_made_in_turn_with_grading(root: Path, capfd: pytest.CaptureFixture) -> None:
    with Threads(1) as other:
        with in_turn(root, "grading first"):
            waiting = other.submit(give_back, root)
            while "waits for it" not in capfd.readouterr().err:
                assert not waiting.done()
            assert times(root) == {}
        assert waiting.result().made == 2


def test_a_class_is_looked_at_with_a_few_queries(root: Path) -> None:
    give_back(root)
    few = _queries(root)
    with book(root) as found:
        for number in range(30):
            name = f"s{number}"
            hand_in(root, name, one=solved(), two=solved())
            found.add_student(name)
            found.add_submission("first", name)
            as_graded(root, name)
    assert give_back(root).students[Fate.WAITS] == sorted(f"s{n}" for n in range(30))
    assert _queries(root) == few


def _queries(root: Path) -> int:
    seen = []

    def note(*given: object) -> None:
        seen.append(given[2])

    event.listen(Engine, "before_cursor_execute", note)
    give_back(root)
    event.remove(Engine, "before_cursor_execute", note)
    return len(seen)


def test_a_picture_beside_the_notebook_goes_to_the_page(root: Path) -> None:
    folder = root / "autograded" / "ada" / "first"
    notebook = notebooks.read(folder / "one.ipynb")
    dict(notebooks.cells(notebook))["q_double"].source = "![s](sketch.png) ![l](link.png)"
    nbformat.write(notebook, folder / "one.ipynb")
    (folder / "sketch.png").write_bytes(drawn.png())
    (folder / "unnamed.png").write_bytes(drawn.png())
    (folder / "link.png").symlink_to(root / "gradebook.db")
    job = pages.job(folder, "first", {"one": None}, None)
    assert job.pictures == {"sketch.png": drawn.png()}
    give_back(root)
    shown = page(root, "ada").read_text()
    assert drawn.address(drawn.png()) in shown
    assert "[The picture link.png is not shown: it was not handed in.]" in shown


# The command


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs ``nbgradient feedback`` in the course; pages are made in this process."""
    monkeypatch.chdir(root)

    def command(*arguments: str) -> Result:
        with Threads(1) as pool, monkeypatch.context() as patch:
            patch.setattr(
                "nbgradient.grading.giving_back.giving.give_back",
                lambda *given: give_back_all(*given, pool),
            )
            return CliRunner().invoke(main, ["feedback", *arguments], env={"COLUMNS": "120"})

    return command


def test_the_command_says_what_waits_and_where_to_mark_it(root: Path, run) -> None:
    ask_for(root, "bob")
    done = run()
    assert done.exit_code == 0, done.output
    assert re.search(r"first\s*│\s*1\s*│\s*1\s*│\s*0\s*│\s*1\s*│\s*0", done.output)
    assert re.search(r"first\s*│\s*one\s*│\s*q_double\s*│\s*1\s*│\s*bob", done.output)
    assert "Mark it in formgrader." in done.output
    assert "feedback/ has the page of 1 submission. 1 waits for a person" in done.output


def test_the_command_needs_nobody_when_all_is_marked(run) -> None:
    done = run("first")
    assert done.exit_code == 0 and "waits for a person" not in done.output


def test_unknown_names_are_told(run) -> None:
    assert "There is no assignment 'frist' in source/." in run("frist").output
    assert "Nothing was handed in by zoe: look at submitted/." in run("--students", "zoe").output
    assert "name that with --zip" in run("--for", "moodle").output


def test_where_nothing_was_handed_in_the_command_says_so(root: Path, run) -> None:
    shutil.rmtree(root / "submitted")
    assert run("first").output.startswith("Error: Nothing was handed in for first: there is no")


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def came(root: Path, student: str, form: str, path: str) -> None:
    origin.write(Submission(root, "first", student), Origin(form, "", path))


def test_a_zip_has_a_folder_for_each_student(root: Path, run) -> None:
    ask_for(root, "bob")
    done = run("--zip", "pages.zip")
    assert done.exit_code == 0, done.output
    assert names(root / "pages.zip") == ["ada/first.html"]
    assert "pages.zip has 1 page. There is a folder" in done.output
    with zipfile.ZipFile(root / "pages.zip") as archive:
        assert archive.read("ada/first.html") == page(root, "ada").read_bytes()


def moodles(name: str) -> tuple[int, str] | None:
    """The number of the participant, and the name of the file, that Moodle takes ``name`` for.

    As documented in ``is_valid_filename_for_import`` of
    https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/assign/feedback/file/importziplib.php:
    of each part of the path, fullname_number_plugintype_pluginname.
    """
    parts = name.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            return int(info[1]), "/".join([*info[4:], *parts])
    return None


def test_moodle_knows_whose_the_pages_are(root: Path, run) -> None:
    came(root, "ada", "Moodle", "Ada Lovelace_12345_assignsubmission_file/one.ipynb")
    came(root, "bob", "Moodle", "Bob van der Berg_678_assignsubmission_file_one.ipynb")
    done = run("first", "--zip", "back.zip")
    assert done.exit_code == 0, done.output
    found = [moodles(name) for name in names(root / "back.zip")]
    assert found == [(12345, "first.html"), (678, "first.html")]
    assert "Upload multiple feedback files in a zip" in done.output


def canvas(name: str) -> tuple[str, str] | None:
    """The numbers of the user and of the file that Canvas takes ``name`` for.

    As documented in ``infer_comment_context_from_filename`` of
    https://github.com/instructure/canvas-lms/blob/master/app/models/abstract_assignment.rb: the
    first two parts that are numbers; of work that is graded anonymously, what follows ``anon``.
    """
    parts = [part for part in name.split("_") if part != "LATE"]
    if parts[-1].startswith("link"):
        return None
    numbers = parts[1:3] if parts[0] == "anon" else [p for p in parts if p.isdigit()][:2]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def test_canvas_knows_whose_the_pages_are(root: Path, run) -> None:
    came(root, "ada", "Canvas", "lovelaceada_LATE_12345_67890_one-1.ipynb")
    came(root, "bob", "Canvas", "anon_x7Fgh_4711_link_one.ipynb")
    done = run("first", "--zip", "back.zip")
    assert done.exit_code == 0, done.output
    found = [canvas(name) for name in names(root / "back.zip")]
    assert found == [("12345", "67890"), ("x7Fgh", "4711")]
    assert all(name.endswith(".html") for name in names(root / "back.zip"))
    assert "Upload Submissions" in done.output


@pytest.mark.parametrize(
    "form, path", [("Canvas", "bergbob_12345_text.html"), ("Moodle", "bob/one.ipynb"), ("", "")]
)
def test_what_an_lms_cannot_match_is_said_by_name(root: Path, run, form: str, path: str) -> None:
    came(root, "ada", "Moodle", "Ada Lovelace_12345_assignsubmission_file/one.ipynb")
    came(root, "bob", form, path)
    done = run("first", "--zip", "back.zip", "--for", "moodle")
    assert done.exit_code == 1
    assert len(names(root / "back.zip")) == 1
    assert "Not in it, because Moodle could not tell whose they are: bob." in done.output


def test_nobody_is_told_to_upload_a_zip_without_pages(root: Path, run) -> None:
    done = run("first", "--zip", "back.zip", "--for", "moodle")
    assert done.exit_code == 1
    assert "back.zip has 0 pages." in done.output
    assert "Upload" not in done.output


def test_one_zip_is_for_one_assignment_where_the_lms_has_it_so(root: Path, run) -> None:
    shutil.copytree(root / "source" / "first", root / "source" / "second")
    shutil.copytree(root / "submitted" / "ada" / "first", root / "submitted" / "ada" / "second")
    done = run("--zip", "back.zip", "--for", "canvas")
    assert "Canvas takes a zip for one assignment: name it" in done.output
    assert not (root / "back.zip").exists() and times(root) == {}


def test_a_zip_that_cannot_be_written_is_told_and_leaves_nothing(root: Path, run) -> None:
    done = run("--zip", "gone/back.zip")
    assert done.exit_code == 1
    assert "gone/back.zip cannot be written: No such file or directory." in done.output
    (root / "back.zip").write_text("before")
    run("--zip", "back.zip")
    assert names(root / "back.zip") == ["ada/first.html", "bob/first.html"]
    assert not list(root.glob("*.part"))


def test_the_lms_is_that_from_which_all_was_collected(root: Path) -> None:
    items = [Submission(root, "first", student) for student in graded_class.STUDENTS]
    assert zips.kind_of(items) == "folders"
    came(root, "ada", "Canvas", "a_1_2_one.ipynb")
    assert zips.kind_of(items) == "folders"
    came(root, "bob", "Canvas", "b_1_2_one.ipynb")
    assert zips.kind_of(items) == "canvas"
