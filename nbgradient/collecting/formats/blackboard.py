"""Blackboard's zip, "Assignment File Download": files side by side, and a text for each attempt.

``ps1_ada_attempt_2026-11-20-18-30-00_softmax.ipynb``: the assignment, the user, the time in the
zone of the server, the file's name; ``ps1_ada_attempt_2026-11-20-18-30-00.txt`` says ``Name: Ada
Lovelace (ada)`` and ``Date Submitted: Friday, November 20, 2026 6:30:00 PM EST``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from nbgradient.collecting.formats.grouping import grouped
from nbgradient.collecting.model import Entry, Found, HandIn, Tree, Who
from nbgradient.examiner.reader import UnreadableError

_FILE = re.compile(
    r"(?P<title>[^/]+)_(?P<user>[^_/]+)_attempt_(?P<time>\d{4}(?:-\d\d){5})"
    r"(?:_(?P<rest>[^/]+)|(?P<text>\.txt))"
)
_NAME = re.compile(r"^Name: *(?P<name>.*?) *\((?P<user>[^()]+)\)\s*$", re.MULTILINE)
_DATE = re.compile(
    r"^Date Submitted: *\w+, (?P<time>\w+ \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M)"
    r" (?P<zone>\w+)\s*$"
    r"|^Date Submitted: *\w+, "
    r"(?P<british>\d{1,2} \w+ \d{4} \d\d:\d\d:\d\d) o'clock (?P<there>\w+)\s*$",
    re.MULTILINE,
)
_AMERICAN, _BRITISH = "%B %d, %Y %I:%M:%S %p", "%d %B %Y %H:%M:%S"
#: The bytes of a text that are looked at.
MOST_TEXT = 1 << 20
#: The lines at its top: name, assignment, date, grade.
_TOLD = 4
#: The zones that RFC 5322 names, in hours; other abbreviations mean several zones.
_ZONES = {
    "UTC": 0, "GMT": 0, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8,
}  # fmt: skip


class Blackboard:
    """Blackboard Learn."""

    name = "Blackboard"
    remark = ""

    def read(self, tree: Tree) -> Found:
        """The files by user and attempt."""
        texts = {
            (match["title"], match["user"], match["time"]): entry.path
            for entry in tree.entries
            if (match := _FILE.fullmatch(entry.path)) and match["text"]
        }
        hand_ins = [
            _hand_in(key[1], key[2], files, _text(tree, texts.get(key)))
            for key, files in grouped(tree, _place)
        ]
        return Found(hand_ins, set(texts.values()))


def _place(entry: Entry) -> tuple[tuple[str, str, str], str, int] | None:
    match = _FILE.fullmatch(entry.path)
    if match is None or match["text"]:
        return None
    return (match["title"], match["user"], match["time"]), match["rest"], 0


def _text(tree: Tree, path: str | None) -> str:
    """What Blackboard says at the top of the text at ``path``; below, a student can write."""
    try:
        text = tree.read(path, MOST_TEXT).decode("utf-8", "replace") if path else ""
    except UnreadableError:
        return ""
    return "\n".join(text.splitlines()[:_TOLD])


def _hand_in(user: str, time: str, files: dict[str, Entry], text: str) -> HandIn:
    told = _NAME.search(text)
    name = told["name"] if told else ""
    if told and told["user"].endswith(f"_{user}"):  # the file's name does not say where it begins
        user = told["user"]
    try:
        local = datetime.strptime(time, "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        local = None
    who = Who(name, {"id": user}, user)
    return HandIn((who,), files, Blackboard.name, when=_when(text), local=local, order=time)


def _when(text: str) -> datetime | None:
    """The time that ``text`` says, where it names a zone that is one."""
    found = _DATE.search(text)
    hours = _ZONES.get(found["zone"] or found["there"]) if found else None
    if found is None or hours is None:
        return None
    form = _AMERICAN if found["time"] else _BRITISH
    try:
        local = datetime.strptime(found["time"] or found["british"], form)
    except ValueError:
        return None
    zone = timezone(timedelta(hours=hours))
    return local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
