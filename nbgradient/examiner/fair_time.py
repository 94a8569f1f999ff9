"""Time that does not depend on how busy the machine is.

What counts against a student is the wall clock, less the time in which the student's process, or
the examiner that asks it, waited for a processor. Linux tells the latter in ``/proc/PID/schedstat``
(where it does not, the wall clock alone counts).
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator

#: However long a process waits for a processor, this many times its limit by the wall clock is all.
PATIENCE = 10
#: A limit that was hit after waiting for this part of the time was hit on a busy machine.
BUSY = 0.05


class FairTime:
    """How long a process was at work for the examiner, in seconds."""

    def __init__(self, process: int | None) -> None:
        """``process`` is a descriptor of it (a pidfd), or None if it is not known."""
        paths = ["/proc/thread-self/schedstat"]
        if process is not None and (number := _number(process)):
            paths.append(f"/proc/{number}/schedstat")
        self._files: list[int] = []
        for path in paths:
            with contextlib.suppress(OSError):
                self._files.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
        #: What was last read in each: of a process that has ended there is nothing to read.
        self._seen = [0.0] * len(self._files)
        self.begin(0)

    def begin(self, limit: float) -> None:
        """From now on, count again; ``limit`` seconds are all there is."""
        self._limit = limit
        self._wall = 0.0
        self._since: float | None = None
        self._waited_before = self._waits()

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """The time of the with statement counts."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._wall = self._clock()
            self._since = None

    def left(self, grace: float = 0) -> float:
        """The seconds that are left, with ``grace`` seconds beyond the limit.

        There may be more when they are over: ask again.
        """
        wall, limit = self._clock(), self._limit + grace
        if wall < limit or wall >= PATIENCE * limit:
            return limit - wall
        return limit - (wall - self._waited())

    @property
    def seconds(self) -> float:
        """The seconds that have counted so far."""
        wall = self._clock()
        return max(0.0, wall - self._waited())

    @property
    def waited(self) -> float:
        """The seconds that were spent waiting for a processor."""
        return max(0.0, self._waited())

    @property
    def was_busy(self) -> bool:
        """Whether the machine had too little room for the process."""
        return self.waited >= BUSY * self._clock()

    def close(self) -> None:
        """Close the files that this reads; what was counted stays."""
        self._waits()
        while self._files:
            os.close(self._files.pop())

    def _clock(self) -> float:
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return self._wall + running

    def _waited(self) -> float:
        return self._waits() - self._waited_before

    def _waits(self) -> float:
        for place, file in enumerate(self._files):
            self._seen[place] = max(self._seen[place], _wait(file))
        return sum(self._seen)


def _number(process: int) -> int | None:
    """The number, on this side of the walls, of the process that a pidfd stands for."""
    with contextlib.suppress(OSError, ValueError):
        with open(f"/proc/self/fdinfo/{process}") as file:
            fields = dict(line.split(":", 1) for line in file if ":" in line)
        return max(0, int(fields.get("Pid", "0"))) or None
    return None


def _wait(file: int) -> float:
    """The seconds that a process has waited for a processor; 0 if it has ended."""
    try:
        return int(os.pread(file, 200, 0).split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
