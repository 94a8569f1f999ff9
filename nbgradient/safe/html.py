"""HTML that a student wrote, or a student's code, made safe to show to someone else.

What is left has no script, asks for nothing from any server, cannot lie over the rest of the page,
and cannot be taken by the page's own scripts for a part of it. Links lead to other sites only: an
address on the instructor's own JupyterLab can be an order.

What is safe, nh3 decides. Before it comes one pass over the tags, with two purposes: what a
student wrote is to stay readable, and nothing that takes long may reach a parser.

``nbgrader_config.py`` names ``clean_html`` as a filter of the templates from which nbconvert makes
formgrader's pages; the student's page takes ``clean_output``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

import nh3
from pygments.token import STANDARD_TYPES

from nbgradient.safe.pictures import SCHEMES, Pictures
from nbgradient.safe.text import MOST_SHOWN, as_text

TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i "
    "img kbd li mark ol p pre s samp small span strong sub sup table tbody td tfoot th thead "
    "tr u ul var".split()
)

#: Elements whose text is not meant for a reader: they go with all that they hold.
UNREAD = frozenset({"script", "style"})

#: The attributes that stay, of any element or of one, and what their values may be.
ATTRIBUTES = {
    name: re.compile(pattern, re.DOTALL)
    for name, pattern in {
        # Of its properties those in STYLES stay; of functions, those that make a colour.
        "* style": r"[^(\\]*((rgb|rgba|hsl|hsla)\([^(\\]*)*",
        "* title": r".*",
        "a href": r"(https?://|mailto:).*",
        "img alt": r".*",
        "img width": r"\d+%?",
        "img height": r"\d+%?",
        "ol start": r"\d+",
        "table border": r"\d",
        "td colspan": r"\d{1,3}",
        "td rowspan": r"\d{1,3}",
        "th colspan": r"\d{1,3}",
        "th rowspan": r"\d{1,3}",
    }.items()
}

#: The classes that stay: of highlighted code, and of pandas' tables. Any other may be formgrader's.
CLASSES = frozenset({"highlight", "dataframe", *STANDARD_TYPES.values()})

STYLES = frozenset(
    "background-color color font-family font-style font-weight line-height overflow-x text-align "
    "text-decoration vertical-align white-space".split()
)

#: What is longer, or has more tags or entities, or has tags deeper in each other, is shown as text.
MOST_CHARACTERS, MOST_TAGS, MOST_DEPTH = 1_000_000, 10_000, 200
#: Text that was too long for a parser is not, once it is shortened.
MOST_ENTITIES = MOST_SHOWN
#: A longer tag is no tag: parsers compare each of its attributes with the others.
MOST_TAG = 5_000
#: A parser opens again, in each paragraph, every element of FORMATTING that is still open, but of
#: equal ones three: bounds their number, times the tags.
MOST_COPIES = 100_000
FORMATTING = frozenset("b code em i s small strong u".split())

#: Elements that need no end, or are ended by the next one.
_ENDED = frozenset("br caption col colgroup dd dt hr img li p tbody td tfoot th thead tr".split())

#: MathJax's commands that set an address, a style, or a name, or load more of it.
_COMMANDS = "bbox class cssId href mathtip mmlToken require style texttip toggle"
_COMMAND = re.compile(rf"\\(?=({_COMMANDS.replace(' ', '|')})(?![a-zA-Z]))")
#: What cannot be seen, and ends the name of a command.
_NOTHING = "\N{ZERO WIDTH NON-JOINER}"

_VALUE = r"""(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>`=][^\s"'<>`]*+)"""
_ATTRIBUTE = rf"""\s++[^\s"'<>/=]++(?:\s*+=\s*+{_VALUE})?+"""
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<rest>(?:{_ATTRIBUTE})*+\s*+/?)>|<")
_DECLARATION = re.compile(r"<[!?][^<>]*+>")

#: What goes with all that it holds, by what ends it: each is looked for up to the last end only, so
#: that none is looked for in vain.
_COMMENT = re.compile("-->"), re.compile("<!--.*?-->", re.DOTALL)
_UNREAD = [
    (re.compile(rf"(?i)</{name}\s*>"), re.compile(rf"(?is)<{name}\b[^<>]*+>.*?</{name}\s*>"))
    for name in sorted(UNREAD)
]


def without_commands(text: str) -> str:
    """``text`` in which MathJax finds no command that makes a link or a style."""
    return _COMMAND.sub(rf"\\{_NOTHING}", text)


def framed(html: str) -> str:
    """Clean ``html`` in a box that it cannot leave, whatever MathJax makes of its formulas."""
    html = without_commands(html)
    return f'<div style="contain: paint; overflow-x: auto; overflow-y: hidden">{html}</div>'


def clean_html(html: str) -> str:
    """The filter of this name that a template uses for a raw cell."""
    return framed(clean(html))


def clean(html: str, pictures: Pictures | None = None) -> str:
    """``html`` with what is unsafe as plain text: what a student wrote stays readable.

    Args:
        html: what is to be shown.
        pictures: those that have been taken out of it before.
    """
    pictures = pictures or Pictures()
    return _clean(_without(pictures.take_out(html), *_COMMENT), pictures, strip=False)


def clean_output(html: str) -> str:
    """``html`` without what is unsafe: what a library made for a notebook stays presentable."""
    pictures = Pictures()
    html = pictures.take_out(html)
    for end, element in (*_UNREAD, _COMMENT):
        html = _without(html, end, element)
    return _clean(_DECLARATION.sub("", html), pictures, strip=True)


def _without(html: str, end: re.Pattern[str], element: re.Pattern[str]) -> str:
    last = max((found.end() for found in end.finditer(html)), default=0)
    return element.sub("", html[:last]) + html[last:]


def _clean(html: str, pictures: Pictures, strip: bool) -> str:
    tags = _Tags(strip)
    counts = html.count("<") <= MOST_TAGS and html.count("&") <= MOST_ENTITIES
    if len(html) <= MOST_CHARACTERS and counts:
        readable = _TAG.sub(tags.replaced, html)
        if tags.are_few:
            return pictures.put_words(_sanitized(readable, pictures))
    return as_text(pictures.put_words(html))


class _Tags:
    """Reads the tags of a text, and leaves in it those that may stay.

    Args:
        strip: whether the others go; if not, they become text.
    """

    def __init__(self, strip: bool) -> None:
        self._strip = strip
        self._open: Counter[str] = Counter()
        self._depth = self._deepest = self._count = 0
        self._formatting: set[str] = set()

    @property
    def are_few(self) -> bool:
        """Whether a parser is quick with them."""
        copies = len(self._formatting) * self._count
        return self._deepest <= MOST_DEPTH and copies <= MOST_COPIES

    def replaced(self, tag: re.Match[str]) -> str:
        """What stands in the place of ``tag``."""
        name = (tag["name"] or "").lower()
        if name not in TAGS or len(tag[0]) > MOST_TAG:
            return "" if self._strip and name and name not in TAGS else f"&lt;{tag[0][1:]}"
        self._count += 1
        if name not in _ENDED:
            self._nest(name, -1 if tag["end"] else 1)
        if name in FORMATTING:
            self._formatting.add(tag[0])
        return tag[0]

    def _nest(self, name: str, step: int) -> None:
        # A parser may see it otherwise where tags overlap: then MOST_TAGS alone bounds the depth.
        if self._open[name] + step >= 0:
            self._open[name] += step
            self._depth += step
            self._deepest = max(self._deepest, self._depth)


def _sanitized(html: str, pictures: Pictures) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(UNREAD),
        attributes=_NAMES,
        attribute_filter=partial(_value, pictures),
        url_schemes={"http", "https", "mailto", "data", *SCHEMES},
        url_relative="pass_through",  # to ``_value``
        filter_style_properties=set(STYLES),
    )


def _value(pictures: Pictures, tag: str, name: str, value: str) -> str | None:
    """What stays of an attribute's ``value``."""
    if name == "class":
        return value if CLASSES.issuperset(value.split()) else None
    if (tag, name) == ("img", "src"):
        return pictures.address(value)
    pattern = ATTRIBUTES.get(f"{tag} {name}") or ATTRIBUTES.get(f"* {name}")
    return value if pattern and pattern.fullmatch(value) else None


def _names() -> dict[str, set[str]]:
    names: dict[str, set[str]] = {"*": {"class"}, "img": {"src"}}
    for tag, name in map(str.split, ATTRIBUTES):
        names.setdefault(tag, set()).add(name)
    return names


_NAMES = _names()
