"""The cluster as the command sees it. Runs where the command was given.

Raises and futures alike: where no task can be done any more, that is a ``BrokenPoolError``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import wait as all_done
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from distributed import Client, KilledWorker, Security
from distributed.comm import connect, get_address_host_port
from distributed.versions import VersionMismatchWarning
from traitlets.config import Config

from nbgradient.course.folders import CourseError
from nbgradient.examiner.pool import BrokenPoolError
from nbgradient.examiner.worker_process import BROKEN_OFF, ENDED, DiedError
from nbgradient.grading.cluster import plugin
from nbgradient.grading.cluster.packing import Packer, Setup

#: Seconds that a scheduler may take to answer, and that it is waited for a first worker.
PROMPT, ARRIVAL = 5, 30
#: Seconds that the end of a run may wait for the cluster to take note of it.
PARTING = 15
#: Seconds that a run waits for another worker when the last one is gone, and between two looks.
PATIENCE, LOOK = 60, 2
#: How often workers are told something.
TRIES = 3
#: Tasks that are handed in at least, so that workers which come later have something to do.
ROOM = 32

_OWN = "nbgradient"
_STAYS = "What was graded stays; run the command again for the rest."
_NO_SCHEDULER = (
    "There is no Dask scheduler at {address} ({error}): start one there with 'dask scheduler', or "
    "mend the address, as in tcp://host:8786, or tls:// where Dask's settings name certificates."
)
_NO_WORKER = (
    "The Dask scheduler at {address} has no worker: start some with 'dask worker {address}'."
)


class Cluster:
    """A Dask cluster that grades. Use it as a context manager."""

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at ``address``, by tcp:// if that names nothing else.

        Raises:
            CourseError: it is not there, has no workers, or other versions than this machine.
        """
        self.address = address = address if "://" in address else f"tcp://{address}"
        _silence()
        try:
            asyncio.run(_greet(address))
            self._client = Client(address, timeout=PROMPT, set_as_default=False)
        except Exception as error:
            said = _first_line(error)
            raise CourseError(_NO_SCHEDULER.format(address=address, error=said)) from None
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(Exception):  # there may be nobody
            self._client.close(PROMPT)

    def pool(self, config: Config) -> ClusterPool:
        """What does tasks, for a course with the settings ``config``.

        Raises:
            CourseError: its data cannot be sent.
            BrokenPoolError: a worker cannot grade; the message says which, and why.
        """
        return ClusterPool(self._client, self.address, config)

    def _check(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=ARRIVAL)
        except TimeoutError:
            raise CourseError(_NO_WORKER.format(address=self.address)) from None
        found = self._client.run(version, _OWN, on_error="return")
        there = {f"The worker {worker}": known for worker, known in found.items()}
        try:
            there["The scheduler"] = self._client.run_on_scheduler(version, _OWN)
        except PackageNotFoundError as error:
            there["The scheduler"] = error
        for who, known in there.items():
            if known != version(_OWN) and not isinstance(known, OSError):  # one may be lost by now
                has = f"version {known}" if isinstance(known, str) else "none"
                raise CourseError(f"{who} has to have nbgradient {version(_OWN)}: it has {has}.")


class ClusterPool(Executor):
    """Does on a cluster what a ``Pool`` does on this machine, and as that does."""

    def __init__(self, client: Client, address: str, config: Config) -> None:
        """Have each worker, also those that come, start a node for the settings ``config``."""
        self._client = client
        self._address = address
        self._run = f"nbgradient-{uuid.uuid4().hex[:12]}"
        self._packer = Packer(config)
        self._plugins: list[str] = []
        self._open: dict[Future, None] = {}
        self._changed = threading.Lock()
        self._why_broken: str | None = None
        self._lost = f"The Dask scheduler at {address} was lost. {_STAYS}"
        self._is_over = threading.Event()
        setup = Setup.of(config, Path(config.CourseDirectory.root))
        self._dask = client.get_executor(pure=False)
        #: The bytes that went to each worker once, that went there for tasks, and that came back.
        self.sent_once = self.sent = self.received = 0
        try:
            content = pickle.dumps(setup)
            with self._telling():
                self._register(plugin.NodePlugin(self._run, content), content)
                self._threads = sum(self._client.nthreads().values())
            self._check_nodes()
        except BaseException:
            self.shutdown(cancel_futures=True)
            raise
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def room(self) -> int:
        """How many tasks it is worth handing in at a time."""
        return max(ROOM, 2 * self._threads)

    def submit(self, function: Callable, /, *arguments: Any, **named: Any) -> Future:
        """Have a worker call ``function``; errors are those of ``Pool.submit``."""
        return self._submit(partial(function, **named) if named else function, arguments, False)

    def submit_alone(self, function: Callable, /, *arguments: Any) -> Future:
        """As ``submit``, but when nothing else of this run is done on the same worker."""
        return self._submit(function, arguments, True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the nodes: when all is done, which is waited for, or with ``cancel_futures`` at
        once."""
        if not cancel_futures:
            all_done(list(self._open))
        self._is_over.set()
        self._fail_all(DiedError(BROKEN_OFF))
        leaving = threading.Thread(target=self._leave, daemon=True)
        leaving.start()
        leaving.join(PARTING)  # a scheduler that is lost may never answer

    def _leave(self) -> None:
        """Cancel what is asked for, and have the nodes end."""
        with contextlib.suppress(Exception):  # there may be nobody
            self._dask.shutdown(wait=False)
        for name in reversed(self._plugins):
            if self._client.status == "running":
                with contextlib.suppress(Exception):
                    self._client.unregister_worker_plugin(name)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the nodes, at once if the with statement ends in an exception."""
        self.shutdown(cancel_futures=kind is not None)

    def _submit(self, function: Callable, arguments: tuple, alone: bool) -> Future:
        packed = self._packer.pack(function, arguments)
        future: Future = Future()
        with self._changed:
            if self._why_broken:
                raise BrokenPoolError(self._why_broken)
            if self._is_over.is_set():
                raise RuntimeError("The pool has been shut down.")
            self._open[future] = None
        with self._telling():
            for key in packed.keys:
                if plugin.parcel_name(self._run, key) not in self._plugins:
                    content = self._packer.parcels[key]
                    self._register(plugin.ParcelPlugin(self._run, key, content), content)
            self.sent += len(packed.task)
            asked = self._dask.submit(plugin.work, self._run, packed.task, packed.keys, alone)
            asked.add_done_callback(partial(self._take, future))
        return future

    def _take(self, future: Future, asked: Future) -> None:
        """Have ``future`` end as what was asked of the cluster has."""
        try:
            content = asked.result()
        except CancelledError:
            self._break(self._lost)
        except KilledWorker:
            self._end(future, error=DiedError(ENDED))
        except Exception as error:
            self._end(future, error=error)
        else:
            self.received += len(content)
            kind, value = pickle.loads(content)
            if kind == "refused":
                self._break(f"{value} {_STAYS}")
            elif kind == "died":
                self._end(future, error=DiedError(ENDED))
            elif kind == "failed":
                self._end(future, error=value)
            else:
                self._end(future, value)

    def _end(self, future: Future, value: Any = None, error: BaseException | None = None) -> None:
        with self._changed:
            if future not in self._open:
                return
            del self._open[future]
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)

    def _break(self, why: str) -> None:
        if not self._is_over.is_set():
            with self._changed:
                self._why_broken = self._why_broken or why
            self._fail_all(BrokenPoolError(self._why_broken))

    def _fail_all(self, error: Exception) -> None:
        for future in list(self._open):
            self._end(future, error=error)

    def _register(self, made: plugin.NodePlugin | plugin.ParcelPlugin, content: bytes) -> None:
        """Have each worker, also those that come, get ``made`` with its ``content``."""
        self.sent_once += len(content)
        self._plugins.append(made.name)
        for again in range(TRIES):
            try:
                self._client.register_plugin(made)
                return
            except OSError:  # it is enough that one of many workers is lost meanwhile
                if again + 1 == TRIES or self._client.status != "running":
                    raise
                time.sleep(LOOK)

    def _check_nodes(self) -> None:
        with self._telling():
            found = self._client.run(plugin.refusal, self._run, on_error="return")
        for said in found.values():
            if isinstance(said, str):
                raise BrokenPoolError(said)

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """What fails in the with statement fails because of the cluster, and breaks the pool."""
        try:
            yield
        except (OSError, CancelledError):
            self._break(self._lost)
            raise BrokenPoolError(self._lost) from None
        except Exception as error:
            said = f"A worker does not understand this machine ({_first_line(error)})"
            raise BrokenPoolError(f"{said}: give all of them the same nbgradient.") from None

    def _watch(self) -> None:
        """Break the pool when there has been no worker for too long."""
        gone = 0.0
        while not self._is_over.wait(LOOK):
            with contextlib.suppress(Exception):  # of the scheduler Dask takes care
                self._threads = sum(self._client.nthreads().values())
                gone = 0.0 if self._threads else gone + LOOK
            if gone > PATIENCE:
                self._break(f"No worker is left at {self._address}. {_STAYS}")


async def _greet(address: str) -> None:
    """See whether somebody is there: a client that fails to connect does so slowly and loudly."""
    host, port = get_address_host_port(address, strict=True)
    _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), PROMPT)
    writer.close()
    rights = Security().get_connection_args("client")
    comm = await connect(address, timeout=PROMPT, **rights)
    comm.abort()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")


def _silence() -> None:
    """Have Dask say nothing on the terminal: what matters is said in a sentence."""
    warnings.simplefilter("ignore", VersionMismatchWarning)
    warnings.filterwarnings("ignore", message="Sending large graph")
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
