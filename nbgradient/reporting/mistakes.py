"""Which mistakes students made, by the messages of the tests that they failed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

#: How many mistakes in one exercise are named.
MOST = 5

#: A number that is no part of a name, with its sign: 3, -0.5, 1., 1e-07, 0x7f3a.
_NUMBER = re.compile(
    r"(?<![\w.])[-+−]?(?:0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?!\w)", re.IGNORECASE
)
#: Several of them, as in a list or a shape.
_NUMBERS = re.compile(r"#(?:[\s,;\[\]()]+#)+")

#: The messages of failed tests by notebook and test, of each student by name.
Failures = Mapping[str, Mapping[tuple[str, str], str]]


@dataclass(frozen=True)
class Mistake:
    """A message that students got.

    Attributes:
        message: as it is most often, with the numbers of some of them.
        notebook, test: which test gave it, most often.
        students: how many got it.
        example: one of them: the first by name whose message is this one.
    """

    message: str
    notebook: str
    test: str
    students: int
    example: str


@dataclass(frozen=True)
class Mistakes:
    """The mistakes in an exercise: those ``named``, most frequent first, and of the others how many
    there are; ``students`` failed a test with a message."""

    named: list[Mistake]
    others: int
    students: int


@cache
def normalised(message: str) -> str:
    """``message`` without its numbers, which would tell apart what is the same mistake."""
    return _NUMBERS.sub("#", _NUMBER.sub("#", message))


def of_tests(failures: Failures, tests: Collection[tuple[str, str]], at_least: int = 1) -> Mistakes:
    """The mistakes that show in ``tests``, by notebook and name.

    Only those are named that ``at_least`` so many students made.
    """
    groups: dict[str, dict[str, list[tuple[str, tuple[str, str]]]]] = defaultdict(dict)
    wrong = set()
    for student in sorted(failures):
        for test, message in _of(failures[student], tests):
            groups[normalised(message)].setdefault(student, []).append((message, test))
            wrong.add(student)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    named = [_mistake(students) for _, students in ordered if len(students) >= at_least][:MOST]
    return Mistakes(named, len(ordered) - len(named), len(wrong))


def _of(
    failed: Mapping[tuple[str, str], str], tests: Collection[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], str]]:
    return ((test, failed[test]) for test in tests if test in failed)


def _mistake(students: Mapping[str, list[tuple[str, tuple[str, str]]]]) -> Mistake:
    counted = Counter(seen for found in students.values() for seen in found)
    (message, (notebook, test)), _ = counted.most_common(1)[0]
    example = next(name for name, found in students.items() if (message, (notebook, test)) in found)
    return Mistake(message, notebook, test, len(students), example)
