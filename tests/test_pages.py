"""A student's work is shown as it was meant, and nothing of it runs in the browser."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import hostile
import nbformat
import pytest
from bs4 import BeautifulSoup
from graded import give_back, grade
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, Route
from small_course import hand_in, make, solved

from firststeps import browser
from nbgradient.course import notebooks
from nbgradient.examiner import outputs
from nbgradient.safe.formulas import ATTRIBUTES, ELEMENTS

pytestmark = [pytest.mark.slow]

FORMGRADER = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"


@dataclass(frozen=True)
class Look:
    """How a page says things: what an answer is called, and where texts and graded cells are."""

    answer: str
    text: str
    cell: str


STUDENTS = Look("Your answer", ".text", ".cell.graded")
FORMGRADERS = Look("Student's answer", ".rendered_html", ".nbgrader_cell")


@dataclass
class Shown:
    """A page in Chromium, without a network, and the attacks that got as far as to use one."""

    page: Page
    look: Look
    calls: set[str] = field(default_factory=set)

    def open(self, address: str) -> Shown:
        """Show ``address``, and wait for what it starts."""
        self.page.route("**/*", self._answer)
        self.page.goto(address)
        self.page.wait_for_timeout(1_500)
        return self

    def await_calls(self, expected: set[str]) -> None:
        """Wait until all of ``expected`` have come, but not for ever."""
        for _ in range(100):
            if expected <= self.calls:
                return
            self.page.wait_for_timeout(300)

    def _answer(self, route: Route) -> None:
        address = route.request.url
        if hostile.HOST in address:
            self.calls.add(address.rsplit("/", 1)[1])
        if address.startswith(("file:", "data:", "http://127.0.0.1:")):
            route.continue_()
        else:
            route.abort()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which a hostile submission has been graded, and outputs have been forged."""
    root = make(tmp_path_factory.mktemp("pages"))
    two = solved()
    answer = dict(notebooks.cells(two))["q_double"]
    answer.source = "![my sketch](attachment:my%20sketch.png) ![another](attachment:gone.png)"
    answer.attachments = {"my sketch.png": {"image/png": hostile.PIXEL}}
    hand_in(root, "mallory", one=hostile.submission(), two=two)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGRADIENT_DATA", str(root))
        outcomes = grade(root, jobs=1).values()
    assert [(outcome.error, outcome.remarks) for outcome in outcomes] == [(None, {})]
    path = root / "autograded" / "mallory" / "first" / "one.ipynb"
    notebook = notebooks.read(path)
    notebook.cells += hostile.forged()
    path.chmod(0o644)
    nbformat.write(notebook, path)
    with _gradebook(root) as book:
        name = f"<img src=x onerror={hostile.call('student')}>"
        book.update_or_create_student("mallory", first_name=name, last_name=name)
    return root


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if browser.CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with browser.chromium() as started:
        yield started


def _gradebook(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}")


@contextlib.contextmanager
def feedback(root: Path) -> Iterator[str]:
    """The address of the feedback page that nbgrader's own command makes."""
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    command = [nbgrader, "generate_feedback", "first", "--force"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    yield (root / "feedback" / "mallory" / "first" / "first.html").as_uri()


@contextlib.contextmanager
def formgrader(root: Path) -> Iterator[str]:
    """The address of formgrader's page in a JupyterLab that was started in ``root``."""
    with _gradebook(root) as book:
        found = book.find_submission_notebook("one", "first", "mallory").id
    with browser.jupyter_lab(root, FORMGRADER) as address:
        yield address.replace("/lab", f"/formgrader/submissions/{found}/")


@pytest.fixture(scope="module", params=[feedback, formgrader])
def shown(request: pytest.FixtureRequest, graded: Path, chromium: Browser) -> Iterator[Shown]:
    look = STUDENTS if request.param is feedback else FORMGRADERS
    with request.param(graded) as address:
        yield Shown(chromium.new_page(), look).open(address)


def test_nothing_of_a_submission_runs_or_asks_for_anything(shown: Shown) -> None:
    assert shown.page.get_by_text(shown.look.answer).count() >= 2
    assert shown.calls == set()


def test_the_same_attacks_succeed_where_nothing_is_cleaned(
    graded: Path, tmp_path: Path, chromium: Browser
) -> None:
    root = tmp_path / "unprotected"
    shutil.copytree(graded, root)
    with (root / "nbgrader_config.py").open("a") as settings:
        settings.write("del c.HTMLExporter\n")
    with formgrader(root) as address:
        shown = Shown(chromium.new_page(), FORMGRADERS).open(address)
    work = (root / "autograded" / "mallory" / "first" / "one.ipynb").read_text()
    tried = set(re.findall(rf"{hostile.HOST}/([\w-]+)", work)) - {"x", "link"}
    cleaned_when_graded = {"magic", "ran"}
    expected = (tried | {"student", "out-frame"}) - hostile.VAIN - cleaned_when_graded
    shown.await_calls(expected)
    assert shown.calls == expected


def test_a_link_leads_to_another_site_or_nowhere(shown: Shown) -> None:
    links = shown.page.locator(f"{shown.look.text} a[href]")
    found = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert found == ["https://numpy.org/?a=1&b=2"]


@pytest.mark.parametrize("shown", [feedback], indirect=True)
def test_a_formula_is_mathml_and_nothing_else_in_it(shown: Shown) -> None:
    parts = shown.page.locator("math, math *").evaluate_all(
        "all => all.map(it => [it.localName, ...it.getAttributeNames()])"
    )
    assert len(parts) > 5
    assert {name for name, *_ in parts} <= ELEMENTS
    assert {name for _, *names in parts for name in names} <= {*ATTRIBUTES, "class"}
    assert shown.page.get_by_text("tex-href").count() == 1


@pytest.mark.parametrize("shown", [formgrader], indirect=True)
def test_a_formula_has_no_command_that_makes_a_link_or_a_style(shown: Shown) -> None:
    texts = shown.page.locator(".rendered_html, .output_subarea").all_inner_texts()
    formulas = [text for text in texts if "$" in text]
    assert len(formulas) > len(hostile.FORMULAS)
    assert not re.findall(
        r"\\(?:bbox|class|cssId|href|mmlToken|require|style|texttip)\b", "".join(formulas)
    )


def test_an_answer_stays_in_its_place(shown: Shown) -> None:
    answer = shown.page.locator(shown.look.cell, has_text="It is ").first
    assert "outside" in answer.inner_text()
    for text in shown.page.get_by_text("cover", exact=True).all():
        assert text.evaluate("it => getComputedStyle(it).position") == "static"
    odd = ":is([id], .full-credit, form, input, button)"
    assert shown.page.locator(f"{shown.look.text} {odd}").count() == 0


def test_an_honest_answer_is_shown_as_it_was_meant(shown: Shown) -> None:
    answer = shown.page.locator(shown.look.text, has_text="It is ").first
    if shown.look is STUDENTS:
        answer.locator("math").first.evaluate("it => it.replaceWith(`$p_i < q_i$`)")
    assert (
        'It is a <b> b if a < b & "quoted" text; $p_i < q_i$ and the docs.' in answer.inner_text()
    )
    assert answer.locator("code", has_text="a <b> b").count() == 1
    assert answer.locator("pre").inner_text().strip() == 'print("<b>not bold</b>")'
    assert answer.locator("pre .nb").inner_text() == "print"
    assert answer.locator("td").all_inner_texts() == ["one", "1"]
    right = answer.locator("td").last.evaluate("cell => getComputedStyle(cell).textAlign")
    assert right == "right"


def test_a_table_of_pandas_and_a_figure_are_shown(shown: Shown) -> None:
    table = shown.page.locator("table.dataframe")
    assert table.locator("th, td").all_inner_texts() == ["", "made", "0", "by <b>pandas</b>"]
    assert ".dataframe" not in shown.page.locator("body").inner_text()
    widths = shown.page.locator("img").evaluate_all("all => all.map(it => it.naturalWidth)")
    assert max(widths) > 200


@pytest.mark.parametrize("shown", [formgrader], indirect=True)
def test_marks_are_given_in_formgrader(graded: Path, shown: Shown) -> None:
    score = shown.page.locator("#q_double")
    score.fill("1.5")
    with shown.page.expect_response("**/api/grade/*"):
        score.press("Tab")
    with _gradebook(graded) as book:
        grade = book.find_grade("q_double", "one", "first", "mallory")
        assert grade.manual_score == 1.5


def test_an_attached_picture_is_shown_and_a_missing_one_costs_no_page(graded: Path) -> None:
    give_back(graded, provisional=True)
    page = BeautifulSoup(
        (graded / "feedback" / "mallory" / "first" / "first.html").read_text(), "html.parser"
    )
    shown = {image.get("alt"): image.get("src") for image in page("img")}
    assert shown["my sketch"] == f"data:image/png;base64,{hostile.PIXEL}"
    assert "[The picture gone.png is not shown: it is not attached to the cell.]" in page.get_text()


def test_an_output_holds_no_script_once_it_is_graded() -> None:
    script = {"application/javascript": "x", "text/html": "<script>x</script><td>1<td>"}
    both = {"output_type": "display_data", "data": script, "metadata": {"isolated": True}}
    (output,) = outputs.clean([both], 1)
    assert output.data == {"text/html": "1"}
    assert output.metadata == {}
