"""A spreadsheet shows ``grades.csv`` as it is meant: text, times, and nothing that runs."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

import pandas
import pytest
from exporting import make
from nbgrader.api import Gradebook

from nbgradient.course.folders import Course
from nbgradient.grading import export
from nbgradient.grading.database.gradebook import gradebook, open_course
from nbgradient.grading.standing import Standings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    people = {"ada": {"last_name": "Løvelace", "first_name": "=1+1"}}
    make(tmp_path, {"softmax": {"ada": (6, 1)}}, people)
    with gradebook(open_course(tmp_path)) as book:
        _due(book, "2026-07-01 10:00:00 UTC")
    export.write(Standings(Course(tmp_path)))
    return tmp_path


def _due(book: Gradebook, when: str) -> None:
    book.update_or_create_assignment("softmax", duedate=when)


def row(root: Path) -> dict[str, str]:
    with (root / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
        return next(csv.DictReader(file))


def test_excel_knows_by_the_mark_that_it_is_utf_8(root: Path) -> None:
    content = (root / "grades.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8) and content.count(codecs.BOM_UTF8) == 1
    assert row(root)["last_name"] == "Løvelace"


def test_times_are_in_the_zone_of_the_course_and_say_so(root: Path) -> None:
    """In Berlin, in winter and in summer; nbgrader keeps UTC."""
    assert row(root)["timestamp"] == "2026-11-20T18:30:00+01:00"
    assert row(root)["duedate"] == "2026-07-01T12:00:00+02:00"
    table = pandas.read_csv(root / "grades.csv")
    assert pandas.to_datetime(table["timestamp"]).dt.tz_convert("UTC").dt.hour[0] == 17


def test_students_stand_in_the_order_of_a_list_whatever_their_letters(tmp_path: Path) -> None:
    names = ["berg", "Çelik", "de la Cruz", "Müller", "Şahin"]
    people = {f"s{5 - place}": {"last_name": name} for place, name in enumerate(names)}
    make(tmp_path, {"softmax": {student: (6, 1) for student in people}}, people)
    export.write(Standings(Course(tmp_path)))
    assert list(pandas.read_csv(tmp_path / "grades.csv")["last_name"]) == names


def test_pandas_reads_the_first_column_by_its_name(root: Path) -> None:
    assert list(pandas.read_csv(root / "grades.csv")["assignment"]) == ["softmax"]


def test_a_text_that_would_be_a_formula_is_none(root: Path) -> None:
    assert row(root)["first_name"] == "'=1+1"
