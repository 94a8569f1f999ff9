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
from pathlib import Path

from ..candidate.wiping import wipe
from ..wire import frames
from ..wire.limits import Limits
from .files import write_files
from .proxy import Line
from .sandbox import Sandbox, SandboxError

#: Seconds that the warm process may take for a request: it runs no code but ours.
PROMPT = 60


@dataclass(frozen=True)
class Patience:
    """How long is waited, and for how much output, in seconds and bytes."""

    cell: float
    notebook: float
    output: int


class CandidateDied(Exception):
    """The student's code ended its process; the message says so in words for the student."""


class SlotDied(Exception):
    """The warm process ended or hangs, which no submission should be able to do to it."""


class Candidate:
    """One submission's process, which runs its cells."""

    def __init__(
        self,
        signal_to: Callable[[int, int], None],
        link: socket.socket,
        pid: int,
        patience: Patience,
    ) -> None:
        """``signal_to`` sends the process ``pid`` a signal."""
        self._signal_to = signal_to
        self._link = link
        self._link.settimeout(10)
        self._pid = pid
        self._patience = patience

    def run(self, source: str) -> tuple[list[dict], bool]:
        """Run a cell: its outputs, and whether it was stopped because it took too long.

        Raises:
            CandidateDied: the process ended, or had to be ended.
        """
        request = {"do": "run", "source": source, "max_bytes": self._patience.output}
        try:
            frames.send(self._link, request)
            for seconds, number in ((self._patience.cell, signal.SIGINT), (3.0, signal.SIGKILL)):
                try:
                    reply, _ = frames.receive(self._link, seconds)
                    return list(reply["outputs"]), number == signal.SIGKILL
                except TimeoutError:
                    self._signal_to(self._pid, number)
        except (OSError, frames.WireError, KeyError, TypeError):
            raise CandidateDied("This cell ended the program.") from None
        raise CandidateDied(
            f"This cell ran longer than {self._patience.cell:.0f} seconds and could not be stopped."
        )

    def snapshot(self, deadline: float) -> Line:
        """A line to a copy of the process as it stands now, which answers until ``deadline``.

        Raises:
            CandidateDied: the process ended.
        """
        link, _ = self._fork("snapshot")
        return Line(link, self._patience.cell, deadline)

    @contextlib.contextmanager
    def branch(self) -> Iterator[Candidate]:
        """A copy of the process as it stands now, which runs cells of its own.

        What it writes to files is not wiped before the next one: this is for code that is trusted
        not to look.

        Raises:
            CandidateDied: the process ended.
        """
        link, reply = self._fork("branch")
        try:
            yield Candidate(self._signal_branch, link, reply["pid"], self._patience)
        finally:
            link.close()
            self._tell({"do": "end", "pid": reply["pid"]})

    def _fork(self, what: str) -> tuple[socket.socket, dict]:
        """A link to a copy of the process, which is to be a ``what``, and the process's reply."""
        ours, theirs = socket.socketpair()
        try:
            frames.send(self._link, {"do": what})
            socket.send_fds(self._link, [b"f"], [theirs.fileno()])
            return ours, frames.receive(self._link, 10)[0]
        except (OSError, frames.WireError):
            raise CandidateDied("The program had ended.") from None
        finally:
            theirs.close()

    def _signal_branch(self, pid: int, number: int) -> None:
        self._tell({"do": "signal", "pid": pid, "signal": int(number)})

    def _tell(self, request: dict) -> None:
        frames.send(self._link, request)
        frames.receive(self._link)


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
        number: int = 0,
    ) -> None:
        """Start the warm process; it imports ``imports`` while the caller goes on.

        Raises:
            SandboxError: submissions cannot be sandboxed here.
        """
        self._work = Path(tempfile.mkdtemp(prefix="nbgradient-"))
        self._sandbox = Sandbox(self._work, data, trusted, figures, slot=number)
        if self._sandbox.user is not None:
            os.chown(self._work, self._sandbox.user, self._sandbox.user)
        self._dead = self._is_ready = False
        #: The processor time that submissions have taken here so far.
        self.cpu_seconds = 0.0
        self._settings = {
            "user": self._sandbox.user,
            "home": self._sandbox.home,
            "imports": imports,
            "limits": asdict(limits),
            "scratch": [] if trusted else ["/tmp", "/dev/shm"],
        }
        self._launch()

    def _launch(self) -> None:
        self._link, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            self._sandbox.command({**self._settings, "descriptor": theirs.fileno()}),
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
            frames.receive(self._link, 120)
            self._is_ready = True
        except (OSError, frames.WireError):
            self._process.kill()
            output = self._process.communicate()[0].decode(errors="replace").strip()
            self.close()
            last = output.splitlines()[-1] if output else "it ended without a word"
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
        """A candidate whose folder holds ``files``; all that it leaves is wiped after.

        Its global random generators start from ``seed``.

        Raises:
            SandboxError: the warm process does not start.
            SlotDied: the warm process cannot be used any more.
        """
        self._await_ready()
        write_files(files, self._work, self._sandbox.user)
        links: list[socket.socket] = []
        try:
            yield self._start(patience, links, seed)
        finally:
            for link in links:
                link.close()
            self.cpu_seconds += self._ask({"do": "sweep"})["cpu"]
            wipe(self._work)

    def _start(self, patience: Patience, links: list[socket.socket], seed: int) -> Candidate:
        ours, theirs = socket.socketpair()
        links.append(ours)
        try:
            reply = self._ask({"do": "start", "seed": seed}, theirs.fileno())
        finally:
            theirs.close()
        return Candidate(self.signal, ours, reply["pid"], patience)

    @property
    def process(self) -> int:
        """The number of the warm process on this side of the walls."""
        return self._process.pid

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to a candidate."""
        self._ask({"do": "signal", "pid": pid, "signal": int(number)})

    @property
    def is_alive(self) -> bool:
        """Whether the warm process can be used."""
        return not self._dead and self._process.poll() is None

    def _ask(self, request: dict, *descriptors: int) -> dict:
        try:
            frames.send(self._link, request)
            if descriptors:
                socket.send_fds(self._link, [b"c"], descriptors)
            return frames.receive(self._link, PROMPT)[0]
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
        shutil.rmtree(self._work, ignore_errors=True)
