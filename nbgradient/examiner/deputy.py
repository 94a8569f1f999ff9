"""Goes on with a test, in a fork of the examiner that can be ended, once a student calls it back.

A function that a test passed in is called with what the student's code chose: ``lambda x: x ** x``
may never end, or want all memory there is. Nothing inside a process stops that. So before the first
such call the process forks: the deputy goes on with the test from there, and the process that was
left waits for what the test comes to. If a call takes too long, or too much, the deputy is ended,
and the test has failed; other tests and submissions never notice.
"""

from __future__ import annotations

import contextlib
import mmap
import multiprocessing
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import NoReturn

import psutil

from nbgradient.examiner.client import FailedCall, SnapshotClient, TakenOver
from nbgradient.examiner.fair_time import PATIENCE
from nbgradient.examiner.parent import end_with_parent
from nbgradient.examiner.verdict import Verdict, failed

#: Bytes of memory that a deputy may take beyond what the examiner has.
MAX_BYTES = 1 << 30
#: Seconds between two looks at a deputy.
LOOK = 0.1

TOO_LONG = "Your code kept a function of the test busy for more than {:.0f} seconds."
DIED = "Your code had a function of the test end its process, or take more memory than it may."

_Part = Callable[[], Verdict | None]


@dataclass(frozen=True)
class _Fork:
    """The fork, as either process has it."""

    #: Its number; 0 in the fork.
    pid: int
    #: To the other process.
    link: Connection
    #: The processor's time and the clock's at which the present call began.
    call: mmap.mmap


class Deputy:
    """May go on with one test; there is none before the first ``calling``."""

    def __init__(
        self,
        line: SnapshotClient,
        finish: Callable[[float], Verdict | None],
        count: Callable[[], int],
    ) -> None:
        """``finish`` is the rest of the test, when its first part has come to no verdict; ``count``
        tells how many of its statements have run."""
        self._line = line
        self._finish = finish
        self._count = count
        #: How many statements of the test had run when it was last heard of.
        self.reached = 0
        self._forked: _Fork | None = None
        self._seconds = 0.0

    @property
    def is_at_it(self) -> bool:
        """Whether it waits, outside of this process, to finish the test."""
        return self._forked is not None and self._forked.pid != 0

    @property
    def _started(self) -> _Fork:
        if self._forked is None:
            raise RuntimeError("There is no deputy yet.")
        return self._forked

    def do(self, part: _Part, seconds: float) -> Verdict | None:
        """What ``part`` of the test comes to, whoever does it; a call may take ``seconds``."""
        self._seconds = seconds
        verdict = None
        try:
            verdict = part()
        except TakenOver:
            pass
        except BaseException:
            if self._forked is not None and self._forked.pid == 0:
                os._exit(1)
            raise
        if self._forked is None:
            return verdict
        if self._forked.pid == 0:
            self._serve(self._forked.link, verdict)
        return self._outcome(self._forked)

    def finish(self, seconds: float) -> Verdict | None:
        """What the rest of the test comes to, which the deputy is to do."""
        self._seconds = seconds
        with contextlib.suppress(OSError):
            self._started.link.send((seconds, self._line.state))
        verdict = self._outcome(self._started)
        self.end()
        return verdict

    @contextlib.contextmanager
    def calling(self) -> Iterator[None]:
        """The time of a call by the student's code, which takes place in the deputy.

        Raises:
            TakenOver: there is a deputy from now on, and this is not it.
        """
        if self._forked is None:
            self._fork()
        call = self._started.call
        struct.pack_into("dd", call, 0, time.process_time(), time.monotonic())
        try:
            yield
        finally:
            struct.pack_into("dd", call, 0, 0, 0)

    def end(self) -> None:
        """End it; nothing asks for it any more."""
        if self._forked is not None and self._forked.pid != 0:
            os.kill(self._forked.pid, signal.SIGKILL)
            os.waitpid(self._forked.pid, 0)
            self._forked.link.close()
            self._forked.call.close()
            self._forked = None

    def _fork(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        call = mmap.mmap(-1, 16)
        self._line.at_close(self.end)
        pid = os.fork()
        self._forked = _Fork(pid, ours if pid else theirs, call)
        if pid:
            theirs.close()
            raise self._line.hand_over()
        ours.close()
        end_with_parent()
        _bound_memory()
        self._line.go_on_in_fork()
        if "torch" in sys.modules:
            sys.modules["torch"].set_num_threads(1)  # its threads did not survive the fork

    def _serve(self, link: Connection, verdict: Verdict | None) -> NoReturn:
        """In the deputy: tell what a part came to, and do the rest when that is asked for."""
        try:
            link.send((verdict, self._line.state, self._count()))
            seconds, state = link.recv()
            self._line.take_over(state)
            self._finish(seconds)
        finally:
            os._exit(0)

    def _outcome(self, fork: _Fork) -> Verdict | None:
        """What the part comes to that the deputy does."""
        with self._line.time.running():
            while not fork.link.poll(LOOK):
                if reason := self._excess(fork):
                    return self._give_up(reason, took_too_long=True)
            try:
                verdict, state, self.reached = fork.link.recv()
            except (EOFError, OSError):
                return self._give_up(DIED, took_too_long=False)
        self._line.take_over(state)
        if verdict is not None:
            self.end()
        return verdict

    def _give_up(self, reason: str, took_too_long: bool) -> Verdict:
        self.end()
        self._line.give_up(reason, took_too_long)
        return failed(FailedCall.__name__, reason)

    def _excess(self, fork: _Fork) -> str | None:
        """What to say if the present call has taken too long, by the processor or by the clock."""
        processor, clock = struct.unpack("dd", fork.call)
        if not clock:
            return None
        with contextlib.suppress(psutil.Error):
            times = psutil.Process(fork.pid).cpu_times()
            taken = times.user + times.system - processor
            if taken > self._seconds or time.monotonic() - clock > PATIENCE * self._seconds:
                return TOO_LONG.format(self._seconds)
        return None


def _bound_memory() -> None:
    with open("/proc/self/statm") as file:
        taken = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = taken + MAX_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound if hard < 0 else min(bound, hard)))
