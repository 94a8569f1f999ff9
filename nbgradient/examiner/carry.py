"""What a test makes of a student's work stays for the tests below it, as in one kernel.

A value that an earlier test bound, if it got that far, is the later test's. Objects of the
student's live in one snapshot; where the later test asks another one, or a deputy has gone on with
the earlier one, the statements that the earlier test has reached are run again for the later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nbgradient.examiner.client import SnapshotClient
from nbgradient.examiner.remote import is_remote, line_of

if TYPE_CHECKING:
    from nbgradient.examiner.question import Question

#: How many values are looked through for objects of a student's.
_LOOKED_AT = 10_000


class Carry:
    """The tests of one exam that have been put, and how far each of them got."""

    def __init__(self) -> None:
        self._reached: dict[str, int] = {}
        self._questions: dict[tuple[str, SnapshotClient | None], Question] = {}

    def restart(self) -> None:
        """The notebook runs again: there are new snapshots."""
        self._reached |= {name: self.reached(name) for name, _ in self._questions}
        self._questions.clear()

    def note(self, question: Question) -> None:
        """``question`` is about to be put."""
        self._questions[question.name, None] = question

    def reached(self, test: str) -> int:
        """How many statements of ``test`` ran without an error, at its best."""
        put = self._questions.get((test, None))
        return max(self._reached.get(test, 0), 0 if put is None else put.reached)

    def values(self, later: Question) -> dict[str, Any]:
        """What earlier tests have made that ``later``, which begins, reads."""
        found = {}
        for name, tests in later.carried.items():
            for test in tests:
                values = self._left(test, name, later)
                if name in values:
                    found[name] = values[name]
                    break
        return found

    def _left(self, test: str, name: str, later: Question) -> Mapping[str, Any]:
        put = self._questions.get((test, None))
        if put is not None and not put.is_elsewhere:
            if _is_within(put.made().get(name), later.line):
                return put.made()
        key = test, later.line
        if key not in self._questions:
            self._questions[key] = later.beside(test)
            self._questions[key].replay(self.reached(test))
        return self._questions[key].made()


def _is_within(value: Any, line: SnapshotClient) -> bool:
    """Whether no object of another snapshot is found in ``value``."""
    waiting, seen = [value], 0
    while waiting and seen < _LOOKED_AT:
        part, seen = waiting.pop(), seen + 1
        if is_remote(part) and line_of(part) is not line:
            return False
        if type(part) is dict:
            waiting += part.values()
        elif type(part) in (list, tuple, set, frozenset):
            waiting += part
    return True
