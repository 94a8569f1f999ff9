"""A class is marked in formgrader, in a browser, from the first submission to the pages."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from graded import grade
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, expect
from small_course import hand_in, make, solved

from firststeps import browser
from nbgradient.course import notebooks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("sandbox"),
]

STUB, ELSEWHERE = "YOUR ANSWER HERE", "I think it is **two times** the number."
#: What five students answer to the question.
ANSWERS = {
    "ada": "Twice as much.",
    "bob": "It adds the number to itself, $x + x$.",
    "cleo": "It squares the number.",
    "dan": STUB,
    "eve": '<button class="full-credit" onclick="alert(1)">Twice</button><script>alert(1)</script>',
}
FIRST, OFTEN = "Say it with a <b>formula</b>.", "Right."


@dataclass
class Class:
    """A course that is shown in JupyterLab, at an address."""

    root: Path
    address: str

    def submissions(self) -> dict[str, str]:
        """The students of the notebook ``one`` by the ids of their submissions, as they come."""
        with self.book() as book:
            found = book.notebook_submissions("one", "first")
            return {entry.id: entry.student.id for entry in sorted(found, key=lambda it: it.id)}

    def book(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}")

    def marks(self) -> dict[str, tuple]:
        """What the gradebook has of the question: score, comment, and whether it waits."""
        found = {}
        with self.book() as book:
            for student in ANSWERS:
                names = "q_double", "one", "first", student
                mark, said = book.find_grade(*names), book.find_comment(*names)
                found[student] = mark.manual_score, said.manual_comment, mark.needs_manual_grade
        return found


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, sandbox: None) -> Iterator[Class]:
    if browser.CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    root = make(tmp_path_factory.mktemp("marking"))
    for student, answer in ANSWERS.items():
        work = solved()
        dict(notebooks.cells(work))["q_double"].source = answer
        if answer == STUB:
            work.cells.append(new_markdown_cell(ELSEWHERE, id="mine"))
        hand_in(root, student, one=work, two=solved("def double(x):\n    return x"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGRADIENT_DATA", str(root))
        assert [outcome.error for outcome in grade(root).values()] == [None] * len(ANSWERS)
        with browser.jupyter_lab(root, browser.FORMGRADER) as address:
            yield Class(root, address.replace("/lab", "/formgrader"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as started:
        yield started


@contextlib.contextmanager
def _opened(chromium: Browser) -> Iterator[Page]:
    """A page that reaches JupyterLab alone, where nothing goes wrong without being told."""
    opened = chromium.new_page(viewport={"width": 1300, "height": 900})
    browser.stay_here(opened)
    errors: list[object] = []
    opened.on("pageerror", lambda error: errors.append(error))
    opened.on("dialog", lambda dialog: errors.append(dialog))
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with _opened(chromium) as opened:
        yield opened


def loaded(page: Page) -> None:
    """Wait until nbgrader has loaded scores and comments."""
    page.wait_for_function("() => formgrader.loaded && formgrader.comments.loaded")
    page.wait_for_function("() => formgrader.grades.loaded")


def cell(page: Page) -> object:
    return page.locator(".nbgrader_cell", has=page.locator("#q_double"))


def test_the_bar_fits_into_a_tab_of_jupyterlabs_and_pictures_have_no_red_frame(
    course: Class, page: Page
) -> None:
    page.set_viewport_size({"width": 700, "height": 700})
    page.goto(f"{course.address}/submissions/{next(iter(course.submissions()))}/")
    links = [page.locator(f"li.{name} a").bounding_box() for name in ("previous", "next")]
    assert len({box["y"] for box in links}) == 1
    for name in ("Prev", "Next", "Manual Grading"):
        page.locator(".navbar-fixed-top a", has_text=name).click(trial=True)
    page.evaluate(
        "document.querySelector('.rendered_html').append(Object.assign(new Image(), {id: 'mine'}))"
    )
    assert page.locator("#mine").evaluate("it => getComputedStyle(it).borderTopWidth") == "0px"


@pytest.fixture(scope="module")
def given(course: Class, chromium: Browser) -> Iterator[dict[str, tuple]]:
    """What a marker gave the class, with the keyboard alone."""
    with _opened(chromium) as page:
        yield _mark_all(course, page)


def _mark_all(course: Class, page: Page) -> dict[str, tuple]:
    students = list(course.submissions().values())
    page.goto(f"{course.address}/submissions/{next(iter(course.submissions()))}/")
    loaded(page)
    page.locator("#q_double").focus()
    given: dict[str, tuple] = {}
    for number, student in enumerate(students):
        loaded(page)
        expect(page.locator("#q_double")).to_be_focused()
        page.keyboard.type(str(number % 3))
        for _ in range(2):
            page.keyboard.press("Tab")
        box = page.locator("#q_double-comment")
        expect(box).to_be_focused()
        if number < 2:
            said = (FIRST, OFTEN)[number]
            page.keyboard.type(said)
        else:
            said = OFTEN if number > 2 else FIRST
            page.keyboard.press("ArrowDown")
            wanted = page.locator(".marker-comments button", has_text=said)
            for _ in range(3):
                if not wanted.evaluate("it => it === document.activeElement"):
                    page.keyboard.press("ArrowDown")
            with page.expect_response("**/api/comment/*"):
                page.keyboard.press("Enter")
            expect(box).to_have_value(said)
            expect(box).to_be_focused()
        given[student] = float(number % 3), said, False
        with page.expect_navigation():
            page.keyboard.press("Control+.")
    expect(page).to_have_url(f"{course.address}/gradebook/first/one")
    assert course.marks() == given
    return given


@pytest.mark.usefixtures("given")
def test_a_question_is_marked_for_a_class_with_the_keyboard(course: Class) -> None:
    assert None not in {score for score, _, _ in course.marks().values()}


@pytest.mark.usefixtures("given")
def test_a_click_puts_a_comment_into_the_box_once(course: Class, page: Page) -> None:
    (shown,) = (key for key, student in course.submissions().items() if student == "ada")
    page.goto(f"{course.address}/submissions/{shown}/")
    loaded(page)
    box = page.locator("#q_double-comment")
    box.fill("")
    for said in (FIRST, OFTEN, FIRST):
        with page.expect_response("**/api/comment/*"):
            page.locator(".marker-comments button", has_text=said).click()
    expect(box).to_have_value(f"{FIRST}\n\n{OFTEN}")
    assert course.marks()["ada"][1] == f"{FIRST}\n\n{OFTEN}"
    assert page.locator(".marker-comments b").count() == 0


def test_scheme_and_model_answer_stand_beside_the_answer(course: Class, page: Page) -> None:
    for shown, student in course.submissions().items():
        page.goto(f"{course.address}/submissions/{shown}/")
        loaded(page)
        beside = cell(page).locator(".marker-scheme")
        assert beside.inner_text().split("\n")[0] == "Model answer"
        assert "2 points: says so." in beside.inner_text()
        answer, scheme = (
            cell(page).locator(part).bounding_box() for part in (".panel-body", ".marker-scheme")
        )
        assert scheme["x"] >= answer["x"] + answer["width"] - 1 and scheme["y"] == answer["y"]
        notes = page.locator(".marker-notes").all_inner_texts()
        assert len(notes) == (student == "dan")
        assert not notes or "I think it is two times the number." in notes[0]
        assert page.locator(".full-credit").count() == 3
    page.set_viewport_size({"width": 800, "height": 900})
    answer, scheme = (
        cell(page).locator(part).bounding_box() for part in (".panel-body", ".marker-scheme")
    )
    assert scheme["y"] >= answer["y"] + answer["height"] - 1


def test_a_part_stays_folded_on_the_next_page(course: Class, page: Page) -> None:
    first, second, *_ = course.submissions()
    for shown, is_open in ((first, True), (second, False)):
        page.goto(f"{course.address}/submissions/{shown}/")
        part = page.locator(".marker-scheme details", has_text="Model answer")
        assert part.evaluate("it => it.open") is is_open
        part.locator("summary").click()


@pytest.mark.usefixtures("given")
def test_marks_stay_when_a_class_is_graded_again_and_are_on_the_pages(
    course: Class, page: Page
) -> None:
    before = course.marks()
    assert None not in {score for score, _, _ in before.values()}
    grade(course.root, force=True)
    assert course.marks() == before
    page.goto(f"{course.address}/manage_assignments")
    page.locator(".generate-feedback a").click()
    expect(page.locator("#success-modal")).to_be_visible(timeout=120_000)
    for student, (score, said, _) in before.items():
        made = (course.root / "feedback" / student / "first" / "first.html").read_text()
        assert f"{3 + score:g}" in made
        assert said.split()[0] in made
        for secret in ("Mark scheme", "says so", "marker-scheme", "Comments given before"):
            assert secret not in made


@pytest.mark.usefixtures("given")
def test_autograde_in_formgrader_runs_the_engine_and_keeps_marks(course: Class, page: Page) -> None:
    before = course.marks()
    page.goto(f"{course.address}/manage_submissions/first")
    row = page.locator("#main-table tr", has_text="bob")
    row.locator(".autograde a").click()
    modal = page.locator("#success-modal, #error-modal")
    expect(modal).to_be_visible(timeout=180_000)
    assert modal.get_attribute("id") == "success-modal", modal.inner_text()
    assert course.marks() == before
    run = nbformat.read(course.root / "autograded" / "bob" / "first" / "one.ipynb", as_version=4)
    assert [cell["id"] for cell in run.cells][-1] == "q_double"


@pytest.mark.usefixtures("given")
def test_a_changed_answer_is_listed_with_what_it_had(course: Class, page: Page) -> None:
    work = solved()
    dict(notebooks.cells(work))["q_double"].source = "Twice, that is 2x."
    hand_in(course.root, "cleo", one=work)
    grade(course.root)
    score, _, is_waiting = course.marks()["cleo"]
    assert is_waiting
    page.goto(f"{course.address}/gradebook/first/one")
    expect(page.locator(".marker-count").first).to_have_text("1 to mark")
    expect(page.locator(".marker-again")).to_have_text("1 of them marked before")
    page.goto(f"{course.address}/gradebook/first")
    expect(page.locator("#main-table tr", has_text="one").locator(".marker-again")).to_be_visible()
    (shown,) = (key for key, student in course.submissions().items() if student == "cleo")
    page.goto(f"{course.address}/submissions/{shown}/")
    note = cell(page).locator(".marker-notes")
    expect(note).to_contain_text(f"Marked before, with {score:g} points.")


def test_buttons_of_an_exchange_that_is_not_there_say_what_to_do(
    course: Class, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{course.address}/manage_assignments")
    for place, word in (("release", "release/"), ("collect", "nbgradient collect")):
        sign = page.locator(f"#main-table .{place} .marker-disabled")
        assert word in sign.get_attribute("title")
    page.goto(f"{course.address}/manage_submissions/first")
    expect(page.locator(".release-feedback .marker-disabled")).to_have_count(len(ANSWERS))
    assert page.locator(".release-feedback a").count() == 0
    expect(page.get_by_text("nbgradient feedback")).to_be_visible()
    settings = course.root / "nbgrader_config.py"
    kept = settings.read_text()
    settings.write_text(f"{kept}\nc.Exchange.root = {str(tmp_path)!r}\n")
    try:
        page.reload()
        expect(page.locator(".release-feedback a")).to_have_count(len(ANSWERS))
        assert page.locator(".marker-disabled, .marker-exchange").count() == 0
    finally:
        settings.write_text(kept)
