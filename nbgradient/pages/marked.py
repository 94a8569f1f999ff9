"""What the gradebook finally has of a submission: what a student is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What a graded cell got.

    Attributes:
        score: its points as far as they are given, extra credit included.
        points: the most that it gives without extra credit.
        waits: whether a person has to mark it, or to look at its mark again.
        extra: the extra credit in its score.
    """

    score: float
    points: float
    waits: bool = False
    extra: float = 0.0

    @property
    def waiting(self) -> float:
        """The points that wait for a person."""
        return self.points if self.waits else 0.0


@dataclass(frozen=True)
class Marked:
    """A notebook as the gradebook has it, a person's marks included.

    Attributes:
        marks: what each graded cell got, by grade_id.
        comments: what is said of each answer, or None.
        late_penalty: what is taken off the score.
    """

    marks: Mapping[str, Mark]
    comments: Mapping[str, str | None]
    late_penalty: float = 0.0

    @property
    def score(self) -> float:
        """The points of the whole notebook so far, before the penalty."""
        return sum(mark.score for mark in self.marks.values())

    @property
    def max_score(self) -> float:
        """The points that the whole notebook gives."""
        return sum(mark.points for mark in self.marks.values())

    @property
    def waiting(self) -> float:
        """Of these, the points of what waits for a person."""
        return sum(mark.waiting for mark in self.marks.values())
