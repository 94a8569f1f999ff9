"""What ``nbgradient collect`` puts where, what it replaces, and what it says."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from collecting import Course, answer, packed
from nbgrader.api import Gradebook

from nbgradient.grading import origin
from nbgradient.grading.submission import Submission

MADE = answer("softmax")
EARLY, LATE = "2026-11-20 18:30:00 UTC", "2026-12-04 09:00:00 UTC"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course to collect into, whose roster is known."""
    made = Course(tmp_path, monkeypatch)
    made.settings("c.ExchangeCollect.check_owner = False\n")
    made.knows()
    made.has_gradebook()
    return made


def canvas(course: Course, name: str = "s.zip", **files: bytes) -> str:
    """Canvas' zip: ``ada_9001`` is Ada's file 9001, and so on."""
    people = {"ada": "lovelaceada_101", "grace": "hoppergrace_102", "alan": "turingalan_103"}
    given = {}
    for key, content in files.items():
        student, number, *notebook = key.split("_")
        file = f"{notebook[0] if notebook else 'softmax'}.ipynb"
        given[f"{people[student]}_{number}_{file}"] = content
    return course.zip(name, given)


def exchange(course: Course, name: str, *hand_ins: tuple[str, str, bytes]) -> Path:
    """An inbound folder: of each hand-in the student, the time, and the notebook."""
    files = {f"{who}+softmax+{when}/softmax.ipynb": made for who, when, made in hand_ins}
    return course.folder(name, files)


def replaced(course: Course) -> dict[str, bytes]:
    """What is kept of what was replaced, without the times at which that was."""
    found = {}
    for path, content in course.everything().items():
        if path.startswith(".nbgradient/replaced/"):
            assignment, student, _, *rest = path.split("/")[2:]
            found["/".join([student, assignment, *rest])] = content
    return found


def test_a_class_of_60_comes_from_canvas_with_its_roster(course: Course) -> None:
    (course.root / "roster.csv").unlink()
    lines = ["Student,ID,SIS User ID,SIS Login ID,Section", "    Points Possible,,,,"]
    files, expected = {}, {}
    for number in range(60):
        first, last, login = f"First{number}", f"Last {number}", f"user{number:02}"
        made = answer("softmax", f"def double(x):\n    return {number} * x")
        lines.append(f'"{last}, {first}",{5000 + number},u{number},{login},"Tutorial {number % 3}"')
        if number % 10 == 9:
            continue  # has not handed in
        late = "LATE_" if number % 7 == 0 else ""
        suffix = f"-{number % 3}" if number % 3 else ""
        prefix = f"last{number}first{number}_{late}{5000 + number}"
        files[f"{prefix}_{9000 + number}_softmax{suffix}.ipynb"] = made
        expected[f"{login}/softmax/softmax.ipynb"] = made
        if number % 5 == 0:
            files[f"{prefix}_{9100 + number}_values.csv"] = b"1,2,3\n"
            expected[f"{login}/softmax/values.csv"] = b"1,2,3\n"
    files["guestannie_7777_9999_softmax.ipynb"] = MADE
    zipped = course.zip("submissions.zip", files)
    roster = course.roster("\n".join(lines).encode("utf-16"))

    before = course.everything()
    dry = course.collect(zipped, "--roster", roster, "--dry-run", status=1)
    assert course.everything() == before
    said = course.collect(zipped, "--roster", roster, status=1)

    assert course.files == expected
    assert "softmax, 54 students: 54 new." in said and "softmax, 54 students: 54 new." in dry
    assert "guestannie (7777) is not in the roster." in said
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as book:
        assert len(book.students) == 60
        student = book.find_student("user05")
        assert (student.first_name, student.last_name) == ("First5", "Last 5")
        assert student.lms_user_id == "5005"
    assert "user05,First5,Last 5,,Tutorial 2,5005" in (course.root / "roster.csv").read_text()


def test_a_dry_run_says_what_will_be_replaced_and_changes_nothing(course: Course) -> None:
    course.collect(canvas(course, ada_1=MADE))
    (course.root / "gradebook.db").unlink()
    before = course.everything()
    newer = canvas(course, ada_2=MADE + b"\n", grace_3=MADE)
    said = course.collect(newer, "--dry-run", "--roster", course.roster())
    assert course.everything() == before
    assert "replaces what was there" in course.row(said, "ada")
    assert " new " in course.row(said, "grace")
    assert "Nothing was written: it was a dry run." in said


def test_a_newer_hand_in_replaces_and_what_was_there_is_kept(course: Course) -> None:
    course.collect(exchange(course, "first", ("ada", EARLY, MADE)))
    said = course.collect(exchange(course, "second", ("ada", LATE, b"newer")))
    assert course.files == {
        "ada/softmax/softmax.ipynb": b"newer", "ada/softmax/timestamp.txt": LATE.encode(),
    }  # fmt: skip
    assert replaced(course) == {
        "ada/softmax/softmax.ipynb": MADE, "ada/softmax/timestamp.txt": EARLY.encode(),
    }  # fmt: skip
    row = course.row(said, "ada")
    assert "replaces what was there" in row and ".nbgradient/replaced/softmax/ada/" in row


def test_an_older_hand_in_leaves_what_is_there(course: Course) -> None:
    course.collect(exchange(course, "second", ("ada", LATE, MADE)))
    before = course.everything()
    said = course.collect(exchange(course, "first", ("ada", EARLY, b"older")))
    assert course.everything() == before
    row = course.row(said, "ada")
    assert "older, left alone" in row and f"handed in {EARLY} is older" in row


def test_the_same_again_changes_nothing(course: Course) -> None:
    folder = exchange(course, "in", ("ada", EARLY, MADE), ("grace", EARLY, MADE))
    course.collect(folder)
    before = course.everything()
    assert "softmax, 2 students: 2 as before." in course.collect(folder)
    assert course.everything() == before


def came(course: Course, student: str) -> str:
    """Where the notebook of ``student`` was in what was collected last."""
    return origin.read(Submission(course.root, "softmax", student)).path


def test_the_names_that_an_lms_gave_are_noted_for_when_work_goes_back(course: Course) -> None:
    first = canvas(course, ada_9001=MADE)
    course.collect(first)
    assert came(course, "ada") == "lovelaceada_101_9001_softmax.ipynb"
    note = course.root / ".nbgradient" / "collected" / "softmax" / "ada.json"
    note.write_text(f'{{"format": "Canvas", "order": "{9001:020d}"}}')  # of an earlier version
    course.collect(first)
    assert came(course, "ada") == "lovelaceada_101_9001_softmax.ipynb"
    course.collect(canvas(course, "dry.zip", ada_9002=answer("softmax", "x")), "--dry-run")
    assert came(course, "ada") == "lovelaceada_101_9001_softmax.ipynb"
    course.collect(canvas(course, "newer.zip", ada_9003=answer("softmax", "y")))
    assert came(course, "ada") == "lovelaceada_101_9003_softmax.ipynb"
    course.collect(first)
    assert came(course, "ada") == "lovelaceada_101_9003_softmax.ipynb"
    folder = "Grace Hopper_4711_assignsubmission_file"
    files = {f"{folder}/notes.txt": b"1", f"{folder}/softmax.ipynb": MADE}
    course.collect(course.zip("moodle.zip", files))
    assert came(course, "grace") == f"{folder}/softmax.ipynb"


def test_what_a_person_changed_since_stays_when_the_same_comes_again(course: Course) -> None:
    folder = exchange(course, "in", ("ada", EARLY, b"broken"))
    course.collect(folder)
    (course.root / "submitted/ada/softmax/softmax.ipynb").write_bytes(MADE)
    said = course.collect(folder)
    assert course.files["ada/softmax/softmax.ipynb"] == MADE
    assert "of the same time: that was left as it is" in course.row(said, "ada")


def test_canvas_files_tell_by_their_numbers_which_are_newer(course: Course) -> None:
    course.collect(canvas(course, ada_20=MADE))
    said = course.collect(canvas(course, ada_10=b"older"))
    assert course.files == {"ada/softmax/softmax.ipynb": MADE}
    assert "older, left alone" in course.row(said, "ada")
    course.collect(canvas(course, ada_100=b"newer"))
    assert course.files == {"ada/softmax/softmax.ipynb": b"newer"}
    assert replaced(course) == {"ada/softmax/softmax.ipynb": MADE}


def test_where_no_time_tells_the_last_collected_is_taken_and_said(course: Course) -> None:
    folder = "Ada Lovelace_1_assignsubmission_file"
    course.collect(course.zip("a.zip", {f"{folder}/softmax.ipynb": MADE}))
    said = course.collect(course.zip("b.zip", {f"{folder}/softmax.ipynb": b"other"}))
    assert course.files == {"ada/softmax/softmax.ipynb": b"other"}
    assert replaced(course) == {"ada/softmax/softmax.ipynb": MADE}
    assert "No time tells which is newer" in course.row(said, "ada")


def test_of_two_in_one_zip_the_newer_is_taken_and_said(course: Course) -> None:
    said = course.collect(canvas(course, ada_7=b"first", ada_12_softmax=b"second"))
    assert course.files == {"ada/softmax/softmax.ipynb": b"second"}
    assert "(the newer one)" in course.row(said, "ada")


def test_a_second_notebook_joins_the_first(course: Course) -> None:
    """Where an LMS has an assignment of its own for each notebook, their zips come apart."""
    numpy, torch = answer("numpy"), answer("torch")
    first = canvas(course, "numpy.zip", ada_20_numpy=numpy, grace_21_numpy=numpy)
    course.collect(first)
    said = course.collect(canvas(course, "torch.zip", ada_10_torch=torch, grace_31_torch=torch))
    assert course.files == {
        f"{student}/logreg/{name}.ipynb": made
        for student in ("ada", "grace")
        for name, made in (("numpy", numpy), ("torch", torch))
    }
    assert "numpy.ipynb stays from an older hand-in" in course.row(said, "grace")
    assert "torch.ipynb comes from an older hand-in" in course.row(said, "ada")


def test_several_sources_are_collected_at_once(course: Course) -> None:
    numpy, torch = answer("numpy"), answer("torch")
    course.collect(
        canvas(course, "a.zip", ada_1=MADE),
        canvas(course, "b.zip", ada_2_numpy=numpy),
        canvas(course, "c.zip", ada_3_torch=torch),
    )
    assert course.files == {
        "ada/softmax/softmax.ipynb": MADE,
        "ada/logreg/numpy.ipynb": numpy,
        "ada/logreg/torch.ipynb": torch,
    }


def test_the_assignment_is_known_by_what_is_in_students_zips(
    course: Course, tmp_path: Path
) -> None:
    own = packed({"work/softmax.ipynb": MADE}, tmp_path)
    files = {"lovelaceada_101_1_homework.zip": own, "hoppergrace_102_2_mine.ipynb": MADE}
    course.collect(course.zip("s.zip", files))
    assert set(course.files) == {"ada/softmax/softmax.ipynb", "grace/softmax/softmax.ipynb"}


def test_an_assignment_that_nothing_tells_has_to_be_named(course: Course) -> None:
    zipped = canvas(course, ada_1_homework=b"{}")
    said = course.collect(zipped, status=1)
    assert "has the name of one in source/. Name it: --assignment, one of logreg, softmax." in said
    assert course.files == {}
    said = course.collect(zipped, "--assignment", "softmax")
    assert "It holds no notebook of softmax." in course.row(said, "ada")
    assert course.files == {"ada/softmax/homework.ipynb": b"{}"}
    assert "There is no assignment 'x'" in course.collect(zipped, "--assignment", "x", status=1)


def test_a_source_of_two_assignments_has_to_be_told(course: Course) -> None:
    zipped = canvas(course, ada_1=MADE, grace_2_numpy=answer("numpy"))
    assert "could be for logreg or softmax" in course.collect(zipped, status=1)


def test_only_the_assignment_that_is_named_is_collected(course: Course) -> None:
    files = {
        f"ada+softmax+{EARLY}/softmax.ipynb": MADE,
        f"ada+logreg+{EARLY}/numpy.ipynb": answer("numpy"),
    }
    said = course.collect(course.folder("in", files), "--assignment", "softmax")
    assert set(course.files) == {"ada/softmax/softmax.ipynb", "ada/softmax/timestamp.txt"}
    assert "What is for 'logreg' was left alone: 1 of 2 hand-ins." in said


def test_two_people_of_one_name_are_listed_and_not_guessed(course: Course) -> None:
    course.knows("id,name\nada,Ada Lovelace\nj1,John Smith\nj2,John Smith\n")
    files = {
        f"{name}_{number}_assignsubmission_file/softmax.ipynb": MADE
        for number, name in enumerate(["Ada Lovelace", "Ada Lovelace", "John Smith"])
    }
    said = course.collect(course.zip("m.zip", files), status=1)
    assert course.files == {}
    assert "Ada Lovelace (0) and Ada Lovelace (1) could both be ada." in said
    assert "John Smith (2) could be any of j1, j2." in said


def test_without_a_roster_the_ids_are_the_formats_own(course: Course) -> None:
    (course.root / "roster.csv").unlink()
    said = course.collect(canvas(course, ada_1=MADE))
    assert set(course.files) == {"101/softmax/softmax.ipynb"}
    assert "There is no roster: the students' ids are those of the source." in said


def test_what_was_collected_before_there_was_a_roster_is_told(course: Course) -> None:
    (course.root / "roster.csv").unlink()
    zipped = canvas(course, ada_1=MADE)
    course.collect(zipped)
    said = course.collect(zipped, "--roster", course.roster())
    assert set(course.files) == {"101/softmax/softmax.ipynb", "ada/softmax/softmax.ipynb"}
    assert "submitted/ has folders by ids that the roster does not have: 101. They are" in said
    assert "grade it with nbgradient grade" in said
    shutil.rmtree(course.root / "submitted" / "101")
    assert "that the roster does not have" not in course.collect(zipped)


def test_a_roster_is_kept_and_added_to(course: Course) -> None:
    (course.root / "roster.csv").unlink()
    zipped = canvas(course, ada_1=MADE)
    course.collect(zipped, "--roster", course.roster())
    more = course.roster("id,email,section\nada,new@uni.example,\nzoe,zoe@uni.example,C\n")
    course.collect(zipped, "--roster", more)
    kept = (course.root / "roster.csv").read_text()
    assert "ada,Ada,Lovelace,new@uni.example,A,101,,,adal" in kept
    assert "zoe,,,zoe@uni.example,C" in kept and "grace,Grace,Hopper" in kept
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as book:
        ada = book.find_student("ada")
        assert (ada.first_name, ada.email) == ("Ada", "new@uni.example")


def test_another_roster_does_not_give_a_student_another_id(course: Course) -> None:
    """GitHub's roster can have e-mails for ids, where the course has others."""
    classroom = (
        '"identifier","github_username","github_id","name"\n"ADA@uni.example","adal2","1",""\n'
    )
    course.collect(canvas(course, ada_1=MADE), "--roster", course.roster(classroom))
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    kept = (course.root / "roster.csv").read_text()
    assert kept.count("ovelace") == 1 and "ada,Ada,Lovelace,ada@uni.example,A,101,,,adal2" in kept


def test_ids_change_where_the_column_is_named(course: Course) -> None:
    canvas_roster = 'Student,ID,SIS User ID,SIS Login ID,Section\n"Lovelace, Ada",101,u1,ada,A\n'
    roster = course.roster(canvas_roster)
    course.collect(canvas(course, ada_1=MADE), "--roster", roster, "--id-column", "SIS User ID")
    assert set(course.files) == {"u1/softmax/softmax.ipynb"}
    kept = (course.root / "roster.csv").read_text()
    assert kept.count("Lovelace") == 1 and "grace,Grace,Hopper" in kept


def test_one_students_place_that_cannot_be_written_stops_nobody(course: Course) -> None:
    (course.root / "submitted").mkdir()
    (course.root / "submitted" / "ada").write_text("a file")
    said = course.collect(canvas(course, ada_1=MADE, grace_2=MADE), status=1)
    assert set(course.files) == {"ada", "grace/softmax/softmax.ipynb"}
    assert "needs a person" in course.row(said, "ada")
    assert not list((course.root / "submitted").glob(".*"))


def test_what_was_there_is_put_back_if_the_new_cannot_be_placed(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.collect(canvas(course, ada_1=MADE))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", refuse)
    said = course.collect(canvas(course, ada_2=b"newer"), status=1)
    assert course.files == {"ada/softmax/softmax.ipynb": MADE}
    assert "cannot be written: No space left on device" in course.row(said, "ada")


def test_of_a_large_class_those_with_something_to_say_have_a_row(course: Course) -> None:
    number = 300
    course.knows("id,lms_user_id\n" + "".join(f"s{n},{n}\n" for n in range(number)))
    files = {f"x_{n}_{n}_softmax.ipynb": MADE for n in range(number)}
    files["x_7_9999_softmax.ipynb"] = MADE.replace(b"{", b"\xef\xbb\xbf{", 1)
    files["x_8_9999_Softmax-1.ipynb"] = files.pop("x_8_8_softmax.ipynb")
    del files["x_7_7_softmax.ipynb"]
    zipped = course.zip("s.zip", files)
    said = course.collect(zipped, "--dry-run")
    assert len(re.findall(r"│ s\d", said)) == 1 and "byte order mark" in course.row(said, "s7")
    assert "299 rows with nothing to say are left out here: --all shows them." in said
    every = course.collect(zipped, "--dry-run", "--all")
    assert len(re.findall(r"│ s\d", every)) == number
    assert "Softmax-1.ipynb is now softmax.ipynb." in course.row(every, "s8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--timezone", "Mars/Olympus"], "There is no time zone 'Mars/Olympus'"),
        (["--id-column", "x"], "--id-column is a column of the --roster"),
    ],
)
def test_options_that_say_nothing_are_refused(
    course: Course, arguments: list[str], sentence: str
) -> None:
    zipped = canvas(course, ada_1=MADE)
    status = 2 if "--id-column" in arguments else 1
    assert sentence in course.collect(zipped, *arguments, status=status)
    assert course.files == {}


def test_a_damaged_source_stops_all_before_anything_is_written(course: Course) -> None:
    broken = course.outside / "broken.zip"
    broken.write_bytes(b"no zip")
    said = course.collect(canvas(course, ada_1=MADE), broken, status=1)
    assert said == "Error: broken.zip is no zip, or is damaged: give what the LMS gave.\n"
    assert course.files == {}


def test_a_name_that_is_not_the_students_is_told(course: Course) -> None:
    """Canvas names a group's files for the group, with the number of one of its members."""
    said = course.collect(course.zip("s.zip", {"team3_101_1_softmax.ipynb": MADE}))
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    assert "In the source it is of 'team3'." in course.row(said, "ada")


def test_a_folder_by_a_students_id_tells_no_other_name(course: Course) -> None:
    folder = course.folder("mail", {"ada/homework.ipynb": MADE})
    said = course.collect(folder, "--assignment", "softmax")
    assert set(course.files) == {"ada/softmax/softmax.ipynb"}
    assert "In the source" not in said


def test_a_row_for_somebody_without_files_says_so(course: Course) -> None:
    files = {"lovelaceada_101_1_nbgrader_config.py": b"", "hoppergrace_102_2_softmax.ipynb": MADE}
    said = course.collect(course.zip("s.zip", files), status=1)
    assert "holds nothing" in course.row(said, "ada")
    assert set(course.files) == {"grace/softmax/softmax.ipynb"}
