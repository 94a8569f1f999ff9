"""What a run has come to: how many were graded, and what a person has to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgradient.grading.outcome import Outcome
from nbgradient.safe.shown import shown

#: How many submissions are named of those with the same trouble.
MOST_NAMES = 5


@dataclass
class Tally:
    """The outcomes of a run, counted.

    Attributes:
        graded: how many submissions to each assignment have been dealt with.
        failed: how many of them a person has to look at, because they could not be graded.
    """

    graded: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    _reasons: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    _stopped: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _tests: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        assignment, student = outcome.submission.assignment, outcome.submission.student
        self.graded[assignment] += 1
        self._stopped.update({(assignment, *what) for what in outcome.too_long})
        self._tests.update({(assignment, *what) for what in outcome.for_person})
        if outcome.error:
            self.failed[assignment] += 1
            self._reasons[outcome.error].append((assignment, shown(student)))

    def hints(self) -> list[str]:
        """A sentence on each cell or test that took too long for several students."""
        return [
            f"{what} of {assignment}/{notebook} took too long for {students} students: is the "
            "limit too short? (Engine.cell_seconds)"
            for (assignment, notebook, what), students in self._stopped.items()
            if students > 1
        ]

    def errors(self) -> list[str]:
        """A sentence on all that need a person, by reason."""
        return [
            *(f"{_some(names)}: {shown(reason)}" for reason, names in self._reasons.items()),
            *(
                f"'{test}' of {assignment}/{notebook}, {count} of {self.graded[assignment]} "
                f"submissions: {shown(reason)}. Try: nbgradient doctor {assignment}"
                for (assignment, notebook, test, reason), count in self._tests.items()
            ),
        ]

    def as_json(self, seconds: float, handed_in: Mapping[str, int]) -> dict[str, Any]:
        """The same for a program; ``handed_in`` is how many submissions each assignment has."""
        return {
            "seconds": round(seconds, 1),
            "assignments": {
                name: {
                    "handed_in": number,
                    "graded": self.graded[name],
                    "unchanged": number - self.graded[name],
                    "failed": self.failed[name],
                }
                for name, number in handed_in.items()
            },
            "needs_person": [
                {"assignment": assignment, "student": student, "reason": shown(reason)}
                for reason, names in self._reasons.items()
                for assignment, student in names
            ],
            "tests_for_person": [
                {
                    "assignment": assignment, "notebook": notebook, "test": test,
                    "submissions": count, "reason": shown(reason),
                }
                for (assignment, notebook, test, reason), count in self._tests.items()
            ],
            "hints": self.hints(),
        }  # fmt: skip


def _some(submissions: list[tuple[str, str]]) -> str:
    names = [f"{assignment} of {student}" for assignment, student in submissions]
    more = len(names) - MOST_NAMES
    named = ", ".join(names[:MOST_NAMES])
    return f"{named} and {more} more" if more > 0 else named
