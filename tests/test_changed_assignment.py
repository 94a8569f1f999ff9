"""An assignment that changes after hand-ins: the gradebook follows it, and people's marks stay."""

from __future__ import annotations

import copy
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from graded import grade, written
from graded_class import (
    AUTO,
    COMMENT,
    EXTRA,
    MANUAL,
    STUDENTS,
    book,
    comments,
    dump,
    edited,
    enter,
    mark,
    marks,
)
from nbgrader.api import Comment, Grade, SubmittedNotebook
from small_course import hand_in, solved, source
from sqlalchemy import Engine, event

from nbgradient.course.folders import Course, CourseError
from nbgradient.grading import export, run
from nbgradient.grading.assignment import entering, picture, releasing
from nbgradient.grading.database import backup
from nbgradient.grading.database.gradebook import open_course
from nbgradient.grading.integration import REHEARSE
from nbgradient.grading.marks import Marks
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission
from nbgradient.grading.tasks import Graded

BIN = Path(sys.executable).parent
#: A cell that a person marked: its scores, its points and its type.
BY_HAND = (None, MANUAL, EXTRA, 2.0, "markdown")


def backups(root: Path) -> list[Path]:
    return sorted((root / backup.FOLDER).glob("*"))


def notebook(root: Path, name: str) -> Path:
    return root / "source" / "first" / f"{name}.ipynb"


def another(cell: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """A copy of ``cell`` by another name."""
    found = copy.deepcopy(cell)
    found.id = found.metadata.nbgrader["grade_id"] = name
    return found


def add_a_test(root: Path) -> None:
    with edited(root) as cells:
        cells["test_more"] = another(cells["test_double"], "test_more")
        cells["test_more"].source = "assert double(3) == 6, 'three'"


def remove_the_question(root: Path) -> None:
    with edited(root) as cells:
        del cells["q_double"]


def test_what_has_not_changed_is_left_alone_and_nothing_is_said(marked: Path) -> None:
    before = marks(marked), comments(marked)
    assert enter(marked) == []
    assert (marks(marked), comments(marked)) == before
    assert backups(marked) == []


def test_a_new_cell_has_rows_for_all_who_handed_in(marked: Path) -> None:
    add_a_test(marked)
    with edited(marked) as cells:
        cells["more"] = another(cells["double"], "more")
    assert enter(marked) == ["first changed after hand-ins. New: one/more, one/test_more."]
    for student in STUDENTS:
        assert marks(marked, student)["one", "test_more"] == (None, None, None, 2.0, "code")
        assert comments(marked, student)["one", "more"] is None
    assert marks(marked)["one", "q_double"] == BY_HAND
    assert backups(marked) == []  # nothing but an addition


def test_a_cell_that_is_gone_goes_with_its_rows_and_it_is_said_whose_marks_went(
    marked: Path,
) -> None:
    remove_the_question(marked)
    changed, lost = enter(marked)
    assert changed == "first changed after hand-ins. Gone: one/q_double."
    (kept,) = backups(marked)
    assert lost == (
        "With the cells that are gone went what people had given there: 2 scores and 2 comments. "
        f"The gradebook from before is .nbgradient/backups/{kept.name}."
    )
    assert ("one", "q_double") not in marks(marked) | comments(marked)
    assert marks(marked)["two", "q_double"] == BY_HAND
    before = sqlite3.connect(kept)
    (count,) = before.execute("select count(*) from grade where manual_score = 1.5").fetchone()
    assert count == 4
    before.close()


def test_other_points_are_taken_and_a_score_above_them_stays_and_is_said(marked: Path) -> None:
    with edited(marked) as cells:
        cells["q_double"].metadata.nbgrader["points"] = 1
        cells["test_double"].metadata.nbgrader["points"] = 7
    said = enter(marked)
    assert marks(marked)["one", "q_double"] == (None, MANUAL, EXTRA, 1.0, "markdown")
    assert marks(marked)["one", "test_double"] == (2.0, None, None, 7.0, "code")
    assert said[-1].startswith("2 of the scores that people gave one/q_double are above its points")
    with book(marked) as found:
        assert found.find_grade("q_double", "one", "first", "ada").needs_manual_grade
        assert not found.find_grade("q_double", "two", "first", "ada").needs_manual_grade


def test_a_test_that_a_person_marks_now_keeps_its_marks_and_so_it_does_back_again(
    marked: Path,
) -> None:
    with book(marked) as found:
        grade = found.find_grade("test_double", "one", "first", "ada")
        grade.manual_score = 0.5
        found.db.commit()
    with edited(marked) as cells:
        cells["test_double"].metadata.nbgrader.update(solution=True, locked=False)
    assert "Of another type: one/test_double" in enter(marked)[0]
    assert marks(marked)["one", "test_double"] == (2.0, 0.5, None, 2.0, "code")
    assert comments(marked)["one", "test_double"] is None
    with edited(marked) as cells:
        cells["test_double"].metadata.nbgrader.update(solution=False, locked=True)
    enter(marked)
    assert marks(marked)["one", "test_double"] == (2.0, 0.5, None, 2.0, "code")
    assert ("one", "test_double") not in comments(marked)


def test_a_question_that_becomes_a_task_and_back_keeps_its_marks(marked: Path) -> None:
    for flags in (
        {"grade": False, "solution": False, "task": True, "locked": True},
        {"grade": True, "solution": True, "task": False, "locked": False},
    ):
        with edited(marked) as cells:
            cells["q_double"].metadata.nbgrader.update(flags)
            cells["q_double"].source = "Do it.\n\n### BEGIN MARK SCHEME\n2\n### END MARK SCHEME"
        enter(marked)
        assert marks(marked)["one", "q_double"] == BY_HAND
        assert comments(marked)["one", "q_double"] == COMMENT


def test_a_cell_with_another_name_takes_its_marks_along(marked: Path) -> None:
    with edited(marked) as cells:
        cells["q_double"].metadata.nbgrader["grade_id"] = "twice"
        cells["test_double"].metadata.nbgrader["grade_id"] = "test_twice"
    changed, kept = enter(marked)
    assert "Renamed or moved: one/q_double (now one/twice), one/test_double (now" in changed
    assert kept.startswith("No mark of a person went.")
    assert marks(marked)["one", "twice"] == BY_HAND
    assert marks(marked)["one", "test_twice"] == (2.0, None, None, 2.0, "code")
    assert comments(marked)["one", "twice"] == COMMENT
    assert ("one", "q_double") not in marks(marked) | comments(marked)


def test_another_question_in_the_place_of_one_takes_no_marks(marked: Path) -> None:
    """What students are given is the same for both: "YOUR ANSWER HERE"."""
    with edited(marked) as cells:
        new = another(cells.pop("q_double"), "q_half")
        new.source = new.source.replace("Twice as much", "Half as much")
        cells["q_half"] = new
    assert "2 scores and 2 comments" in enter(marked)[1]
    assert marks(marked)["one", "q_half"] == (None, None, None, 2.0, "markdown")
    assert comments(marked)["one", "q_half"] is None


def test_two_cells_that_are_the_same_are_not_mistaken_for_each_other(marked: Path) -> None:
    with edited(marked) as cells:
        question = cells.pop("q_double")
        cells["a"], cells["b"] = another(question, "a"), another(question, "b")
    assert "2 scores and 2 comments" in enter(marked)[1]
    assert marks(marked)["one", "a"][1] is marks(marked)["one", "b"][1] is None


def test_a_cell_that_moves_to_another_notebook_takes_its_marks_along(marked: Path) -> None:
    with edited(marked) as cells:
        cells["q_one"] = another(cells["q_double"], "q_one")
        cells["q_one"].source += "\nOnce more."
        moved = copy.deepcopy(cells["q_one"])
    enter(marked)
    with book(marked) as found:
        for student in STUDENTS:
            mark(found, "one", "q_one", student, 0.5)
    with edited(marked) as cells:
        del cells["q_one"]
    with edited(marked, "two") as cells:
        cells["q_one"] = moved
    assert "Renamed or moved: one/q_one (now two/q_one)" in enter(marked)[0]
    for student in STUDENTS:
        assert marks(marked, student)["two", "q_one"] == (None, 0.5, EXTRA, 2.0, "markdown")
        assert comments(marked, student)["two", "q_one"] == COMMENT
        assert ("one", "q_one") not in marks(marked, student) | comments(marked, student)


def test_a_new_notebook_is_entered_for_all_and_one_that_is_gone_goes(marked: Path) -> None:
    nbformat.write(source(), notebook(marked, "three"))
    enter(marked)
    assert marks(marked)["three", "q_double"] == (None, None, None, 2.0, "markdown")
    notebook(marked, "two").unlink()
    notebook(marked, "three").unlink()
    changed, lost = enter(marked)
    assert "Notebooks gone: three, two" in changed
    assert "2 scores and 2 comments" in lost
    assert {name for name, _ in marks(marked)} == {"one"}
    with book(marked) as found:
        for kind in (Grade, Comment, SubmittedNotebook):
            key = kind.assignment_id if kind is SubmittedNotebook else kind.notebook_id
            assert found.db.query(kind).filter(key.is_(None)).count() == 0
        assert found.db.query(Grade).count() == len(STUDENTS) * 3


def test_a_notebook_with_another_name_keeps_all_marks_and_says_how_to_rename_hand_ins(
    marked: Path,
) -> None:
    os.rename(notebook(marked, "two"), notebook(marked, "zwei"))
    said = enter(marked)
    assert said[0] == "first changed after hand-ins. Notebooks renamed: two (now zwei)."
    assert said[1].endswith("counts after: nbgradient rename first/two first/zwei")
    assert marks(marked)["zwei", "q_double"] == BY_HAND
    assert marks(marked)["zwei", "test_double"] == (AUTO["test_double"], None, None, 2.0, "code")
    assert {name for name, _ in marks(marked)} == {"one", "zwei"}


def test_a_notebook_that_was_split_shares_out_its_marks(marked: Path) -> None:
    with edited(marked, "two") as cells:
        moved = cells.pop("q_double"), cells.pop("test_double")
    rest = source()
    rest.cells = [rest.cells[0], *moved]
    nbformat.write(rest, notebook(marked, "three"))
    enter(marked)
    assert marks(marked)["three", "q_double"] == BY_HAND
    assert marks(marked)["three", "test_double"][0] == AUTO["test_double"]
    assert set(marks(marked)) == {
        ("one", "test_double"),
        ("one", "test_double_negative"),
        ("one", "q_double"),
        ("two", "test_double_negative"),
        ("three", "q_double"),
        ("three", "test_double"),
    }


def test_nbgraders_own_views_add_up_after_a_change(marked: Path) -> None:
    add_a_test(marked)
    with edited(marked, "two") as cells:
        del cells["test_double"]
        cells["q_double"].metadata.nbgrader["points"] = 3
    enter(marked)
    by_hand = MANUAL + EXTRA
    with book(marked) as found:
        entry = found.find_assignment("first")
        assert entry.max_score == (2 + 1 + 2 + 2) + (1 + 3)
        assert (entry.max_code_score, entry.max_written_score) == (6, 5)
        submissions = found.assignment_submissions("first")
        assert [item.score for item in submissions] == [2 + by_hand + by_hand] * 2
        assert [item.max_score for item in submissions] == [11] * 2
        assert found.average_assignment_score("first") == 2 + 2 * by_hand
        assert found.average_assignment_written_score("first") == 2 * by_hand
        assert found.average_notebook_code_score("two", "first") == 0
        for known in found.submission_dicts("first"):
            assert (known["score"], known["max_score"]) == (2 + 2 * by_hand, 11)
            assert known["needs_manual_grade"]
        for known in found.notebook_submission_dicts("one", "first"):
            assert known["max_score"] == 7
    table = written(marked)
    assert [(row["score"], row["max_score"], row["to_mark"]) for row in table] == [(5.5, 11, 2)] * 2


@pytest.mark.parametrize("statement", ["INSERT INTO grade ", "DELETE FROM grade", "UPDATE"])
def test_what_is_cut_short_leaves_the_gradebook_as_it_was(marked: Path, statement: str) -> None:
    add_a_test(marked)
    remove_the_question(marked)
    os.rename(notebook(marked, "two"), notebook(marked, "zwei"))
    before = dump(marked)

    def stop(_connection: object, _cursor: object, text: str, *_: object) -> None:
        if text.startswith(statement):
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            enter(marked)
    finally:
        event.remove(Engine, "before_cursor_execute", stop)
    assert dump(marked) == before
    enter(marked)
    assert ("one", "test_more") in marks(marked)


def test_what_is_entered_is_not_entered_again_unless_that_is_asked_for(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(marked)
    before = (marked / "gradebook.db").read_bytes()
    with monkeypatch.context() as patched:
        patched.delattr(picture, "read")
        assert enter(marked) == []
        assert entering.enter(open_course(marked), "first") == []
        with pytest.raises(AttributeError):
            entering.enter(open_course(marked), "first", force=True)
    add_a_test(marked)
    assert "New: one/test_more" in " ".join(enter(marked))
    (marked / "gradebook.db").write_bytes(before)  # a copy from before knows less
    assert "New: one/test_more" in " ".join(enter(marked))


def test_a_killed_command_leaves_the_gradebook_as_it_was(marked: Path) -> None:
    remove_the_question(marked)
    before = dump(marked)
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from nbgradient.grading.assignment import entering, rows\n"
        "from nbgradient.grading.database.gradebook import open_course\n"
        "rows.Rows._add_marks = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "entering.enter(open_course(Path(sys.argv[1])), 'first')\n"
    )
    done = subprocess.run([sys.executable, "-c", program, marked], check=False)
    assert done.returncode == -9
    assert dump(marked) == before
    enter(marked)
    assert ("one", "q_double") not in marks(marked)


def test_where_no_backup_can_be_made_nothing_is_removed(marked: Path) -> None:
    remove_the_question(marked)
    (marked / backup.FOLDER).write_text("no folder")
    before = dump(marked)
    with pytest.raises(CourseError, match=r"cannot be backed up .* left as it is"):
        enter(marked)
    assert dump(marked) == before


def test_the_newest_backups_are_kept(marked: Path) -> None:
    folder = marked / backup.FOLDER
    folder.mkdir(parents=True)
    for number in range(backup.MOST + 5):
        (folder / f"gradebook-2020{number:04}.db").touch()
    (folder / "gradebook-killed.db.part").touch()
    newest = backup.back_up(f"sqlite:///{marked / 'gradebook.db'}", marked)
    found = backups(marked)
    assert len(found) == backup.MOST
    assert found[-1] == newest
    assert found[0].name == "gradebook-20200006.db"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://me:secret@nowhere/grades", "pg_dump, which .* install PostgreSQL's"),
        ("mysql://me@nowhere/grades", "A gradebook in mysql cannot be backed up here"),
    ],
)
def test_a_gradebook_that_cannot_be_backed_up_here_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CourseError, match=said) as raised:
        backup.back_up(url, tmp_path)
    assert "secret" not in str(raised.value)


def test_a_backup_is_for_the_eyes_that_may_see_the_gradebook(marked: Path) -> None:
    (marked / "gradebook.db").chmod(0o600)
    found = backup.back_up(f"sqlite:///{marked / 'gradebook.db'}", marked)
    assert found.stat().st_mode & 0o777 == 0o600


def test_a_notebook_that_cannot_be_released_changes_nothing_and_is_named(marked: Path) -> None:
    before = dump(marked)
    with edited(marked) as cells:
        cells["again"] = another(cells["test_double"], "again")
        cells["again"].metadata.nbgrader["grade_id"] = "test_double"
    with pytest.raises(CourseError, match=r"source/first/one.ipynb .*grade id: test_double"):
        enter(marked)
    assert dump(marked) == before


def test_a_release_stays_where_no_other_can_be_made(marked: Path) -> None:
    api = open_course(marked)
    releasing.make(api, "first")
    released = marked / "release" / "first"
    before = {path.name: path.read_bytes() for path in released.iterdir()}
    assert set(before) == {"one.ipynb", "two.ipynb"}
    notebook(marked, "two").write_text("no notebook")
    with pytest.raises(CourseError, match=r"two.ipynb cannot be released"):
        releasing.make(api, "first")
    assert {path.name: path.read_bytes() for path in released.iterdir()} == before


def test_a_release_is_replaced_as_a_whole_and_one_that_was_on_its_way_comes_back(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = open_course(marked)
    releasing.make(api, "first")
    released = marked / "release" / "first"
    notebook(marked, "two").unlink()

    def stop(old: Path, new: Path, replace=os.replace) -> None:
        if old.parent.name == "release" and old.parent.parent.name == ".nbgradient":
            raise KeyboardInterrupt
        replace(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            releasing.make(api, "first")
    assert not released.exists()
    text = notebook(marked, "one").read_text()
    notebook(marked, "one").write_text("no notebook")
    with pytest.raises(CourseError):
        releasing.make(api, "first")
    assert sorted(path.name for path in released.iterdir()) == ["one.ipynb", "two.ipynb"]
    notebook(marked, "one").write_text(text)
    releasing.make(api, "first")
    assert [path.name for path in released.iterdir()] == ["one.ipynb"]


def test_a_program_that_reads_the_settings_twice_rehearses_once(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api, seen = open_course(marked), []
    api.config.GenerateAssignment.preprocessors.prepend([REHEARSE])
    read = picture.read

    def counted(*arguments: object) -> picture.Picture:
        seen.append(arguments)
        return read(*arguments)

    monkeypatch.setattr(picture, "read", counted)
    assert api.generate_assignment("first")["success"]
    assert len(seen) == 1


def generate(root: Path, *options: str) -> subprocess.CompletedProcess:
    """Run nbgrader's own command."""
    command = [BIN / "nbgrader", "generate_assignment", "first", "--force", *options]
    variables = os.environ | {"NBGRADIENT_DATA": str(root)}
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)


def test_nbgraders_own_command_follows_a_change_after_hand_ins(marked: Path) -> None:
    add_a_test(marked)
    remove_the_question(marked)
    os.rename(notebook(marked, "two"), notebook(marked, "zwei"))
    done = generate(marked)
    assert done.returncode == 0, done.stderr
    assert (
        "New: one/test_more. Gone: one/q_double. Notebooks renamed: two (now zwei)" in done.stderr
    )
    assert "The gradebook from before is .nbgradient/backups/" in done.stderr
    assert "test_more" in (marked / "release" / "first" / "one.ipynb").read_text()
    assert sorted(path.name for path in (marked / "release" / "first").iterdir()) == [
        "one.ipynb",
        "zwei.ipynb",
    ]
    assert marks(marked)["one", "test_more"] == (None, None, None, 2.0, "code")
    assert marks(marked)["zwei", "q_double"] == BY_HAND


def test_one_notebook_is_released_alone_and_the_others_stay_as_they_are(marked: Path) -> None:
    add_a_test(marked)
    remove_the_question(marked)
    notebook(marked, "two").unlink()
    done = generate(marked, "--notebook=one")
    assert done.returncode == 0, done.stderr
    assert ("one", "test_more") in marks(marked)
    assert ("one", "q_double") not in marks(marked)
    assert marks(marked)["two", "q_double"] == BY_HAND


def test_formgraders_button_follows_a_change_after_hand_ins(marked: Path) -> None:
    """It calls this function."""
    add_a_test(marked)
    notebook(marked, "two").unlink()
    result = open_course(marked).generate_assignment("first")
    assert result["success"], result
    assert "Notebooks gone: two" in result["log"]
    assert set(marks(marked)) == {("one", name) for name in (*AUTO, "q_double", "test_more")}


@pytest.mark.parametrize("options", [(), ("--no-db",)])
def test_nbgraders_own_command_keeps_a_release_where_no_other_can_be_made(
    marked: Path, options: tuple[str, ...]
) -> None:
    released = marked / "release" / "first" / "one.ipynb"
    released.parent.mkdir(parents=True)
    released.write_text("what students have")
    before = dump(marked)
    notebook(marked, "two").write_text("no notebook")
    done = generate(marked, *options)
    assert done.returncode == 1
    assert "two.ipynb cannot be released, and nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr
    assert released.read_text() == "what students have"
    assert dump(marked) == before


def test_a_score_without_a_row_is_told_and_not_dropped(marked: Path) -> None:
    submission = Submission(marked, "first", "ada")
    work = Graded(b"", {"test_double": 1.0}, {})
    odd = Graded(b"", {"test_double": 1.0, "test_new": 1.0}, {})
    before = marks(marked)
    with Marks(open_course(marked)) as found:
        with pytest.raises(CourseError, match="'test_new' of one is not the same"):
            found.enter(submission, None, {"one": odd, "two": work})
        with pytest.raises(CourseError, match="'three' of first is not the same"):
            found.enter(submission, None, {"one": work, "two": work, "three": work})
    assert marks(marked) == before


def test_an_assignment_that_is_gone_is_said_and_its_marks_stay_in_the_table(marked: Path) -> None:
    with book(marked) as found:
        found.add_student("rosa")
    (marked / "source" / "first").rename(marked / "source" / "erste")
    assert {row["student_id"] for row in written(marked)} == set(STUDENTS)
    (row, _) = written(marked)
    assert row["score"] == 2 * (2 + MANUAL + EXTRA)
    assert row["reason"] == "The assignment is no longer in source/."
    (said,) = export.without_source(Standings(Course(marked)))
    assert "nbgradient rename first NEW" in said
    assert "nbgrader db assignment remove first --force" in said


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_grading_goes_on_with_the_changed_assignment(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADIENT_DATA", str(marked))
    for student in STUDENTS:
        hand_in(marked, student, one=solved(), two=solved())
    add_a_test(marked)
    remove_the_question(marked)
    said = run.enter("first", Standings(Course(marked)))
    assert "New: one/test_more. Gone: one/q_double." in " ".join(said)
    assert [outcome.error for outcome in grade(marked, jobs=1).values()] == [None, None]
    assert marks(marked)["one", "test_more"] == (2.0, None, None, 2.0, "code")
    assert marks(marked)["two", "q_double"] == BY_HAND
    (row, _) = written(marked)
    assert (row["auto_score"], row["auto_max"]) == (8, 8)
    assert (row["written_score"], row["max_score"]) == (MANUAL + EXTRA, 10)
