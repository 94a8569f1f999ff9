"""The workbook has marks as numbers and times as dates, and runs no text of a student's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from exporting import PEOPLE, SCORES, exported, make
from openpyxl.worksheet.worksheet import Worksheet

HARMFUL = {
    "first_name": '=HYPERLINK("http://evil.example","x")',
    "last_name": "+two\nlines\x07",
    "email": "@SUM(1,1)",
}
NAMES = ["-2+3", "#N/A", 'O\'Brien, "Pat"', "=1", "élan"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sheets(*options: str) -> dict[str, Worksheet]:
    """The sheets of the workbook that the command writes."""
    exported("--workbook", "marks.xlsx", *options)
    found = openpyxl.load_workbook("marks.xlsx")
    return {sheet.title: sheet for sheet in found}


def table(sheet: Worksheet) -> dict[str, dict[str, object]]:
    """The rows of a ``sheet``, by its first column."""
    header, *rows = sheet.iter_rows(values_only=True)
    return {str(row[0]): dict(zip(header, row, strict=True)) for row in rows}


def colour(sheet: Worksheet, student: str, title: str) -> str:
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == student)
    return row[titles.index(title)].fill.fgColor.rgb[2:]


def test_a_sheet_has_a_row_a_student_and_a_column_an_assignment(root: Path) -> None:
    make(root)
    marks = sheets()["Marks"]
    assert table(marks)["ada"] == {
        "student": "ada", "last name": "Lovelace", "first name": "Ada",
        "e-mail": "ada@uni.example", "section": None, "mlp (10)": 3, "softmax (10)": 7.5,
    }  # fmt: skip
    assert table(marks)["emmy"]["softmax (10)"] is None
    assert colour(marks, "emmy", "softmax (10)") == "FFE699"
    assert colour(marks, "mary", "softmax (10)") == "E7E6E6"
    assert list(table(marks)) == ["mary", "rene", "ada", "emmy"]  # by last name
    assert (marks.freeze_panes, marks.auto_filter.ref) == ("B2", "A1:G5")
    assert marks.column_dimensions["D"].width > len("ada@uni.example")
    assert marks["A1"].font.bold


def test_a_sheet_for_each_assignment_has_points_by_exercise(root: Path) -> None:
    make(root)
    sheet = sheets()["softmax"]
    row = table(sheet)["ada"]
    when = row.pop("handed in (Europe/Berlin)")
    assert when == datetime(2026, 11, 20, 18, 30)
    assert row == {
        "student": "ada", "last name": "Lovelace", "first name": "Ada", "score (10)": 7.5,
        "late penalty": None, "to mark": None, "question (2)": 1.5, "test (8)": 6, "remark": None,
    }  # fmt: skip
    waits = table(sheet)["emmy"]
    assert (waits["test (8)"], waits["question (2)"], waits["to mark"]) == (8, None, 2)
    assert waits["remark"] == "It has not been marked to the end: 2 points wait."
    assert colour(sheet, "emmy", "question (2)") == "FFE699"
    assert table(sheet)["mary"]["remark"] == "Nothing was handed in."


def test_tests_belong_to_the_exercise_above_them(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(marked)
    row = table(sheets()["first"])["ada"]
    found = {name: row[name] for name in row if ": " in name}
    assert found == {
        "one: Twice: double (3)": 2, "one: Twice: q_double (2)": 1.75,
        "two: Twice: double (3)": 2, "two: Twice: q_double (2)": 1.75,
    }  # fmt: skip


def test_provisional_points_and_zeros_are_there_when_asked_for(root: Path) -> None:
    make(root)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write('c.Assignments.order = ["softmax", "mlp"]\n')
    assert list(sheets()) == ["Marks", "softmax", "mlp", "Key"]  # as they are taught
    marks = sheets("--provisional", "--missing-as-zero", "--assignment", "softmax")
    assert list(marks) == ["Marks", "softmax", "Key"]
    scores = {name: row["softmax (10)"] for name, row in table(marks["Marks"]).items()}
    assert scores == {"ada": 7.5, "emmy": 8, "mary": 0, "rene": 0}
    assert "the points are those so far" in str(marks["Key"]["B2"].value)


def test_text_is_text_whatever_it_begins_with(root: Path) -> None:
    people = {name: {} for name in NAMES} | {"mallory": HARMFUL}
    make(root, {"=cmd": {name: (1, 1) for name in people}}, people)
    found = sheets()
    assert "=cmd" in found
    texts = [cell for sheet in found.values() for row in sheet for cell in row]
    assert {cell.data_type for cell in texts} <= {"s", "n", "d"}
    assert {cell.value for cell in found["Marks"]["A"]} >= set(people)
    row = table(found["Marks"])["mallory"]
    assert row["first name"] == HARMFUL["first_name"]
    assert row["last name"] == "+two\\nlines\\x07"
    assert found["Marks"]["A2"].quotePrefix


def test_names_of_sheets_are_such_as_excel_takes(root: Path) -> None:
    names = ["a/b", "a:b", "Marks", "history", "x" * 40, "x" * 41]
    make(root, {name: {"ada": (1, 1)} for name in names}, {"ada": PEOPLE["ada"]})
    titles = list(sheets())
    assert titles == [
        "Marks",
        "Marks 2",
        "a_b",
        "a_b 2",
        "history 2",
        "x" * 31,
        f"{'x' * 29} 2",
        "Key",
    ]


def test_a_workbook_is_called_so(root: Path) -> None:
    make(root, SCORES)
    said = exported("--workbook", "marks.csv", status=1)
    assert said == "Error: A workbook's name ends with .xlsx, and 'marks.csv' does not.\n"
    assert exported("--workbook", "marks.xlsx") == "The marks are in marks.xlsx. Not final: 1.\n"
