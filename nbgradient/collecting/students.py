"""What a roster leaves in the course: students in nbgrader's gradebook, and ``roster.csv``.

nbgrader's gradebook has no place for a student's section, or for a user's name at GitHub. These
stand in ``roster.csv`` in the course's folder, which is the roster where no other one is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI

from nbgradient.collecting import roster
from nbgradient.collecting.paths import MAX_ID
from nbgradient.collecting.people import People
from nbgradient.collecting.roster import Person
from nbgradient.grading.database.gradebook import gradebook

#: The course's own roster.
OWN = "roster.csv"
#: What the gradebook knows of a student.
_COLUMNS = ("first_name", "last_name", "email", "lms_user_id")


def known(root: Path) -> list[Person]:
    """The students in the own roster of the course at ``root``, if it has one.

    Raises:
        RosterError: it cannot be read.
    """
    return roster.read(root / OWN, "id")[0] if (root / OWN).exists() else []


def merged(
    before: Sequence[Person], people: Iterable[Person], has_new_ids: bool
) -> tuple[list[Person], list[Person]]:
    """Those of ``before`` with what ``people`` newly say of them and of others; and these alone.

    A person whom ``before`` knows by e-mail or number keeps the id that is there, under which work
    may have been collected.

    Args:
        before: the course's own roster.
        people: another one.
        has_new_ids: whether its ids are those to be used from now on.
    """
    known, there = People(before), {person.id: person for person in before}
    told = {}
    for person in people:
        old = person.id if person.id in there else known.same(person)
        if has_new_ids and old != person.id:
            there.pop(old or "", None)
        student = person.id if has_new_ids or old is None else old
        said = {f.name: getattr(person, f.name) for f in fields(person) if getattr(person, f.name)}
        told[student] = replace(there.get(student, person), **said | {"id": student})
    return list((there | told).values()), list(told.values())


def enter(api: NbGraderAPI, people: Iterable[Person]) -> int:
    """Tell the gradebook of ``people``; how many of them it did not know, or knew otherwise."""
    changed = 0
    with gradebook(api) as book:
        there = {student.id: student for student in book.students}
        for person in people:
            told = {name: getattr(person, name)[:MAX_ID] for name in _COLUMNS}
            told = {name: text for name, text in told.items() if text}
            student = there.get(person.id)
            if student is not None and all(getattr(student, n) == t for n, t in told.items()):
                continue
            book.update_or_create_student(person.id, **told)
            changed += 1
    return changed
