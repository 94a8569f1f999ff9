"""The student's files as they were at some time: few, small and plain, as ``wire.folder`` says.

A test that reads files finds them as they were where it stands in the notebook, also where a cell
below it has changed or removed them.
"""

from __future__ import annotations

import contextlib
import os

from nbgradient.wire import folder


class KeptFiles:
    """The files in the working directory, as they were when it was looked at last."""

    def __init__(self) -> None:
        #: The paths of all, those that are too much to keep included.
        self.paths: set[str] = set()
        self._is_known = False
        self._held: dict[str, tuple[list[int], bytes]] = {}

    def look(self) -> None:
        """Keep them as they are now."""
        now = folder.stamps(".")
        self.paths, self._is_known = set(now), True
        self._held = {path: held for path, held in self._held.items() if now.get(path) == held[0]}
        known = {path: stamp for path, (stamp, _) in self._held.items()}
        for path, stamp, content in folder.contents(".", known):
            self._held[path] = stamp, content

    def restore(self) -> None:
        """Have them as they were, if they were looked at; what was too much to keep stays."""
        if not self._is_known:
            return
        now = folder.stamps(".")
        for path in now.keys() - self.paths:
            with contextlib.suppress(OSError):
                os.unlink(path)
        for path, (stamp, content) in self._held.items():
            if now.get(path) != stamp:
                with contextlib.suppress(OSError):
                    folder.write(".", path, content)
        self.look()
