"""What may be given back: a submission of which nothing waits for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from nbgradient.grading.standing import Standing
from nbgradient.pages.marked import Marked


class Fate(Enum):
    """What is to become of the page of a submission."""

    GIVEN_BACK = "given back"
    WAITS = "waits"
    NOT_GRADED = "not graded"


@dataclass(frozen=True)
class Looked:
    """A submission as the rule sees it.

    Attributes:
        standing: the submission, and whether it is graded as it is.
        marked: what the gradebook has of its notebooks, by name; nothing if it does not know it.
    """

    standing: Standing
    marked: Mapping[str, Marked]

    @property
    def waiting(self) -> list[tuple[str, str]]:
        """The notebooks and names of the cells that a person has to mark."""
        return [
            (notebook, cell)
            for notebook, marked in self.marked.items()
            for cell, mark in marked.marks.items()
            if mark.waits
        ]

    @property
    def fate(self) -> Fate:
        """Whether it may be given back."""
        if not (self.standing.is_done and self.marked):
            return Fate.NOT_GRADED
        return Fate.WAITS if self.waiting else Fate.GIVEN_BACK

    def may_stay(self, provisional: bool) -> bool:
        """Whether a page that is there may stay.

        That of an earlier hand-in, or of before the source changed, may until it is graded anew,
        unless it is about something that waits.
        """
        return bool(self.marked) and (provisional or not self.waiting)
