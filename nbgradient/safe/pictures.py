"""Pictures in a text: their data is no text, and is kept apart while the text is read.

A name that nobody can guess stands for each until the rest is clean. No other address of a picture
is one, so a page asks for none. A file that was handed in beside the text is found by its name.
"""

from __future__ import annotations

import base64
import posixpath
import re
import secrets
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

_KIND = r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,"
_PICTURE = re.compile(rf"{_KIND}[A-Za-z0-9+/=\s]*+")
#: In quotes an address may have ends of lines in it, as some libraries write it.
_WRITTEN = re.compile(rf"""(?<=["']){_KIND}[A-Za-z0-9+/=\s]*+(?=["'])|{_KIND}[A-Za-z0-9+/=]*+""")

_NAME = re.compile(r"picture:([0-9a-f]{32})\.([0-9]+)")

#: How often one picture is shown: a short text could name it thousands of times.
MOST_TIMES = 3

#: What the addresses of pictures begin with while a text is read.
SCHEMES = frozenset({"picture", "attachment"})

#: What the files of pictures begin with.
_BEGINNINGS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "image/svg+xml": re.compile(rb"\s*(<\?xml[^<]*)?(<!--[^<]*-->\s*)*<svg\b"),
}


def address_of(content: bytes) -> str | None:
    """The address under which a page shows the picture ``content``; None if it is none."""
    for kind, beginning in _BEGINNINGS.items():
        if beginning.match(content):
            return f"data:{kind};base64,{base64.b64encode(content).decode()}"
    return None


def address_of_data(kind: str, data: str) -> str | None:
    """The address of a picture as an output holds it: SVG as text, others in base64.

    None if it is no such picture. What a browser would make of entities may be without end.
    """
    if kind != "image/svg+xml":
        address = f"data:{kind};base64,{''.join(data.split())}"
        return address if _PICTURE.fullmatch(address) else None
    if "<svg" not in data or "<!ENTITY" in data:
        return None
    return f"data:{kind};base64,{base64.b64encode(data.encode()).decode()}"


class Pictures:
    """The pictures of one text, those attached to it, and those handed in beside it.

    Args:
        attachments: the data of each, by its name and kind.
        files: the content of what was handed in, by the path that a text says.
    """

    def __init__(
        self,
        attachments: Mapping[str, Mapping[str, str]] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self._attachments = attachments or {}
        self._files = files or {}
        self._secret = secrets.token_hex(16)
        self._found: list[str] = []
        self._shown: Counter[str] = Counter()

    def take_out(self, text: str) -> str:
        """``text`` with a name in the place of each picture."""
        return _WRITTEN.sub(self._keep, text)

    def address(self, name: str) -> str | None:
        """The picture that ``name`` stands for; nothing if it has been shown often enough."""
        name = unquote(name)
        self._shown[name] += 1
        if self._shown[name] > MOST_TIMES:
            return None
        if name.startswith("attachment:"):
            return self._attached(name.removeprefix("attachment:"))
        if found := _NAME.fullmatch(name):
            return self._found[int(found[2])] if found[1] == self._secret else None
        content = self._files.get(posixpath.normpath(name))
        return None if content is None else address_of(content)

    def put_words(self, text: str) -> str:
        """``text`` with a few words in the place of each name that is left: one in no ``<img>``."""
        return text.replace(f"picture:{self._secret}.", "data:image/… ") if self._found else text

    def _keep(self, found: re.Match[str]) -> str:
        self._found.append(found[0])
        return f"picture:{self._secret}.{len(self._found) - 1}"

    def _attached(self, name: str) -> str | None:
        data = self._attachments.get(name, {})
        addresses = (f"data:{kind};base64,{content}" for kind, content in data.items())
        return next(filter(_PICTURE.fullmatch, addresses), None)
