"""A slot: a warm process in its sandbox, which hands out one candidate at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ..candidate.limits import Limits
from ..wire import frames
from .proxy import Line
from .sandbox import Sandbox, SandboxError

#: Bytes that the files beside a student's notebook may have together.
MAX_FILES = 64 << 20


@dataclass(frozen=True)
class Patience:
    """How long is waited, and for how much output, in seconds and bytes."""

    cell: float
    notebook: float
    question: float
    output: int


class CandidateDied(Exception):
    """The student's code ended its process; the message says so in words for the student."""


class Candidate:
    """One submission's process, which runs its cells."""

    def __init__(self, slot: Slot, link: socket.socket, pid: int, patience: Patience) -> None:
        self._slot = slot
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
                    self._slot.signal(self._pid, number)
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
        ours, theirs = socket.socketpair()
        try:
            frames.send(self._link, {"do": "snapshot"})
            socket.send_fds(self._link, [b"s"], [theirs.fileno()])
            frames.receive(self._link, 10)
        except (OSError, frames.WireError):
            raise CandidateDied("The program had ended.") from None
        finally:
            theirs.close()
        return Line(ours, self._patience.question, deadline)


class Slot:
    """A warm process. Use it as a context manager, or call ``close``."""

    def __init__(
        self,
        imports: str,
        limits: Limits,
        *,
        data: Path | None = None,
        trusted: bool = False,
        number: int = 0,
    ) -> None:
        """Start the warm process and wait until it has imported ``imports``.

        Raises:
            SandboxError: submissions cannot be sandboxed here, or the process does not start.
        """
        self._work = Path(tempfile.mkdtemp(prefix="nbgradient-"))
        self._sandbox = Sandbox(self._work, data, trusted, slot=number)
        if self._sandbox.user is not None:
            os.chown(self._work, self._sandbox.user, self._sandbox.user)
        self._link, theirs = socket.socketpair()
        settings = {
            "user": self._sandbox.user,
            "home": self._sandbox.home,
            "descriptor": theirs.fileno(),
            "imports": imports,
            "limits": asdict(limits),
            "scratch": [] if trusted else ["/tmp", "/dev/shm"],
        }
        self._process = subprocess.Popen(
            self._sandbox.command(settings),
            env=self._sandbox.variables() if trusted else None,
            cwd=self._work,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        theirs.close()
        self._await_ready()

    def _await_ready(self) -> None:
        try:
            frames.receive(self._link, 120)
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
    def candidate(self, folder: Path | None, patience: Patience) -> Iterator[Candidate]:
        """A candidate whose folder is a copy of ``folder``; all that it leaves is wiped after."""
        if folder is not None:
            copy_files(folder, self._work, self._sandbox.user)
        links: list[socket.socket] = []
        try:
            yield self._start(patience, links)
        finally:
            for link in links:
                link.close()
            self._ask({"do": "sweep"})
            for path in self._work.iterdir():
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def _start(self, patience: Patience, links: list[socket.socket]) -> Candidate:
        ours, theirs = socket.socketpair()
        links.append(ours)
        frames.send(self._link, {"do": "start"})
        socket.send_fds(self._link, [b"c"], [theirs.fileno()])
        theirs.close()
        reply, _ = frames.receive(self._link)
        return Candidate(self, ours, reply["pid"], patience)

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to a candidate."""
        self._ask({"do": "signal", "pid": pid, "signal": int(number)})

    def _ask(self, request: dict) -> dict:
        frames.send(self._link, request)
        return frames.receive(self._link)[0]

    def close(self) -> None:
        """End the warm process and all that it started."""
        self._link.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        shutil.rmtree(self._work, ignore_errors=True)


def copy_files(folder: Path, work: Path, user: int | None) -> None:
    """Copy the plain files of a student's folder; links, devices and pipes stay behind."""
    room = MAX_FILES
    for directory, names, files in os.walk(folder):
        place = work / Path(directory).relative_to(folder)
        place.mkdir(exist_ok=True)
        names[:] = [name for name in names if not (Path(directory) / name).is_symlink()]
        for path in (Path(directory) / file for file in files):
            if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb":
                continue
            room -= path.stat().st_size
            if room >= 0:
                shutil.copyfile(path, place / path.name)
    if user is not None:
        for directory, _, files in os.walk(work):
            for path in (directory, *(os.path.join(directory, file) for file in files)):
                os.chown(path, user, user, follow_symlinks=False)
