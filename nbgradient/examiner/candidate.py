"""A candidate: the process of one submission, as the examiner speaks to it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from nbgradient.examiner.client import SnapshotClient
from nbgradient.examiner.fair_time import FairTime
from nbgradient.safe.shown import seconds
from nbgradient.wire import frames

#: Seconds that a cell may take to end when it is asked to.
GRACE = 3

TOO_LONG = "This cell ran longer than {} and could not be stopped."


@dataclass(frozen=True)
class Budget:
    """How long is waited, and for how much output.

    Attributes:
        cell: the seconds of a cell.
        notebook: the seconds of all cells and tests together.
        output: the bytes that a cell may output.
        outputs: the bytes that all cells may output together.
    """

    cell: float
    notebook: float
    output: int
    outputs: int


@dataclass(frozen=True)
class Ran:
    """How a cell ran.

    Attributes:
        outputs: what the candidate says that it output.
        stopped: whether it took too long.
    """

    outputs: list[dict]
    stopped: bool


class CandidateDied(Exception):
    """The student's code ended its process; the message says so in words for the student."""

    def __init__(self, message: str, stopped: bool = False) -> None:
        """``stopped``: it had to be ended because it took too long."""
        super().__init__(message)
        self.stopped = stopped


class Run(Protocol):
    """What the warm process tells of a run."""

    def find(self, inside: int) -> int | None:
        """A descriptor of the process that has the number ``inside`` there, if there is one."""

    def taken(self) -> float:
        """The processor time, in seconds, that its processes have taken so far."""

    def why_ended(self) -> str:
        """The sentence for a process that is found to have ended; this ends the run.

        Raises:
            SlotDied: it is not the run's own doing.
        """


class _Interrupt:
    """Interrupts a cell when its time is over, and gives it a little more to end."""

    def __init__(self, time: FairTime, send: Callable[[], None]) -> None:
        self._time = time
        self._send = send
        self.was_sent = False

    def left(self) -> float:
        """The seconds that the cell has left, or has left to end."""
        if not self.was_sent and (left := self._time.left()) > 0:
            return left
        if not self.was_sent:
            self.was_sent = True
            self._send()
        return self._time.left(GRACE)


class Candidate:
    """One submission's process, which runs its cells."""

    def __init__(
        self,
        link: socket.socket,
        process: int,
        budget: Budget,
        run: Run,
    ) -> None:
        """``process`` is a descriptor (a pidfd) of the process at the other end of ``link``."""
        self._link = link
        self._process = process
        self._budget = budget
        self._run = run
        #: The time of the last cell, or copy.
        self.time = FairTime(process, run.taken)

    def run(self, source: str, most: int | None = None) -> Ran:
        """Run a cell, and stop it if it takes too long; it may output ``most`` bytes, or as many as
        any cell.

        Raises:
            CandidateDied: the process ended, or had to be ended.
        """
        limit = self._budget.cell
        self.time.begin(limit)
        request = {"do": "run", "source": source, "max_bytes": most or self._budget.output}
        interrupt = _Interrupt(self.time, partial(self._signal, signal.SIGINT))
        try:
            with self.time.running():
                self._link.settimeout(10)
                frames.send(self._link, request)
                reply, _ = frames.receive(self._link, interrupt.left)
            return Ran(list(reply["outputs"]), interrupt.was_sent)
        except TimeoutError:
            self._signal(signal.SIGKILL)
            raise CandidateDied(TOO_LONG.format(seconds(limit)), stopped=True) from None
        except (OSError, frames.WireError, KeyError, TypeError):
            raise CandidateDied(self._run.why_ended()) from None

    def snapshot(self, files: bool = False) -> SnapshotClient:
        """A line to a copy of the process as it stands now, with its ``files``, if they are wanted.

        Raises:
            CandidateDied: the process ended, or had to be ended.
        """
        link, pid = self._fork("snapshot", files=files)
        return SnapshotClient(link, self._run.find(pid), self._run.taken)

    @contextlib.contextmanager
    def branch(self) -> Iterator[Candidate]:
        """A copy of the process as it stands now, which runs cells of its own.

        It finds the files of the others: this is for code that is trusted not to look.

        Raises:
            CandidateDied: the process ended, or had to be ended.
        """
        link, pid = self._fork("branch")
        process = self._run.find(pid)
        if process is None:
            link.close()
            raise CandidateDied(self._run.why_ended())
        branch = Candidate(link, process, self._budget, self._run)
        try:
            yield branch
        finally:
            branch.close()
            frames.send(self._link, {"do": "end", "pid": pid})
            frames.receive(self._link)

    def close(self) -> None:
        """Hang up."""
        self._link.close()
        os.close(self._process)
        self.time.close()

    def _fork(self, what: str, **wanted: bool) -> tuple[socket.socket, int]:
        """A link to a copy of the process, which is to be a ``what``, and the copy's number on the
        other side of the walls, as the process says."""
        self.time.begin(self._budget.cell)
        ours, theirs = socket.socketpair()
        try:
            with self.time.running():
                self._link.settimeout(10)
                frames.send(self._link, {"do": what, **wanted})
                socket.send_fds(self._link, [b"f"], [theirs.fileno()])
                reply, _ = frames.receive(self._link, self.time.left)
            return ours, int(reply["pid"])
        except (OSError, frames.WireError, KeyError, TypeError, ValueError):
            ours.close()
            raise CandidateDied(self._run.why_ended()) from None
        finally:
            theirs.close()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, number)
