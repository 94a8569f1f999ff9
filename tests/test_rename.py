"""Another name for an assignment, or a notebook: nothing is lost, and nothing keeps the old one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from graded import to_grade
from graded_class import COMMENT, EXTRA, MANUAL, STUDENTS, book, dump, edited, enter
from small_course import hand_in, source

from nbgradient.cli import main
from nbgradient.course.folders import Course, CourseError
from nbgradient.grading import records
from nbgradient.grading.assignment import naming, renaming
from nbgradient.grading.database.gradebook import open_course
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission

#: The folders that have one of each assignment, or of each student and assignment.
TREES = ("source", "release", "submitted/ada", "autograded/ada", "feedback/ada", "submitted/bob")


@pytest.fixture
def root(marked: Path) -> Path:
    """The course with something in each of its folders."""
    for tree in TREES:
        folder = marked / tree / "first"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("first.html",) if "feedback" in tree else ("one.ipynb", "two.ipynb"):
            if not (folder / name).exists():
                (folder / name).write_text(tree)
    for kind in ("graded", "collected", "given_back"):
        (marked / ".nbgradient" / kind / "first").mkdir(parents=True)
        (marked / ".nbgradient" / kind / "first" / "ada.json").write_text("{}")
    return marked


def rename(root: Path, old: str = "first", new: str = "week1") -> list[str]:
    return renaming.rename(open_course(root), naming.parse(old, new))


def files(root: Path) -> dict[str, str]:
    """The course's files that may be renamed, and what they hold."""
    trees = ["source", "release", "submitted", "autograded", "feedback"]
    trees += [f".nbgradient/{kind}" for kind in ("graded", "collected", "given_back")]
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for tree in trees
        for path in sorted((root / tree).rglob("*"))
        if path.is_file()
    }


def scores(root: Path, assignment: str, notebook: str = "one") -> list[tuple]:
    """What a person gave and said, by student."""
    with book(root) as found:
        return [
            (
                found.find_grade("q_double", notebook, assignment, student).manual_score,
                found.find_grade("q_double", notebook, assignment, student).extra_credit,
                found.find_comment("q_double", notebook, assignment, student).manual_comment,
            )
            for student in STUDENTS
        ]


BY_HAND = [(MANUAL, EXTRA, COMMENT)] * len(STUDENTS)


def test_all_that_has_the_old_name_gets_the_new_one(root: Path) -> None:
    before = files(root)
    (said,) = [text for text in rename(root) if "gradebook" in text]
    assert files(root) == {name.replace("first", "week1"): text for name, text in before.items()}
    assert not [path for path in root.rglob("*first*") if "backups" not in path.parts]
    assert scores(root, "week1") == BY_HAND
    with book(root) as found:
        assert [entry.name for entry in found.assignments] == ["week1"]
    assert (root / said.split()[-1].rstrip(".")).is_file()


def test_a_notebook_that_is_called_as_the_assignment_keeps_its_name(root: Path) -> None:
    shutil.copy(root / "source" / "first" / "one.ipynb", root / "source" / "first" / "first.ipynb")
    rename(root)
    assert (root / "source" / "week1" / "first.ipynb").is_file()


def test_the_gradebook_knows_the_cells_again_after_another_name(root: Path) -> None:
    enter(root)
    rename(root, "first", "week1")
    rename(root, "week1", "first")
    with edited(root) as cells:
        cells["q_double"].metadata.nbgrader["grade_id"] = "twice"
    assert "one/q_double (now one/twice)" in enter(root)[0]


def test_a_source_that_was_moved_and_released_already_stays(root: Path) -> None:
    (root / "source" / "first").rename(root / "source" / "week1")
    shutil.copytree(root / "release" / "first", root / "release" / "week1")
    (root / "release" / "week1" / "one.ipynb").write_text("newer")
    with book(root) as found:
        found.add_assignment("week1")
        found.add_notebook("one", "week1")
        found.add_grade_cell("q_double", "one", "week1", max_score=2, cell_type="markdown")
    rename(root)
    assert (root / "release" / "week1" / "one.ipynb").read_text() == "newer"
    assert not (root / "release" / "first").exists()
    assert scores(root, "week1") == BY_HAND
    with book(root) as found:
        assert [entry.name for entry in found.assignments] == ["week1"]


def work_in_source(root: Path) -> None:
    shutil.copytree(root / "source" / "first", root / "source" / "week1")


def work_of_the_same_student(root: Path) -> None:
    shutil.copytree(root / "submitted" / "ada" / "first", root / "submitted" / "ada" / "week1")


def work_of_another_student(root: Path) -> None:
    shutil.copytree(root / "submitted" / "ada" / "first", root / "submitted" / "rosa" / "week1")


def work_in_the_gradebook(root: Path) -> None:
    with book(root) as found:
        found.add_assignment("week1")
        found.add_submission("week1", "ada")


@pytest.mark.parametrize(
    "work",
    [work_in_source, work_of_the_same_student, work_of_another_student, work_in_the_gradebook],
)
def test_a_name_with_work_in_it_is_refused_before_anything_is_touched(root: Path, work) -> None:
    work(root)
    before = files(root), dump(root)
    with pytest.raises(CourseError, match=r"nothing was changed: (move|take)") as raised:
        rename(root)
    assert "week1" in str(raised.value)
    assert (files(root), dump(root)) == before
    renaming.check_complete(root)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("second", "week1", "There is neither source/second nor source/week1"),
        ("second", "first", "There is nothing by the name of 'second'"),
        ("first", "first", "has that name already"),
        ("first", "a/b", "Give two names"),
        ("first/one", "second/one", "Give two names"),
        ("first", "..", "is no name"),
        ("..", "week1", "is no name"),
        ("first", "a+b", "is no name"),
        ("first", "a\nb", "is no name"),
        ("first", "x" * 129, "is no name"),
        ("first/one", "first/two", "There are both source/first/one.ipynb and"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(root: Path, old: str, new: str, why: str) -> None:
    before = files(root), dump(root)
    with pytest.raises(CourseError, match=why):
        rename(root, old, new)
    assert (files(root), dump(root)) == before


@pytest.mark.parametrize("steps", range(8))
def test_what_was_cut_short_is_completed_by_another_run_and_nothing_else_goes_on(
    root: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(root)
    calls = []

    def stop(old: Path, new: Path, rename=os.rename) -> None:
        if len(calls) == steps:
            raise KeyboardInterrupt
        calls.append(old)
        rename(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", stop)
        with pytest.raises(KeyboardInterrupt):
            rename(root)
    for command in (
        lambda: to_grade(root, "first" if (root / "source/first").exists() else "week1"),
        lambda: rename(root, "first", "another"),
    ):
        with pytest.raises(CourseError, match="Complete it first: nbgradient rename first week1"):
            command()
    rename(root)
    assert files(root) == {name.replace("first", "week1"): text for name, text in before.items()}
    assert scores(root, "week1") == BY_HAND
    renaming.check_complete(root)


def test_a_folder_that_cannot_be_renamed_is_named_and_the_rest_is_not_lost(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: Path, new: Path) -> None:
        raise PermissionError(13, "Permission denied", str(old))

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", refuse)
        with pytest.raises(CourseError, match=r"ada/first cannot be renamed .*rename first week1"):
            rename(root)
    rename(root)
    assert scores(root, "week1") == BY_HAND


def test_an_empty_folder_gets_the_new_name_too_and_gives_way_to_work(root: Path) -> None:
    (root / "submitted" / "rosa" / "first").mkdir(parents=True)
    (root / "submitted" / "bob" / "week1").mkdir()
    rename(root)
    assert not list((root / "submitted").glob("*/first"))
    assert list((root / "submitted" / "rosa" / "week1").iterdir()) == []
    assert len(list((root / "submitted" / "bob" / "week1").iterdir())) == 2


def test_what_a_students_link_leads_to_is_left_alone(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(root / "submitted" / "ada", outside)
    (root / "submitted" / "rosa").symlink_to(outside)
    (root / "submitted" / "carl").mkdir()
    (root / "submitted" / "carl" / "first").symlink_to(outside / "first")
    rename(root, "first/one", "first/eins")
    rename(root)
    assert sorted(path.name for path in (outside / "first").iterdir()) == ["one.ipynb", "two.ipynb"]
    assert (root / "submitted" / "carl" / "week1").is_symlink()


def test_a_notebook_gets_another_name_also_among_what_was_handed_in(root: Path) -> None:
    before = files(root)
    rename(root, "first/one.ipynb", "first/eins.ipynb")
    assert files(root) == {
        name.replace("first/one", "first/eins"): text for name, text in before.items()
    }
    assert scores(root, "first", "eins") == BY_HAND
    assert enter(root) == []


def test_a_notebook_that_was_renamed_in_source_takes_what_was_handed_in_along(root: Path) -> None:
    folder = root / "source" / "first"
    os.rename(folder / "one.ipynb", folder / "eins.ipynb")
    assert "nbgradient rename first/one first/eins" in enter(root)[1]
    hand_in(root, "late", eins=source())
    rename(root, "first/one", "first/eins")
    for student in (*STUDENTS, "late"):
        assert (root / "submitted" / student / "first" / "eins.ipynb").is_file()
        assert not (root / "submitted" / student / "first" / "one.ipynb").exists()
    assert scores(root, "first", "eins") == BY_HAND


def test_the_command_says_what_is_left_to_do_and_writes_the_table(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (root / "nbgrader_config.py").open("a") as settings:
        settings.write('\nc.Assignments.order = ["first"]\n')
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["rename", "first", "week1"])
    assert done.exit_code == 0, done.output
    assert "nbgrader_config.py has the name 'first' in it" in done.output
    assert "first is week1 now" in done.output
    table = (root / "grades.csv").read_text()
    assert "week1" in table and "first," not in table
    again = CliRunner().invoke(main, ["rename", "first", "week1"])
    assert again.exit_code == 1
    assert again.output == "Error: There is nothing by the name of 'first'.\n"


def test_what_was_graded_need_not_be_graded_again_for_another_name(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADIENT_DATA", str(root))
    standings = Standings(Course(root))
    for student in STUDENTS:
        submission = Submission(root, "first", student)
        records.write(submission, records.Record(standings.fingerprint(submission.read())))
    assert to_grade(root) == []
    rename(root)
    assert to_grade(root, "week1") == []


def test_grading_by_a_new_name_alone_says_how_to_rename_the_rest(root: Path) -> None:
    (root / "source" / "first").rename(root / "source" / "week1")
    with pytest.raises(CourseError, match=r"Nothing .*: nbgradient rename first week1"):
        to_grade(root, "week1")


def test_nbgraders_own_command_waits_for_a_renaming_to_be_completed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(old: Path, new: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", stop)
        with pytest.raises(KeyboardInterrupt):
            rename(root)
    command = [Path(sys.executable).parent / "nbgrader", "generate_assignment", "first", "--force"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Complete it first: nbgradient rename first week1" in done.stderr
    assert nbformat.read(root / "source" / "first" / "one.ipynb", 4)
    with book(root) as found:
        assert [entry.name for entry in found.assignments] == ["week1"]
