"""A slot: a warm process in its sandbox, which hands out one candidate at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from ..wire import frames
from ..wire.limits import Limits
from .fair_time import FairTime
from .proxy import Line
from .sandbox import Sandbox, SandboxError, student

#: Seconds that the warm process may take for a request: it runs no code but ours.
PROMPT = 60
#: Seconds that it may take to start.
START = 300
#: Seconds that a cell may take to end when it is asked to.
GRACE = 3

ENDED = "This cell ended the program."
MEMORY = "This cell took more memory than a submission may have."
TOO_LONG = "This cell ran longer than {} and could not be stopped."


@dataclass(frozen=True)
class Patience:
    """How long is waited, and for how much output, in seconds and bytes."""

    cell: float
    notebook: float
    output: int


@dataclass(frozen=True)
class Ran:
    """How a cell ran.

    Attributes:
        outputs: what the candidate says that it output.
        stopped: whether it took too long.
    """

    outputs: list[dict]
    stopped: bool


def seconds(number: float) -> str:
    """A number of seconds, in words."""
    return f"{number:g} second" if number == 1 else f"{number:g} seconds"


class CandidateDied(Exception):
    """The student's code ended its process; the message says so in words for the student."""

    def __init__(self, message: str, stopped: bool = False) -> None:
        """``stopped``: it had to be ended because it took too long."""
        super().__init__(message)
        self.stopped = stopped


class SlotDied(Exception):
    """The warm process ended or hangs, which no submission should be able to do to it."""


class Candidate:
    """One submission's process, which runs its cells."""

    def __init__(
        self,
        link: socket.socket,
        process: int,
        patience: Patience,
        why_ended: Callable[[], str] = lambda: ENDED,
    ) -> None:
        """``process`` is a descriptor (a pidfd) of the process at the other end of ``link``."""
        self._link = link
        self._process = process
        self._patience = patience
        self._why_ended = why_ended
        #: The time of the last cell.
        self.time = FairTime(process)

    def run(self, source: str) -> Ran:
        """Run a cell, and stop it if it takes too long.

        Raises:
            CandidateDied: the process ended, or had to be ended.
        """
        limit = self._patience.cell
        self.time.begin(limit)
        request = {"do": "run", "source": source, "max_bytes": self._patience.output}
        try:
            with self.time.running():
                self._link.settimeout(10)
                frames.send(self._link, request)
                for grace in (0, GRACE):
                    try:
                        reply, _ = frames.receive(self._link, partial(self.time.left, grace))
                        return Ran(list(reply["outputs"]), stopped=grace > 0)
                    except TimeoutError:
                        self._signal(signal.SIGINT)
        except (OSError, frames.WireError, KeyError, TypeError):
            raise CandidateDied(self._why_ended()) from None
        self._signal(signal.SIGKILL)
        raise CandidateDied(TOO_LONG.format(seconds(limit)), stopped=True)

    def snapshot(self) -> Line:
        """A line to a copy of the process as it stands now.

        Raises:
            CandidateDied: the process ended.
        """
        link, process, _ = self._fork("snapshot")
        return Line(link, process)

    @contextlib.contextmanager
    def branch(self) -> Iterator[Candidate]:
        """A copy of the process as it stands now, which runs cells of its own.

        It finds the files of the others: this is for code that is trusted not to look.

        Raises:
            CandidateDied: the process ended.
        """
        link, process, pid = self._fork("branch")
        branch = Candidate(link, process, self._patience)
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

    def _fork(self, what: str) -> tuple[socket.socket, int, int]:
        """A link to a copy of the process, which is to be a ``what``, a descriptor of the copy, and
        its number on the other side of the walls."""
        ours, theirs = socket.socketpair()
        try:
            self._link.settimeout(10)
            frames.send(self._link, {"do": what})
            socket.send_fds(self._link, [b"f"], [theirs.fileno()])
            reply, _ = frames.receive(self._link, frames.within(PROMPT))
            return ours, _descriptor(self._link), reply["pid"]
        except (OSError, frames.WireError, KeyError, TypeError, IndexError):
            ours.close()
            raise CandidateDied(self._why_ended()) from None
        finally:
            theirs.close()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(OSError):  # it may have ended, or be no process
            signal.pidfd_send_signal(self._process, number)


def _descriptor(link: socket.socket) -> int:
    """The descriptor that comes over ``link``; any further ones are closed."""
    _, descriptors, _, _ = socket.recv_fds(link, 1, 8)
    for surplus in descriptors[1:]:
        os.close(surplus)
    return descriptors[0]


class _Run:
    """A run that the warm process of ``slot`` has started, to be ended once."""

    def __init__(self, slot: Slot, pid: int) -> None:
        self._slot = slot
        self._pid = pid
        self._took_too_much: bool | None = None

    def end(self) -> bool:
        """End it; whether it had ended for its memory."""
        if self._took_too_much is None:
            self._took_too_much = self._slot.end(self._pid)
        return self._took_too_much

    def why_ended(self) -> str:
        """What is to be said when its process is found to have ended."""
        return MEMORY if self.end() else ENDED


class Slot:
    """A warm process. Use it as a context manager, or call ``close``."""

    def __init__(
        self,
        imports: str,
        limits: Limits,
        *,
        data: Path | None = None,
        trusted: bool = False,
        figures: bool = True,
    ) -> None:
        """Start the warm process; it imports ``imports`` while the caller goes on.

        Raises:
            SandboxError: submissions cannot be sandboxed here.
        """
        self._work = Path(tempfile.mkdtemp(prefix="nbgradient-")) if trusted else None
        self._sandbox = Sandbox(data, self._work, figures)
        self._dead = self._is_ready = False
        #: The processor time that submissions have taken here so far.
        self.cpu_seconds = 0.0
        self._launch({"imports": imports, "limits": asdict(limits), "trusted": trusted})

    def _launch(self, settings: dict) -> None:
        self._link, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            self._sandbox.command({**settings, "descriptor": theirs.fileno()}),
            env=self._sandbox.variables() if self._sandbox.trusted else None,
            cwd=self._work,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        theirs.close()
        with contextlib.suppress(OSError):  # if memory runs out, none of the grader's shall go
            Path(f"/proc/{self._process.pid}/oom_score_adj").write_text("1000")

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        try:
            frames.receive(self._link, frames.within(START))
            self._is_ready = True
        except (OSError, frames.WireError):
            self._process.kill()
            output = self._process.communicate()[0].decode(errors="replace").strip()
            self.close()
            last = output.splitlines()[-1] if output else "it exited without output"
            raise SandboxError(
                f"The process that runs submissions does not start: {last}"
            ) from None

    def __enter__(self) -> Slot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def candidate(
        self, files: Mapping[str, bytes], patience: Patience, seed: int = 0
    ) -> Iterator[Candidate]:
        """A candidate whose folder holds ``files``, in a sandbox that ends with it.

        Its global random generators start from ``seed``.

        Raises:
            SandboxError: the warm process does not start.
            SlotDied: the warm process cannot be used any more.
        """
        self._await_ready()
        ours, theirs = socket.socketpair()
        try:
            request = {"do": "start", "user": student(), "seed": seed}
            run = _Run(self, self._ask(request, theirs.fileno())["pid"])
            candidate = Candidate(ours, _descriptor(self._link), patience, run.why_ended)
        finally:
            theirs.close()
        try:
            self._hand_over(files, ours)
            yield candidate
        finally:
            candidate.close()
            run.end()

    def _hand_over(self, files: Mapping[str, bytes], link: socket.socket) -> None:
        """Give a new run its files, once it is walled in."""
        try:
            frames.send(link, {"files": list(files)}, list(files.values()))
            refused = frames.receive(link, frames.within(PROMPT))[0].get("error")
        except (OSError, frames.WireError) as error:
            refused = str(error) or type(error).__name__
        if refused:
            self._dead = True
            raise SlotDied(f"A run cannot be started: {refused}")

    def end(self, pid: int) -> bool:
        """End the run whose first process is ``pid``; whether it had ended for its memory."""
        told = self._ask({"do": "end", "pid": pid})
        self.cpu_seconds += told["cpu"]
        return told["memory"]

    @property
    def process(self) -> int:
        """The number of the warm process on this side of the walls."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the warm process can be used."""
        return not self._dead and self._process.poll() is None

    def _ask(self, request: dict, *descriptors: int) -> dict:
        try:
            frames.send(self._link, request)
            if descriptors:
                socket.send_fds(self._link, [b"c"], descriptors)
            return frames.receive(self._link, frames.within(PROMPT))[0]
        except (OSError, frames.WireError) as error:
            self._dead = True
            raise SlotDied(str(error) or type(error).__name__) from None

    def close(self) -> None:
        """End the warm process and all that it started."""
        self._link.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        if self._work is not None:
            shutil.rmtree(self._work, ignore_errors=True)
