"""nbgrader's exchange: the folder ``inbound``, with a folder for each time something was handed in.

``ada+softmax+2026-11-20 18:30:00.000000 UTC+c2VjcmV0``: the user, the assignment, the time, and, if
the exchange adds it, a random text.
"""

from __future__ import annotations

import re
from datetime import datetime

from nbgrader.utils import parse_utc

from nbgradient.collecting.folders import FolderTree
from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who

try:
    import pwd
except ImportError:  # a system without users' names has none to compare with
    pwd = None  # type: ignore[assignment]

_FOLDER = re.compile(
    r"(?P<user>.+)\+(?P<assignment>[^+]+)\+"
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]?\w+)?)(?:\+[\w=-]+)?"
)


class Exchange:
    """nbgrader's own exchange.

    Args:
        check_owner: whether a folder of another user than it is named for is told, as nbgrader
            tells it.
    """

    name = "nbgrader's exchange"
    remark = ""

    def __init__(self, check_owner: bool = True) -> None:
        self._check_owner = check_owner

    def read(self, tree: Tree) -> Found:
        """The folders by their names."""
        found = [self._hand_in(tree, folder, files) for folder, files in grouped(tree, _place)]
        return Found(found)

    def _hand_in(self, tree: Tree, folder: str, files: dict[str, Entry]) -> HandIn:
        match = _FOLDER.fullmatch(folder)
        assert match is not None, "it was grouped by it"
        user = match["user"]
        owner = _owner(tree, folder) if self._check_owner else None
        remarks = (f"Its folder belongs to {owner}.",) if owner not in (None, user) else ()
        return HandIn(
            (Who("", {"id": user}, user),),
            files,
            Exchange.name,
            assignment=match["assignment"],
            when=_time(match["time"]),
            order=match["time"],
            remarks=remarks,
        )


def _place(entry: Entry) -> tuple[str, str, int] | None:
    folder, rest = top(entry.path)
    return (folder, rest, 0) if _FOLDER.fullmatch(folder) else None


def _time(text: str) -> datetime | None:
    try:
        return parse_utc(text)
    except (ValueError, OverflowError):
        return None


def _owner(tree: Tree, folder: str) -> str | None:
    """The user to whom ``folder`` belongs; None where the source is no folder of the system's."""
    if pwd is None or not isinstance(tree, FolderTree):
        return None
    try:
        return pwd.getpwuid((tree.root / folder).lstat().st_uid).pw_name
    except (OSError, KeyError):
        return "an unknown user"
