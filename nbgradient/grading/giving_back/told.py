"""What has been given back and what waits, in words and for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nbgradient.grading.giving_back.giving import GivenBack
from nbgradient.grading.giving_back.rule import Fate
from nbgradient.safe.shown import shown

#: How many students are named of those who wait for the same.
MOST_NAMES = 5
#: Where a person marks.
FORMGRADER = "formgrader (make lab, or jupyter lab in this folder: Nbgrader > Formgrader)"


def in_a_sentence(given: Sequence[GivenBack]) -> str:
    """How many pages there are, how many submissions wait, and what to do then."""
    there = sum(len(each.there) for each in given)
    waiting = sum(len(each.students[Fate.WAITS]) for each in given)
    pages = "the page of 1 submission" if there == 1 else f"the pages of {there} submissions"
    said = f"feedback/ has {pages}."
    if waiting:
        wait = "1 waits" if waiting == 1 else f"{waiting} wait"
        said += f" {wait} for a person: mark in {FORMGRADER}, then run nbgradient feedback."
    if not_graded := sum(len(each.students[Fate.NOT_GRADED]) for each in given):
        are = "1 is" if not_graded == 1 else f"{not_graded} are"
        said += f" {are} not graded as handed in now: run nbgradient grade."
    return said


def names(students: Sequence[str]) -> str:
    """Some of ``students``, and how many more there are."""
    named = ", ".join(map(shown, students[:MOST_NAMES]))
    more = len(students) - MOST_NAMES
    return f"{named} and {more} more" if more > 0 else named


def as_json(given: Sequence[GivenBack]) -> dict[str, Any]:
    """The same for a program, by assignment."""
    return {
        each.assignment: {
            "pages": len(each.there),
            **{fate.name.lower(): len(each.students[fate]) for fate in Fate},
            "answers": [
                {"notebook": notebook, "cell": cell, "waiting": len(students)}
                for (notebook, cell), students in each.waiting.items()
            ],
        }
        for each in given
    }
