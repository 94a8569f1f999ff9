"""What the doctor finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symptom:
    """One finding: the place, what is there, and what to do.

    ``costs_points``: it would cost a student points, or a person the marking.
    """

    where: str
    what: str
    advice: str = ""
    costs_points: bool = False

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.where, self.what, self.advice)))
