"""The warm process in its sandbox, as the process that grades starts it, and ends it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from nbgradient.course.needs import Needs
from nbgradient.examiner.sandbox import Sandbox, SandboxError, check
from nbgradient.wire import frames
from nbgradient.wire.limits import Limits

#: Seconds that it may take to answer, and to end.
PROMPT, END = 60, 2


@dataclass(frozen=True)
class Wanted:
    """A warm process as it is asked for."""

    needs: Needs
    data: str | None = None
    trusted: bool = False
    figures: bool = True
    course: str | None = None

    def __le__(self, other: Wanted) -> bool:
        """Whether ``other`` serves whoever asks for this one."""
        mine, theirs = ((it.data, it.trusted, it.figures, it.course) for it in (self, other))
        return mine == theirs and self.needs <= other.needs


class WarmProcess:
    """A process that imports once what notebooks import, and is forked for each run.

    It belongs to one process, and serves any number: each speaks to it over a link of its own. Use
    it as a context manager, or call ``close``.
    """

    def __init__(self, wanted: Wanted) -> None:
        """Start it; it imports while the caller goes on. It ends with the thread that started it.

        Raises:
            SandboxError: bubblewrap is not installed.
        """
        self.wanted = wanted
        self._work = Path(tempfile.mkdtemp(prefix="nbgradient-")) if wanted.trusted else None
        self._lock = threading.Lock()
        data, course = (Path(it) if it else None for it in (wanted.data, wanted.course))
        sandbox = Sandbox(data, course, self._work, wanted.figures)
        self._control, theirs = socket.socketpair()
        with theirs:
            settings = {"trusted": wanted.trusted, "descriptor": theirs.fileno()}
            self._process = subprocess.Popen(
                sandbox.command(settings),
                env=sandbox.variables() if wanted.trusted else None,
                cwd=self._work,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        with contextlib.suppress(OSError):  # then it has ended, and whoever asks for a link is told
            needs = {"imports": wanted.needs.imports, "words": sorted(wanted.needs.words)}
            frames.send(self._control, needs)
        with contextlib.suppress(OSError):  # if memory runs out, none of the grader's shall go
            Path(f"/proc/{self.number}/oom_score_adj").write_text("1000")

    @property
    def number(self) -> int:
        """Its number on this side of the walls."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def link(self, limits: Limits) -> socket.socket:
        """A link to it, for runs that are held to ``limits``.

        If it has ended, or never starts, nobody is at the other end.
        """
        ours, theirs = socket.socketpair()
        with theirs, self._lock, contextlib.suppress(OSError):
            frames.send(self._control, {"do": "open", "limits": asdict(limits)})
            socket.send_fds(self._control, [b"l"], [theirs.fileno()])
        return ours

    def answers(self) -> bool:
        """Whether it does what it is asked to, once it has started."""
        with self._lock, contextlib.suppress(OSError, frames.WireError):
            frames.send(self._control, {"do": "greet"})
            frames.receive(self._control, frames.within(PROMPT))
            return True
        return False

    def why_ended(self) -> str:
        """Why it does not start, in a sentence; this ends it."""
        said = self._last_words()
        try:
            if not self.wanted.trusted:
                check()
        except SandboxError as error:
            return str(error)
        return f"The process that runs submissions does not start: {said}"

    def _last_words(self) -> str:
        """End it; the last line that it said."""
        self._kill()
        try:
            output = self._process.communicate(timeout=END)[0]
        except subprocess.TimeoutExpired as timeout:
            output = timeout.output or b""
        except ValueError:  # another one has asked before
            output = b""
        lines = output.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it exited without output"

    def _kill(self) -> None:
        """Kill it: bubblewrap may have forked it, and not yet made it end with it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.number, signal.SIGKILL)

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it, and all that it started."""
        self._control.close()
        try:
            self._process.wait(END)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        if self._work is not None:
            shutil.rmtree(self._work, ignore_errors=True)
