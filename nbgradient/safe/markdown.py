"""Markdown that a student wrote, or a student's code, as HTML that is safe and soon there.

``nbgrader_config.py`` names ``markdown2html`` as a filter of the templates from which nbconvert
makes formgrader's pages and the feedback pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from nbgradient.safe.html import clean, framed
from nbgradient.safe.pictures import Beside, Pictures
from nbgradient.safe.text import LANGUAGES, as_text, is_quick

#: What is longer is shown as it was written.
MOST_CHARACTERS = 50_000
#: From where a formula may begin, its end is looked for in all that follows; and each name of a
#: link brings the link's address. Bounds the number of such places, times the characters.
MOST_STEPS = 30_000_000
#: Where a picture may be.
_PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)
#: What a template's resources call the files beside the notebook, if they may be shown.
BESIDE = "beside"
_FORMULA = re.compile(r"\$|\\\\[\[(]|\\begin\{")


class _Renderer(IPythonRenderer):
    """nbconvert's, but without the data of attached pictures, and without forms for task lists."""

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
    if attachments or len(source) > MOST_CHARACTERS or (beside and _PICTURE.search(source)):
        return to_html(source, attachments, beside)
    return _remembered(source)


def strip_files_prefix(html: str) -> str:
    """The filter of this name: no address with that prefix is left in clean ``html``."""
    return html


def to_html(
    source: str, attachments: Mapping[str, Mapping[str, str]], beside: Beside | None = None
) -> str:
    """``source`` as HTML, with the pictures among ``attachments`` and the files ``beside`` it."""
    pictures = Pictures(attachments, beside)
    text = pictures.take_out(source)
    if not _is_quick(text):
        return as_text(pictures.put_words(text))
    renderer = _Renderer(escape=False, exclude_anchor_links=True)
    try:
        html = MarkdownWithMath(renderer=renderer).render(text)
    except RecursionError:  # quotes in lists in quotes
        return as_text(pictures.put_words(text))
    return framed(clean(html, pictures))


@lru_cache(maxsize=500)  # most of a notebook's text is in every student's
def _remembered(source: str) -> str:
    return to_html(source, {})


def _is_quick(text: str) -> bool:
    places = len(_FORMULA.findall(text)) + (text.count("[") if "]:" in text else 0)
    return len(text) <= MOST_CHARACTERS and places * len(text) <= MOST_STEPS
