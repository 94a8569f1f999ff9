"""Students whom it may help to ask how they are: by what they hand in, and by their own marks.

Assignments differ in how hard they are. So a mark is compared with the class: a student's standing
in an assignment is the share of the points that he or she has, less the median of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from nbgradient.reporting.statistics import middle

#: Of so many of the last assignments, this many that were not handed in are told.
LAST, MISSING = 3, 2
#: How many marks in a row make a trend, and how far the standing has to fall in all.
TREND, FALL = 3, 0.2
#: How far below the mean of a student's own other standings the last one has to be.
BELOW = 0.3


@dataclass(frozen=True)
class Past:
    """An assignment that is over: who handed it in, and the share of the points of those whose
    mark is final, by student. ``excused`` have more time."""

    name: str
    handed_in: frozenset[str]
    final: Mapping[str, float]
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Behind:
    """A student, what was noticed, in sentences, and his or her marks by assignment: None where
    there is none yet."""

    student: str
    noticed: list[str]
    marks: dict[str, float | None]


def falling_behind(students: Sequence[str], past: Sequence[Past]) -> list[Behind]:
    """Those of ``students`` of whom there is something to notice in the ``past`` assignments, which
    are given in the order in which they were set; those first of whom there is most to notice, and
    who handed in least."""
    middles = [middle(list(item.final.values())) for item in past]
    found = []
    for student in students:
        if noticed := list(filter(None, _noticed(student, past, middles))):
            marks = {item.name: item.final.get(student) for item in past}
            found.append(Behind(student, noticed, marks))
    return sorted(found, key=lambda one: (-len(one.noticed), _handed_in(one.student, past)))


def handed_in_nothing(students: Sequence[str], past: Sequence[Past]) -> list[str]:
    """Those of ``students`` who never handed in anything."""
    there = frozenset[str]().union(*(item.handed_in for item in past))
    return [student for student in students if student not in there]


def _noticed(
    student: str, past: Sequence[Past], middles: Sequence[float | None]
) -> tuple[str | None, ...]:
    standings = [
        (item.final[student], item.final[student] - of_all)
        for item, of_all in zip(past, middles, strict=True)
        if of_all is not None and student in item.final
    ]
    return _missing(student, past), _trend(standings), _below([s for _, s in standings])


def _missing(student: str, past: Sequence[Past]) -> str | None:
    """What is said of who handed in before, or not at all, and now not any more."""
    last = past[-LAST:]
    if sum(student not in item.handed_in | item.excused for item in last) < MISSING:
        return None
    return f"Handed in {_handed_in(student, past)} of the last {len(last)} assignments."


def _handed_in(student: str, past: Sequence[Past]) -> int:
    """How many of the last assignments."""
    return sum(student in item.handed_in for item in past[-LAST:])


def _trend(standings: Sequence[tuple[float, float]]) -> str | None:
    last = standings[-TREND:]
    own = [standing for _, standing in last]
    is_falling = all(after < before for before, after in pairwise(own))
    if len(last) < TREND or not is_falling or own[0] - own[-1] < FALL:
        return None
    marks = ", ".join(f"{share:.0%}" for share, _ in last)
    return (
        f"Falling: {marks} in the last {TREND}; beside the median of the class "
        f"{_points(own[0])}, then {_points(own[-1])}."
    )


def _below(standings: Sequence[float]) -> str | None:
    *others, last = standings or [0.0]
    if len(others) < 2 or mean(others) - last < BELOW:
        return None
    return (
        f"Far below own other marks: {_points(last)} from the median of the class in the last one, "
        f"{_points(mean(others))} in the {len(others)} before."
    )


def _points(standing: float) -> str:
    """A difference in shares, in percentage points."""
    return f"{100 * standing:+.0f}".replace("-", "−")
