"""What became of a submission in a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from nbgradient.grading.submission import Submission

#: The name in a record of what is said of a submission as a whole.
WHOLE = "files"


@dataclass(frozen=True)
class Outcome:
    """What became of a submission.

    Attributes:
        submission: which one.
        remarks: what is to be said of its notebooks, by their names.
        error: why a person has to look at it, or None.
        too_long: the cells and tests that took too long, each with its notebook.
        for_person: the notebook, the test and the reason of each that a person has to mark.
    """

    submission: Submission
    remarks: dict[str, str] = field(default_factory=dict)
    error: str | None = None
    too_long: tuple[tuple[str, str], ...] = ()
    for_person: tuple[tuple[str, str, str], ...] = ()
