"""Moodle's and Gradescope's files get the marks where their importers, or their readers, want them.

Canvas' is in ``test_export.py``.
"""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from exporting import exported, make

from nbgradient.grading.database.gradebook import gradebook, open_course

#: https://github.com/moodle/moodle/blob/main/mod/assign/gradingtable.php writes it, by the columns
#: recordid, fullname, the site's fields of users, status, grade, grademax, gradecanbechanged,
#: timesubmitted, timemarked and those of plugins. mod/assign/feedback/offline/importgradeslib.php
#: finds recordid, grade and timemarked by their names in the language of who imports, and its
#: locallib.php skips a grade that is empty, locked, or above the maximum.
WORKSHEET = """\
Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Grade can be \
changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 11","Ada Lovelace",s101,ada@uni.example,"Submitted for grading - ",,10.00,Yes,\
"Friday, 20 November 2026, 6:30 PM",-,
"Participant 12","Emmy Noether",s102,emmy@uni.example,"Submitted for grading - ",,10.00,Yes,\
"Friday, 20 November 2026, 6:30 PM",-,"<p>Good, she said
""well done""</p>"
"Participant 13","Mary Cartwright",,,"No submission - ",,10.00,Yes,-,-,
"""
NAME = "Grades-ML101-Softmax-1234.csv"

GERMAN = """\
\ufeffID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,"Bewertung kann geändert \
werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"\r
"Teilnehmer/in11","Ada Lovelace",ada@uni.example,"Zur Bewertung abgegeben - ",,"10,00",Ja,-,-,\r
"Teilnehmer/in12","Emmy Noether",emmy@uni.example,"Zur Bewertung abgegeben - ","1,00","10,00",Nein,\
-,-,\r
"""

#: As in https://github.com/moodle/moodle/blob/main/grade/import/csv/tests/load_data_test.php; a
#: person maps the columns: https://docs.moodle.org/311/en/Grade_import.
GRADEBOOK = """\
"First name","Last name","ID number",Institution,Department,"Email address","Assignment: Softmax \
(Real)","Assignment: Softmax (Percentage)","Assignment: Softmax (Feedback)","Assignment: MLP (Real)\
","Course total (Real)","Last downloaded from this course"
Ada,Lovelace,s101,,,ada@uni.example,-,-,,5.00,5.00,1795200000
Emmy,Noether,s102,,,emmy@uni.example,-,-,,-,-,1795200000
"""

#: As Gradescope exports them; it has no page on these columns, and no import of marks. A roster,
#: https://help.gradescope.com/article/w59nl02vyt-instructor-course-add-members, holds none.
SCORES = """\
First Name,Last Name,SID,Email,Sections,Total Score,Max Points,Status,Submission ID,\
Submission Time,Lateness (H:M:S),View Count,Submission Count,1: Question (10.0 pts)
Ada,Lovelace,s101,ada@uni.example,A,,10.0,Graded,1287,2026-11-20 18:30:00 +0100,00:00:00,1,1,
Emmy,Noether,s102,emmy@uni.example,A,,10.0,Ungraded,1288,2026-11-20 18:30:00 +0100,00:00:00,1,1,
Mary,Cartwright,s103,,A,,10.0,Missing,,,,,,
"""
COURSE = """\
First Name,Last Name,SID,Email,Softmax,Softmax - Max Points,Softmax - Submission Time,Softmax - \
Lateness (H:M:S),mlp,mlp - Max Points,mlp - Submission Time,mlp - Lateness (H:M:S),\
Total Lateness (H:M:S)
Ada,Lovelace,s101,ada@uni.example,,10.0,,,,10.0,,,00:00:00
Emmy,Noether,s102,emmy@uni.example,,10.0,,,,10.0,,,00:00:00
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(option: str, text: str, name: str, *options: str, status: int = 0) -> tuple[str, str]:
    """What the file of this ``text`` becomes, and what is said of it."""
    path = Path(name)
    path.write_bytes(text.encode())
    said = exported(option, name, *options, status=status)
    out = path.with_name(f"{path.stem}.filled.csv")
    return out.read_bytes().decode() if out.exists() else "", said


def test_moodles_worksheet_is_that_of_the_assignment_in_its_name(root: Path) -> None:
    text, said = fill("--moodle", WORKSHEET, NAME)
    assert text == WORKSHEET.replace('grading - ",,10.00', 'grading - ",7.5,10.00', 1)
    assert "softmax of emmy (Emmy Noether) has not been marked to the end" in said
    assert "no column for" not in said


def test_moodles_worksheet_by_another_name_has_to_be_said(root: Path) -> None:
    text, said = fill("--moodle", WORKSHEET, "marks.csv", status=1)
    assert text == ""
    assert said.endswith("name it with --assignment, one of mlp, softmax.\n")
    text, _ = fill("--moodle", WORKSHEET, "marks.csv", "--assignment", "mlp")
    assert 'grading - ",3,10.00' in text
    text, _ = fill("--moodle", WORKSHEET, "marks.csv", "--column", "Grade=mlp")
    assert 'grading - ",3,10.00' in text


def test_moodle_in_german_has_a_decimal_comma_and_locked_grades(root: Path) -> None:
    text, said = fill("--moodle", GERMAN, NAME, "--provisional")
    assert text == GERMAN.replace('abgegeben - ",,', 'abgegeben - ","7,5",', 1)
    assert "softmax of emmy (Emmy Noether), who has a grade that is locked in Moodle." in said


def test_moodle_takes_no_mark_above_its_maximum(root: Path) -> None:
    text, said = fill("--moodle", WORKSHEET.replace("10.00", "5.00"), NAME, "--no-scale")
    assert ",7.5,5.00," in text
    assert "softmax of ada (Ada Lovelace): 7.5 is more than the maximum, 5." in said
    text, said = fill("--moodle", WORKSHEET.replace("10.00", "100.00"), NAME, "--scale")
    assert ",75,100.00," in text
    assert "Not taken" not in said


def test_comments_go_into_moodles_worksheet_where_there_are_none(root: Path) -> None:
    with gradebook(open_course(root)) as book:
        for student in ("ada", "emmy"):
            comment = book.find_comment("question", "nb", "softmax", student)
            comment.manual_comment = '=1 < 2, "good"\nGo on.'
        book.db.commit()
    text, said = fill("--moodle", WORKSHEET, NAME, "--feedback", "--provisional")
    ada, emmy, _ = list(csv.DictReader(io.StringIO(text, newline="")))
    assert ada["Feedback comments"] == '<p>nb, question: =1 &lt; 2, "good"<br>Go on.</p>'
    assert emmy["Feedback comments"] == '<p>Good, she said\n"well done"</p>'
    assert "Comments on emmy (Emmy Noether), who has some in the file." in said
    text, said = fill("--gradescope", SCORES, "softmax.csv", "--feedback")
    assert "The file has no column for feedback comments." in said


def test_a_scale_of_moodles_takes_no_points(root: Path) -> None:
    sheet = WORKSHEET.replace('"Maximum Grade"', "Scale")
    _, said = fill("--moodle", sheet, NAME, status=1)
    assert "Moodle grades this assignment by a scale ('Scale'), not by points" in said


def test_participants_without_names_are_those_that_were_collected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, {"softmax": {"Participant 11": (6, 1)}}, {"Participant 11": {}})
    sheet = "Identifier,Status,Grade,Maximum Grade\nParticipant 11,Submitted,,10.00\n"
    text, _ = fill("--moodle", sheet, NAME)
    assert text == sheet.replace(",,", ",7,")


def test_moodles_gradebook_has_a_column_for_each(root: Path) -> None:
    text, said = fill("--moodle", GRADEBOOK, "ML101 Grades.csv")
    ada = "Ada,Lovelace,s101,,,ada@uni.example"
    assert text == GRADEBOOK.replace(f"{ada},-,-,,5.00", f"{ada},7.5,-,,3")
    assert "The file does not say the maximum of 'Assignment: MLP (Real)'" in said


def test_gradescopes_scores_are_those_of_the_assignment_in_the_name(root: Path) -> None:
    text, _ = fill("--gradescope", SCORES, "Softmax_scores.csv")
    assert text == SCORES.replace("ada@uni.example,A,,", "ada@uni.example,A,7.5,")


def test_gradescopes_course_has_a_column_for_each(root: Path) -> None:
    text, _ = fill("--gradescope", COURSE, "ML101_Fall_2026_grades.csv")
    ada = "ada@uni.example"
    assert text == COURSE.replace(f"{ada},,10.0,,,,10.0", f"{ada},7.5,10.0,,,3,10.0")


def test_moodles_gradebook_may_name_no_kind_of_mark(root: Path) -> None:
    text, _ = fill("--moodle", GRADEBOOK.replace(" (Real)", ""), "ML101 Grades.csv")
    assert "ada@uni.example,7.5,-,,3,5.00,1795200000\n" in text


def test_gradescopes_roster_holds_no_marks(root: Path) -> None:
    roster = "First Name,Last Name,Email,Section\nAda,Lovelace,ada@uni.example,A\n"
    text, said = fill("--gradescope", roster, "roster.csv", status=1)
    assert text == "" and "Gradescope's roster holds none." in said


def test_gradescopes_maximum_is_compared(root: Path) -> None:
    _, said = fill("--gradescope", SCORES.replace("10.0,", "20.0,"), "softmax.csv", status=1)
    assert "'Total Score' is of 20 points in the LMS, softmax of 10 here." in said
