"""Who a row of an LMS's file is: by the course's roster and the gradebook, never by a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook

from nbgradient.collecting import roster, students
from nbgradient.collecting.model import Who
from nbgradient.collecting.people import NobodyError, People, SeveralError
from nbgradient.collecting.roster import Person

#: What the gradebook may know where the roster does not.
_COLUMNS = ("first_name", "last_name", "email", "lms_user_id")
#: What a column of a file can be, and the kind of key that it is.
_KINDS = {
    "lms_user_id": "lms",
    "number": "number",
    "login": "login",
    "id": "id",
    "email": "email",
    "github_username": "github",
    "participant": "participant",
}


class ClassList:
    """The students of a course."""

    def __init__(self, book: Gradebook, root: Path) -> None:
        """Read them from ``book``, and from the roster of the course at ``root``.

        Raises:
            RosterError: the roster cannot be read.
        """
        self.people = {person.id: person for person in students.known(root)}
        for student in book.students:
            person = self.people.get(student.id, Person(student.id))
            lacking = {name: getattr(student, name) or "" for name in _COLUMNS}
            self.people[student.id] = replace(
                person, **{name: getattr(person, name) or text for name, text in lacking.items()}
            )
        self._finder = People(self.people.values())

    def find(self, who: Who) -> str:
        """The id of the student who is ``who``.

        Raises:
            NobodyError: nobody is, or several could be.
        """
        try:
            return self._finder.find(who).id
        except SeveralError:
            raise
        except NobodyError:
            # Without a roster, work was collected under what the LMS calls the student, of whom
            # nothing else is known then.
            own = unicodedata.normalize("NFC", who.own_id)
            if self.people.get(own) != Person(own):
                raise
            return own

    def named(self, student: str) -> str:
        """The ``student`` as a list names one: the id, and the name if it is known."""
        person = self.people.get(student, Person(student))
        return f"{student} ({person.name})" if person.name else student


def fields_of(header: Sequence[str]) -> dict[str, int]:
    """Which columns say who a row is of, by the names of the fields of ``Person``."""
    names = [name.casefold() for name in header]
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if field := roster.field_of(name, names):
            found.setdefault(field, place)
    return found


def who(texts: Sequence[str], fields: Mapping[str, int], own: str) -> Who:
    """Who the row with these ``texts`` is of.

    Args:
        fields: which columns say so.
        own: the field that is the student's id where there is no roster.
    """
    said = {name: texts[place] for name, place in fields.items() if place < len(texts)}
    said = {name: text for name, text in said.items() if text}
    name = said.get("name") or _in_order(said.get("first_name"), said.get("last_name"))
    own_id = said.get(own) or name
    if "participant" in said:
        said["participant"] = re.sub(r"\D+", "", said["participant"])
    keys = {kind: said[field] for field, kind in _KINDS.items() if field in said}
    return Who(name, keys, own_id)


def _in_order(first: str | None, last: str | None) -> str:
    return f"{last}, {first}" if first and last else first or last or ""
