"""A Dask cluster of processes on this machine, each in a folder of its own, and perhaps with a
network of its own: as near to several machines as one comes."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

DASK = str(Path(sys.executable).with_name("dask"))
#: Of the addresses that documentation uses, so nobody else's.
NETWORK = "198.51.100"
PORT = 8786


def until(condition: Callable[[], object], seconds: float = 120) -> None:
    """Wait for ``condition``."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, condition
        time.sleep(0.1)


@dataclass
class Machines:
    """A scheduler and workers, which are ended with the test."""

    root: Path
    #: Whether each of them has a network of its own.
    apart: bool = False
    processes: dict[str, psutil.Process] = field(default_factory=dict)
    _spaces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bridge = f"nbg{os.getpid() % 100_000}"
        if self.apart:
            _ip("link", "add", self._bridge, "type", "bridge")
            _ip("address", "add", f"{NETWORK}.1/24", "dev", self._bridge)
            _ip("link", "set", self._bridge, "up")
        else:
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                self._port = taken.getsockname()[1]

    @property
    def address(self) -> str:
        """The scheduler's."""
        return f"tcp://{NETWORK}.10:{PORT}" if self.apart else f"tcp://127.0.0.1:{self._port}"

    def scheduler(self) -> None:
        """Start the scheduler."""
        port = self.address.rpartition(":")[2]
        self._start("scheduler", 10, "scheduler", "--port", port, "--no-dashboard")
        until(self._answers)

    def worker(self, number: int, threads: int = 1) -> None:
        """Start a worker, under a nanny; ``worker-1`` for instance is what its nanny is called."""
        name = f"worker-{number}"
        options = ["--nthreads", str(threads), "--no-dashboard", "--local-directory", "scratch"]
        self._start(name, 10 + number, "worker", self.address, *options)

    def kill(self, name: str) -> None:
        """End it with -9, and the worker below it if it is a nanny."""
        for process in [self.processes[name], *self.processes[name].children()]:
            process.kill()

    def below(self, name: str, word: str) -> list[psutil.Process]:
        """The processes below that of ``name`` whose command has ``word`` in it."""
        found, below = [], []
        with contextlib.suppress(psutil.Error):
            below = self.processes[name].children(recursive=True)
        for process in below:
            with contextlib.suppress(psutil.Error):
                found += [process] if word in " ".join(process.cmdline()) else []
        return found

    def log(self, name: str) -> str:
        """What it has said."""
        return (self.root / name / "log").read_text()

    def close(self) -> None:
        """End all."""
        for process in self.processes.values():
            with contextlib.suppress(psutil.Error):
                for one in [*process.children(recursive=True), process]:
                    with contextlib.suppress(psutil.Error):
                        one.kill()
        for space in self._spaces:
            _ip("netns", "delete", space)
        if self.apart:
            _ip("link", "delete", self._bridge)

    def _start(self, name: str, number: int, *arguments: str) -> None:
        folder = self.root / name
        folder.mkdir(parents=True)
        host = f"{NETWORK}.{number}" if self.apart else "127.0.0.1"
        command = [DASK, *arguments, "--host", host]
        if self.apart:
            command = ["ip", "netns", "exec", self._space(number), *command]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        self.processes[name] = psutil.Process(process.pid)

    def _space(self, number: int) -> str:
        """A namespace with a network that is joined to the others by the bridge."""
        space, ours, theirs = (f"{self._bridge}{kind}{number}" for kind in ("", "a", "b"))
        _ip("netns", "add", space)
        self._spaces.append(space)
        _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", space)
        _ip("link", "set", ours, "master", self._bridge, "up")
        _ip("-n", space, "address", "add", f"{NETWORK}.{number}/24", "dev", theirs)
        for device in ("lo", theirs):
            _ip("-n", space, "link", "set", device, "up")
        return space

    def _answers(self) -> bool:
        host, port = self.address.removeprefix("tcp://").split(":")
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
            return True
        return False


@contextlib.contextmanager
def machines(root: Path, apart: bool = False) -> Iterator[Machines]:
    """A cluster whose folders are below ``root``, with a scheduler."""
    made = Machines(root, apart)
    try:
        made.scheduler()
        yield made
    finally:
        made.close()


def can_be_apart() -> bool:
    """Whether this machine lets us make networks."""
    if os.geteuid() or not shutil.which("ip"):
        return False
    name = f"nbgtry{os.getpid() % 100_000}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode == 0
    bridge = subprocess.run(["ip", "link", "add", name, "type", "bridge"], capture_output=True)
    if bridge.returncode == 0:
        _ip("link", "delete", name)
    if made:
        _ip("netns", "delete", name)
    return made and bridge.returncode == 0


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def interrupt(process: subprocess.Popen) -> None:
    """Ctrl-C."""
    process.send_signal(signal.SIGINT)


def heeding_interrupts() -> None:
    """Have a process that is just starting heed them, as one of a terminal's: a test that runs in
    the background of a script may have been started to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
