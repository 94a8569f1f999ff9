"""Holds the pool that grades on a machine of a cluster: a process beside a Dask worker.

    python -m nbgradient.grading.cluster.node DESCRIPTOR JOBS WORKER

The Dask worker with the address ``WORKER`` speaks to it over the socket ``DESCRIPTOR``. Of
the course it has what came over that, in the folder that it is started in.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
from concurrent.futures import Future
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from traitlets.config import Config

    from nbgradient.course.folders import CourseError
    from nbgradient.examiner.engine import Engine
    from nbgradient.examiner.parent import end_with_parent
    from nbgradient.examiner.sandbox import PASSED_ON
    from nbgradient.examiner.warm_process import Wanted
    from nbgradient.grading import workers
    from nbgradient.grading.cluster import versions
    from nbgradient.grading.cluster.node_process import cannot_grade
    from nbgradient.grading.cluster.packing import Setup, Unpacker

#: Seconds after which a node that has nothing to do ends: its run may have been killed.
IDLE = 900

_DATA = "NBGRADIENT_DATA"


class Node:
    """A pool, and what its tasks share."""

    def __init__(self, setup: Setup, folder: Path, jobs: int) -> None:
        """``jobs`` workers, whose files are below ``folder``.

        Raises:
            CourseError: this machine is not as the other one, or cannot sandbox submissions.
        """
        if said := versions.difference(setup.versions, versions.of_engine()):
            raise CourseError(f"it has other versions than the grader's machine: {said}")
        self._course, self._jobs = folder / "course", jobs
        self._course.mkdir()
        _set_environment(setup, folder / "data")
        config = _read(setup.config)
        config.CourseDirectory.root = str(self._course)
        self._engine = Engine(config=config)
        self._engine.check()
        self._unpacker = Unpacker(config, folder / "notes")
        self.pool = self._engine.pool(jobs)

    def add(self, key: str, content: bytes) -> None:
        """Take in what tasks share, and start to import what its notebook imports.

        Raises:
            CourseError: it needs a library that is missing here, or another version.
        """
        source = self._unpacker.add(key, content).source
        data, trusted = os.environ.get(_DATA), self._engine.trust_submissions
        wanted = Wanted(source.needs, data, trusted, self._engine.figures, str(self._course))
        workers.warm_up(wanted, shared=self._jobs > 1)

    def start(self, task: bytes, alone: bool) -> Future:
        """Have a task done; what cannot be read as one fails with a ``CourseError``."""
        try:
            function, arguments = self._unpacker.unpack(task)
        except Exception as error:
            failed: Future = Future()
            said = f"A machine of the cluster cannot read the task ({error})."
            failed.set_exception(CourseError(said))
            return failed
        return (self.pool.submit_alone if alone else self.pool.submit)(function, *arguments)


class _Service:
    """Does what a Dask worker asks for, until it hangs up."""

    def __init__(self, link: Connection, node: Node, worker: str) -> None:
        self._link = link
        self._node = node
        self._worker = worker
        self._sending = threading.Lock()
        self._open = 0
        #: Why no task is done any more.
        self._refusal: str | None = None

    def serve(self) -> None:
        """Raises EOFError or OSError when the other side is gone."""
        while self._link.poll(IDLE) or self._open:
            kind, what = self._link.recv()
            if kind == "parcel":
                self._add(*what)
            else:
                self._do(*what)

    def _add(self, key: str, content: bytes) -> None:
        try:
            self._node.add(key, content)
        except Exception as error:
            self._refusal = cannot_grade(self._worker, _sentence(error))

    def _do(self, number: int, task: bytes, alone: bool) -> None:
        if self._refusal:
            self._answer(number, ("refused", self._refusal))
            return
        with self._sending:
            self._open += 1
        future = self._node.start(task, alone)
        future.add_done_callback(partial(self._tell, number))

    def _tell(self, number: int, future: Future) -> None:
        with self._sending:
            self._open -= 1
        error = future.exception()
        self._answer(number, ("failed", error) if error else ("done", future.result()))

    def _answer(self, number: int, outcome: tuple[str, Any]) -> None:
        content = pickle.dumps(outcome)
        with self._sending, contextlib.suppress(OSError):  # then the reader has met its end, too
            self._link.send((number, content))


def _set_environment(setup: Setup, data: Path) -> None:
    """Have submissions find what they would on the machine that the command was given on."""
    for name in (*PASSED_ON, _DATA):
        os.environ.pop(name, None)
    os.environ.update(setup.variables)
    if setup.data is not None:
        data.mkdir()
        for path, content in setup.data.items():
            (data / path).parent.mkdir(parents=True, exist_ok=True)
            (data / path).write_bytes(content)
        os.environ[_DATA] = str(data)


def _read(config: bytes) -> Config:
    try:
        return pickle.loads(config)
    except Exception as error:
        raise CourseError(
            f"it cannot read the settings of the course ({error}): what nbgrader_config.py sets "
            "has to be installed there, or named as text"
        ) from None


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, CourseError) else f"{type(error).__name__}: {error}"


def main() -> None:
    """Serve until the Dask worker is gone."""
    end_with_parent()
    link, jobs, worker = Connection(int(sys.argv[1])), int(sys.argv[2]), sys.argv[3]
    with contextlib.suppress(EOFError, OSError):
        setup = link.recv_bytes()
        try:
            node = Node(pickle.loads(setup), Path.cwd(), jobs)
        except Exception as error:
            link.send(cannot_grade(worker, _sentence(error)))
            return
        try:
            link.send(None)
            _Service(link, node, worker).serve()
        finally:
            node.pool.shutdown(cancel_futures=True)


if __name__ == "__main__":
    main()
