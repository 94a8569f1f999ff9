"""Everything that the course covers has its place, and a place that lacks something is found."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from course_checks import checklist
from course_checks.checklist import Place
from repository import COURSE
from writing import exercise, free, given, graded, notebook, question, text

from nbgradient.course.folders import Course, CourseError


def test_every_item_of_the_course_has_its_place() -> None:
    assert checklist.check(COURSE) == []


NET = """
class Net:
    size = 2

    def __init__(self):
        self.W = None

    def forward(self, x):
        hidden = x
        return hidden
"""

BOOK = notebook(
    text("## Shift and\nscale", "shift"),
    exercise(NET, "net"),
    exercise('same = {"x + 1": None}', "same"),
    given("fig, axes = plt.subplots()\naxes[0].plot(x)\nax.bar(x, y)", "figure"),
    free("total = np.exp(x).sum()", "worked"),
    graded("assert same, 'no'", "test_same"),
    text("Why does a *shift* change nothing?", "question-1"),
    question("Because of the exponent.", "q_shift"),
)

HELD = [
    Place("S1", "text", "shift", ("shift and scale",)),
    Place("S1", "exercise", "net", ("Net", "Net.forward", "Net.W", "Net.size")),
    Place("S1", "exercise", "same", ("same", "x + 1")),
    Place(
        "S1", "figure", "figure", ("plt.subplots", "axes.plot", "axes[0].plot", "plot", "ax.bar")
    ),
    Place("S1", "worked", "worked", ("total", "np.exp")),
    Place("S1", "question", "q_shift", ("Shift", "change nothing", "exponent")),
]


@pytest.mark.parametrize("place", HELD, ids=lambda place: place.cell)
def test_what_a_place_promises_is_found_there(place: Place) -> None:
    assert list(checklist.missing(BOOK, place)) == []


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (Place("S1", "text", "gone", ("x",)), "there is no cell gone"),
        (Place("S1", "poem", "shift", ("x",)), "poem is no kind"),
        (Place("S1", "text", "shift", ()), "names nothing that the cell shift should hold"),
        (Place("S1", "text", "shift", ("stretch",)), "the cell shift lacks stretch"),
        (Place("S1", "text", "net", ("Net",)), "the cell net is not of the kind text"),
        (Place("S1", "exercise", "figure", ("fig",)), "the cell figure is not of the kind"),
        (Place("S1", "exercise", "net", ("Net.backward",)), "the cell net lacks Net.backward"),
        (Place("S1", "exercise", "net", ("hidden",)), "the cell net lacks hidden"),
        (Place("S1", "exercise", "same", ("x + 2",)), "the cell same lacks x + 2"),
        (Place("S1", "figure", "figure", ("ax.plot",)), "the cell figure lacks ax.plot"),
        (Place("S1", "figure", "figure", ("lot",)), "the cell figure lacks lot"),
        (Place("S1", "worked", "worked", ("np.log",)), "the cell worked lacks np.log"),
        (Place("S1", "question", "shift", ("shift",)), "the cell shift is not of the kind"),
        (Place("S1", "question", "q_shift", ("scale",)), "the cell q_shift lacks scale"),
    ],
)
def test_what_a_place_lacks_is_found(place: Place, fault: str) -> None:
    (found,) = checklist.missing(BOOK, place)
    assert found.startswith(fault)


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    """A course of one notebook, with a checklist of two items that is covered."""
    source = tmp_path / "source" / "first"
    source.mkdir(parents=True)
    nbformat.write(BOOK, source / "book.ipynb")
    folder = checklist.folder(tmp_path)
    folder.mkdir(parents=True)
    (folder / "items.toml").write_text('[a]\n"S1" = "shifts"\n[b]\n"S2" = "nets"\n')
    write(tmp_path, ("S1", "text", "shift", "Shift"), ("S2", "exercise", "net", "Net"))
    assert checklist.check(Course(tmp_path)) == []
    return tmp_path


def write(root: Path, *entries: tuple[str, str, str, str], book: str = "book") -> None:
    lines = (
        f'[[item]]\nid = "{item}"\nkind = "{kind}"\ncell = "{cell}"\nnames = ["{name}"]\n'
        for item, kind, cell, name in entries
    )
    (checklist.folder(root) / f"{book}.toml").write_text("\n".join(lines))


def test_an_item_without_a_place_is_found(small_course: Path) -> None:
    write(small_course, ("S1", "text", "shift", "Shift"))
    (finding,) = checklist.check(Course(small_course))
    assert str(finding) == "items.toml: S2 has no place: nets."


def test_a_place_that_lacks_a_name_is_found(small_course: Path) -> None:
    write(small_course, ("S1", "text", "shift", "Shift"), ("S2", "exercise", "net", "Mesh"))
    (finding,) = checklist.check(Course(small_course))
    assert str(finding) == "book.toml · S2: the cell net lacks Mesh."


def test_an_item_that_the_course_does_not_know_is_found(small_course: Path) -> None:
    write(small_course, ("S9", "text", "shift", "Shift"), book="book")
    found = [str(finding) for finding in checklist.check(Course(small_course))]
    assert "book.toml · S9: is not an item of the course." in found


def test_a_file_about_no_notebook_is_found(small_course: Path) -> None:
    write(small_course, ("S1", "text", "shift", "Shift"), book="other")
    (finding,) = checklist.check(Course(small_course))
    assert str(finding) == "other.toml: is about a notebook that is not in source/."


def test_an_entry_with_a_missing_field_is_told(small_course: Path) -> None:
    path = checklist.folder(small_course) / "book.toml"
    path.write_text('[[item]]\nid = "S1"\nkind = "text"\nnames = ["Shift"]\n')
    with pytest.raises(CourseError, match="each \\[\\[item\\]\\] needs id, kind, cell and names"):
        checklist.check(Course(small_course))
