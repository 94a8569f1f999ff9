"""The file of due dates: read, refused with its line, and entered into nbgrader's gradebook."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from nbgradient.course.folders import CourseError
from nbgradient.grading.late import due_dates
from nbgradient.grading.late.deadlines import Deadlines
from nbgradient.grading.late.due_dates import DueDatesError

HEADER = "assignment,student,due\n"
FRIDAY = datetime(2026, 11, 20, 18, 30)


def write(root: Path, text: str | bytes) -> None:
    content = text.encode() if isinstance(text, str) else text
    (root / "due_dates.csv").write_bytes(content)


def read(root: Path, text: str | bytes) -> dict[tuple[str, str], datetime]:
    write(root, text)
    return {key: item.due for key, item in due_dates.read(root, UTC).items()}


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert due_dates.read(tmp_path, UTC) == {}


SAME = {
    "as documented": HEADER + "first,,2026-11-20 18:30\nfirst,ada,27 Nov 2026 18:30\n",
    "from a spreadsheet": "\ufeffassignment;student;due\r\nfirst;;20.11.2026 18:30\r\n"
    "first;ada;27.11.2026 18:30\r\n",
    "with more columns and empty lines": "Due, Student, Assignment, why\n\n"
    '"Nov 20, 2026 18:30",,first,\n\n2026-11-27 18:30, ada, first, "ill, since Monday"\n,,,\n',
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_the_file_may_come_from_an_editor_or_a_spreadsheet(tmp_path: Path, text: str) -> None:
    week = timedelta(days=7)
    assert read(tmp_path, text) == {("first", ""): FRIDAY, ("first", "ada"): FRIDAY + week}


REFUSED = {
    "no header": ("first,,2026-11-20 18:30\n", r"has to begin with the line assignment,student"),
    "nothing of the header": ("assignment,due\n", r"it begins with 'assignment,due'"),
    "no time": (HEADER + "first,,\n", r"line 2: the time '' is none: write one like 2026"),
    "ambiguous": (HEADER + "\nfirst,,03/04/2026 12:00\n", r"line 3: the time .* is ambiguous"),
    "a comma": (HEADER + "first,,Nov 20, 2026 18:30\n", r"line 2 has 4 fields, and the header 3"),
    "no assignment": (HEADER + ",ada,2026-11-20 18:30\n", r"line 2 names no assignment"),
    "twice": (
        HEADER + "first,,2026-11-20 18:30\nfirst,,2026-11-21 18:30\n",
        r"line 3 says again for whom line 2 has a date",
    ),
    "open quotes": (HEADER + 'first,"ada,2026-11-20 18:30\n', r"line 2 cannot be read"),
    "another encoding": (HEADER.encode() + b"first,J\xfcrgen,", r"is no text in UTF-8"),
}


@pytest.mark.parametrize("text, why", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_taken_is_refused_in_a_sentence(
    tmp_path: Path, text: str | bytes, why: str
) -> None:
    with pytest.raises(DueDatesError, match=why) as refused:
        read(tmp_path, text)
    assert str(refused.value).startswith("due_dates.csv") and "\n" not in str(refused.value)


@pytest.fixture
def book(tmp_path: Path):
    """A gradebook with an assignment of which ada and emmy have handed in something."""
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        book.add_assignment("first")
        for student in ("ada", "emmy"):
            book.add_student(student)
            book.add_submission("first", student)
        yield book


def enter(book: Gradebook, root: Path, text: str | None) -> Deadlines:
    if text is None:
        (root / "due_dates.csv").unlink(missing_ok=True)
    else:
        write(root, HEADER + text)
    return Deadlines(book, root, UTC)


def due(book: Gradebook) -> list[datetime | None]:
    """For everybody, ada, and emmy."""
    found = [book.find_submission("first", student).duedate for student in ("ada", "emmy")]
    return [book.find_assignment("first").duedate, *found]


DATE, LATER = "first,,2026-11-20 18:30\n", "first,ada,2026-11-21 18:30\n"
SATURDAY = FRIDAY + timedelta(days=1)


def test_dates_and_extensions_are_where_nbgrader_looks_and_go_with_their_line(
    book: Gradebook, tmp_path: Path
) -> None:
    enter(book, tmp_path, DATE + LATER)
    assert due(book) == [FRIDAY, SATURDAY, FRIDAY]
    enter(book, tmp_path, "first,,2026-11-20 20:30\n" + LATER)
    assert due(book) == [FRIDAY + timedelta(hours=2), SATURDAY, FRIDAY + timedelta(hours=2)]
    enter(book, tmp_path, DATE)
    assert due(book) == [FRIDAY] * 3
    enter(book, tmp_path, None)
    assert due(book) == [None] * 3


def test_what_was_entered_elsewhere_counts_where_the_file_says_nothing(
    book: Gradebook, tmp_path: Path
) -> None:
    monday = FRIDAY - timedelta(days=4)
    book.update_or_create_assignment("first", duedate=monday)
    book.grant_extension("first", "emmy", hours=3)
    enter(book, tmp_path, LATER)
    assert due(book) == [monday, SATURDAY, monday + timedelta(hours=3)]
    enter(book, tmp_path, DATE)
    assert due(book) == [FRIDAY, FRIDAY, FRIDAY + timedelta(hours=3)]
    enter(book, tmp_path, None)
    assert due(book) == [monday, monday, monday + timedelta(hours=3)]


def test_a_date_that_somebody_entered_after_the_files_is_not_taken_away(
    book: Gradebook, tmp_path: Path
) -> None:
    enter(book, tmp_path, DATE)
    book.update_or_create_assignment("first", duedate=SATURDAY)
    enter(book, tmp_path, None)
    assert due(book)[0] == SATURDAY


def test_an_extension_of_no_date_is_refused_and_nothing_is_entered(
    book: Gradebook, tmp_path: Path
) -> None:
    book.add_assignment("second")
    with pytest.raises(CourseError, match="line 3: second has no date for everybody"):
        enter(book, tmp_path, DATE + "second,ada,2026-11-21 18:30\n")
    assert due(book) == [None] * 3
    enter(book, tmp_path, DATE)
    assert due(book) == [FRIDAY] * 3


def test_nobody_and_nothing_are_told_and_the_rest_counts(book: Gradebook, tmp_path: Path) -> None:
    lines = "fist,,2026-11-20 18:30\nfirst,eve,2026-11-20 18:30\n"
    assert enter(book, tmp_path, DATE + lines).unknown() == [
        "due_dates.csv, line 3: there is no assignment 'fist'.",
        "due_dates.csv, line 4: nobody by the name 'eve' has handed in anything.",
    ]
    assert due(book) == [FRIDAY] * 3
