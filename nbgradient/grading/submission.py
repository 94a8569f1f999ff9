"""What a student handed in for an assignment, looked at without running it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgradient.course.folders import Course
from nbgradient.examiner.reader import (
    Files,
    UnreadableError,
    read_file,
    read_folder,
    without_notebooks,
)
from nbgradient.safe.shown import is_plain, shown

#: Where a submission says when it was handed in, as nbgrader has it.
TIMESTAMP = "timestamp.txt"
#: What nbgrader's exchange puts beside it, so that only its author finds the feedback.
SECRET = "submission_secret.txt"
#: How many things that were left out are told one by one.
MOST_TOLD = 5


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
    def page(self) -> Path:
        """The page that the student gets."""
        return self.outcome("feedback") / f"{self.assignment}.html"

    @property
    def notebooks(self) -> list[str]:
        """The names of the notebooks that the assignment asks for."""
        return [path.stem for path in Course(self.root).notebooks(self.assignment)]

    @property
    def is_named(self) -> bool:
        """Whether the student's name is text that a gradebook can hold."""
        return is_plain(self.student)

    @property
    def is_there(self) -> bool:
        """Whether the student handed in something by the assignment's name, be it a link."""
        return self.folder.parent.is_symlink() or is_there(self.folder)

    def read(self) -> HandedIn:
        """Read what is in the folder, once; whatever it is, it can be told."""
        below = self.student, self.assignment
        try:
            return HandedIn(self, read_folder(self.root / "submitted", *below), None)
        except (UnreadableError, OSError) as error:
            return HandedIn(self, Files(), str(error))

    def read_timestamp(self) -> HandedIn:
        """Read when it was handed in, and nothing else."""
        below = self.student, self.assignment, TIMESTAMP
        try:
            return HandedIn(self, read_file(self.root / "submitted", *below), None)
        except (UnreadableError, OSError) as error:
            return HandedIn(self, Files(), str(error))


@dataclass(frozen=True)
class HandedIn:
    """A submission as it was read.

    Attributes:
        submission: which one.
        files: its files, and what was left out.
        problem: why nothing of it could be read, or None.
    """

    submission: Submission
    files: Files
    problem: str | None

    def notebook(self, name: str) -> bytes:
        """The text of the notebook of that ``name``; it has no fault."""
        return self.files.contents[f"{name}.ipynb"]

    @property
    def beside(self) -> dict[str, bytes]:
        """The files beside the notebooks, by path, without what Jupyter would run as settings."""
        beside = without_notebooks(self.files.contents)
        return {path: content for path, content in beside.items() if not is_settings(path)}

    def unread(self, notebook: str) -> str | None:
        """Why ``notebook`` is there, perhaps, and was not read; None if that is not so."""
        if self.problem:
            return self.problem
        if why := self.files.left_out.get(f"{notebook}.ipynb"):
            return f"{why} Hand in the notebook itself."
        if "." in self.files.left_out and f"{notebook}.ipynb" not in self.files.contents:
            return self.files.left_out["."]
        return None

    def why_ungradable(self, notebook: str) -> str | None:
        """Why ``notebook`` is not there, as its author is told; None if it is."""
        path = f"{notebook}.ipynb"
        if path in self.files.contents:
            return None
        if path in self.files.folders:
            return f"{path} is a folder: hand in the notebook itself."
        return f"{path} was not handed in.{self._unexpected_notebooks()}"

    def _unexpected_notebooks(self) -> str:
        """A sentence on notebooks that the assignment does not ask for, if there are any."""
        found = sorted(path for path in self.files.contents if path.endswith(".ipynb"))
        expected = {f"{name}.ipynb" for name in self.submission.notebooks}
        strange = [f"'{shown(path)}'" for path in found if path not in expected and "/" not in path]
        return f" There is {' and '.join(strange)}: give it the right name." if strange else ""

    def remarks(self) -> list[str]:
        """Remarks on the files, apart from the notebooks that are asked for, and the timestamp."""
        said = [hazard] if (hazard := self._hazard()) else []
        asked = {TIMESTAMP, *(f"{name}.ipynb" for name in self.submission.notebooks)}
        left_out = [why for path, why in self.files.left_out.items() if path not in asked]
        said += left_out[:MOST_TOLD]
        if more := left_out[MOST_TOLD:]:
            said.append(f"{len(more)} more files were left out.")
        return said

    def _hazard(self) -> str | None:
        """A warning for the instructor of files that Jupyter would run; None if there are none."""
        paths = [*self.files.contents, *self.files.left_out]
        found = sorted(shown(path.rpartition("/")[2]) for path in paths if is_settings(path))
        if not found:
            return None
        return f"Delete {', '.join(found)} from the folder: formgrader would run it as settings."

    def digest(self) -> bytes:
        """What changes when the student's files do.

        When it was handed in is no part of it: that changes what is taken off, and needs no run.
        """
        digest = hashlib.sha256()
        for name, content in self._everything():
            digest.update(f"{len(name)} {len(content)}\0".encode() + name)
            digest.update(hashlib.sha256(content).digest())
        return digest.digest()

    def _everything(self) -> Iterator[tuple[bytes, bytes]]:
        for path, content in sorted(self.files.contents.items()):
            if path != TIMESTAMP:
                yield os.fsencode(path), content
        for path, why in sorted(self.files.left_out.items()):
            if path != TIMESTAMP:
                yield os.fsencode(path), why.encode()
        yield b"", (self.problem or "").encode()


def is_there(path: Path) -> bool:
    """Whether there is something at ``path``, whatever it is."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # it is there, and reading it will tell what is wrong
        return True
    return True


def is_settings(path: str) -> bool:
    """Whether ``path`` has a name under which Jupyter's programs look for settings to run."""
    name = path.rpartition("/")[2]
    return name.startswith(("nbgrader_config.", "jupyter_"))


def submissions(assignment: str, root: Path) -> list[Submission]:
    """What has been handed in for ``assignment``, by the students' names, readable or not."""
    if not (root / "submitted").is_dir():
        return []
    with os.scandir(root / "submitted") as entries:
        names = sorted(
            entry.name
            for entry in entries
            if not entry.name.startswith(".") or entry.is_dir(follow_symlinks=False)
        )
    found = [Submission(root, assignment, name) for name in names]
    return [item for item in found if item.is_there]
