"""HTML that a student wrote, or a student's code, made safe to show to someone else.

What is left has no script, asks for nothing from any server, cannot lie over the rest of the page,
and cannot be taken by the page's own scripts for a part of it. Links lead to other sites only: an
address on the instructor's own JupyterLab can be an order.

``nbgrader_config.py`` names ``markdown2html`` and ``clean`` as filters of the templates from which
nbconvert makes formgrader's pages and the feedback pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from bleach import Cleaner
from bleach.css_sanitizer import CSSSanitizer
from bleach.html5lib_shim import Filter
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.token import STANDARD_TYPES

TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i "
    "img kbd li mark ol p pre s samp small span strong sub sup table tbody td tfoot th thead "
    "tr u ul var".split()
)

#: Elements whose text is not meant for a reader: they go with all that they hold.
UNREAD = frozenset({"script", "style"})

#: The address of a picture that asks for nothing, and what stands for it until the rest is clean.
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[\w+/=\s]*")
ATTACHED = re.compile(r'(?<= src=")attachment:([^"]*)')

#: The attributes that stay, of any element or of one, and what their values may be.
ATTRIBUTES = {
    name: re.compile(pattern, re.DOTALL)
    for name, pattern in {
        "style": r".*",  # CSSSanitizer decides
        "title": r".*",
        "a href": r"(https?://|mailto:).*",
        "img alt": r".*",
        "img src": rf"{PICTURE.pattern}|attachment:.*",
        "img width": r"\d+%?",
        "img height": r"\d+%?",
        "ol start": r"\d+",
        "table border": r"\d",
        "td colspan": r"\d+",
        "td rowspan": r"\d+",
        "th colspan": r"\d+",
        "th rowspan": r"\d+",
    }.items()
}

#: The classes that stay: of highlighted code, and of pandas' tables. Any other may be formgrader's.
CLASSES = frozenset({"highlight", "dataframe", *STANDARD_TYPES.values()})

STYLES = frozenset(
    "background-color color font-family font-style font-weight line-height overflow-x text-align "
    "text-decoration vertical-align white-space".split()
)

#: What is longer stays text: the time to look at unclosed tags, and at attributes, grows with the
#: square of their number.
MOST_TAGS, MOST_CHARACTERS = 5_000, 100_000


class _Readable(Filter):
    """A stream of tokens without the elements that are not meant for a reader."""

    def __iter__(self) -> Iterator[dict]:
        unread = False
        for token in super().__iter__():
            if token.get("name") in UNREAD:
                unread = token["type"] == "StartTag"
            elif not unread:
                yield token


class _Renderer(IPythonRenderer):
    """nbconvert's, but without the data of attached pictures, and without forms for task lists."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super(IPythonRenderer, self).image(text, url, title)

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"


def clean(html: str) -> str:
    """``html`` with what is unsafe as plain text: what a student wrote stays readable."""
    return _clean(html, TAGS, strip=False)


def clean_output(html: str) -> str:
    """``html`` without what is unsafe: what a library made for a notebook stays presentable."""
    return _clean(html, TAGS | UNREAD, strip=True)


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The filter of this name that a template uses for ``source``, with safe HTML."""
    renderer = _Renderer(escape=False, exclude_anchor_links=True)
    html = clean(MarkdownWithMath(renderer=renderer).render(source))
    attachments = context.get("cell", {}).get("attachments", {})
    return ATTACHED.sub(lambda found: _picture(attachments.get(unquote(found[1]), {})), html)


def _picture(attachment: dict[str, str]) -> str:
    """The address of an attached picture; none if there is no picture."""
    addresses = (f"data:{kind};base64,{data}" for kind, data in attachment.items())
    return next(filter(PICTURE.fullmatch, addresses), "")


@lru_cache(maxsize=500)  # most of a notebook's text is in every student's
def _clean(html: str, tags: frozenset[str], strip: bool) -> str:
    if html.count("<") > MOST_TAGS or len(html) > MOST_CHARACTERS:
        return f"<pre>{escape(html)}</pre>"
    cleaner = Cleaner(
        tags=tags,
        attributes=_is_safe,
        protocols={"http", "https", "mailto", "data", "attachment"},
        strip=strip,
        filters=[_Readable],
        css_sanitizer=CSSSanitizer(STYLES, frozenset()),
    )
    return cleaner.clean(html)


def _is_safe(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return CLASSES.issuperset(value.split())
    pattern = ATTRIBUTES.get(f"{tag} {name}", ATTRIBUTES.get(name))
    return pattern is not None and pattern.fullmatch(value) is not None
