"""What a student handed in for an assignment, looked at without running it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from nbgradient.course import Course


@dataclass(frozen=True)
class Submission:
    """One student's folder for one assignment of the course at ``root``."""

    root: Path
    assignment: str
    student: str

    @property
    def folder(self) -> Path:
        """Where the student's files are, whether there are any or not."""
        return self.root / "submitted" / self.student / self.assignment

    def outcome(self, step: str) -> Path:
        """The folder of this submission in ``autograded`` or ``feedback``."""
        return self.root / step / self.student / self.assignment

    @property
    def notebooks(self) -> list[str]:
        """The names of the notebooks that the assignment asks for."""
        return [path.stem for path in Course(self.root).notebooks(self.assignment)]

    def fault(self, notebook: str) -> str | None:
        """Why ``notebook`` cannot be graded, as its author is told; None if nothing is seen."""
        path = self.folder / f"{notebook}.ipynb"
        if not path.is_file():
            return f"{path.name} was not handed in.{self._strangers()}"
        return _fault(path)

    def _strangers(self) -> str:
        """A sentence on notebooks that the assignment does not ask for, if there are any."""
        found = sorted(path.stem for path in self.folder.glob("*.ipynb"))
        strange = [f"'{name}.ipynb'" for name in found if name not in self.notebooks]
        return f" There is {' and '.join(strange)}: give it the right name." if strange else ""

    def hazard(self) -> str | None:
        """A warning for the instructor of files that Jupyter would run; None if there are none."""
        found = sorted(path.name for path in self.folder.rglob("*_config.*") if is_settings(path))
        if not found:
            return None
        return f"Delete {', '.join(found)} from the folder: formgrader would run it as settings."

    def fingerprint(self) -> str:
        """A text that changes when the student's files or the instructor's do."""
        digest = hashlib.sha256()
        source = self.root / "source" / self.assignment
        for folder in (self.folder, source):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and ".ipynb_checkpoints" not in path.parts:
                    digest.update(f"{path.relative_to(self.root)}\0".encode())
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def is_settings(path: Path) -> bool:
    """Whether ``path`` has a name under which Jupyter's programs look for settings to run."""
    return path.name.startswith(("nbgrader_config.", "jupyter_"))


def submissions(assignment: str, root: Path) -> list[Submission]:
    """What has been handed in for ``assignment``, by the students' names."""
    folders = (root / "submitted").glob(f"*/{assignment}")
    return [Submission(root, assignment, path.parent.name) for path in sorted(folders)]


def _fault(path: Path) -> str | None:
    data = path.read_bytes()
    if not data.strip():
        return f"{path.name} is empty."
    try:
        content = json.loads(data.decode())
    except (ValueError, RecursionError):
        return (
            f"{path.name} is not a notebook: its text is not JSON. Perhaps it was cut off on its "
            "way, or it is another kind of file."
        )
    if not isinstance(content, dict) or not isinstance(content.get("nbformat"), int):
        return f"{path.name} is not a notebook: it is JSON, but of something else."
    if content["nbformat"] != 4:
        return f"{path.name} has the notebook format {content['nbformat']}, not 4."
    if not isinstance(content.get("cells"), list):
        return f"{path.name} is damaged: it has no cells."
    return None
