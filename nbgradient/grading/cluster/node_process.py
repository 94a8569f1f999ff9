"""The process beside a Dask worker that holds its pool, started and spoken to. Runs in the worker.

A Dask worker may have no processes of ``multiprocessing``, and if it died of a task, Dask would try
that task on the next worker. So the pool is in a process of its own, and a worker passes bytes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

#: Seconds that it may take to end.
END = 5

MODULE = "nbgradient.grading.cluster.node"


def cannot_grade(worker: str, why: str) -> str:
    """The sentence for a worker that takes no tasks."""
    return f"The worker {worker} cannot grade: {why.rstrip('.')}."


class NodeDiedError(Exception):
    """The process of a node ended while somebody waited for it."""


class NodeProcess:
    """A node's process: it ends with the thread that started it, or when it is closed."""

    def __init__(self, setup: bytes, jobs: int, scratch: str, worker: str) -> None:
        """Start one with ``jobs`` processes that grade, for the Dask worker with the address
        ``worker``; it keeps its files in a folder below ``scratch``."""
        self.folder = Path(tempfile.mkdtemp(prefix="nbgradient-", dir=scratch))
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-m", MODULE, str(theirs.fileno()), str(jobs), worker]
            self._process = subprocess.Popen(
                command,
                cwd=self.folder,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                process_group=0,  # an interrupt is for the Dask worker
            )
        self._socket = ours
        self._link = Connection(os.dup(ours.fileno()))
        self._sending = threading.Lock()
        self._waiting: dict[int, Future[bytes]] = {}
        self._numbers = count()
        self._has: set[str] = set()
        self._is_over = False
        #: Why it takes no tasks, in a sentence, or None, once that is known.
        self.refusal: Future[str | None] = Future()
        with contextlib.suppress(OSError):  # then it has ended, and so says the reader
            self._link.send_bytes(setup)
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def number(self) -> int:
        """Its number on this machine."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return not self._is_over and self._process.poll() is None

    def do(self, task: bytes, parcels: Mapping[str, bytes], alone: bool) -> Future[bytes]:
        """What becomes of a ``task`` that refers to ``parcels``: of those it gets what it lacks.

        The future fails with a ``NodeDiedError`` if the process ends before.
        """
        future: Future[bytes] = Future()
        with self._sending:
            number = next(self._numbers)
            self._waiting[number] = future
            try:
                for key in parcels.keys() - self._has:
                    self._link.send(("parcel", (key, parcels[key])))
                    self._has.add(key)
                self._link.send(("do", (number, task, alone)))
            except OSError:
                self._fail(number)
            if self._is_over:
                self._fail(number)
        return future

    def close(self) -> None:
        """End it, and all that it has started: it is hung up on, and killed if that is no use."""
        self._is_over = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._socket.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            self.refusal.set_result(self._link.recv())
            while True:
                number, outcome = self._link.recv()
                if future := self._waiting.pop(number, None):
                    future.set_result(outcome)
        with self._sending:
            self._is_over = True
            for number in list(self._waiting):
                self._fail(number)
        if not self.refusal.done():
            self.refusal.set_exception(NodeDiedError())

    def _fail(self, number: int) -> None:
        if future := self._waiting.pop(number, None):
            future.set_exception(NodeDiedError())
