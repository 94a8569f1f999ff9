"""Where a hand-in came from: what was noted when it was collected, for when work goes back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from nbgradient.course import whole
from nbgradient.grading import records
from nbgradient.grading.submission import Submission


@dataclass(frozen=True)
class Origin:
    """What an LMS called a hand-in.

    Attributes:
        format: the name of the format that it came in, or nothing.
        order: a text that grows from one hand-in to the next in that format.
        path: where its notebook was in what the LMS gave.
    """

    format: str = ""
    order: str = ""
    path: str = ""


def read(submission: Submission) -> Origin:
    """Where ``submission`` came from; all is empty if it was not collected."""
    try:
        return Origin(**json.loads(records.path(submission, "collected").read_text()))
    except (OSError, ValueError, TypeError):
        return Origin()


def write(submission: Submission, origin: Origin) -> None:
    """Note where ``submission`` came from."""
    path = records.path(submission, "collected")
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.write(path, json.dumps(asdict(origin)).encode())
