"""What would take a page minutes is shown as the text that it is; what is honest is not."""

from __future__ import annotations

import re
from html import unescape

import drawn
import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader import handlers
from repository import ROOT
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from nbgradient.course.folders import CourseError
from nbgradient.pages import student
from nbgradient.pages.marked import Marked
from nbgradient.pages.student.texts import MOST_IN_PAGE, Texts
from nbgradient.safe import html as safe_html
from nbgradient.safe.html import MOST_DEPTH, MOST_TAGS, clean, clean_output
from nbgradient.safe.markdown import MOST_CHARACTERS, to_html
from nbgradient.safe.pictures import MOST_TIMES, Beside
from nbgradient.safe.text import MOST_CODE, MOST_PRINTED, MOST_SHOWN, coloured, highlight_code

#: Each character may need five in HTML; what is around the text is short.
MOST_HTML = 5 * MOST_SHOWN + 500

MARKUP = {
    "opened in each paragraph": "<p>" + "".join(f"<b t={i}>" for i in range(400)) + "<p>x" * 400,
    "nested": "<foo>" + "<div>" * (MOST_DEPTH + 1),
    "many tags": "<hr>" * (MOST_TAGS + 1),
    "no tags": "<" * 200_000,
    "comments without an end": "<!--" * 100_000,
    "entities": "&" * (safe_html.MOST_ENTITIES + 1),
    "long": "a" * (safe_html.MOST_CHARACTERS + 1),
}

WRITTEN = {
    "formulas without an end": "\\begin{a}" * 5_000,
    "brackets of LaTeX": "\\\\[" * 7_000,
    "dollars": "$ \n\n" * 5_000,
    "one long address for many links": f"[x]: http://{'a' * 10_000}\n\n" + "[x]" * 10_000,
    "quotes in lists": "- a\n> $$\n" * 1_000,
    "spaces": "[a]" + " " * 45_000 + "(",
    "tabs in a heading": "# a" + "\t" * 25_000 + "b",
    "long": "word " * (MOST_CHARACTERS // 5 + 1),
}

CODE = {
    "one long line": "a." * 20_000,
    "a line that fits, with dots": "a." * 150,
    "empty lines": "  \n" * 3_000,
    "another language": "%%perl\n" + "m{" * 100,
    "long": "a = 1\n" * (MOST_CODE // 6 + 1),
}

PICTURE = drawn.address(drawn.png(padding=225_000))
SHOWN_AS = [f"![x]({PICTURE})", f'<img alt="x" src="{PICTURE}">', f"<img alt=x src={PICTURE}>"]


def tree(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def the(html: str, name: str) -> Tag:
    (found,) = tree(html)(name)
    return found


def assert_is_text(html: str, source: str) -> None:
    text = the(html, "pre").get_text()
    assert tree(html).pre.find(True) is None
    assert len(html) < MOST_HTML
    assert text.lstrip("\n").startswith(source.lstrip("\n")[:1_000])
    assert (f"The first {MOST_SHOWN:,} of" in text) == (len(source) > MOST_SHOWN)


@pytest.mark.parametrize("html", MARKUP.values(), ids=MARKUP)
def test_markup_that_takes_long_to_parse_is_shown_as_text(html: str) -> None:
    assert_is_text(clean(html), html)
    assert_is_text(clean_output(html), html)
    assert clean_output(clean_output(html)) == clean_output(html)


def test_markup_within_the_bounds_stays_markup() -> None:
    table = "<table>" + "<tr><td>1</td></tr>" * (MOST_TAGS // 4 - 1) + "</table>"
    for cleaned in (clean(table), clean_output(table)):
        assert len(tree(cleaned)("td")) == MOST_TAGS // 4 - 1
    nested = clean("<div>" * MOST_DEPTH)
    assert len(tree(nested)("div")) == MOST_DEPTH


def test_a_tag_with_thousands_of_attributes_is_no_tag() -> None:
    html = "<b " + " ".join(f"a{i}=1" for i in range(15_000)) + ">x"
    for cleaned in (clean(html), clean_output(html)):
        assert tree(cleaned).find(True) is None
        assert unescape(cleaned) == html


def test_what_a_student_wrote_stays_readable_and_a_library_s_markup_goes() -> None:
    html = "a <foo> and <form action=x>b</form> <script>c</script>, a < b"
    assert tree(clean(html)).get_text() == html
    assert clean_output(html) == "a  and b , a &lt; b"


def test_a_comment_goes_and_one_without_an_end_stays_readable() -> None:
    assert clean("a<!-- b --><!-- c") == "a&lt;!-- c"


@pytest.mark.parametrize("source", WRITTEN.values(), ids=WRITTEN)
def test_markdown_that_takes_long_to_parse_is_shown_as_it_was_written(source: str) -> None:
    assert_is_text(to_html(source, {}), source)


def test_a_long_honest_answer_is_rendered() -> None:
    page = (
        "# Title\n\nSome **words** on $p_i < q_i$ and [a link](https://numpy.org), `code[0]`.\n\n"
        "- one\n  - two\n\n$$\n\\begin{aligned} a &= b \\end{aligned}\n$$\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = a[1]: int\n```\n\n"
    )
    shown = tree(to_html(page * 100, {}))
    assert len(page * 100) > 20_000
    for name in ("h1", "strong", "table"):
        assert len(shown(name)) == 100
    assert len(shown("a")) == 100


@pytest.mark.parametrize("source", CODE.values(), ids=CODE)
def test_code_that_takes_long_to_colour_is_shown_without_colours(source: str) -> None:
    assert_is_text(highlight_code(source), source)
    fenced = to_html(f"```python\n{source}\n```", {})
    assert not tree(fenced)("span")


def test_code_within_the_bounds_and_in_a_known_language_has_colours() -> None:
    source = "%matplotlib inline\n" + "def f(x):\n    return x  # x\n" * 500
    assert len(tree(highlight_code(source))("span", "k")) == 1 + 2 * 500
    assert tree(to_html("```python\ndef f(): ...\n```", {}))("span", "k")
    assert not tree(to_html("```perl\nif (1) { m{} }\n```", {}))("span")


@pytest.mark.parametrize("source", SHOWN_AS, ids=["Markdown", "HTML", "HTML without quotes"])
def test_a_large_picture_in_an_answer_is_shown(source: str) -> None:
    shown = to_html(f"# Mine\n\n{source}\n\nIt is **large**.", {})
    image = the(shown, "img")
    assert (image["src"], image["alt"]) == (PICTURE, "x")
    assert tree(shown).strong


def test_a_large_picture_in_an_output_and_an_attached_one_are_shown() -> None:
    assert the(clean_output(SHOWN_AS[1]), "img")["src"] == PICTURE
    wrapped = PICTURE.replace("eHh4" * 19, "eHh4" * 19 + "\n")
    assert the(clean_output(f'<img src="{wrapped}">'), "img")["src"] == PICTURE
    attached = {"x": {"image/png": PICTURE.partition(",")[2]}}
    assert the(to_html("![x](attachment:x)", attached), "img")["src"] == PICTURE


@pytest.mark.parametrize(
    "address",
    [
        "picture:0",
        "picture:00000000000000000000000000000000.0",
        "data:image/png;base64,AAAA٩",
        "data:text/html;base64,AAAA",
        "data:image/png,x",
        "data:image/svg+xml;utf8,x",
        "http://pwned.example/x",
        "x.png",
    ],
)
def test_no_other_address_makes_a_picture(address: str) -> None:
    image = f'<img src="{address}">'
    for html in (clean(image), clean_output(image), to_html(f"![x]({address})", {})):
        assert not the(html, "img").has_attr("src")


def test_a_picture_s_data_stands_nowhere_else() -> None:
    html = to_html(f"`{PICTURE}`\n\n<b title='{PICTURE}'>x</b>\n\n[x]({PICTURE})", {})
    assert len(html) < 1_000
    assert "data:image/…" in the(html, "code").get_text()


def test_a_picture_that_is_named_often_is_shown_a_few_times() -> None:
    named = to_html(f"[x]: {PICTURE}\n\n" + "![x][x]\n" * 50, {})
    attached = {"x": {"image/png": PICTURE.partition(",")[2]}}
    twice = "![x](attachment:x)\n![x](attachment:%78)\n"
    for html in (named, to_html(twice * 25, attached)):
        assert html.count(PICTURE) == MOST_TIMES
        assert len(tree(html)("img")) == 50


@pytest.mark.parametrize("text", ["\x1b[31ma" * 20_000, "\x1b[" + "1;" * 1_000 + "ma"])
def test_a_stream_with_too_many_colours_is_shown_without(text: str) -> None:
    assert coloured("\x1b[31ma") == '<span class="ansi-red-fg">a</span>'
    assert set(coloured(text)) == {"a"}


def test_a_long_text_that_was_printed_is_cut_and_says_so() -> None:
    shown = coloured("<" * (MOST_PRINTED + 1))
    assert shown.count("&lt;") == MOST_PRINTED
    assert "The first 1,000,000 of 1,000,001 characters are shown." in shown


def long_notebook() -> NotebookNode:
    """A notebook with everything that this module knows to take long, and a picture."""
    data = [{"text/html": html} for html in MARKUP.values()]
    data += [{"text/markdown": source} for source in WRITTEN.values()]
    data += [{"text/latex": "$" * 100_000}]
    outputs = [new_output("display_data", data=each) for each in data]
    outputs.append(new_output("stream", text="\x1b[31ma" * 20_000))
    outputs.append(new_output("error", ename="E", traceback=["\x1b[31ma" * 20_000]))
    return new_notebook(
        cells=[
            *(new_markdown_cell(source) for source in [*WRITTEN.values(), SHOWN_AS[0]]),
            *(new_code_cell(source) for source in CODE.values()),
            new_code_cell("1", outputs=outputs),
        ]
    )


def _settings() -> Config:
    return PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()


def _feedback(notebook: NotebookNode) -> str:
    return student.page("x", {"x": notebook}, {"x": Marked({}, {})}, {})


def _formgrader(notebook: NotebookNode) -> str:
    settings = _settings()
    settings.HTMLExporter.template_name = "formgrade"
    settings.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    exporter = HTMLExporter(config=settings)
    return exporter.from_notebook_node(notebook, {"index": 0, "total": 1, "base_url": ""})[0]


@pytest.mark.parametrize("made", [_feedback, _formgrader])
def test_a_whole_page_of_what_takes_long_is_made_with_these_bounds(made) -> None:
    page = made(long_notebook())
    assert page.count(PICTURE) == 1
    texts = [text for text in tree(page)("pre") if "characters are shown" in text.get_text()]
    assert len(texts) >= 3
    assert max(len(text.get_text()) for text in texts) < MOST_HTML
    assert not re.search(r'class="ansi-red|<b t=', page)


def test_a_page_that_would_be_too_large_is_not_made_and_says_why() -> None:
    address = drawn.address(drawn.png(padding=MOST_IN_PAGE // 9))
    cells = [new_markdown_cell(f"![{number}]({address})") for number in range(9)]
    with pytest.raises(CourseError, match="The page would have more than 64 MB"):
        _feedback(new_notebook(cells=cells))


def test_a_page_that_would_be_too_large_is_given_up_before_it_is_whole() -> None:
    texts = Texts(Beside(lambda _: None), 2)
    texts.markdown(r"$\newcommand{\a}{" + r"\frac12" * 14 + "}$")
    texts.markdown(r"$\newcommand{\b}{" + r"\a " * 30 + "}$")
    with pytest.raises(CourseError, match="The page would have more than 64 MB"):
        for _ in range(100):
            texts.markdown(r"$\b$ " * 500)


def test_what_mathjax_makes_of_a_formula_stays_in_its_place() -> None:
    formula = r"$\smash{\rule{90em}{90em}}$"
    outputs = [
        new_output("display_data", data={kind: formula})
        for kind in ("text/html", "text/markdown", "text/latex")
    ]
    cells = [new_markdown_cell(formula), new_code_cell("1", outputs=outputs)]
    cells.append(nbformat.v4.new_raw_cell(formula))
    boxes = [
        text.find_parent(style=re.compile("contain: paint"))
        for text in tree(_formgrader(new_notebook(cells=cells))).find_all(
            string=re.compile("smash")
        )
    ]
    assert len(boxes) == 5
    assert all(boxes)
