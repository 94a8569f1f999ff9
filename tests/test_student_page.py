"""The page that a student gets: points by exercise, what failed and why, then the notebooks."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page, Route
from small_course import graded

from firststeps import browser
from nbgradient.course.exercises import exercises
from nbgradient.examiner.outputs import error_output
from nbgradient.pages import student
from nbgradient.pages.marked import Mark, Marked
from nbgradient.pages.student import errors, outputs, paths
from nbgradient.pages.student.texts import Texts
from nbgradient.safe.pictures import Beside, address_of_data

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="3000"><script>fetch("x")</script></svg>'
_LIBRARY = "/opt/course/.venv/lib/python3.11/site-packages/numpy/linalg/_linalg.py"

TRACE = [
    "-" * 75,
    "\x1b[0;31mLinAlgError\x1b[0m                Traceback (most recent call last)",
    "Cell \x1b[0;32mIn[3], line 2\x1b[0m\n      1 x = 1\n\x1b[0;32m----> 2 inv(x)\x1b[0m\n",
    f"File \x1b[0;32m{_LIBRARY}:641\x1b[0m",
    *(f"    {line} {'long ' * 40}" for line in range(30)),
    "\x1b[0;32m--> 641 _assert(a)\x1b[0m \x1b[38;5;28;01mreturn\x1b[39;00m \x1b[48;5;16mx\x1b[0m",
    "File \x1b[0;32m~/main/tools.py:3\x1b[0m",
    "\x1b[0;31mLinAlgError\x1b[0m: It must be square",
]


def test_cell(name: str, points: float, *outputs: NotebookNode) -> NotebookNode:
    cell = new_code_cell("assert relu(-1) == 0", outputs=list(outputs))
    return graded(cell, name, grade=True, locked=True, points=points)


test_cell.__test__ = False  # type: ignore[attr-defined]


def answer(text: str, name: str, points: float) -> NotebookNode:
    return graded(new_markdown_cell(text), name, grade=True, solution=True, points=points)


def notebook() -> NotebookNode:
    """Two exercises and two questions, with all that is wider than a phone."""
    failed = error_output("AssertionError", "relu(-1) should be 0.\nNot -1.")
    long = new_output("stream", text="\n".join("x" * 500 for _ in range(300)))
    table = "<table>" + "<tr>" + "<td>number</td>" * 60 + "</tr>" + "</table>"
    pictures = [
        new_output("display_data", data={"image/svg+xml": SVG}),
        *(new_output("display_data", data={f"image/{kind}": PIXEL}) for kind in ("gif", "webp")),
        new_output("display_data", data={"text/html": "<script>x</script>", "image/png": PIXEL}),
        new_output("display_data", data={"text/html": table}),
    ]
    failure = error_output("LinAlgError", "It must be square")
    formula = (
        r"$$\begin{bmatrix} " + " & ".join(f"x_{{{n}}}" for n in range(60)) + r" \end{bmatrix}$$"
    )
    own = new_markdown_cell("# My own heading\n\n" + "word" * 200)
    own["id"] = "extra-1"
    return new_notebook(
        cells=[
            new_markdown_cell("# A title"),
            new_markdown_cell("## Part\n\n### Exercise 1 · The *rectifier* (3 points)\n\n$x^2$"),
            graded(new_code_cell("def relu(x):  # " + "long " * 99), "relu", solution=True),
            own,
            test_cell("test_relu", 2, failed),
            test_cell("test_relu_more", 1),
            new_markdown_cell(f"### Question 1 · Why?\n\n{formula}"),
            answer(r"Because $e^{-x} > 0$, and | so |" + " wide |" * 40, "q_why", 3),
            new_markdown_cell("### Question 2 · What?"),
            answer('I *know* <b style="color: #222">it</b>.', "q_what", 2),
            new_code_cell("inv(x)", outputs=[long, failure]),
            new_code_cell("show()", outputs=pictures),
        ]
    )  # fmt: skip


MARKS = {
    "test_relu": Mark(0, 2),
    "test_relu_more": Mark(1, 1),
    "q_why": Mark(0, 3, waits=True),
    "q_what": Mark(2.5, 2, extra=0.5),
}
COMMENTS = {"q_what": "Well **said**.", "q_why": None, "relu": None}


def made(**marked: float) -> str:
    shown = notebook()
    shown.cells[10].outputs[1].traceback = TRACE
    return student.page("first", {"one": shown}, {"one": Marked(MARKS, COMMENTS, **marked)}, {})


@pytest.fixture(scope="module")
def tree() -> BeautifulSoup:
    return BeautifulSoup(made(late_penalty=0.25), "html.parser")


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def test_the_total_says_that_it_is_so_far_and_what_waits(tree: BeautifulSoup) -> None:
    assert words(tree.select_one(".total")) == "3.25 of 8 points so far"
    header = words(tree.header)
    assert "3 points wait for a person: this is not the final mark." in header
    assert "Late penalty: −0.25 points" in header
    assert "Extra credit: 0.5 points" in header


def test_a_total_that_is_final_does_not_say_so_far() -> None:
    marks = {**MARKS, "q_why": Mark(3, 3)}
    page = student.page("first", {"one": notebook()}, {"one": Marked(marks, {})}, {})
    header = words(BeautifulSoup(page, "html.parser").header)
    assert header == "first 6.5 of 8 points Extra credit: 0.5 points, which are in the total."


def test_exercises_are_named_by_the_instructors_headings(tree: BeautifulSoup) -> None:
    rows = tree.select(".exercise")
    assert [words(row.a) for row in rows] == [
        "Exercise 1 · The rectifier",
        "Question 1 · Why?",
        "Question 2 · What?",
    ]
    assert [words(row.select_one(".number")) for row in rows] == ["1 / 3", "– / 3", "2.5 / 2"]
    assert [words(row.select_one(".verdicts")) for row in rows] == [
        "✗ 1 of 2 failed",
        "… waits for a person",
        "• marked by a person",
    ]


def test_a_failed_test_says_why_and_leads_to_its_cell(tree: BeautifulSoup) -> None:
    (told,) = tree.select(".told li")
    assert words(told) == "test_relu ✗ failed 0 / 2 relu(-1) should be 0."
    assert told.a is not None
    cell = tree.find(id=str(told.a["href"]).removeprefix("#"))
    assert isinstance(cell, Tag)
    assert "Not -1." in words(cell.select_one(".message"))


def test_every_link_of_the_page_leads_somewhere(tree: BeautifulSoup) -> None:
    names = [str(tag["id"]) for tag in tree(id=True)]
    assert len(names) == len(set(names))
    assert {str(link["href"])[1:] for link in tree("a", href=re.compile("^#"))} <= set(names)


def test_a_persons_comment_stands_at_its_answer(tree: BeautifulSoup) -> None:
    (comment,) = tree.select(".comment")
    assert words(comment) == "Comment Well said."
    assert comment.strong is not None


def test_no_heading_skips_a_level(tree: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in tree(re.compile("^h[1-6]$"))]
    assert levels[:3] == [1, 2, 2]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_picture_has_a_text_and_stands_in_the_page(tree: BeautifulSoup) -> None:
    images = tree("img")
    assert [str(image["src"]).partition(";")[0] for image in images] == [
        "data:image/svg+xml", "data:image/gif", "data:image/webp", "data:image/png",
    ]  # fmt: skip
    assert {image["alt"] for image in images} == {"Output of cell number 12"}


def test_an_error_shows_its_line_first_and_folds_the_rest(tree: BeautifulSoup) -> None:
    error = tree.select(".error")[-1]
    assert words(error.select_one(".message")) == "LinAlgError: It must be square"
    assert words(error.pre) == "→ inv(x)"
    assert error.details is not None and not error.details.has_attr("open")
    assert "numpy/linalg/_linalg.py:641" in error.details.get_text()


def test_a_test_of_several_lines_tells_no_more_than_its_first_and_the_message() -> None:
    failed = error_output("AssertionError", "wrong")
    failed.traceback.insert(0, "----> assert f(\n    x,\n)\n")
    error = errors.of(failed)
    assert (error.line, error.message, error.trace) == ("assert f(", "wrong", "")


def test_no_path_of_the_machine_is_in_the_page(tree: BeautifulSoup) -> None:
    assert not re.search(r"/opt/|/home/|~/|site-packages", tree.get_text())


@pytest.mark.parametrize(
    "said, shown",
    [
        ('File "/home/a b/x y.py", line 3', 'File "…/x y.py", line 3'),
        ("/tmp/ipykernel_1/2.py:1: UserWarning", "…/2.py:1: UserWarning"),
        ("\x1b[0;32m/usr/lib/python3.11/json/x.py\x1b[0m", "\x1b[0;32mpython3.11/json/x.py\x1b[0m"),
        ("/opt/x/site-packages/torch/nn/x.py", "torch/nn/x.py"),
        ("1/2/3 and https://numpy.org/doc/x </b>", "1/2/3 and https://numpy.org/doc/x </b>"),
        ("data:image/jpeg;base64,/9j/4AA/Q", "data:image/jpeg;base64,/9j/4AA/Q"),
    ],
)  # fmt: skip
def test_a_path_is_shortened_to_what_it_tells(said: str, shown: str) -> None:
    assert paths.shortened(said) == shown


@pytest.mark.parametrize(
    "text",
    ["/a" * 300_000, "'/" * 200_000, '"/a ' * 100_000, "~/" * 300_000, '"' + "/" * 500_000],
)
@pytest.mark.timeout(20)
def test_no_text_takes_long_to_be_looked_through_for_paths(text: str) -> None:
    paths.shortened(text)


@pytest.mark.timeout(20)
def test_what_looks_like_a_style_takes_no_time_and_stays() -> None:
    printed = "\x1b[" + "1" * 100 + "m" + ' style=""' * 100_000
    assert errors.terminal(printed).count("style") == 100_000
    assert "style=" not in errors.terminal("\x1b[38;2;1;2;3mred\x1b[0m")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("html", [f"<br>{'a' * 300_000}", f"<p>{' ' * 300_000}a", "<b>x</b>"])
def test_html_that_says_something_is_shown_and_soon(html: str) -> None:
    output = new_output("display_data", {"text/html": html, "text/plain": "instead"})
    (found,) = outputs.of(new_code_cell("x", outputs=[output]), Texts(Beside(lambda _: None), 2))
    assert found.html


@pytest.mark.timeout(20)
def test_headings_are_soon_found_and_have_single_spaces() -> None:
    text = f"## A   title ({'1' * 9} points) ##\n\n# a{chr(9) * 25_000}b\n\n# {' ' * 25_000}"
    cells = [new_markdown_cell(text), test_cell("t", 1)]
    (found,) = exercises(new_notebook(cells=cells))
    assert found.title == "a b"


def test_the_summary_of_an_error_is_one_short_line() -> None:
    error = errors.of(error_output("ValueError", f"\n\nwrong {'x' * 5_000}\nmore"))
    assert error.summary.startswith("ValueError: wrong xxx")
    assert len(error.summary) <= errors.MOST_LINE + 1 and "\n" not in error.summary


def test_a_long_output_shows_its_beginning(tree: BeautifulSoup) -> None:
    output = next(tag for tag in tree.select(".output") if "300 lines" in tag.get_text())
    assert output.pre is not None and output.details is not None
    assert output.pre.get_text().count("\n") < 10
    assert output.details.get_text().count("x" * 500) == 300


def test_what_could_not_be_graded_is_told_with_its_points() -> None:
    shown = new_notebook(cells=[new_markdown_cell("# Not graded: 0 points\n\none.ipynb is empty.")])
    page = student.page("first", {"one": shown}, {"one": Marked(MARKS, {})}, {})
    tree = BeautifulSoup(page, "html.parser")
    assert words(tree.select_one(".exercise a")) == "one.ipynb"
    assert words(tree.select_one(".verdicts")) == "… waits for a person"
    refused = Marked({"test_relu": Mark(0, 2), "q_why": Mark(0, 3)}, {})
    page = student.page("first", {"one": shown}, {"one": refused}, {})
    tree = BeautifulSoup(page, "html.parser")
    assert words(tree.select_one(".verdicts")) == "✗ not graded"
    assert "one.ipynb is empty." in words(tree.select_one(".notebook"))


def test_a_file_handed_in_beside_the_notebook_is_shown_where_it_is_named() -> None:
    text = "![a sketch](pictures/my%20sketch.png) ![gone](gone.png) <img alt=b src='x.txt'>"
    files = {"pictures/my sketch.png": base64.b64decode(PIXEL), "x.txt": b"text"}
    shown = new_notebook(cells=[new_markdown_cell(text)])
    page = student.page("first", {"one": shown}, {"one": Marked({}, {})}, files)
    soup = BeautifulSoup(page, "html.parser")
    (image,) = soup("img")
    assert (image["alt"], image["src"]) == ("a sketch", f"data:image/png;base64,{PIXEL}")
    assert "gone.png" in soup.get_text() and "x.txt" in soup.get_text()


def test_points_are_summed_up_over_notebooks() -> None:
    shown = {name: notebook() for name in ("one", "two")}
    marked = {name: Marked(MARKS, {}, late_penalty=1) for name in shown}
    tree = BeautifulSoup(student.page("first", shown, marked, {}), "html.parser")
    assert words(tree.select_one(".total")) == "5 of 16 points so far"
    names = [words(tag) for tag in tree.select("section:first-of-type h3")]
    assert names == [f"{name} 3.5 / 8 so far, late penalty −1" for name in shown]


@pytest.mark.parametrize(
    "mark, is_test, message, is_open, said",
    [
        (Mark(2, 2), True, "", False, "✓ passed"),
        (Mark(1, 2), True, "", False, "◐ partly passed"),
        (Mark(0, 0), True, "wrong", False, "✗ failed"),
        (Mark(0, 0), True, "", False, "✓ passed"),
        (Mark(2, 2), True, "wrong", False, "✓ points given by a person"),
        (Mark(0, 2, waits=True), True, "wrong", False, "… waits for a person"),
        (Mark(1, 2, waits=True), False, "", False, "… waits for a person again"),
        (Mark(0, 2), False, "", True, "✗ no answer"),
        (Mark(0, 2), False, "", False, "• marked by a person"),
    ],
)
def test_what_became_of_a_cell_is_said_in_words_and_with_a_sign(
    mark: Mark, is_test: bool, message: str, is_open: bool, said: str
) -> None:
    item = student.Item("x", mark, student.cells.Cell("a", "x"), is_test, message, is_open)
    assert f"{item.state.value} {item.words}" == said


def test_a_picture_that_is_none_is_not_shown() -> None:
    assert address_of_data("image/png", 'x" onerror="y') is None
    assert address_of_data("image/svg+xml", '<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>') is None
    assert address_of_data("image/svg+xml", SVG) == (
        f"data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}"
    )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if browser.CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with browser.chromium() as started:
        yield started


@pytest.fixture
def asked() -> list[str]:
    """What a page has asked for."""
    return []


@pytest.fixture(params=["light", "dark"])
def phone(
    request: pytest.FixtureRequest, chromium: Browser, asked: list[str], tmp_path
) -> Iterator[Page]:
    """The page on a phone, with all that is folded unfolded."""
    path = tmp_path / "first.html"
    path.write_text(made())
    shown = chromium.new_page(viewport={"width": 375, "height": 800}, color_scheme=request.param)

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    shown.route("**/*", note)
    shown.goto(path.as_uri())
    shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    yield shown
    shown.close()


def test_nothing_is_wider_than_a_phone_and_nothing_is_asked_for(
    phone: Page, asked: list[str]
) -> None:
    width = phone.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1] == 375
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert phone.locator("math").count() >= 3


#: The contrast of each text with what is behind it, where that is one colour: the least, and whose.
CONTRAST = """() => {
    const light = colour => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        const [R, G, B] = [r, g, b].map(v => v / 255)
            .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return [.2126 * R + .7152 * G + .0722 * B, a];
    };
    const behind = it => {
        for (; it; it = it.parentElement) {
            const [value, a] = light(getComputedStyle(it).backgroundColor);
            if (a > 0) return value;
        }
        return 1;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = [99, ""];
    while (walker.nextNode()) {
        const it = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || it.closest("style")) continue;
        const [a, b] = [light(getComputedStyle(it).color)[0], behind(it)];
        const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (contrast < least[0]) least = [contrast, walker.currentNode.data];
    }
    return least;
}"""


def test_every_text_stands_out(phone: Page) -> None:
    least, text = phone.evaluate(CONTRAST)
    assert least >= 4.5, text
