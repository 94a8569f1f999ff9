"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """A fault of the course: the place, what is wrong there in one sentence, and the name of the
    rule that says so, if it is one that a cell can be exempted from."""

    where: str
    what: str
    rule: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + f" [{self.rule}]" * bool(self.rule)
