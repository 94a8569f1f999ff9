"""Gradescope's "Export Submissions": a folder a submission, and a list of whose they are.

``assignment_1_export/submission_123/softmax.ipynb``; ``submission_metadata.yml`` says of each
folder ``:submitters:``, with ``:name:``, ``:sid:`` and ``:email:``, and ``:created_at:``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import yaml

from nbgradient.collecting.formats.grouping import grouped, top
from nbgradient.collecting.model import Entry, Found, HandIn, SourceError, Tree, Who
from nbgradient.examiner.reader import UnreadableError
from nbgradient.safe.shown import shown

_LIST = "submission_metadata.yml"
#: The bytes of the list that are read: it holds what autograders said, too.
MOST_LIST = 64 << 20


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML's plain data; objects of Ruby's are what they hold."""


def _plain(loader: Any, _: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _plain)


class Gradescope:
    """Gradescope's programming assignments."""

    name = "Gradescope"
    remark = ""

    def read(self, tree: Tree) -> Found:
        """The folders by the list.

        Raises:
            SourceError: the list cannot be read.
        """
        if not any(entry.path == _LIST for entry in tree.entries):
            return Found()
        told = _list(tree)
        hand_ins = [
            _hand_in(told[folder], files)
            for folder, files in grouped(tree, lambda entry: _place(entry, told))
        ]
        return Found(hand_ins, {_LIST})


def _list(tree: Tree) -> dict[str, dict]:
    try:
        read = yaml.load(tree.read(_LIST, MOST_LIST), Loader=_Loader)
    except (UnreadableError, yaml.YAMLError, ValueError, RecursionError, TypeError):
        raise SourceError(f"{_LIST} in {shown(tree.name)} cannot be read.") from None
    known = read if isinstance(read, dict) else {}
    return {str(name): about for name, about in known.items() if isinstance(about, dict)}


def _place(entry: Entry, told: dict[str, dict]) -> tuple[str, str, int] | None:
    folder, rest = top(entry.path)
    return (folder, rest, 0) if folder in told else None


def _hand_in(about: dict, files: dict[str, Entry]) -> HandIn:
    submitters = about.get(":submitters")
    people = [person for person in submitters or () if isinstance(person, dict)]
    who = tuple(map(_who, people))
    names = ", ".join(person.name for person in who)
    remarks = (f"Of a group: {names}.",) if len(who) > 1 else ()
    created = about.get(":created_at")
    when = local = None
    if isinstance(created, datetime):
        when = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else None
        local = None if when else created
    return HandIn(who, files, Gradescope.name, when=when, local=local, remarks=remarks)


def _who(person: dict) -> Who:
    name, sid, email = (str(person.get(key) or "").strip() for key in (":name", ":sid", ":email"))
    keys = {kind: value for kind, value in (("id", sid), ("email", email)) if value}
    return Who(name, keys, sid or email or name)
