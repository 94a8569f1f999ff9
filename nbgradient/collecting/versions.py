"""What is there and what has come, of one student and assignment, made into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cmp_to_key

from nbgradient.examiner.reader import overlay


@dataclass
class Version:
    """A state of a student's work for an assignment.

    Attributes:
        contents: its files by their paths, without ``timestamp.txt``.
        when: when it was handed in, in UTC and without a zone, if that is known.
        format: the name of the format that it came in.
        order: a text that grows from one to the next in that format.
        changed: the last change of a file as a zip tells it, in no zone: a hint.
        path: where a notebook of it was in what was collected.
    """

    contents: dict[str, bytes]
    when: datetime | None = None
    format: str = ""
    order: str = ""
    changed: datetime | None = None
    path: str = ""


@dataclass
class Merged:
    """What is to be in the student's folder.

    Attributes:
        version: that state.
        remarks: how it came about.
        has_older: whether something has come that is older than what is there, and changes nothing.
    """

    version: Version
    remarks: list[str] = field(default_factory=list)
    has_older: bool = False


def age(one: Version, other: Version) -> int | None:
    """Positive if ``one`` is newer than ``other``, 0 if they are of one time; None if unknown."""
    if one.when and other.when:
        return (one.when > other.when) - (one.when < other.when)
    if one.format and one.format == other.format and one.order and other.order:
        return (one.order > other.order) - (one.order < other.order)
    return None


def merged(there: Version | None, come: Iterable[Version], asked: Iterable[str]) -> Merged:
    """``there`` and those that have ``come``: of each file the newest.

    Of an older one only notebooks count that are asked for and not there. Where nothing tells which
    is newer, what has come later is.

    Args:
        there: what is in the student's folder, if anything.
        come: what is collected.
        asked: the paths of the notebooks that the assignment asks for.
    """
    notebooks = set(asked)
    result = Merged(there or Version({}))
    for version in sorted(come, key=cmp_to_key(_by_age)):
        if not result.version.contents:
            result.version = version
        else:
            _add(version, notebooks, result)
    return result


def _by_age(one: Version, other: Version) -> int:
    known = age(one, other)
    if known is None and one.changed and other.changed:
        known = (one.changed > other.changed) - (one.changed < other.changed)
    return known or 0


def _add(new: Version, notebooks: set[str], result: Merged) -> None:
    old = result.version
    known = age(new, old)
    both = notebooks & old.contents.keys() & new.contents.keys()
    differs = any(old.contents.get(path) != content for path, content in new.contents.items())
    if known is not None and known <= 0:
        lacking = sorted(notebooks & new.contents.keys() - old.contents.keys())
        if lacking:
            result.remarks.append(f"{', '.join(lacking)} comes from an older hand-in.")
            result.version = replace(
                old, contents=overlay(new.contents, old.contents), changed=None
            )
        elif known < 0:
            result.has_older = True
            result.remarks.append(f"What was handed in {_at(new)}is older, and was left alone.")
        elif differs:
            result.remarks.append(
                "It differs from what is there, of the same time: that was left as it is."
            )
        elif old.when is None:  # only its time has become known
            result.version = replace(old, when=new.when)
        if known == 0 and not differs and not old.path:
            result.version = replace(result.version, path=new.path)
        return
    staying = sorted(notebooks & old.contents.keys() - new.contents.keys())
    if staying and differs:
        result.remarks.append(f"{', '.join(staying)} stays from an older hand-in.")
    if known is None and both and differs:
        result.remarks.append("No time tells which is newer: what came last was taken.")
    result.version = replace(new, contents=overlay(old.contents, new.contents))


def _at(version: Version) -> str:
    return f"{version.when:%Y-%m-%d %H:%M:%S} UTC " if version.when else ""
