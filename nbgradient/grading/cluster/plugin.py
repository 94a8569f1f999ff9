"""What a Dask worker has of a run, and the task that it does. Runs in each Dask worker.

The scheduler gives plugins to the workers that are there, and to those that come later. What is
imported here keeps the worker from answering meanwhile, so it is little.
"""

from __future__ import annotations

import asyncio
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

from distributed import Reschedule, Worker, WorkerPlugin, get_worker

from nbgradient.grading.cluster.gate import LOOK, Gate, NotWantedError
from nbgradient.grading.cluster.node_process import NodeDiedError, NodeProcess, cannot_grade

#: Seconds that the process of a node may take to start.
START = 120
#: How often it is started before a worker is said to grade nothing.
TRIES = 2

_NO_START = "the process that grades there does not start; the worker's log says why"


class ParcelPlugin(WorkerPlugin):
    """What the tasks of one notebook share, kept for the node."""

    def __init__(self, run: str, key: str, content: bytes) -> None:
        """``content``, which tasks of ``run`` know by ``key``."""
        self.name = parcel_name(run, key)
        self.content = content


def parcel_name(run: str, key: str) -> str:
    """The name of the plugin that holds a parcel."""
    return f"{run}-{key}"


class NodePlugin(WorkerPlugin):
    """The node of a run at this worker: a process that grades, and is started again if it dies."""

    def __init__(self, run: str, setup: bytes) -> None:
        """``setup`` is what the node begins with."""
        self.name = run
        self._setup = setup

    def setup(self, worker: Worker) -> None:
        """Start the process, while the worker goes on."""
        self._worker = worker
        self._jobs, self._scratch = worker.state.nthreads, worker.local_directory
        self._gate = Gate()
        self._lock = threading.Lock()
        self._process: NodeProcess | None = None
        self._is_over = False
        # The process ends with the thread that started it: this one stays.
        self._starter = ThreadPoolExecutor(1, "node")
        self._starter.submit(self._started)

    def teardown(self, worker: Worker) -> None:
        """End the process, and what it does."""
        self._is_over = True
        self._starter.submit(self._end)
        self._starter.shutdown(wait=False)

    @property
    def process(self) -> int | None:
        """The number of the node's process, if it runs."""
        return self._process.number if self._process and self._process.is_alive else None

    def refusal(self) -> str | None:
        """Why this worker takes no tasks, in a sentence; waits until its process has started."""
        for _ in range(TRIES):
            try:
                return self._start().refusal.result(START)
            except (NodeDiedError, NotYet):
                continue
            except OSError as error:
                return cannot_grade(self._worker.address, str(error))
        return cannot_grade(self._worker.address, _NO_START)

    def do(self, task: bytes, keys: tuple[str, ...], alone: bool) -> bytes:
        """What the node makes of ``task``, once more, and alone, if its process dies.

        Raises:
            NotWantedError: the task is cancelled, or this worker is about to end.
        """
        parcels = {key: self._parcel(key) for key in keys}
        key = self._worker.get_current_task()
        for is_alone in (alone, True):
            with self._gate.passed(is_alone, lambda: self._is_wanted(key)):
                said = self.refusal()
                if self._is_over:
                    raise NotWantedError
                if said:
                    return pickle.dumps(("refused", said))
                try:
                    return self._await(self._start().do(task, parcels, is_alone), key)
                except NodeDiedError:
                    continue
        if self._is_over:
            raise NotWantedError
        return pickle.dumps(("died", None))

    def _await(self, outcome: Future[bytes], key: Any) -> bytes:
        while True:
            try:
                return outcome.result(LOOK)
            except NotYet:
                if not self._is_wanted(key):
                    self._end()  # tasks are cancelled with their run
                    raise NotWantedError from None

    def _is_wanted(self, key: Any) -> bool:
        task = self._worker.state.tasks.get(key)
        return not self._is_over and task is not None and task.state != "cancelled"

    def _parcel(self, key: str) -> bytes:
        plugin = self._worker.plugins[parcel_name(self.name, key)]
        assert isinstance(plugin, ParcelPlugin)
        return plugin.content

    def _start(self) -> NodeProcess:
        """The process, which is started if there is none; it need not have got ready."""
        try:
            return self._starter.submit(self._started).result()
        except RuntimeError:  # it starts nothing more
            raise NodeDiedError from None

    def _started(self) -> NodeProcess:
        with self._lock:
            if self._is_over:
                raise NodeDiedError
            if self._process is None or not self._process.is_alive:
                if self._process is not None:
                    self._process.close()
                address = self._worker.address
                self._process = NodeProcess(self._setup, self._jobs, self._scratch, address)
            return self._process

    def _end(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.close()


def work(run: str, task: bytes, keys: tuple[str, ...], alone: bool) -> bytes:
    """The Dask task: have the node of ``run`` at this worker do ``task``."""
    try:
        return _node(run, get_worker()).do(task, keys, alone)
    except NotWantedError:  # if it is not cancelled, another worker does it
        raise Reschedule from None


async def refusal(run: str, dask_worker: Worker) -> str | None:
    """Why a worker takes no tasks of ``run``, once that is known."""
    return await _beside(_node(run, dask_worker).refusal)


async def process(run: str, dask_worker: Worker) -> int | None:
    """The number of the process of a node, if it runs."""
    return _node(run, dask_worker).process


def _node(run: str, worker: Worker) -> NodePlugin:
    plugin = worker.plugins[run]
    assert isinstance(plugin, NodePlugin)
    return plugin


async def _beside(function: Callable[[], str | None]) -> str | None:
    return await asyncio.get_running_loop().run_in_executor(None, function)
