"""Moodle's zip, "Download all submissions": a folder a student, or all files side by side.

``Ada Lovelace_12345_assignsubmission_file/softmax.ipynb``, in older versions with a further ``_``
at the folder's end; ``Ada Lovelace_12345_assignsubmission_file_softmax.ipynb`` without folders.
The number is the participant's in this assignment alone, as in its grading worksheet. A text that
was typed in is ``onlinetext.html``, in a folder ending with ``_assignsubmission_onlinetext``.
"""

from __future__ import annotations

import re

from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who

_OWNER = r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)"
_FOLDER = re.compile(rf"{_OWNER}_?")
_FLAT = re.compile(rf"{_OWNER}_(?P<rest>.+)")


class Moodle:
    """Moodle's activity Assignment."""

    name = "Moodle"
    remark = (
        "Moodle's zip does not say when something was handed in: there is no timestamp.txt, and no "
        "late penalty."
    )

    def read(self, tree: Tree) -> Found:
        """The files by the participant's name and number."""
        groups = list(grouped(tree, _place))
        # Where names are hidden, all are called "Participant", in the site's language.
        hidden = len(groups) > 1 and len({name for (name, _), _ in groups}) == 1
        return Found([_hand_in(name, number, hidden, files) for (name, number), files in groups])


def _place(entry: Entry) -> tuple[tuple[str, str], str, int] | None:
    folder, rest = top(entry.path)
    match = _FOLDER.fullmatch(folder) if folder else _FLAT.fullmatch(entry.path)
    if match is None:
        return None
    return (match["name"], match["number"]), rest if folder else match["rest"], 0


def _hand_in(name: str, number: str, hidden: bool, files: dict[str, Entry]) -> HandIn:
    own_id = f"{name} {number}" if hidden else name
    return HandIn((Who(name, {"participant": number}, own_id),), files, Moodle.name)
