"""A drawing that a stranger made, as one that only draws.

A browser that shows an SVG as an ``<img>`` runs no script of it and loads nothing for it. All the
same, nothing that could is left here, whoever opens the picture elsewhere; and neither is what
would draw itself a billion times.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

#: Bytes of a drawing.
MOST_BYTES = 2 << 20
#: What is drawn, each time that it is, and how deep it may be in something else.
MOST_DRAWN, MOST_DEPTH = 100_000, 200
#: The sides that a drawing may ask for.
_MOST_SIDE = 10_000

_SPACE = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"

#: The elements that stay. A link draws what it holds.
_ELEMENTS = frozenset(
    "a circle clipPath defs desc ellipse g image line linearGradient marker mask path pattern "
    "polygon polyline radialGradient rect stop style svg switch symbol text textPath title tspan "
    "use".split()
)
#: The functions that a value may call: colours, places, and ``url`` of an element of the drawing.
_FUNCTIONS = frozenset(
    "calc hsl hsla light-dark matrix rgb rgba rotate scale skewX skewY translate url var".split()
)
_CALLED = re.compile(r"([\w-]*)\s*\(")
#: In an address a browser leaves out spaces, and reads signs that are written by their numbers.
_ID = r"#([\w.:-]+)"
_OWN = re.compile(rf"""url\(\s*["']?{_ID}["']?\s*\)""", re.IGNORECASE)
#: What draws something at each point of a line, of which there may be many.
_AT_EACH_POINT = re.compile(r"marker(-mid)?(\s|/\*.*?\*/)*:", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"(?!on)[a-zA-Z][\w-]*")
_RASTER = re.compile(r"data:image/[a-z+.-]+;base64,([A-Za-z0-9+/=\s]*+)")
_NUMBER = re.compile(r"\s*([\d.]{1,9})(?!\d)(?!e\d)")


class PictureError(Exception):
    """A picture is not shown; the message says why, as what comes after a colon."""


def may_be(content: bytes) -> bool:
    """Whether ``content`` begins as an SVG does."""
    start = content[:1_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<")


def clean(content: bytes, embedded: Callable[[bytes], str]) -> bytes:
    """What of an SVG draws.

    Args:
        content: its file.
        embedded: gives the address of a picture that is in it, or raises a ``PictureError``.

    Raises:
        PictureError: it is no SVG, or is too large.
    """
    if len(content) > MOST_BYTES:
        raise PictureError(f"it is an SVG of more than {MOST_BYTES >> 20} MB")
    text = _text(content)
    if "<!ENTITY" in text:
        raise PictureError("it is an SVG with entities of its own")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise PictureError(f"it is no well-formed SVG ({str(error)[:80]})") from None
    if root.tag not in (f"{_SPACE}svg", "svg"):
        raise PictureError("it is no SVG")
    drawing = _Cleaning(embedded).cleaned(root)
    drawing.set("xmlns", _SPACE.strip("{}"))
    _Counting(drawing).count(drawing)
    return ElementTree.tostring(drawing)


def _text(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise PictureError("it is an SVG that is not encoded in UTF-8") from None


class _Cleaning:
    """Copies of a drawing what may stay."""

    def __init__(self, embedded: Callable[[bytes], str]) -> None:
        self._embedded = embedded

    def cleaned(self, element: Element, depth: int = 1) -> Element:
        """``element`` with those of its attributes and children that may stay."""
        if depth > MOST_DEPTH:
            raise PictureError("it is an SVG that is nested too deep")
        name = _short(element)
        made = Element("g" if name == "a" else name)
        made.text = element.text if name != "style" or _is_style(element) else None
        for key, value in element.attrib.items():
            if (kept := self._kept(name, key, value)) is not None:
                made.set("href" if key == _LINK else key, kept)
        for child in element:
            if _short(child) in _ELEMENTS:
                made.append(self.cleaned(child, depth + 1))
                made[-1].tail = child.tail
        return made

    def _kept(self, element: str, key: str, value: str) -> str | None:
        """What stays of an attribute's ``value``."""
        if key in ("href", _LINK):
            if element == "image":
                return self._picture(value)
            return value if re.fullmatch(_ID, value) and element != "a" else None
        if key == "marker-mid" or (key == "style" and _AT_EACH_POINT.search(value)):
            return None
        if not _NAME.fullmatch(key) or not _is_plain(value) or key in ("filter", "xmlns"):
            return None
        if key in ("width", "height") and element == "svg":
            number = _NUMBER.match(value)
            return value if number and _size(number[1]) <= _MOST_SIDE else None
        return value

    def _picture(self, value: str) -> str | None:
        found = _RASTER.fullmatch(value)
        try:
            return self._embedded(b64decode(found[1])) if found else None
        except (binascii.Error, PictureError):
            return None


class _Counting:
    """Counts what a browser has to draw, where one element draws another one."""

    def __init__(self, drawing: Element) -> None:
        self._by_id: dict[str | None, Element] = {}
        for element in drawing.iter():  # of several with one name a browser takes the first
            self._by_id.setdefault(element.get("id"), element)
        self._left = MOST_DRAWN
        self._trail: set[Element] = set()

    def count(self, element: Element, inherited: frozenset[Element] = frozenset()) -> None:
        """Count ``element``, and all that is drawn with it: what is ``inherited``, too."""
        self._left -= 1
        if self._left < 0 or len(self._trail) > MOST_DEPTH:
            raise PictureError("it is an SVG that would take too long to draw")
        self._trail.add(element)
        inherited |= self._named_by(element)
        linked = self._by_id.get((element.get("href") or " ").removeprefix("#"))
        for inner in (*element, *inherited, *([] if linked is None else [linked])):
            if inner not in self._trail:  # browsers leave out what draws itself
                self.count(inner, inherited)
        self._trail.discard(element)

    def _named_by(self, element: Element) -> frozenset[Element]:
        """What ``element`` is filled with, for instance, and what is in it, too."""
        names = [name for value in element.attrib.values() for name in _OWN.findall(value)]
        return frozenset(self._by_id[name] for name in names if name in self._by_id)


def _short(element: Element) -> str:
    """The name of an element of SVG; nothing of another vocabulary's."""
    name = str(element.tag).removeprefix(_SPACE)
    return "" if "{" in name else name


def _is_style(element: Element) -> bool:
    """Whether a style sheet says nothing but how things look, of themselves."""
    text = element.text or ""
    return not len(element) and _is_plain(text) and "@" not in text and not _OWN.search(text)


def _is_plain(value: str) -> bool:
    """Whether ``value`` loads and runs nothing."""
    called = _CALLED.findall(value)
    return (
        "\\" not in value
        and not ("--" in value and "url" in called)  # a style sheet could put it anywhere
        and "script:" not in value.lower()
        and _FUNCTIONS.issuperset(filter(None, called))
        and len(_OWN.findall(value)) == sum(name == "url" for name in called)
    )


def _size(number: str) -> float:
    try:
        return float(number)
    except ValueError:
        return float("inf")
