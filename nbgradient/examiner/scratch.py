"""A folder in which a test runs that reads or writes files.

It holds copies of the files that the student's code wrote, and what the test writes is copied to
the student's side. No module is imported from it, and nothing that lies in it is unpickled.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from nbgradient.wire.around import MAX_FILE_BYTES, MAX_FILES, is_plain_path
from nbgradient.wire.folder import contents, stamps, write
from nbgradient.wire.frames import WireError


class Scratch:
    """The folder of one test."""

    def __init__(self, given: Path | None = None) -> None:
        """``given``: what lies in this folder is the instructor's, and lies here, too."""
        self._folder = tempfile.mkdtemp(prefix="nbgradient-test-")
        if given is not None:
            shutil.copytree(given, self._folder, dirs_exist_ok=True)
        self._given = set(stamps(self._folder))
        #: The stamps of the student's files there, and of all files here.
        self._theirs: dict[str, list[int]] = {}
        self._ours = stamps(self._folder)

    def enter(self) -> None:
        """Make it the working directory."""
        os.chdir(self._folder)
        sys.path[:] = [path for path in sys.path if os.path.isabs(path)]

    def wanted(self) -> dict:
        """What the student's side is to know: its files that are here, and those written here."""
        written = list(contents(self._folder, self._ours))
        self._ours |= {path: stamp for path, stamp, _ in written}
        return {
            "known": list(self._theirs.items()),
            "put": [[path, content] for path, _, content in written],
        }

    def take(self, files: Any, removed: Any) -> None:
        """Take copies of the student's files, and remove those that the student's code removed;
        none takes the place of the instructor's.

        Raises:
            WireError, TypeError, ValueError: they are malformed, or too much.
        """
        for path in map(str, removed):
            if self._theirs.pop(path, None) is not None and path not in self._given:
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(self._folder, path))
        if len(files) > MAX_FILES or sum(len(content) for _, _, content in files) > MAX_FILE_BYTES:
            raise WireError("There are too many files.")
        for path, stamp, content in files:
            if not is_plain_path(str(path)) or type(content) is not bytes:
                raise WireError("A file is malformed.")
            self._theirs[path] = [int(number) for number in stamp]
            if path not in self._given:
                write(self._folder, path, content)
        if len(self._theirs) > 4 * MAX_FILES:
            raise WireError("There are too many files.")
        self._ours |= {path: s for path, s in stamps(self._folder).items() if path in self._theirs}

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self._folder, ignore_errors=True)
