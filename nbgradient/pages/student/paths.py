"""Paths of the machine that graded, as a page may show them: nothing of where things are there."""

from __future__ import annotations

import re

#: What looks like a path is none: the data of a picture, and an address.
_NONE = r"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s]*+|https?://[^\s<>\"']*+"
#: A terminal's colour may stand right before a path.
_COLOUR = r"(?P<colour>\x1b\[[\d;]*m)"
_QUOTED = r"(?P<quote>[\"'])(?P<spaced>~?/[^\"'\n<>/]*+/[^\"'\n<>]*+)(?P=quote)"
_PATH = r"(?P<path>~?/(?:[^\s/\"'<>:;,()|\x1b]++/)++[^\s/\"'<>:;,()|\x1b]*+)"
_FOUND = re.compile(rf"{_NONE}|{_QUOTED}|(?:{_COLOUR}|(?<![\w.:/<\\~-])){_PATH}")

#: The folders of libraries: what is below one says which it is.
_LIBRARIES = ("/site-packages/", "/dist-packages/", "/lib/")


def shortened(text: str) -> str:
    """``text`` with libraries by their names in the place of paths, and files by theirs."""
    return _FOUND.sub(_short, text) if "/" in text else text


def _short(found: re.Match[str]) -> str:
    if spaced := found["spaced"]:
        return f"{found['quote']}{_name(spaced)}{found['quote']}"
    if path := found["path"]:
        return f"{found['colour'] or ''}{_name(path)}"
    return found[0]


def _name(path: str) -> str:
    for folder in _LIBRARIES:
        _, found, below = path.rpartition(folder)
        if found and (folder != "/lib/" or below.startswith("python3")):
            return below
    return f"…/{path.rpartition('/')[2]}"
