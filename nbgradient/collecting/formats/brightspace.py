"""Brightspace's (D2L's) zip of an assignment: a folder a submission, or all files side by side.

``271836-442356 - Ada Lovelace - Nov 20, 2026 630 PM/softmax.ipynb``, or `` - softmax.ipynb`` at the
end; an ``index.html`` lists them. The time is in the zone of the site, which is not named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime

from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who

_OWNER = r"(?P<number>\d+)-\d+ - (?P<name>.+?) - (?P<time>[^/]{0,20}\d{4} \d{3,4}(?: [AP]M)?)"
_FOLDER = re.compile(_OWNER)
_FLAT = re.compile(rf"{_OWNER} - (?P<rest>.+)")
_TIMES = ("%b %d, %Y %I%M %p", "%B %d, %Y %I%M %p", "%d %B, %Y %I%M %p", "%d %b, %Y %I%M %p")
#: Where an hour of one digit begins.
_SHORT = re.compile(r" (?=\d{3} [AP]M$)")
_INDEX = "index.html"


class Brightspace:
    """Brightspace, by D2L."""

    name = "Brightspace"
    remark = ""

    def read(self, tree: Tree) -> Found:
        """The files by whose they are and when they came."""
        groups = list(grouped(tree, _place))
        numbers = defaultdict(set)
        for (name, _, number), _ in groups:
            numbers[name].add(number)
        hand_ins = [_hand_in(name, time, files, numbers[name]) for (name, time, _), files in groups]
        own = {entry.path for entry in tree.entries if entry.path == _INDEX}
        return Found(hand_ins, own if hand_ins else set())


def _place(entry: Entry) -> tuple[tuple[str, str, str], str, int] | None:
    folder, rest = top(entry.path)
    match = _FOLDER.fullmatch(folder) if folder else _FLAT.fullmatch(entry.path)
    if match is None:
        return None
    return (match["name"], match["time"], match["number"]), rest if folder else match["rest"], 0


def _hand_in(name: str, time: str, files: dict[str, Entry], numbers: set[str]) -> HandIn:
    local = _time(time)
    order = local.isoformat() if local else ""
    # What the number numbers, people or hand-ins, is not documented.
    listed = ", ".join(sorted(numbers))
    remarks = (f"Under this name are {listed}: is that one person?",) if len(numbers) > 1 else ()
    who = (Who(name, {}, name),)
    return HandIn(who, files, Brightspace.name, local=local, order=order, remarks=remarks)


def _time(text: str) -> datetime | None:
    text = _SHORT.sub(" 0", text)
    for form in _TIMES:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None
