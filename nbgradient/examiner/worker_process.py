"""A worker process, and what watches it from outside: seconds, processor time, memory."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, reduction
from pathlib import Path
from typing import Any

import psutil

from nbgradient.course.folders import CourseError
from nbgradient.examiner import progress, warm
from nbgradient.examiner.keeper import keeper
from nbgradient.examiner.parent import end_with_parent
from nbgradient.examiner.sandbox import SandboxError
from nbgradient.examiner.warm_process import Wanted
from nbgradient.wire.limits import Limits

#: Seconds between two looks at a worker.
LOOK = 0.5
#: Seconds, of the clock and of the processor, that a worker may take to start, whatever its tasks
#: may take.
START = 300

ENDED = "The process that graded it ended."
BROKEN_OFF = "Grading was broken off."


class StoppedError(CourseError):
    """A task was ended because a step of it took too much; the message says which and what."""


class DiedError(CourseError):
    """A task's process ended, and once more when the task was tried alone, or was broken off."""


@dataclass(frozen=True)
class Bounds:
    """What a step of a task may take: seconds of the processor, seconds of the clock, bytes."""

    processor: float
    clock: float
    memory: int


@dataclass(frozen=True)
class _Started:
    """A process that has been started."""

    process: Any
    link: connection.Connection
    #: For its temporary files: it may be ended before it can delete them.
    room: tempfile.TemporaryDirectory


class WorkerProcess:
    """A process that does one task at a time, and is started again when it has ended."""

    def __init__(self, log: Path | None) -> None:
        self._log = log
        self._started: _Started | None = None
        self._is_over = False
        self._lock = threading.RLock()

    def call(self, function: Callable, arguments: tuple, bounds: Bounds | None) -> Any:
        """What ``function`` gives there; it raises what it raises there."""
        try:
            started = self._await_start()
            started.link.send((function, arguments))
            kind, value = self._outcome(started, _Step(started.process.pid, bounds))
        except (EOFError, OSError, psutil.NoSuchProcess):
            self._kill()
            raise DiedError(BROKEN_OFF if self._is_over else ENDED) from None
        if kind == "failed":
            raise value
        return value

    def end(self) -> None:
        """End it at once, and for good; one that is just starting ends when it has started."""
        self._is_over = True
        if self._lock.acquire(blocking=False):
            try:
                self._kill()
            finally:
                self._lock.release()

    def close(self) -> None:
        """End it: it has nothing to do."""
        if self._started is not None:
            self._started.link.close()
            self._started.process.join(5)
            self._kill()

    def _outcome(self, started: _Started, step: _Step) -> tuple[str, Any]:
        looked = time.monotonic()
        while True:
            has_news = started.link.poll(LOOK)
            if time.monotonic() >= looked + LOOK:
                looked = time.monotonic()
                if reason := step.excess():
                    self._kill()
                    raise StoppedError(reason)
            if has_news:
                kind, value = started.link.recv()
                if kind == "step":
                    step.begin(value)
                elif kind == "lend":
                    self._lend(started, *value)
                elif kind == "why":
                    started.link.send(keeper.why_ended(value))
                else:
                    return kind, value

    def _lend(self, started: _Started, wanted: Wanted, limits: Limits, again: bool) -> None:
        """Give the process a link to one of this process's warm processes."""
        try:
            link = keeper.lend(wanted, limits, again)
        except SandboxError as error:
            started.link.send(error)
            return
        with link:
            started.link.send(None)
            reduction.send_handle(started.link, link.fileno(), started.process.pid)

    def _await_start(self) -> _Started:
        with self._lock:
            started = self._started
            if not self._is_over and (started is None or not started.process.is_alive()):
                started = self._started = self._start()
            if self._is_over or started is None:
                raise EOFError
            return started

    def _start(self) -> _Started:
        context = multiprocessing.get_context("forkserver")
        link, theirs = context.Pipe()
        room = tempfile.TemporaryDirectory(prefix="nbgradient-")
        process = context.Process(
            target=_work,
            args=(theirs, self._log, dict(os.environ), room.name),
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Started(process, link, room)

    def _kill(self) -> None:
        with self._lock:
            if self._started is not None:
                self._started.process.kill()
                self._started.process.join()
                self._started.room.cleanup()


class _Step:
    """A step of a task, and what its process has taken for it."""

    def __init__(self, process: int, bounds: Bounds | None) -> None:
        """A task that ``process`` has been given, whose steps have these ``bounds``."""
        self._process = psutil.Process(process)
        self._own = bounds
        self._begin("The start of a worker", bounds and Bounds(START, START, bounds.memory))

    def begin(self, name: str) -> None:
        """The step ``name`` begins."""
        self._begin(name, self._own)

    def _begin(self, name: str, bounds: Bounds | None) -> None:
        self._name = name
        self._bounds = bounds
        self._clock = time.monotonic()
        self._processor = self._taken()

    def excess(self) -> str | None:
        """What the step has taken too much of, in a sentence; None if it has not."""
        if self._bounds is None:
            return None
        if self._taken() - self._processor > self._bounds.processor:
            return f"{self._name} kept the grader busy for more than {self._bounds.processor:g} s."
        if time.monotonic() - self._clock > self._bounds.clock:
            return f"{self._name} took more than {self._bounds.clock:g} s."
        with contextlib.suppress(psutil.Error):
            if self._process.memory_info().rss > self._bounds.memory:
                megabytes = self._bounds.memory >> 20
                return f"{self._name} took more than {megabytes} MB of the grader's memory."
        return None

    def _taken(self) -> float:
        with contextlib.suppress(psutil.Error):
            times = self._process.cpu_times()
            return times.user + times.system
        return 0.0


class _Lender:
    """The process that a worker works for, which has the warm processes."""

    def __init__(self, link: connection.Connection) -> None:
        self._link = link

    def lend(self, wanted: Wanted, limits: Limits, again: bool) -> socket.socket:
        self._link.send(("lend", (wanted, limits, again)))
        if error := self._link.recv():
            raise error
        return socket.socket(fileno=reduction.recv_handle(self._link))

    def why_ended(self, wanted: Wanted) -> str:
        self._link.send(("why", wanted))
        return self._link.recv()


_at_exit: list[Callable[[], object]] = [warm.close]


def at_exit(function: Callable[[], object]) -> None:
    """Have this worker call ``function`` before it ends, which ``atexit`` does not in a fork."""
    _at_exit.append(function)


def _work(
    link: connection.Connection, log: Path | None, environment: dict[str, str], room: str
) -> None:
    """What a worker does: its tasks, until the pool hangs up."""
    end_with_parent()
    tempfile.tempdir = room
    os.environ.clear()  # of a process that is older than some of it
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the command alone
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the process that it was forked from handles it
    if log is not None:
        with log.open("a") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        logging.basicConfig(level=logging.INFO)
    progress.listen(lambda step: link.send(("step", step)))
    warm.borrow(_Lender(link))
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, arguments = link.recv()
            progress.report("The task")
            link.send(_outcome(function, arguments))
    for function in reversed(_at_exit):
        function()


def _outcome(function: Callable, arguments: tuple) -> tuple[str, Any]:
    try:
        return "done", function(*arguments)
    except Exception as error:
        logging.exception("A task failed")
        return "failed", _sendable(error)


def _sendable(error: Exception) -> Exception:
    """``error``, or one that says the same, if it cannot be pickled."""
    try:
        return pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
