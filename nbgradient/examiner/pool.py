"""Processes that examine, each watched from outside.

A test may compute for ever, and a page may take all memory there is; nothing inside the same
process could stop it. So each worker has a thread here that gives it one task at a time, and ends
it when a step of the task takes too long or too much. A worker that dies takes no other task with
it, and its own task is tried once more, alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from multiprocessing import connection
from pathlib import Path
from typing import Any

import psutil

from ..course import CourseError
from . import progress, warm

#: Seconds between two looks at a worker.
LOOK = 0.5
#: Seconds that a worker may take to start, whatever its tasks may take.
START = 300
#: Seconds that a task which shall run alone waits for other programs to leave room.
ROOM = 30

ENDED = "The process that graded it ended."
BROKEN_OFF = "Grading was broken off."

_PR_SET_PDEATHSIG = 1


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


@dataclass
class _Task:
    function: Callable
    arguments: tuple
    alone: bool
    future: Future = field(default_factory=Future)

    def give_up(self) -> None:
        """It will not be done any more."""
        if not self.future.cancel() and not self.future.done():
            self.future.set_exception(DiedError(BROKEN_OFF))


class Pool(Executor):
    """Worker processes, which are started when there is something to do."""

    def __init__(self, jobs: int, bounds: Bounds | None, log: Path | None = None) -> None:
        """``jobs`` workers, whose words go into ``log``; without ``bounds`` a task may take all."""
        self._bounds = bounds
        self._waiting: deque[_Task] = deque()
        self._waiting_alone: deque[_Task] = deque()
        self._running = 0
        self._one_is_alone = False
        self._is_over = False
        self._is_broken_off = False
        self._patience = float(ROOM)
        self._changed = threading.Condition()
        self._workers = [_Worker(log) for _ in range(jobs)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), daemon=True)
            for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, function: Callable, /, *arguments: Any) -> Future:
        """Have a worker call ``function``; its future fails with a ``StoppedError`` if that takes
        too much, and with a ``DiedError`` if it ends its process."""
        return self._add(_Task(function, arguments, alone=False))

    def submit_alone(self, function: Callable, /, *arguments: Any) -> Future:
        """As ``submit``, but when nothing else runs or waits, and the machine has room."""
        return self._add(_Task(function, arguments, alone=True))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: when all is done, or with ``cancel_futures`` at once."""
        with self._changed:
            self._is_over = True
            if cancel_futures:
                self._is_broken_off = True
                for task in [*self._waiting, *self._waiting_alone]:
                    task.give_up()
                self._waiting.clear()
                self._waiting_alone.clear()
            self._changed.notify_all()
        if cancel_futures:
            for worker in self._workers:
                worker.end()
        if wait:
            for thread in self._threads:
                thread.join()

    def _add(self, task: _Task) -> Future:
        with self._changed:
            if self._is_over:
                raise RuntimeError("The pool has been shut down.")
            (self._waiting_alone if task.alone else self._waiting).append(task)
            self._changed.notify_all()
        return task.future

    def _serve(self, worker: _Worker) -> None:
        while (task := self._next()) is not None:
            if task.alone:
                self._await_room()
            again = self._do(task, worker)
            with self._changed:
                self._running -= 1
                self._one_is_alone = False
                if again and self._is_broken_off:
                    task.give_up()
                elif again:
                    self._waiting_alone.append(replace(task, alone=True))
                self._changed.notify_all()
        worker.close()

    def _await_room(self) -> None:
        """Wait until the machine has room, but not for ever, and less each time in vain."""
        end = time.monotonic() + self._patience
        while not _has_room() and not self._is_broken_off:
            if time.monotonic() > end:
                self._patience /= 2
                return
            time.sleep(LOOK)

    def _next(self) -> _Task | None:
        with self._changed:
            while True:
                if self._waiting and not self._one_is_alone:
                    self._running += 1
                    return self._waiting.popleft()
                if self._waiting_alone and not self._running:
                    self._running, self._one_is_alone = 1, True
                    return self._waiting_alone.popleft()
                if self._is_over and not self._running and not self._waiting_alone:
                    return None
                self._changed.wait()

    def _do(self, task: _Task, worker: _Worker) -> bool:
        """Have ``worker`` do the task; whether it has to be tried again."""
        if not task.future.running() and not task.future.set_running_or_notify_cancel():
            return False
        try:
            result = worker.call(task.function, task.arguments, self._bounds)
        except DiedError as death:
            if not task.alone:
                return True
            task.future.set_exception(death)
        except BaseException as error:
            task.future.set_exception(error)
        else:
            task.future.set_result(result)
        return False


class _Worker:
    """A process that does one task at a time, and is started again when it has ended."""

    def __init__(self, log: Path | None) -> None:
        self._log = log
        self._process: Any = None
        self._link: connection.Connection | None = None
        self._is_over = False
        self._lock = threading.RLock()

    def call(self, function: Callable, arguments: tuple, bounds: Bounds | None) -> Any:
        """What ``function`` gives there; it raises what it raises there."""
        try:
            self._await_start()
            self._link.send((function, arguments))
            kind, value = self._outcome(_Step(self._process.pid, bounds))
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
        if self._link is not None:
            self._link.close()
            self._process.join(5)
            self._kill()

    def _outcome(self, step: _Step) -> tuple[str, Any]:
        looked = time.monotonic()
        while True:
            has_news = self._link.poll(LOOK)
            if time.monotonic() >= looked + LOOK:
                looked = time.monotonic()
                if reason := step.excess():
                    self._kill()
                    raise StoppedError(reason)
            if has_news:
                kind, value = self._link.recv()
                if kind != "step":
                    return kind, value
                step.begin(value)

    def _await_start(self) -> None:
        with self._lock:
            if not self._is_over and (self._process is None or not self._process.is_alive()):
                self._start()
            if self._is_over:
                raise EOFError

    def _start(self) -> None:
        context = multiprocessing.get_context("forkserver")
        self._link, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self._log, dict(os.environ)), daemon=True
        )
        process.start()
        self._process = process
        theirs.close()

    def _kill(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()


class _Step:
    """A step of a task, and what its process has taken for it."""

    def __init__(self, process: int, bounds: Bounds | None) -> None:
        """A task that ``process`` has been given, whose steps have these ``bounds``."""
        self._process = psutil.Process(process)
        self._own = bounds
        self._begin("The start of a worker", bounds and replace(bounds, clock=START))

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


_at_exit: list[Callable[[], object]] = [warm.close_for_good]


def at_exit(function: Callable[[], object]) -> None:
    """Have this worker call ``function`` before it ends, which ``atexit`` does not in a fork."""
    _at_exit.append(function)


def _work(link: connection.Connection, log: Path | None, environment: dict[str, str]) -> None:
    """What a worker does: its tasks, until the pool hangs up."""
    _end_with_parent()
    os.environ.update(environment)  # it was forked from a process that is older than some of it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the command alone
    if log is not None:
        with log.open("a") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        logging.basicConfig(level=logging.INFO)
    progress.listen(lambda step: link.send(("step", step)))
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


def _end_with_parent() -> None:
    """Have the kernel end this process with the command, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _has_room() -> bool:
    """Whether no more programs want to run than there are processors."""
    try:
        with open("/proc/loadavg") as file:
            wanting = int(file.read().split()[3].partition("/")[0]) - 1  # without this one
    except (OSError, ValueError, IndexError):
        return True
    return wanting < (os.cpu_count() or 1)
