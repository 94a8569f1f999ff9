"""What is to be exported, and from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbgrader.api import Gradebook

from nbgradient.exporting.options import ExportOptions
from nbgradient.grading.standing import Standings


@dataclass(frozen=True)
class Request:
    """Which marks somebody asks for.

    Attributes:
        book: the gradebook that has them.
        standings: what was handed in.
        options: which of them count.
        assignments: those that are asked for; all if there is none.
        students: whose marks are asked for; everybody's if there is none.
    """

    book: Gradebook
    standings: Standings
    options: ExportOptions
    assignments: Sequence[str] = ()
    students: Sequence[str] = ()

    def is_about(self, student: str) -> bool:
        """Whether the marks of ``student`` are asked for."""
        return not self.students or student in self.students
