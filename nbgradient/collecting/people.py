"""Whose a hand-in is: by what a format says for certain, or else by the name; never by a guess."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from nbgradient.collecting.model import HandIn, Who
from nbgradient.collecting.paths import why_no_id
from nbgradient.collecting.roster import Person
from nbgradient.safe.shown import shown

#: The most words of a name whose order is tried.
_MOST_WORDS = 12
#: Of what formats say of a person, that of which each has one, for all assignments.
_LASTING = {"lms": "number in the LMS", "email": "email", "github": "GitHub user"}


class NobodyError(Exception):
    """A hand-in is nobody's for certain; the message says why."""


class SeveralError(NobodyError):
    """It could be any of several students'."""


class People:
    """The students of a roster, to be found by what formats say of them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {person.id: person for person in people}
        self._by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for person in self._people.values():
            for kind, values in _keys(person).items():
                for value in values:
                    self._by_key[kind, value].add(person.id)
            for name in _orders(person.first_name, person.last_name):
                self._by_name[name].add(person.id)

    def __contains__(self, student: object) -> bool:
        """Whether a student has the id ``student``."""
        return student in self._people

    def find(self, who: Who) -> Person:
        """The student who is ``who``.

        Raises:
            NobodyError: nobody is, or several could be.
        """
        keys = {kind: _key(value) for kind, value in who.keys.items() if value}
        found = set().union(*(self._by_key.get(key, set()) for key in keys.items()))
        if not found and who.name:
            found = self._named(who.name, keys)
        if len(found) > 1:
            listed = ", ".join(map(shown, sorted(found)[:5]))
            raise SeveralError(f"could be any of {listed}")
        if not found:
            raise NobodyError(self._why_nobody(keys))
        return self._people[found.pop()]

    def same(self, person: Person) -> str | None:
        """The id of the one student who has the numbers or the e-mail of ``person``, if any."""
        found = {
            student
            for kind, values in _keys(person).items()
            for value in values
            for student in self._by_key.get((kind, value), ())
        }
        return found.pop() if len(found) == 1 else None

    def told(self, person: Person, who: Who, item: HandIn) -> HandIn:
        """``item``, with a remark if ``who`` has another name there: it may be a group's."""
        names = _orders(person.first_name, person.last_name)
        given = _given_orders(who.name)
        # A folder may be called by an id, which is no other name.
        if not who.name or not names or who.name in who.keys.values():
            return item
        # Neither is one without accents, which some formats take away.
        if set(map(_bare, names)) & set(map(_bare, given)):
            return item
        return replace(item, remarks=(*item.remarks, f"In the source it is of '{who.name}'."))

    def _why_nobody(self, keys: dict[str, str]) -> str:
        if "github" in keys and not any(kind == "github" for kind, _ in self._by_key):
            return "is a user of GitHub's: the roster has no column github_username"
        return "is not in the roster"

    def _named(self, name: str, keys: dict[str, str]) -> set[str]:
        """Who has this ``name``, and no other number than the format says."""
        found = set().union(*(self._by_name.get(order, set()) for order in _given_orders(name)))
        others = {
            student: kind
            for student in found
            for kind, values in _keys(self._people[student]).items()
            if kind in _LASTING and values and kind in keys and keys[kind] not in values
        }
        if others and len(others) == len(found):
            student, kind = next(iter(others.items()))
            raise NobodyError(f"has the name of {shown(student)}, but another {_LASTING[kind]}")
        return found - others.keys()


class Strangers:
    """Students without a roster: each has the id that the format gives."""

    def find(self, who: Who) -> Person:
        """A student with the id that ``who`` has in the format.

        Raises:
            NobodyError: it cannot be an id.
        """
        student = unicodedata.normalize("NFC", who.own_id).strip()
        if reason := why_no_id(student):
            raise NobodyError(f"has no id that can be a folder's name: it {reason}")
        return Person(student, lms_user_id=who.keys.get("lms", ""))

    def told(self, person: Person, who: Who, item: HandIn) -> HandIn:
        """``item``: nothing is known but what its source says."""
        return item


def _keys(person: Person) -> dict[str, set[str]]:
    """What a format can know of ``person``, by the kinds of ``Who.keys``."""
    mails = {text for text in (person.email, person.login, person.id) if "@" in text}
    ids = {person.id, person.login, person.number}
    known = {
        "id": ids,
        "number": ids,
        "login": ids | mails,
        "lms": {person.lms_user_id},
        "email": mails,
        "github": {person.github_username},
        "participant": {person.participant},
    }
    return {kind: {_key(text) for text in texts if text} for kind, texts in known.items()}


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _squeezed(text: str) -> str:
    """``text`` as a format may have it: without spaces and signs, in small letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in folded if c.isalnum())


def _bare(text: str) -> str:
    """``text`` without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _orders(first: str, last: str) -> set[str]:
    first, last = _squeezed(first), _squeezed(last)
    return {first + last, last + first} - {""}


def _given_orders(name: str) -> set[str]:
    """``name`` with its words as they stand, and with those that stand last put first."""
    if "," in name:
        last, _, first = name.partition(",")
        return _orders(first, last)
    words = name.split()
    if len(words) > _MOST_WORDS:
        return {_squeezed(name)}
    return {_squeezed("".join(words[n:] + words[:n])) for n in range(len(words))}
