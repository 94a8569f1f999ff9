"""Canvas' zip, "Download Submissions": all files side by side, named for whose they are.

``lovelaceada_LATE_12345_67890_softmax-1.ipynb``: the sortable name without spaces, in small
letters; LATE, if Canvas counts it as late; the numbers of the user and the file; the file's name.
"""

from __future__ import annotations

import re

from nbgradient.collecting.formats.grouping import grouped
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who

_USER = r"(?:(?P<name>.+?)_)?(?:(?P<late>LATE)_)?(?P<user>\d+|anon_[0-9A-Za-z]+)"
_FILE = re.compile(rf"{_USER}_(?P<number>\d+)_(?P<rest>.+)")
#: What stands in the place of a file where a text or an address was handed in.
_TEXT = re.compile(rf"{_USER}_(?P<rest>text\.html|link\.html)")


class Canvas:
    """Canvas, by Instructure."""

    name = "Canvas"
    remark = (
        "Canvas' zip does not say when something was handed in, only what is late: there is no "
        "timestamp.txt, and no late penalty."
    )

    def read(self, tree: Tree) -> Found:
        """The files by the number of the user."""
        return Found([_hand_in(*key, files) for key, files in grouped(tree, _place)])


def _place(entry: Entry) -> tuple[tuple[str, str, bool], str, int] | None:
    match = _FILE.fullmatch(entry.path) or _TEXT.fullmatch(entry.path)
    if match is None or "/" in entry.path:
        return None
    number = int(match.groupdict().get("number") or 0)
    key = match["name"] or "", match["user"], match["late"] is not None
    return key, match["rest"], number


def _hand_in(name: str, user: str, late: bool, files: dict[str, Entry]) -> HandIn:
    who = Who(name, {} if user.startswith("anon_") else {"lms": user}, user)
    newest = max(entry.order for entry in files.values())
    remarks = ("Late, says Canvas.",) if late else ()
    return HandIn((who,), files, Canvas.name, order=f"{newest:020d}", remarks=remarks)
