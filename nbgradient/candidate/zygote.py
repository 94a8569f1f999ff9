"""The warm process: imports once what a notebook imports, and is forked for each submission.

In the sandbox it is process 1 of its own process namespace: no signal from inside reaches it, and
when it kills everything, nothing is left of a submission.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import socket
from pathlib import Path

from ..wire import frames
from ..wire.limits import Limits
from .calls import refuse_calls
from .limits import hide_memory, impose
from .pages import collapse_pages
from .session import serve
from .shell import Shell
from .warmup import warm_up
from .wiping import wipe

#: The first descriptor after the standard ones: a submission's only other one at its start.
_LINK = 3


class Zygote:
    """Serves the examiner's requests over ``link``: start, interrupt, kill and sweep."""

    def __init__(
        self, link: socket.socket, imports: str, limits: Limits, scratch: list[str]
    ) -> None:
        self._link = link
        self._limits = limits
        self._scratch = {Path(folder): os.listdir(folder) for folder in scratch}
        self._children: set[int] = set()
        self._shell = Shell.instance()
        warm_up(self._shell, imports)
        gc.collect()
        gc.freeze()
        collapse_pages()

    def serve(self) -> None:
        """Do what the examiner asks, until it hangs up."""
        frames.send(self._link, {"ready": True})
        while True:
            request, _ = frames.receive(self._link)
            if request["do"] == "start":
                _, descriptors, _, _ = socket.recv_fds(self._link, 1, 1)
                frames.send(self._link, {"pid": self._start(descriptors[0], request["seed"])})
            elif request["do"] == "signal":
                self._signal(request["pid"], request["signal"])
                frames.send(self._link, {})
            elif request["do"] == "sweep":
                before = _children_cpu()
                self._sweep()
                frames.send(self._link, {"cpu": _children_cpu() - before})

    def _start(self, descriptor: int, seed: int) -> int:
        pid = os.fork()
        if pid:
            os.close(descriptor)
            self._children.add(pid)
            return pid
        try:
            # An open file that two submissions share is a place to leave something.
            self._link.detach()
            os.dup2(descriptor, _LINK)
            os.closerange(_LINK + 1, os.sysconf("SC_OPEN_MAX"))
            os.setsid()
            impose(self._limits)
            serve(socket.socket(fileno=_LINK), self._shell, seed)
        finally:
            os._exit(0)

    def _signal(self, pid: int, number: int) -> None:
        if pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def _sweep(self) -> None:
        """End everything that the submission started, and wipe what it wrote."""
        if os.getpid() == 1:
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        self._children.clear()
        for folder, mounts in self._scratch.items():
            wipe(folder, mounts)


def _children_cpu() -> float:
    """The processor time, in seconds, of all processes that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(settings: dict) -> None:
    """Become the warm process that ``settings`` describes."""
    if settings["user"] is not None:
        os.setgroups([])
        os.setresgid(*[settings["user"]] * 3)
        os.setresuid(*[settings["user"]] * 3)
    os.chdir(settings["home"])
    # Process 1 gets only those signals from inside that it handles, and Python handles this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hide_memory()
    if os.getpid() == 1:
        refuse_calls()
    link = socket.socket(fileno=settings["descriptor"])
    zygote = Zygote(link, settings["imports"], Limits(**settings["limits"]), settings["scratch"])
    with contextlib.suppress(frames.Closed):
        zygote.serve()
    os._exit(0)  # nothing is worth the second that it takes to tidy up
