"""Processes that examine, each watched from outside.

A test may compute for ever, and a page may take all memory there is; nothing inside the same
process could stop it. So each worker has a thread here that gives it one task at a time, and ends
it when a step of the task takes too long or too much. A worker that dies takes no other task with
it, and its own task is tried once more, alone.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self

from nbgradient.course.folders import CourseError
from nbgradient.examiner.worker_process import BROKEN_OFF, LOOK, Bounds, DiedError, WorkerProcess

#: Seconds that a task which shall run alone waits for other programs to leave room.
ROOM = 30


class BrokenPoolError(CourseError, BrokenExecutor):
    """No task can be done any more, whoever's it is; the message says why and what to do."""


class AnyPool(Protocol):
    """What does tasks, here (``Pool``) or elsewhere."""

    @property
    def room(self) -> int:
        """How many tasks it is worth handing in at a time."""

    def submit(self, function: Callable, /, *arguments: Any) -> Future:
        """Have a task done."""

    def submit_alone(self, function: Callable, /, *arguments: Any) -> Future:
        """As ``submit``, but where nothing else runs."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: Any) -> Any: ...


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
        self._budget = float(ROOM)
        self._changed = threading.Condition()
        self._workers = [WorkerProcess(log) for _ in range(jobs)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), daemon=True)
            for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    @property
    def room(self) -> int:
        """How many tasks it is worth handing in at a time."""
        return 2 * len(self._workers)

    def submit(self, function: Callable, /, *arguments: Any, **named: Any) -> Future:
        """Have a worker call ``function``; its future fails with a ``StoppedError`` if that takes
        too much, and with a ``DiedError`` if it ends its process."""
        return self._add(_Task(partial(function, **named), arguments, alone=False))

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

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the workers, at once if the with statement ends in an exception."""
        self.shutdown(wait=kind is None, cancel_futures=kind is not None)

    def _add(self, task: _Task) -> Future:
        with self._changed:
            if self._is_over:
                raise RuntimeError("The pool has been shut down.")
            (self._waiting_alone if task.alone else self._waiting).append(task)
            self._changed.notify_all()
        return task.future

    def _serve(self, worker: WorkerProcess) -> None:
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
        end = time.monotonic() + self._budget
        while not _has_room() and not self._is_broken_off:
            if time.monotonic() > end:
                self._budget /= 2
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

    def _do(self, task: _Task, worker: WorkerProcess) -> bool:
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


def _has_room() -> bool:
    """Whether no more programs want to run than there are processors."""
    try:
        with open("/proc/loadavg") as file:
            wanting = int(file.read().split()[3].partition("/")[0]) - 1  # without this one
    except (OSError, ValueError, IndexError):
        return True
    return wanting < (os.cpu_count() or 1)
