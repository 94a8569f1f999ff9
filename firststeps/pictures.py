"""The pictures of the docs: an exercise in JupyterLab, a page that goes back to a student, marking
in formgrader, and the report on a class.

They are taken in a real browser of what a fresh clone holds: the release, with an answer typed in;
the work of a student of the demo, graded on the engine; and a class that was made up.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize

from firststeps import browser
from firststeps.demo import classroom
from firststeps.demo.students import alan
from firststeps.made_up_class import MadeUpClass
from nbgradient.course.folders import SETTINGS, Course, CourseError
from nbgradient.course.notebooks import cells, read
from nbgradient.grading import run
from nbgradient.grading.database import gradebook
from nbgradient.grading.giving_back.giving import Asked, give_back
from nbgradient.grading.standing import Standings
from nbgradient.reporting.gather import gather
from nbgradient.reporting.page import page as report_page

#: The name of the assignment, and of its notebook.
SOFTMAX = "softmax"

#: What a student types into exercise 3.
ANSWER = """\
    exponentials = np.exp(x)
    return exponentials / np.sum(exponentials)"""

#: Cells with what the test needs, then the exercise and the test, each by a text that it holds and
#: no cell before it does.
CELLS = (
    "import matplotlib.pyplot as plt",
    "def as_numbers",
    "def outcome",
    "def softmax(x):",
    "PyTorch's softmax gives other",
)

#: The assignments, and the students, of the class that is made up.
TAUGHT, STUDENTS = (SOFTMAX, "logreg"), 60

#: The question that is marked, what a student answered, and what was said to others, how often.
QUESTION = "q_largest_output"
WRITTEN = """\
I would set *medium* to 10 and the other two to −10: then medium gets 0.999999996.

That is the largest possible probability, because the sliders end there."""
REMARKS = {
    "The logits may be any numbers: what happens beyond the ends of the sliders?": 4,
    "Right: only the distance counts.": 2,
    "And what if all three are moved by the same amount?": 1,
}

#: Twice the pixels, so that letters are sharp on any screen, and few colours, so that files stay
#: small.
_SCALE = 2
_COLOURS = 128

#: Windows as wide as the longest line needs.
_LAB: ViewportSize = {"width": 930, "height": 1400}
_PAGE: ViewportSize = {"width": 1000, "height": 1400}
_FORM: ViewportSize = {"width": 1200, "height": 1400}

#: What is left free around a part of a page, and below the last cell in JupyterLab.
_MARGIN = 16
_GAP = 4

_HIDE_RIGHT_BAR = 'jupyterapp.commands.execute("application:toggle-side-tabbar", { side: "right" })'

#: The blocks of code, output, messages and model answers in an area: their texts, and whether a
#: line is too wide for them.
_BLOCKS = """({ y, height }) => [
    ...document.querySelectorAll("pre, .cm-scroller, .message, .marker-scheme")]
    .map(block => [block, block.getBoundingClientRect()])
    .filter(([, at]) => y <= at.top + scrollY && at.bottom + scrollY <= y + height)
    .map(([block]) => [block.innerText, block.scrollWidth > block.clientWidth])"""


def make(course: Course, folder: Path) -> Iterator[Path]:
    """Take all pictures, into ``folder``, and give the path of each once it is there.

    Raises:
        CourseError: there is no Chromium, submissions cannot be sandboxed here, or what a picture
            is to show is not there.
    """
    browser.require_chromium()
    folder.mkdir(parents=True, exist_ok=True)
    for name, take in PICTURES.items():
        take(course, folder / name)
        yield folder / name


def exercise(course: Course, picture: Path) -> None:
    """JupyterLab with exercise 3 of the released notebook, answered by hand; its tests pass."""
    released = course.root / "release" / SOFTMAX / f"{SOFTMAX}.ipynb"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(released, folder)
        with (
            browser.jupyter_lab(Path(folder)) as address,
            browser.open_notebook(
                address, released.name, viewport=_LAB, device_scale_factor=_SCALE
            ) as page,
        ):
            page.keyboard.press("Control+b")
            page.evaluate(_HIDE_RIGHT_BAR)
            answered = browser.cell_with(page, "def softmax(x):")
            browser.type_into(page, answered, filled_in(released, ANSWER))
            for text in CELLS:
                if said := browser.run_cell(page, browser.cell_with(page, text)):
                    raise CourseError(f"A picture of tests that pass cannot be taken: {said}")
            _save(page)
            area = _end_with(page, browser.cell_with(page, CELLS[-1]))
            _photograph(page, area, picture, shows=ANSWER)


def _save(page: Page) -> None:
    """Save the notebook, and wait until JupyterLab says no more of it."""
    page.keyboard.press("Control+s")
    said = page.get_by_text("Saving completed")
    said.wait_for()
    said.wait_for(state="hidden")


def _end_with(page: Page, last: Locator) -> FloatRect:
    """Scroll to exercise 3, and make the window so low that the cell ``last`` is its last one."""
    browser.cell_with(page, "Exercise 3 ·").evaluate("cell => cell.scrollIntoView()")
    panel, at = _box(page.locator(".jp-NotebookPanel-notebook")), _box(last)
    height = round(at["y"] + at["height"] + _LAB["height"] - panel["y"] - panel["height"]) + _GAP
    page.set_viewport_size({"width": _LAB["width"], "height": height})
    return {"x": 0, "y": 0, "width": _LAB["width"], "height": height}


def filled_in(released: Path, answer: str) -> str:
    """The cell of exercise 3 in ``released``, with ``answer`` where it says YOUR CODE HERE."""
    source = dict(cells(read(released)))["softmax"].source
    return source.split("    # YOUR CODE HERE")[0] + answer


def feedback(course: Course, picture: Path) -> None:
    """What a student of the demo reads first: points by exercise, and why tests failed."""
    with tempfile.TemporaryDirectory() as folder:
        given_back = _graded(course, Path(folder)).root / "feedback" / alan.__name__
        with browser.chromium() as chromium:
            page = chromium.new_page(viewport=_PAGE, device_scale_factor=_SCALE, offline=True)
            page.goto((given_back / SOFTMAX / f"{SOFTMAX}.html").as_uri())
            last = page.locator(".exercises > li", has_text="Exercise 4 ·")
            area = _from_to(page.locator("header"), last)
            area["height"] -= _MARGIN  # where the next row begins
            _photograph(page, area, picture, shows="The probabilities should sum to 1")


def report(course: Course, picture: Path) -> None:
    """The exercises of an assignment in the report on a class that is made up."""
    with tempfile.TemporaryDirectory() as folder:
        made = _reported(course, Path(folder))
        with browser.chromium() as chromium:
            page = chromium.new_page(viewport=_PAGE, device_scale_factor=_SCALE, offline=True)
            page.goto(made.as_uri())
            mistakes = page.locator(".exercises details").first
            mistakes.evaluate("details => { details.open = true }")
            exercises = page.locator("img.plot[alt*='exercise']").first
            area = _from_to(exercises, mistakes)
            area["width"] = _PAGE["width"]  # the table is wider than the plot
            _take(page, area, picture)


def _reported(course: Course, folder: Path) -> Path:
    """The report on a class that is made up, in a course in ``folder``."""
    own = Course(folder)
    shutil.copy(course.root / SETTINGS, folder)
    for name in TAUGHT:
        shutil.copytree(course.root / "source" / name, folder / "source" / name)
    MadeUpClass(own, STUDENTS).write()
    target = folder / "report.html"
    target.write_text(report_page(gather(own), folder, target))
    return target


def _box(element: Locator) -> FloatRect:
    box = element.bounding_box()
    if box is None:
        raise CourseError("A picture cannot be taken: a part of the page does not show.")
    return box


def _from_to(first: Locator, last: Locator) -> FloatRect:
    """The part of a page from one element to another below it, as wide as the first."""
    top, bottom = _box(first), _box(last)
    return {
        "x": top["x"] - _MARGIN,
        "y": top["y"] - _MARGIN,
        "width": top["width"] + 2 * _MARGIN,
        "height": bottom["y"] + bottom["height"] - top["y"] + 2 * _MARGIN,
    }


def marking(course: Course, picture: Path) -> None:
    """Formgrader with a question that a student answered half right, and the marker's comment."""
    with tempfile.TemporaryDirectory() as folder:
        demo = _graded(course, Path(folder), {QUESTION: WRITTEN})
        shown = _say_to_others(demo)
        with (
            browser.jupyter_lab(demo.root, browser.FORMGRADER) as address,
            browser.chromium() as chromium,
        ):
            page = chromium.new_page(viewport=_FORM, device_scale_factor=_SCALE)
            browser.stay_here(page)
            page.goto(address.replace("/lab", f"/formgrader/submissions/{shown}/"))
            page.wait_for_function("() => formgrader.comments?.loaded && formgrader.grades.loaded")
            page.locator(f"#{QUESTION}").fill("2")
            page.locator(".marker-comments button", has_text=next(iter(REMARKS))).click()
            page.wait_for_timeout(1_000)  # nbgrader scrolls to what has the focus
            page.evaluate("scrollTo(0, 0)")
            heading = page.locator("h3", has_text="Question 3 ·")
            answer = page.locator(".nbgrader_cell", has=page.locator(f"#{QUESTION}"))
            _photograph(page, _from_to(heading, answer), picture, shows="Mark scheme")


def _say_to_others(demo: Course) -> str:
    """Say what is to be offered again, and give the id of Alan's submission."""
    with gradebook.open_gradebook(gradebook.open_course(demo.root)) as book:
        every = [text for text, times in REMARKS.items() for _ in range(times)]
        for number, text in enumerate(every):
            student = book.update_or_create_student(f"student{number}").id
            book.update_or_create_submission(SOFTMAX, student)
            said = book.find_comment(QUESTION, SOFTMAX, SOFTMAX, student)
            said.manual_comment = text
        book.db.commit()
        return book.find_submission_notebook(SOFTMAX, SOFTMAX, alan.__name__).id


def _graded(course: Course, folder: Path, answers: dict[str, str] | None = None) -> Course:
    """The demo, where Alan's work was graded, who makes the mistakes that many make.

    To questions he may give other ``answers``.
    """
    demo = Course(folder / "demo")
    classroom.set_up(demo, course)
    classroom.release(SOFTMAX, demo, course)
    handed_in = demo.root / "submitted" / alan.__name__ / SOFTMAX / f"{SOFTMAX}.ipynb"
    work = read(handed_in)
    for name, text in (answers or {}).items():
        dict(cells(work))[name].source = text
    nbformat.write(work, handed_in)
    standings = Standings(demo)
    run.enter(SOFTMAX, standings)
    todo = run.waiting(SOFTMAX, standings, students={alan.__name__})
    with run.Grader(demo, jobs=1) as grader:
        for outcome in grader.grade(todo, standings):
            if outcome.error:
                raise CourseError(outcome.error)
        give_back(standings, [SOFTMAX], Asked(provisional=True), grader.pool)
    return demo


def _photograph(page: Page, area: FloatRect, picture: Path, shows: str) -> None:
    """Photograph an ``area`` of ``page``, if all its lines of code and output are whole.

    Raises:
        CourseError: a line is not, or none of them ``shows`` what the picture is taken for.
    """
    page.wait_for_timeout(1_000)
    blocks = page.evaluate(_BLOCKS, area)
    if cut := [text for text, is_cut in blocks if is_cut]:
        raise CourseError(f"{picture.name} would cut a line of this in the middle: {cut[0]}")
    if not any(shows in text for text, _ in blocks):
        raise CourseError(f"{picture.name} would not show this: {shows}")
    _take(page, area, picture)


def _take(page: Page, area: FloatRect, picture: Path) -> None:
    """Photograph an ``area`` of ``page``, whatever it shows."""
    taken = Image.open(io.BytesIO(page.screenshot(clip=area, full_page=True)))
    taken.convert("RGB").quantize(_COLOURS).save(picture, optimize=True)


#: What each picture in docs/pictures/ is taken by; ``nbgradient certify`` draws the others.
PICTURES: dict[str, Callable[[Course, Path], None]] = {
    "exercise.png": exercise,
    "feedback.png": feedback,
    "report.png": report,
    "marking.png": marking,
}
