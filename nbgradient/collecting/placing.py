"""A student's folder for an assignment: what is in it, and what is put there; nothing gets lost."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from nbgradient.collecting.model import SourceError
from nbgradient.collecting.versions import Version
from nbgradient.grading import origin
from nbgradient.grading.late.timestamps import TimestampError, time_of
from nbgradient.grading.origin import Origin
from nbgradient.grading.submission import HandedIn, Submission
from nbgradient.safe.shown import shown

TIMESTAMP = "timestamp.txt"


class PlaceError(SourceError):
    """Something keeps a student's files from their place; the message says what."""


class Place:
    """The folder of one student and assignment of a course."""

    def __init__(self, root: Path, assignment: str, student: str) -> None:
        self._root = root
        self._submission = Submission(root, assignment, student)
        self._handed_in: HandedIn | None = None

    def there(self) -> tuple[Version | None, list[str]]:
        """What is in the folder, and sentences on what is odd there; None if there is no folder.

        Raises:
            PlaceError: it is a link, or cannot be read.
        """
        if not self._submission.is_there:
            return None, []
        handed_in = self._handed_in = self._submission.read()
        if handed_in.problem:
            raise PlaceError(handed_in.problem)
        said = []
        try:
            when = time_of(handed_in, UTC)
        except TimestampError:
            when, said = None, [f"The {TIMESTAMP} that was there held no time."]
        if lost := len(handed_in.files.left_out):
            said.append(f"{lost} of the files that were there cannot be read, and do not stay.")
        contents = dict(handed_in.files.contents)
        contents.pop(TIMESTAMP, None)
        came = origin.read(self._submission)
        when = when.replace(microsecond=0) if when else None
        return Version(contents, when, came.format, came.order, path=came.path), said

    def holds(self, version: Version) -> bool:
        """Whether the folder is as ``version`` is, to the last byte."""
        if self._handed_in is None:
            return False
        return self._handed_in.files.contents == _files(version)

    def put(self, version: Version) -> Path | None:
        """Put ``version`` into the folder; return where what was there is kept.

        Raises:
            PlaceError: it cannot be written; what was there is there.
        """
        folder = self._submission.folder
        own = folder.parent.parent / f".collecting-{os.getpid()}"
        try:
            self._write(own, _files(version))
            kept = self._keep() if self._handed_in is not None else None
            folder.parent.mkdir(exist_ok=True)
            try:
                os.rename(own, folder)
            except OSError:
                if kept:
                    shutil.move(kept, folder)
                raise
        except OSError as error:
            raise PlaceError(f"cannot be written: {error.strerror or error}") from None
        finally:
            shutil.rmtree(own, ignore_errors=True)
        self.note(version)
        return kept

    def _write(self, own: Path, files: dict[str, bytes]) -> None:
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        for path, content in files.items():
            target = own / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def _keep(self) -> Path:
        """Move what is in the folder to where it is kept."""
        item = self._submission
        kept = self._root / ".nbgradient" / "replaced" / item.assignment / item.student
        kept.mkdir(parents=True, exist_ok=True)
        name, number = f"{datetime.now(UTC):%Y-%m-%d_%H-%M-%S}", 2
        target = kept / name
        while target.exists():
            target, number = kept / f"{name}_{number}", number + 1
        shutil.move(item.folder, target)
        return target

    def note(self, version: Version) -> None:
        """Keep where ``version``, which is in the folder, came from."""
        origin.write(self._submission, Origin(version.format, version.order, version.path))


def _files(version: Version) -> dict[str, bytes]:
    """All files of ``version``, with the time as nbgrader reads it."""
    if version.when is None:
        return version.contents
    return version.contents | {TIMESTAMP: f"{version.when:%Y-%m-%d %H:%M:%S} UTC".encode()}


def kept_at(path: Path, root: Path) -> str:
    """Where something is kept, as a person is told."""
    return shown(str(path.relative_to(root)))
