"""What a grading run leaves for the next one: which submissions are done, and what was seen."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from nbgradient.course import whole
from nbgradient.grading.submission import Submission

_GRADED = "graded"
#: Bytes of a student's name that a file's may hold, with its ending.
MAX_NAME = 200


@dataclass(frozen=True)
class Record:
    """What became of a submission.

    Attributes:
        fingerprint: what it was.
        remarks: what is to be said of each notebook, or of its files, if anything.
        is_done: whether it need not be graded again as long as it stays as it is.
        seconds: what the cells and tests of each notebook took; None for one that did not run.
        failures: the message of each test that failed, by notebook and test.
    """

    fingerprint: str
    remarks: dict[str, str] = field(default_factory=dict)
    is_done: bool = True
    seconds: dict[str, float | None] = field(default_factory=dict)
    failures: dict[str, dict[str, str]] = field(default_factory=dict)

    def retold(self, name: str, remark: str | None) -> Record:
        """The same with ``remark`` under ``name``, or with nothing there."""
        others = {key: said for key, said in self.remarks.items() if key != name}
        return replace(self, remarks=others if remark is None else others | {name: remark})


def read(submission: Submission) -> Record | None:
    """What became of ``submission`` when it was graded last; None if there is no record of it."""
    try:
        return Record(**json.loads(path(submission, _GRADED).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write(submission: Submission, record: Record) -> None:
    """Keep ``record``: the last thing that is done for a submission."""
    place = path(submission, _GRADED)
    place.parent.mkdir(parents=True, exist_ok=True)
    whole.write(place, json.dumps(asdict(record), indent=1).encode())


def forget(submission: Submission) -> None:
    """Delete the record of ``submission``, whose outcome is about to change."""
    path(submission, _GRADED).unlink(missing_ok=True)


def are_kept(root: Path, assignment: str) -> bool:
    """Whether there is any record of ``assignment``: nbgrader's own autograde leaves none."""
    folder = root / ".nbgradient" / _GRADED / assignment
    return folder.is_dir() and any(folder.glob("*.json"))


def path(submission: Submission, kind: str) -> Path:
    """The place of a record of that ``kind``, which is the name of a folder.

    A student's name may be as long as a file's, without an ending.
    """
    folder = submission.root / ".nbgradient" / kind / submission.assignment
    name = submission.student
    if len(os.fsencode(name)) > MAX_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return folder / f"{name}.json"
