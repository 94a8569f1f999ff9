"""Pictures in a text: their data is no text, and is kept apart while the text is read.

A name that nobody can guess stands for each until the rest is clean. Besides these and what is
attached to a cell, the files that were handed in beside the notebook can be shown; no other address
of a picture is one, so a page asks for none. What is not shown, though a student meant it to be,
leaves a note.
"""

from __future__ import annotations

import binascii
import re
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from itertools import islice
from urllib.parse import unquote

from nbgradient.safe import images
from nbgradient.safe.images import Image
from nbgradient.safe.shown import cut, shown
from nbgradient.safe.svg import PictureError

_KIND = r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,"
#: In quotes an address may have ends of lines in it, as some libraries write it.
_WRITTEN = re.compile(rf"""(?<=["']){_KIND}[A-Za-z0-9+/=\s]*+(?=["'])|{_KIND}[A-Za-z0-9+/=]*+""")
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:|//")
#: Where Markdown, and HTML, may have the address of a picture.
_NAMED = re.compile(
    r"""\]\s{0,9}[(:]\s{0,9}(?:<([^>\n]{1,1000})>|(\S{1,1000}))"""
    r"""|\ssrc\s{0,9}=\s{0,9}(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s>"']{1,1000}))""",
    re.IGNORECASE,
)
#: The characters of texts that are looked through for names, and the names that are found.
_MOST_LOOKED_AT, _MOST_FOUND = 500_000, 1_000

_PICTURE = re.compile(rf"{_KIND}[A-Za-z0-9+/=]*+")
_MAY_SHOW = re.compile(r"!\[|<img", re.IGNORECASE)

#: How often one picture is shown: a short text could name it thousands of times.
MOST_TIMES = 3
#: Pictures of a text, and the bytes of all; an SVG, which takes longer to clean, counts as more.
MOST, MOST_BYTES, SVG_COUNTS = 100, 30 << 20, 10
#: Pixels of all of them: of thirty photographs.
MOST_PIXELS = 400_000_000
#: Bytes of all files beside a notebook that a page shows.
MOST_BESIDE = 24 << 20
#: Where an address with parentheses in it may end.
_MOST_ENDS = 5
#: Characters of a name that a note tells.
_LONGEST = 100

#: What the addresses of pictures begin with while a text is read.
SCHEMES = frozenset({"picture", "attachment"})

_TOO_MANY = PictureError("there are too many pictures, or they are too large together")


def address_of_data(kind: str, data: str) -> str | None:
    """The address of a picture as an output holds it: SVG as text, others in base64.

    None if it is no such picture. What a browser would make of entities may be without end.
    """
    if kind != "image/svg+xml":
        address = f"data:{kind};base64,{''.join(data.split())}"
        return address if _PICTURE.fullmatch(address) else None
    if "<svg" not in data or "<!ENTITY" in data:
        return None
    return f"data:{kind};base64,{b64encode(data.encode()).decode()}"


class Beside:
    """The files that were handed in beside a notebook, as far as one page shows them."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        """``read`` gives the file at a path, with ``/`` between folders; None if there is none.

        It may raise a ``PictureError``.
        """
        self._read = read
        self._room = MOST_BESIDE

    def picture(self, address: str) -> Image:
        """The picture at an ``address`` in a text.

        Raises:
            PictureError: there is none, or it may not be shown.
        """
        if (path := path_of(address)) is None:
            raise PictureError("it is not in the folder that was handed in")
        there = (self._read(name) for name in _spellings(path))
        if (content := next((found for found in there if found is not None), None)) is None:
            raise PictureError("it was not handed in")
        found = images.read(content)
        self._room -= len(found.content)
        if self._room < 0:
            raise _TOO_MANY
        return found


def path_of(address: str) -> str | None:
    """The path that an ``address`` without a scheme means, below the notebook's folder, if any."""
    path = re.split("[?#]", address)[0].replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts or not parts or not path.isprintable():
        return None
    return "/".join(parts)


def may_show(text: str) -> bool:
    """Whether there may be a picture in ``text``."""
    return _MAY_SHOW.search(text) is not None


def named(texts: Iterable[str]) -> set[str]:
    """The paths of files that ``texts`` in Markdown may show as pictures: all these, and others."""
    found: set[str | None] = set()
    room = _MOST_LOOKED_AT
    for text in filter(may_show, texts):
        short = _WRITTEN.sub("", text)[:room]
        room -= len(short)
        for match in islice(_NAMED.finditer(short), _MOST_FOUND):
            given = unquote(unescape(match[match.lastindex or 0]))
            # An address in parentheses may hold others, and end at any of them; a backslash stands
            # before a sign, or between folders.
            ends = [place for place, sign in enumerate(given) if sign == ")"][:_MOST_ENDS]
            cut = [given[:end] for end in (*ends, len(given)) if not _SCHEME.match(given)]
            found |= {path_of(way) for each in cut for way in (each, each.replace("\\", ""))}
    return {spelling for path in found if path for spelling in _spellings(path)}


def _spellings(path: str) -> Iterable[str]:
    """``path``, and the same as other systems write it: with accents as characters, or apart."""
    return dict.fromkeys([path, *(unicodedata.normalize(form, path) for form in ("NFC", "NFD"))])


class Pictures:
    """The pictures of one text, those attached to it, and those beside the notebook."""

    def __init__(
        self,
        attachments: Mapping[str, Mapping[str, str]] | None = None,
        beside: Beside | None = None,
    ) -> None:
        self._attachments = attachments or {}
        self._beside = beside
        self._secret = secrets.token_hex(16)
        self._written: list[str] = []
        self._notes: list[str] = []
        self._times: Counter[str] = Counter()
        self._room, self._pixels = MOST_BYTES, MOST_PIXELS

    def take_out(self, text: str) -> str:
        """``text`` with a name in the place of each picture."""
        return _WRITTEN.sub(self._keep, text)

    def address(self, name: str) -> str | None:
        """The picture that ``name`` stands for, or the name of a note; None where neither is."""
        name = unquote(name)
        self._times[name] += 1
        if self._times[name] > MOST_TIMES:
            return None
        try:
            found = self._found(name)
            if found is None:
                return None
            self._make_room(found)
        except PictureError as error:
            return self._note(name, str(error))
        return found.address

    def put_words(self, text: str) -> str:
        """``text`` with a few words in the place of each name that is left."""
        if self._notes:
            name = rf"picture:{self._secret}\.note(\d+)"
            image = rf"""<img\b(?:[^">]|"[^"]*+")*?\ssrc="{name}"(?:[^">]|"[^"]*+")*+>"""
            text = re.sub(image, lambda found: self._notes[int(found[1])], text)
        if self._written:  # the address of no picture
            text = text.replace(f"picture:{self._secret}.", "data:image/… ")
        return text

    def _keep(self, found: re.Match[str]) -> str:
        self._written.append(found[0])
        return f"picture:{self._secret}.{len(self._written) - 1}"

    def _found(self, name: str) -> Image | None:
        """The picture of that ``name``; None if the name is one on another site, or none at all."""
        if name.startswith("attachment:"):
            return self._attached(name.removeprefix("attachment:"))
        if written := re.fullmatch(rf"picture:{self._secret}\.([0-9]+)", name):
            return images.read(_decoded(self._written[int(written[1])].partition(",")[2]))
        if self._beside is None or _SCHEME.match(name):
            return None
        return self._beside.picture(name)

    def _attached(self, name: str) -> Image:
        bundle = self._attachments.get(name)
        data = next((text for text in (bundle or {}).values() if isinstance(text, str)), None)
        if data is None:
            raise PictureError("it is not attached to the cell")
        return images.read(_decoded(data))

    def _make_room(self, image: Image) -> None:
        times = SVG_COUNTS if image.kind == "image/svg+xml" else 1
        self._room -= len(image.content) * times
        self._pixels -= image.pixels
        if min(self._room, self._pixels) < 0 or len(self._times) > MOST:
            raise _TOO_MANY

    def _note(self, name: str, why: str) -> str:
        called = name.removeprefix("attachment:")
        picture = "A picture" if name.startswith("picture:") else f"The picture {called}"
        said = f"[{shown(cut(picture, _LONGEST))} is not shown: {why}.]"
        self._notes.append(f"<em>{escape(said)}</em>")
        return f"picture:{self._secret}.note{len(self._notes) - 1}"


def _decoded(data: str) -> bytes:
    """The file that stands in a notebook as text: in base64, or as it is."""
    if data.lstrip().startswith("<"):
        return data.encode()
    try:
        return b64decode(data.encode(), validate=False)
    except (binascii.Error, ValueError):
        raise PictureError("it is damaged") from None
