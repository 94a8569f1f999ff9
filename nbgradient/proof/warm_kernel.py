"""Kernels that start in the middle of a notebook: each is forked from a process that came so far.

Hundreds of answers are put into the same few notebooks, and each needs a kernel of its own. Most of
the time would go into importing PyTorch and Keras, and into running the cells above the answer,
which are the same each time. ``WarmKernels`` does both once. It starts a process that imports the
libraries, and forks it: some forks run the first cells of a notebook and wait there (a *stop*),
others become the kernel that Jupyter asked for, with the names of these cells in it.

To start such a kernel, Jupyter runs this file with the kernel's connection file. That process asks
for the fork and stands for it: it passes signals on, and ends when the kernel ends.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

NAME = "warm"

#: The variable that tells a new kernel which cells should have been run in it.
CELLS = "WARM_KERNEL_CELLS"

#: What the kernel itself imports, and what many notebooks do, where it is installed.
LIBRARIES = (
    *("ipykernel.kernelapp", "ipywidgets", "keras", "matplotlib.pyplot", "numpy", "pandas"),
    *("scipy.special", "seaborn", "sklearn.datasets", "sklearn.decomposition"),
    *("sklearn.model_selection", "sklearn.preprocessing", "torch"),
)


class WarmKernels:
    """Kernels of the name ``warm``, as long as this context lasts."""

    def __enter__(self) -> WarmKernels:
        self._stack = contextlib.ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        address = folder / "socket"
        argv = [sys.executable, "-IS", __file__, "join", str(address), "{connection_file}"]
        spec = folder / "kernels" / NAME / "kernel.json"
        spec.parent.mkdir(parents=True)
        spec.write_text(json.dumps({"argv": argv, "display_name": NAME, "language": "python"}))
        path = os.pathsep.join(filter(None, (str(folder), os.environ.get("JUPYTER_PATH"))))
        self._stack.enter_context(variables(JUPYTER_PATH=path))
        self._cells = folder / "cells.json"
        self._serve(address)
        return self

    def __exit__(self, *error: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        self._stack.close()

    @contextlib.contextmanager
    def after(self, cells: list[str]) -> Iterator[None]:
        """Have these cells already run in the kernels that start."""
        self._cells.write_text(json.dumps(cells))
        with variables(**{CELLS: str(self._cells)}):
            yield

    def _serve(self, address: Path) -> None:
        # Figures are made but not rendered: nobody looks at them here.
        with variables(MPLBACKEND="agg", KERAS_BACKEND="torch"):
            argv = [sys.executable, __file__, "serve", str(address)]
            self._process = subprocess.Popen(argv, stdout=subprocess.PIPE, start_new_session=True)
        said = self._process.stdout
        assert said is not None and said.readline() == b"ready\n", "The warm process did not start."


@contextlib.contextmanager
def variables(**values: str) -> Iterator[None]:
    """Set environment variables for as long as this context lasts."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


# -- the process that Jupyter starts ------------------------------------------------------------


def join(address: str, connection: str) -> None:
    """Ask for a kernel, and stand for it until it ends."""
    cells = json.loads(Path(os.environ[CELLS]).read_text()) if CELLS in os.environ else []
    request = {"connection": connection, "folder": os.getcwd(), "environment": {**os.environ}}
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        server.sendall(json.dumps({**request, "cells": cells}).encode() + b"\n")
        kernel = int(server.makefile().readline())
        signal.signal(signal.SIGINT, lambda *_: _signal(kernel, signal.SIGINT))
        signal.signal(signal.SIGTERM, lambda *_: _signal(kernel, signal.SIGKILL))
        while server.recv(1):
            pass


def _signal(process: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, number)


# -- the processes that are forked --------------------------------------------------------------


def serve(address: str) -> None:
    """Warm up, and give a kernel to each who connects."""
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen()
    print("ready", flush=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    stop = Stop(listener)
    while True:
        client, _ = listener.accept()
        stop.give_kernel(json.loads(client.makefile().readline()), client)


def _warm_up() -> None:
    for library in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    if "keras" in sys.modules:
        _warm_up_keras()


def _warm_up_keras() -> None:
    import keras
    import numpy as np

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(np.zeros((4, 2)), np.zeros(4), validation_split=0.5, verbose=0)


class Stop:
    """A process that has run the first cells of a notebook, or none, and waits.

    Args:
        inbox: where it is told what to do.
    """

    def __init__(self, inbox: socket.socket) -> None:
        self._inbox = inbox
        self._ran: list[str] = []
        self._names: dict[str, object] = {"__name__": "__main__"}
        self._next: socket.socket | None = None
        self._next_ran: list[str] = []

    def give_kernel(self, request: dict, client: socket.socket) -> None:
        """Have a fork of this stop, or of a later one, become the kernel that ``client`` asks for.

        The client sees that the kernel lives by the socket, which the kernel alone keeps open.
        """
        with client:
            if request["cells"] == self._ran:
                if os.fork() == 0:
                    self._close()
                    _become_kernel(request, client, self._names)
                return
            inbox = self._next
            if inbox is None or request["cells"][: len(self._next_ran)] != self._next_ran:
                inbox = self._make_next(request, client)
            socket.send_fds(inbox, [json.dumps(request).encode()], [client.fileno()])

    def _make_next(self, request: dict, client: socket.socket) -> socket.socket:
        """Fork a later stop, and return the way to it; the one before, which ends with its inbox,
        was of no more use."""
        if self._next is not None:
            self._next.close()
        following, inbox = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._next = following
        self._next_ran = request["cells"]
        if os.fork() == 0:
            self._close()
            client.close()
            self._inbox, self._next, self._next_ran = inbox, None, []
            self._run(request)
            self._wait()
        inbox.close()
        return following

    def _close(self) -> None:
        self._inbox.close()
        if self._next is not None:
            self._next.close()

    def _run(self, request: dict) -> None:
        _take_environment(request)
        from nbgradient.course.names import parse

        for cell in request["cells"][len(self._ran) :]:
            exec(compile(parse(cell), "<cell>", "exec", dont_inherit=True), self._names)
        self._ran = request["cells"]

    def _wait(self) -> None:
        while True:
            message, descriptors, *_ = socket.recv_fds(self._inbox, 1 << 20, 1)
            if not message:
                os._exit(0)
            self.give_kernel(json.loads(message), socket.socket(fileno=descriptors[0]))


def _take_environment(request: dict) -> None:
    os.environ.clear()
    os.environ.update(request["environment"])
    os.environ.pop("JPY_PARENT_PID", None)  # the parent is the stop, not Jupyter
    os.chdir(request["folder"])


def _become_kernel(request: dict, client: socket.socket, names: dict[str, object]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    client.sendall(f"{os.getpid()}\n".encode())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _take_environment(request)
    sys.argv = ["ipykernel"]
    options = ["-f", request["connection"], "--HistoryManager.hist_file=:memory:"]
    try:
        IPKernelApp.launch_instance(options, user_ns=names)
    finally:
        os._exit(0)


if __name__ == "__main__":
    commands: dict[str, Callable] = {"serve": serve, "join": join}
    commands[sys.argv[1]](*sys.argv[2:])
