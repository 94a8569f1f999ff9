"""What a test passes to a student's code is lent: only the test sees what the code made of it.

A function may change its argument, and a test may ask whether it did. The argument can be a value
that locked cells made, which other tests, of this submission and of the next one, read, too.
"""

from __future__ import annotations

from typing import Any

from nbgradient.wire.lending import copied, copy_back
from nbgradient.wire.sharing import MOST_KNOWN, Kept


class Loans:
    """The examiner's values that the student's code changed at the questions of one test."""

    def __init__(self) -> None:
        #: What the student's code keeps.
        self.kept = Kept(MOST_KNOWN)
        self._before: dict[int, tuple[Any, Any]] = {}
        self._after: list[tuple[Any, Any]] = []

    def change(self, target: Any, value: Any) -> None:
        """Make ``target``, which the test passed in, what the student's code made of it."""
        if id(target) not in self._before:
            self._before[id(target)] = target, copied(target)
        copy_back(target, value)

    def suspend(self) -> None:
        """Give all of them their old values, while other tests are put."""
        changed = list(self._before.values())
        self._after = [(target, copied(target)) for target, _ in changed]
        for target, before in reversed(changed):  # one may be a part of another
            copy_back(target, before)

    def resume(self) -> None:
        """Give all of them the values that the test has seen."""
        for target, after in self._after:
            copy_back(target, after)
