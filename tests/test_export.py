"""Marks go into the file that an LMS exported: the right ones, and nothing else changes."""

from __future__ import annotations

import csv
import io
import os
import shutil
from pathlib import Path

import pytest
from exporting import PEOPLE, export, exported, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.apps import ExportApp
from small_course import hand_in, solved

from nbgradient.course.folders import Course
from nbgradient.exporting import files
from nbgradient.exporting.formats.canvas import Canvas
from nbgradient.exporting.options import ExportOptions
from nbgradient.exporting.request import Request
from nbgradient.grading import records
from nbgradient.grading.database.gradebook import gradebook, open_course
from nbgradient.grading.records import Record
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission

#: As https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_exporter.rb writes it.
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Assignment 1: Softmax (1234),MLP (1235),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,10.00,10.00,(read only)
"Lovelace, Ada",101,s101,ada@uni.example,A,,,
"Noether, Emmy",102,s102,emmy@uni.example,A and B,,,
"Cartwright, Mary",103,s103,mary@uni.example,A,,,
"Student, Test",999,,0123abcd,A,,,
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, text: str, name: str = "grades.of.canvas.csv", encoding: str = "utf-8") -> Path:
    path = root / name
    path.write_bytes(text.encode(encoding))
    return path


def filled(path: Path) -> str:
    return path.with_name(f"{path.stem}.filled.csv").read_bytes().decode()


def column(text: str, place: int, delimiter: str = ",") -> list[str]:
    return [row[place] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def test_marks_that_are_final_are_written_and_the_rest_is_listed(root: Path) -> None:
    path = put(root, CANVAS)
    said = exported("--canvas", path)
    assert path.read_text() == CANVAS
    expected = CANVAS.replace("ada@uni.example,A,,,", "ada@uni.example,A,7.5,3,")
    assert filled(path) == expected
    assert "softmax of emmy (Emmy Noether) has not been marked to the end: 2 points wait." in said
    assert "softmax of mary (Mary Cartwright)." in said
    assert "Nobody's" not in said  # the test student is Canvas' own
    assert "softmax is in the column 'Assignment 1: Softmax (1234)': 1 mark." in said


def test_canvas_may_have_last_and_first_names(root: Path) -> None:
    text = CANVAS.replace("Student,ID", "LastName,FirstName,ID").replace(
        ",,,,,Manual", ",,,,,,Manual"
    )
    text = text.replace("Possible,", "Possible,,")
    for name in ("Lovelace, Ada", "Noether, Emmy", "Cartwright, Mary", "Student, Test"):
        text = text.replace(f'"{name}"', name.replace(", ", ","))
    path = put(root, text)
    exported("--canvas", path)
    assert filled(path) == text.replace("ada@uni.example,A,,,", "ada@uni.example,A,7.5,3,")


def test_provisional_marks_and_zeros_are_written_when_asked_for(root: Path) -> None:
    path = put(root, CANVAS)
    exported("--canvas", path, "--provisional", "--missing-as-zero", "--assignment", "softmax")
    marks = column(filled(path), 5)
    assert marks[3:] == ["7.5", "8", "0", ""]
    assert column(filled(path), 6) == column(CANVAS, 6)


def test_a_cell_that_gets_no_mark_stays_as_it_was(root: Path) -> None:
    text = CANVAS.replace("emmy@uni.example,A and B,,", "emmy@uni.example,A and B,4.00,")
    path = put(root, text)
    said = exported("--canvas", path)
    assert "2 points wait. The cell says 4.00, as before." in said
    assert column(filled(path), 5)[4] == "4.00"


def test_who_is_excused_in_canvas_or_not_given_the_assignment_stays_so(root: Path) -> None:
    text = CANVAS.replace("ada@uni.example,A,,,", "ada@uni.example,A,EX,N/A,")
    path = put(root, text)
    said = exported("--canvas", path)
    assert filled(path) == text
    assert "softmax of ada (Ada Lovelace), who is excused from it in Canvas." in said
    assert "mlp of ada (Ada Lovelace), who is not assigned it in Canvas." in said


def test_work_that_changed_since_it_was_graded_waits(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ada handed in again after ``nbgradient grade``; Bob's is as it was graded."""
    monkeypatch.chdir(marked)
    path = put(marked, "Name,SID,Email,Total Score,Max Points\n,ada,,,10\n,bob,,,10\n")
    standings = Standings(Course(marked))
    for student in ("ada", "bob"):
        submission = Submission(marked, "first", student)
        records.write(submission, Record(standings.fingerprint(submission.read())))
    hand_in(marked, "ada", one=solved())
    said = exported("--gradescope", path)
    assert column(filled(path), 3) == ["Total Score", "", "7.5"]
    assert "first of ada is not graded as it is now." in said


def test_what_nbgrader_graded_counts_without_a_record(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(marked)
    path = put(marked, "Name,SID,Email,Total Score,Max Points\n,ada,,,10\n,bob,,,10\n")
    exported("--gradescope", path)
    assert column(filled(path), 3) == ["Total Score", "7.5", "7.5"]


def test_other_maxima_are_said_and_nothing_is_written_until_it_is_clear(root: Path) -> None:
    path = put(root, CANVAS.replace("10.00,10.00", "10.00,25.00"))
    done = export("--canvas", path)
    assert done.exit_code == 1
    assert done.output.endswith(
        "'MLP (1235)' is of 25 points in the LMS, mlp of 10 here. Scale the marks with --scale, or "
        "leave them with --no-scale.\n"
    )
    assert not path.with_name("grades.of.canvas.filled.csv").exists()
    said = exported("--canvas", path, "--scale")
    assert "the marks are scaled by 2.5." in said
    assert column(filled(path), 6)[3] == "7.5"
    assert "the marks are not scaled." in exported("--canvas", path, "--no-scale")
    assert column(filled(path), 6)[3] == "3"


def test_rows_are_listed_that_are_nobodys_or_several_students(root: Path) -> None:
    (root / "roster.csv").write_text(
        "id,name,email\nada2,Ada Lovelace,\nmary,Mary Cartwright,m@x.de\n"
    )
    rows = """\
"Lovelace, Ada",,,,A,,,
"Who, Ever",5,s5,ever@uni.example,A,,,
"Noether, Emmy",6,s6,emmy@uni.example,A,,,
Emmy Noether,7,,,A,,,
"""
    path = put(root, CANVAS[: CANVAS.index('"Lovelace')] + rows)
    said = exported("--canvas", path, status=1)
    assert "Row 4, 'Lovelace, Ada', could be any of ada, ada2." in said
    assert "Row 5, 'Who, Ever' (5, s5, ever@uni.example), is not in the roster." in said
    assert "The rows 6, 7 are all of emmy (Emmy Noether)." in said
    assert "In the gradebook, and not in the file:\n  mlp of ada (Ada Lovelace)\n" in said
    assert filled(path) == path.read_text()


def test_the_roster_that_was_collected_says_who_is_who(root: Path) -> None:
    (root / "roster.csv").write_text("id,name,number,login\nmary,Mary Cartwright,s103,mc1\n")
    text = CANVAS.replace('"Cartwright, Mary",103', '"=Cartwright ""M""",')
    path = put(root, text)
    exported("--canvas", path, "--missing-as-zero")
    assert column(filled(path), 5)[3:6] == ["7.5", "", "0"]
    assert '"=Cartwright ""M""",,s103,mary@uni.example,A,0,0,' in filled(path)


def test_without_a_roster_students_have_the_ids_that_collect_gave_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, {"softmax": {"101": (6, 1)}}, {"101": {}, "102": {"lms_user_id": "500"}})
    path = put(tmp_path, CANVAS)
    said = exported("--canvas", path, status=1)
    assert column(filled(path), 5)[3] == "7"
    assert "Row 5, 'Noether, Emmy'" in said  # 102 is somebody else's number here


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("softmax (1)", "MLP (2)"),
        ("SOFTMAX! (1)", "mlp, part 1 (2)"),
        ("Week 2 - Softmax (1)", "Soft max quiz (2)"),
        ("Softmax (1)", "Softmax resubmission (2)"),
        ("Soft-max (draft) (1)", "Participation (2)"),
    ],
)
def test_columns_are_found_by_the_name_of_the_assignment(
    root: Path, title: str, other: str
) -> None:
    text = CANVAS.replace("Assignment 1: Softmax (1234)", f'"{title}"')
    path = put(root, text.replace("MLP (1235)", f'"{other}"'))
    if "Soft max quiz" in other:
        assert "Several columns could be 'softmax'" in exported("--canvas", path, status=1)
        return
    exported("--canvas", path, "--assignment", "softmax")
    assert column(filled(path), 5)[3] == "7.5"
    assert column(filled(path), 6)[3] == ""


@pytest.mark.parametrize(
    ("titles", "options", "sentence"),
    [
        (
            ("Week 1 (1)", "Week 2 (2)"),
            (),
            "No column has the name of any assignment of the course. There are: Week 1 (1), "
            "Week 2 (2). Say which is which: --column 'TITLE=ASSIGNMENT'.",
        ),
        (
            ("Softmax A (1)", "Softmax B (2)"),
            (),
            "Several columns could be 'softmax': Softmax A (1), Softmax B (2). Say which is: "
            "--column 'Softmax A (1)=softmax'.",
        ),
        (
            ("Softmax (1)", "Week 2 (2)"),
            ("--assignment", "mlp"),
            "No column has the name of 'mlp'. There are: Softmax (1), Week 2 (2).",
        ),
        (
            ("Softmax (1)", "MLP (2)"),
            ("--assignment", "tanh"),
            "The gradebook has no assignment 'tanh'. There are: ",
        ),
        (
            ("Softmax (1)", "MLP (2)"),
            ("--column", "Week 3=mlp"),
            "The file has no column 'Week 3' for marks. There are: Softmax (1), MLP (2).",
        ),
        (
            ("Softmax (1)", "MLP (2)"),
            ("--column", "softmax"),
            "'softmax' says no column and assignment: write it as 'Softmax (1234)=softmax'.",
        ),
        (
            ("Softmax (1)", "MLP (2)"),
            ("--column", "MLP=softmax", "--column", "MLP=mlp"),
            "say one column for each assignment.",
        ),
    ],
)
def test_what_is_not_clear_is_asked_in_a_sentence(
    root: Path, titles: tuple[str, str], options: tuple[str, ...], sentence: str
) -> None:
    text = CANVAS.replace("Assignment 1: Softmax (1234)", titles[0])
    path = put(root, text.replace("MLP (1235)", titles[1]))
    said = exported("--canvas", path, *options, status=1)
    assert said.startswith("Error: grades.of.canvas.csv: ") and said.count("\n") == 1
    assert sentence in said
    assert not path.with_name("grades.of.canvas.filled.csv").exists()


def test_a_file_without_columns_for_marks_is_refused_in_a_sentence(root: Path) -> None:
    path = put(root, 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",101,ada,A\n')
    said = exported("--canvas", path, status=1)
    assert said == (
        "Error: grades.of.canvas.csv: It has no column for marks: export it from the LMS again, "
        "with all.\n"
    )


def test_a_column_can_be_named(root: Path) -> None:
    path = put(root, CANVAS.replace("Assignment 1: Softmax (1234)", "Week 1 = easy (1234)"))
    exported("--canvas", path, "--column", "Week 1 = easy (1234)=softmax")
    assert column(filled(path), 5)[3] == "7.5"
    assert column(filled(path), 6)[3] == "3"


def test_a_column_that_was_named_is_no_other_assignments(root: Path) -> None:
    path = put(root, CANVAS)
    said = exported("--canvas", path, "--column", "MLP=softmax")
    assert column(filled(path), 6)[3] == "7.5"
    assert "The file has no column for mlp." in said


def test_a_course_without_marks_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = put(make(tmp_path, {}, {}), CANVAS)
    for arguments in (("--canvas", path), ("--workbook", "marks.xlsx")):
        said = exported(*arguments, status=1)
        assert said.endswith("There are no marks yet: run nbgradient grade first.\n")


def test_a_column_that_canvas_only_shows_is_refused(root: Path) -> None:
    path = put(root, CANVAS.replace("10.00,10.00", "10.00,(read only)"))
    said = exported("--canvas", path, status=1)
    assert "The column 'MLP (1235)' is read only in Canvas." in said


def test_the_file_that_was_read_is_never_written_over(root: Path) -> None:
    path = put(root, CANVAS)
    (root / "link.csv").symlink_to(path)
    for target in (path, root / "link.csv"):
        said = exported("--canvas", path, "-o", target, status=1)
        assert "The file that is read is never written over" in said
    assert path.read_text() == CANVAS
    assert "made.csv" in exported("--canvas", path, "-o", "made.csv")
    assert (root / "made.csv").read_text() != CANVAS


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(root: Path) -> None:
    path = put(root, CANVAS)
    (root / "shut").mkdir(mode=0o500)
    said = exported("--canvas", path, "-o", "shut/out.csv", status=1)
    assert "shut/out.csv cannot be written: Permission denied." in said


def test_nothing_is_left_of_a_file_that_cannot_be_put_into_its_place(root: Path) -> None:
    path = put(root, CANVAS)
    said = exported("--canvas", path, "-o", "nowhere/out.csv", status=1)
    assert "nowhere/out.csv cannot be written: No such file or directory." in said
    assert not list(root.rglob("*.part"))


@pytest.mark.parametrize(
    ("content", "option", "sentence"),
    [
        (b"", "--canvas", "It is empty"),
        (b"id,name\n1,2\n", "--canvas", "It is no gradebook of Canvas'"),
        (b"id,name\n1,2\n", "--moodle", "It is neither a grading worksheet of Moodle's"),
        (
            b"First Name,Email,Role\nAda,a@b.c,Student\n",
            "--gradescope",
            "It has no column for marks",
        ),
        (b'Student,ID\n"Ada,1\n', "--canvas", "is no table: the quote in line 2 is not closed."),
        (b"PK\3\4xlsx", "--canvas", "is a workbook or a zip: export the LMS's file as CSV."),
    ],
)
def test_what_is_no_file_of_the_lms_gets_a_sentence(
    root: Path, content: bytes, option: str, sentence: str
) -> None:
    path = root / "in.csv"
    path.write_bytes(content)
    said = exported(option, path, status=1)
    assert sentence in said and said.count("\n") == 1


def test_one_thing_is_exported_at_a_time(root: Path) -> None:
    path = put(root, CANVAS)
    for arguments in (
        (),
        ("--canvas", path, "--moodle", path),
        ("--workbook", "a.xlsx", "-o", "b"),
    ):
        assert export(*arguments).exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_signs_and_line_ends_stay(root: Path, encoding: str, end: str) -> None:
    """Canvas' numbers and delimiter in a locale with a decimal comma: ``csv_i18n_settings``."""
    text = CANVAS.replace('"Cartwright, Mary"', '"Descartes, René"').replace(",", ";")
    text = text.replace("10.00", "10,00").replace("; ", ", ").replace("\n", end)
    path = put(root, text, encoding=encoding)
    exported("--canvas", path, "--missing-as-zero")
    marked = text.replace("ada@uni.example;A;;;", "ada@uni.example;A;7,5;3;")
    marked = marked.replace("A and B;;;", "A and B;;0;")
    marked = marked.replace("mary@uni.example;A;;;", "mary@uni.example;A;0;0;")
    assert path.with_name("grades.of.canvas.filled.csv").read_bytes() == marked.encode(encoding)


#: Anything a name may hold; a lone surrogate is no text that a file can hold.
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    "=+-@,;\"'\n\r\té ", max_size=12
)


@given(st.lists(names, min_size=len(PEOPLE), max_size=len(PEOPLE)), st.sampled_from(",;"))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_names_of_any_kind_stay_and_the_marks_are_read_back(
    root: Path, called: list[str], delimiter: str
) -> None:
    table = list(csv.reader(io.StringIO(CANVAS)))[:3]
    scores = {"ada": "7.5", "emmy": "8", "mary": "0", "rene": "0"}
    for student, name in zip(scores, called, strict=True):
        table.append([name, "", "", student, "A", "", "", "kept"])
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    path = root / "any.csv"
    path.write_bytes(written.getvalue().encode())
    with gradebook(open_course(root)) as book:
        options = ExportOptions(provisional=True, missing_as_zero=True)
        request = Request(book, Standings(Course(root)), options, ["softmax"])
        target, report = files.fill(request, Canvas(), path)
    assert report.nobody == []
    text = target.read_bytes().decode()
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert [row[5] for row in found[3:]] == list(scores.values())
    assert [[*row[:5], *row[6:]] for row in found] == [[*row[:5], *row[6:]] for row in table]


def nbgrader_export(exporter: str, *arguments: str) -> None:
    """``nbgrader export``, in this process."""
    app = ExportApp()
    app.initialize(["--exporter", f"nbgradient.exporting.plugins.{exporter}", *arguments])
    app.start()


def test_nbgrader_export_fills_the_same_file(root: Path) -> None:
    path = put(root, CANVAS)
    exported("--canvas", path, "-o", "ours.csv", "--assignment", "softmax", "--provisional")
    nbgrader_export(
        "CanvasExport", f"--CanvasExport.file={path}", "--to", "theirs.csv",
        "--assignment", "softmax", "--CanvasExport.provisional=True",
    )  # fmt: skip
    assert (root / "theirs.csv").read_bytes() == (root / "ours.csv").read_bytes()
    assert filled_marks(root / "theirs.csv") == ["7.5", "8", "", ""]
    nbgrader_export(
        "CanvasExport", f"--CanvasExport.file={path}", "--to", "one.csv",
        "--student", "emmy", "--CanvasExport.provisional=True",
    )  # fmt: skip
    assert filled_marks(root / "one.csv") == ["", "8", "", ""]
    with pytest.raises(SystemExit, match=r"^Name the file that Canvas exported: "):
        nbgrader_export("CanvasExport")


def filled_marks(path: Path) -> list[str]:
    return column(path.read_text(), 5)[3:]


def test_the_settings_of_the_course_are_the_defaults(root: Path) -> None:
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("c.ExportOptions.missing_as_zero = True\n")
    path = put(root, CANVAS)
    exported("--canvas", path)
    assert column(filled(path), 5)[5] == "0"
