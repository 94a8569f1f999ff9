"""Formulas come out as MathML that holds nothing else, or as the TeX that they are."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from repository import ROOT

from nbgradient.safe.formulas import (
    ATTRIBUTES,
    CLASSES,
    ELEMENTS,
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_IN_TEXT,
    MOST_MADE,
    Formulas,
    Macros,
    formula,
    mathml,
)
from nbgradient.safe.markdown import rendered
from nbgradient.safe.pictures import Pictures

#: What each of these has to have in it.
WRITTEN = {
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": ["<mtable", 'class="m-right m-near-right"'],
    r"\begin{align} a &= b \label{x} \\ c &= d \end{align}": ["<mtable", "<mi>d</mi>"],
    r"\begin{eqnarray} a &=& b \end{eqnarray}": ["<mtable"],
    r"\begin{split} a &= b \end{split}": ["<mtable"],
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^{-1}": ["<mo>[</mo>", "<mtable", "<msup>"],
    r"\begin{cases} 1 & \text{if $x > 0$} \\ 0 \end{cases}": [
        "<mtext>if",
        "<mi>x</mi><mo>&gt;</mo>",
    ],
    r"\mathbb{E}[X] \le \mathcal{L}": ["𝔼", "ℒ"],
    r"x_{\text{new}}": ["<msub>", "<mtext>new</mtext>"],
    r"y = x \tag{4}": ["<mtext>(4)</mtext>"],
    r"\log p": ["<mi>log</mi>"],
    r"\boxed{x}": ['class="m-box"'],
    r"a < b": ["&lt;"],
    r"\arg\max_\theta \operatorname{softmax}(\theta)": ["<mi>max</mi>", "<mi>softmax</mi>"],
    r"\lVert x \rVert_2 \mbox{ and } \hat y": ["‖", "<mover"],
}

HOSTILE = [
    r"\href{javascript:alert(1)}{x}",
    r"\style{color:red}{x}",
    r"\class{navbar}{x}",
    r"\cssId{points}{x}",
    r"\mmlToken{mi}[href='javascript:x']{y}",
    r"\require{action} \texttip{x}{y}",
    r"\let\go=\href \go{http:x}{y}",
    r"\def\a{\a}\a",
    r"\eqref{x}",
    r"\unknown{x}",
    r"\text{<img src=x onerror=alert(1)>",
]

LONG = {
    "deep": r"\frac{1}{" * 5_000 + "x" + "}" * 5_000,
    "deep enough": "{" * (MOST_DEPTH + 1) + "}" * (MOST_DEPTH + 1),
    "without braces": r"\sqrt" * 10_000 + " x",
    "long": "x" * (MOST_CHARACTERS + 1),
    "doubled": r"\def\a{xx}\def\b{\a\a\a\a}\def\c{\b\b\b\b\b}\def\d{\c\c\c\c\c\c}\d\d\d\d",
    "deep macros": r"\newcommand{\a}[1]{" + r"\hat" * 20 + " #1}" + r"\a{" * 90 + "x" + "}" * 90,
    "large": r"\xrightarrow" * 330 + " x",
}


def assert_is_mathml(html: str) -> None:
    """Nothing is in ``html`` but what the lists name."""
    for element in BeautifulSoup(html, "html.parser")(True):
        assert element.name in ELEMENTS
        for name, value in element.attrs.items():
            if name == "class":
                assert set(value) <= {*CLASSES.values(), "m-box", "m-cancelled"}
            else:
                assert ATTRIBUTES[name].fullmatch(str(value))


@pytest.mark.parametrize("tex", WRITTEN)
def test_a_formula_is_set(tex: str) -> None:
    made = mathml(tex, True)
    assert made is not None
    assert_is_mathml(made)
    for part in WRITTEN[tex]:
        assert part in made


def released() -> list[str]:
    notebooks = [nbformat.read(path, 4) for path in sorted(ROOT.glob("release/*/*.ipynb"))]
    cells = [cell for each in notebooks for cell in each.cells if cell.cell_type == "markdown"]
    return [cell.source for cell in cells if "$" in cell.source]


def test_every_formula_of_the_released_notebooks_is_set() -> None:
    texts = released()
    made = [rendered(text, Pictures(), Formulas()) for text in texts]
    assert sum(html.count("<math") for html in made) > 400
    assert not [html for html in made if 'class="tex"' in html]
    assert not [html for html in made if "$" in re.sub("<code>.*?</code>", "", html)]


@pytest.mark.parametrize("tex", HOSTILE)
def test_what_is_no_formula_is_shown_as_its_tex(tex: str) -> None:
    html = formula(tex, False)
    (shown,) = BeautifulSoup(html, "html.parser")(True)
    assert shown.name == "code"
    assert unescape(shown.get_text()) == f"${tex}$"


@pytest.mark.parametrize("tex", LONG.values(), ids=LONG)
def test_a_formula_takes_no_time_and_no_room_whatever_it_is(tex: str) -> None:
    begun = time.monotonic()
    html = formula(tex, True, Macros())
    assert time.monotonic() - begun < 2
    assert len(html) < MOST_MADE + 5 * len(tex) + 100


@given(st.text(alphabet=r"\{}$&^_ax1 <>\"'[]()", max_size=60), st.booleans())
def test_nothing_else_comes_out_whatever_was_written(tex: str, is_block: bool) -> None:
    made = mathml(tex, is_block)
    if made is not None:
        assert_is_mathml(made)


def test_a_shift_out_of_its_place_is_not_made() -> None:
    made = mathml(r"\hspace{-90em}\kern90em\raisebox{90em}{x}", False)
    assert made is not None and "90" not in made


def test_a_macro_of_the_notebook_is_known_from_there_on() -> None:
    macros = Macros()
    assert formula(r"\newcommand{\E}[1]{\mathbb{E}[#1]}\def\half{\frac12}", False, macros) == ""
    assert "𝔼" in formula(r"\E{x} + \half", False, macros)
    assert formula(r"\DeclareMathOperator{\relu}{relu}\relu x", False, macros).count("relu") == 1
    assert "𝔼" not in formula(r"\E{x}", False)


def test_macros_make_no_text_much_longer_than_it_is() -> None:
    macros = Macros()
    macros.without_definitions(r"\newcommand{\a}{" + r"\frac12" * 14 + "}")
    macros.without_definitions(r"\newcommand{\b}{" + r"\a " * 30 + "}")
    formulas = Formulas(macros)
    shown = formulas.put_back(formulas.take_out_of_html(r"$\b$ " * 10_000))
    assert shown.count("<math>") > 100
    assert len(shown) < MOST_IN_TEXT + MOST_MADE + 100_000


def test_dollars_in_html_are_formulas_but_not_money_or_code() -> None:
    formulas = Formulas()
    html = "<p title='$x$'>$a &lt; b$, $5 and $6, <code>$y$</code></p>"
    shown = formulas.put_back(formulas.take_out_of_html(html))
    assert shown.count("<math>") == 1
    assert "<mo>&lt;</mo>" in shown
    assert "$5 and $6, <code>$y$</code>" in shown and "title='$x$'" in shown


TEXTS = [
    r"\[",
    r"\(",
    r"\begin{align}",
    r"\begin{align}\begin{gather*}",
    "$ ",
    "$x ",
    "$$",
    "<code>",
]
TEXTS += ["<", "$a\n", r"\[\(", r"<pre>$a$</pre>", r"\begin{a}", "$a\\"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.timeout(20)
def test_no_html_takes_long_to_be_looked_through_for_formulas(text: str) -> None:
    formulas = Formulas()
    formulas.put_back(formulas.take_out_of_html(text * (1_000_000 // len(text))))


@pytest.mark.timeout(20)
def test_a_tag_without_an_end_takes_no_time() -> None:
    html = f"$<{'a' * 500_000}"
    assert Formulas().take_out_of_html(html) == html


def test_formulas_of_latex_are_found_in_html() -> None:
    formulas = Formulas()
    html = r"a \(x\) b \[y \frac12\] c \begin{align*}a \\ b\end{align*} $$z$$ <pre>\(x\)</pre>"
    shown = formulas.put_back(formulas.take_out_of_html(html))
    assert shown.count("<math") == 4
    assert shown.endswith(r"<pre>\(x\)</pre>")


def test_a_formula_in_an_attribute_stays_its_text() -> None:
    html = rendered('![of $x$](x.png "$y$") [$z$](https://numpy.org)', Pictures(), Formulas())
    tree = BeautifulSoup(html, "html.parser")
    assert (tree.img["alt"], tree.img["title"]) == ("of x", "$y$")
    assert tree.a.math is not None


def test_a_name_that_stands_for_a_formula_is_left_nowhere() -> None:
    text = "$a$ <b title='\n\n$b$\n\n'> <foo $c$> <script>$d$</script>\n\n<div $e$>\n\n`$f$`"
    assert not re.search(r"[0-9a-f]{32}", rendered(text, Pictures(), Formulas()))


def test_the_style_sheet_knows_every_class() -> None:
    css = (Path(ROOT) / "nbgradient/pages/student/student.css").read_text()
    assert not [name for name in CLASSES.values() if f".{name}" not in css]
