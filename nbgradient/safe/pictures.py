"""Pictures in a text: their data is no text, and is kept apart while the text is read.

A name that nobody can guess stands for each until the rest is clean. No other address of a picture
is one, so a page asks for none.
"""

from __future__ import annotations

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


class Pictures:
    """The pictures of one text, and those attached to it."""

    def __init__(self, attachments: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._attachments = attachments or {}
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
        found = _NAME.fullmatch(name)
        return self._found[int(found[2])] if found and found[1] == self._secret else None

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
