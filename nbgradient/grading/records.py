"""What a grading run leaves for the next one: which submissions are done, and what was seen."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nbgradient.grading.submission import Submission


@dataclass(frozen=True)
class Record:
    """A graded submission: what it was, and what is to be said of each notebook, if anything."""

    fingerprint: str
    remarks: dict[str, str] = field(default_factory=dict)


def read(submission: Submission) -> Record | None:
    """The record of ``submission`` as it is now; None if it is not graded, or has changed since."""
    try:
        record = Record(**json.loads(_path(submission).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return record if record.fingerprint == submission.fingerprint() else None


def write(submission: Submission, record: Record) -> None:
    """Keep ``record``: the last thing that is done for a submission."""
    path = _path(submission)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(record), indent=1))
    os.replace(part, path)


def _path(submission: Submission) -> Path:
    folder = submission.root / ".nbgradient" / "graded" / submission.assignment
    return folder / f"{submission.student}.json"
