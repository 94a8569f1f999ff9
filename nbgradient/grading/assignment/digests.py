"""What the instructor's cells were when an assignment was entered: the gradebook knows it in part.

It has the text of a test, but of an answer only what students are given, which is the same for many
questions. By these digests a cell is known again under another name, and not mistaken for another.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from nbgradient.grading.assignment.picture import Picture
from nbgradient.grading.assignment.successors import Place


def path(root: Path, assignment: str) -> Path:
    """The file that keeps those of ``assignment``."""
    return root / ".nbgradient" / "entered" / f"{assignment}.json"


def read(root: Path, assignment: str) -> dict[Place, str]:
    """The digests by notebook and grade_id; empty where nothing is known."""
    try:
        known = json.loads(path(root, assignment).read_text())
        return {(notebook, name): str(text) for notebook, name, text in known}
    except (OSError, ValueError, TypeError):
        return {}


def write(root: Path, assignment: str, picture: Picture) -> None:
    """Keep those of ``picture``, and of what it leaves out if it is of a part.

    Where nothing can be written, a cell that gets another name later is taken for a new one.
    """
    known = {} if picture.is_whole else read(root, assignment)
    others = {place: text for place, text in known.items() if place[0] not in picture.notebooks}
    kept = [(*place, text) for place, text in (others | picture.digests).items()]
    target = path(root, assignment)
    part = target.with_name(f"{os.getpid()}.part")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(kept))
        os.replace(part, target)
