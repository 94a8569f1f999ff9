"""Markdown that a student wrote, or a student's code, as HTML that is safe and soon there.

``nbgrader_config.py`` names ``markdown2html`` as a filter of the templates from which nbconvert
makes formgrader's pages; the student's page takes ``rendered``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from nbgradient.safe.formulas import Formulas
from nbgradient.safe.html import clean, framed
from nbgradient.safe.pictures import Beside, Pictures, may_show
from nbgradient.safe.text import LANGUAGES, as_text, is_quick

#: What is longer is shown as it was written.
MOST_CHARACTERS = 50_000
#: From where a formula may begin, its end is looked for in all that follows; and each name of a
#: link brings the link's address. Bounds the number of such places, times the characters.
MOST_STEPS = 30_000_000
#: From each space in a run of them the end of a line, or of a heading, is looked for.
_MANY_SPACES = re.compile(r"[^\S\n]{200}")
#: What a template's resources call the files beside the notebook, if they may be shown.
BESIDE = "beside"
_FORMULA = re.compile(r"\$|\\\\[\[(]|\\begin\{")


class _Renderer(IPythonRenderer):
    """nbconvert's, but without the data of attached pictures, and without forms for task lists."""

    def __init__(self, formulas: Formulas | None) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self._formulas = formulas

    def block_math(self, body: str) -> str:
        if self._formulas is None:
            return super().block_math(body)
        return self._formulas.take_out(body, is_block=True)

    def inline_math(self, body: str) -> str:
        if self._formulas is None:
            return super().inline_math(body)
        return self._formulas.take_out(body, is_block=False)

    def latex_environment(self, name: str, body: str) -> str:
        if self._formulas is None:
            return super().latex_environment(name, body)
        tex = rf"\begin{{{name}}}{body}\end{{{name}}}"
        return self._formulas.take_out(tex, is_block=True)

    def block_html(self, html: str) -> str:
        html = super().block_html(html)
        return html if self._formulas is None else self._formulas.take_out_of_html(html)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super(IPythonRenderer, self).image(text, url, title)

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(maxsplit=1)[:1]
        if LANGUAGES.issuperset(language) and is_quick(code):
            return super().block_code(code, info)
        return super(IPythonRenderer, self).block_code(code)


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The filter of this name that a template uses for ``source``, with safe HTML."""
    attachments = context.get("cell", {}).get("attachments", {})
    beside = context.get("resources", {}).get(BESIDE)
    if attachments or len(source) > MOST_CHARACTERS or (beside and may_show(source)):
        return to_html(source, attachments, beside)
    return _remembered(source)


def strip_files_prefix(html: str) -> str:
    """The filter of this name: no address with that prefix is left in clean ``html``."""
    return html


def to_html(
    source: str, attachments: Mapping[str, Mapping[str, str]], beside: Beside | None = None
) -> str:
    """``source`` as HTML for a page on which MathJax sets formulas.

    Args:
        attachments: what is attached to its cell; those that are pictures are shown.
        beside: the files beside the notebook, if pictures among them may be shown.
    """
    return framed(rendered(source, Pictures(attachments, beside)))


def rendered(source: str, pictures: Pictures, formulas: Formulas | None = None) -> str:
    """``source`` as HTML.

    Args:
        pictures: those that it may show.
        formulas: what makes MathML of those in it; without, they stay as they are.
    """
    text = pictures.take_out(source)
    if not _is_quick(text):
        return as_text(pictures.put_words(text))
    try:
        html = MarkdownWithMath(renderer=_Renderer(formulas)).render(text)
    except RecursionError:  # quotes in lists in quotes
        return as_text(pictures.put_words(text))
    html = clean(html, pictures)
    return html if formulas is None else formulas.put_back(html)


@lru_cache(maxsize=500)  # most of a notebook's text is in every student's
def _remembered(source: str) -> str:
    return to_html(source, {})


def _is_quick(text: str) -> bool:
    places = len(_FORMULA.findall(text)) + (text.count("[") if "]:" in text else 0)
    is_short = len(text) <= MOST_CHARACTERS and not _MANY_SPACES.search(text)
    return is_short and places * len(text) <= MOST_STEPS
