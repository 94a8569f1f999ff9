"""Time that does not depend on how busy the machine is.

What counts against a student is the wall clock, less the time in which the student's process, or
the examiner that asks it, waited for a processor. Linux tells the latter in ``/proc/PID/schedstat``
(where it does not, the wall clock alone counts). Waiting is no excuse for a run that keeps more
than a processor busy itself, by processes or threads of its own.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator

#: However long a process waits for a processor, this many times its limit by the wall clock is all.
PATIENCE = 10
#: A limit that was hit after waiting for this part of the time was hit on a busy machine.
BUSY = 0.05
_OWN = "/proc/thread-self/schedstat"
#: Seconds over which is seen how many processors a run keeps busy.
LOOK = 0.2


class FairTime:
    """How long a process was at work for the examiner, in seconds."""

    def __init__(self, process: int | None, taken: Callable[[], float] = lambda: 0.0) -> None:
        """``process`` is a descriptor of it (a pidfd), or None if it is not known.

        ``taken`` tells the processor time, in seconds, of the whole run that it belongs to.
        """
        paths = [_OWN]
        if process is not None and (number := _number(process)):
            paths.append(f"/proc/{number}/schedstat")
        self._taken = taken
        self._before = 0.0
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
        self._wall = self._waited = 0.0
        self._since: tuple[float, float] | None = None
        self._look: tuple[float, float] | None = None
        self._is_its_own_crowd = False

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """The time of the with statement counts."""
        self._since = time.monotonic(), self._waits()
        try:
            yield
        finally:
            self._wall, self._waited = self._counted()
            self._since = None

    def left(self, grace: float = 0) -> float:
        """The seconds that are left, with ``grace`` seconds beyond the limit.

        There may be more when they are over: ask again.
        """
        limit, most = self._limit + grace, PATIENCE * self._limit + grace
        wall = self._wall_so_far()
        if wall < limit:  # who asks often need not have the files read each time
            return limit - wall
        if wall < most and (to_look := self._look_at_crowd()):
            return to_look
        return min(limit - self.seconds, most - wall)

    @property
    def seconds(self) -> float:
        """The seconds that have counted so far: who waits on purpose cannot do so for ever."""
        wall, waited = self._counted()
        return wall if self._is_its_own_crowd else max(wall - waited, wall / PATIENCE)

    @property
    def waited(self) -> float:
        """The seconds that were spent waiting for a processor which others had."""
        return 0.0 if self._is_its_own_crowd else self._counted()[1]

    @property
    def was_busy(self) -> bool:
        """Whether the machine had too little room for the process."""
        return self.waited >= BUSY * self._counted()[0]

    def go_on_in_fork(self) -> None:
        """This is a fork of the process that has asked so far: its own waiting counts from now."""
        if self._files:
            self._before += self._seen[0]
            self._seen[0] = 0.0
            file = os.open(_OWN, os.O_RDONLY | os.O_CLOEXEC)
            os.dup2(file, self._files[0], inheritable=False)
            os.close(file)

    @property
    def counts(self) -> tuple[float, float, bool]:
        """What has counted so far, for ``take_over``."""
        return *self._counted(), self._is_its_own_crowd

    def take_over(self, counts: tuple[float, float, bool]) -> None:
        """Go on with what has counted in a fork, or before it."""
        self._wall, self._waited, self._is_its_own_crowd = counts

    def close(self) -> None:
        """Close the files that this reads; what was counted stays."""
        while self._files:
            os.close(self._files.pop())

    def _look_at_crowd(self) -> float:
        """See whether the run crowds the machine itself; the seconds until that can be told."""
        now, taken = time.monotonic(), self._taken()
        if self._look is None:
            self._look = now, taken
        since, before = self._look
        if now < since + LOOK:
            return since + LOOK - now
        self._look = now, taken
        processors = min(1.5, 0.9 * (os.cpu_count() or 1))
        self._is_its_own_crowd |= taken - before > processors * (now - since)
        return 0.0

    def _counted(self) -> tuple[float, float]:
        """The seconds by the wall clock, and those of them that were spent waiting."""
        if self._since is None:
            return self._wall, self._waited
        return self._wall_so_far(), self._waited + max(0.0, self._waits() - self._since[1])

    def _wall_so_far(self) -> float:
        """The seconds that have passed by the wall clock while something ran."""
        return self._wall + (time.monotonic() - self._since[0] if self._since else 0.0)

    def _waits(self) -> float:
        for place, file in enumerate(self._files):
            self._seen[place] = max(self._seen[place], _wait(file))
        return self._before + sum(self._seen)


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
