"""The warm process: imports once what a notebook imports, and is forked for each run.

It runs nothing that a student wrote. In the sandbox it is process 1, sees the processes of all runs
and may end them; a run sees its own processes alone, and is process 1 of these.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import select
import signal
import socket
import tempfile

from ..wire import frames
from ..wire.limits import Limits
from . import descriptors, namespaces
from .huge_pages import collapse_pages
from .limits import harden_process, impose
from .seccomp import refuse_calls
from .session import serve
from .shell import Shell
from .warmup import warm_up
from .watch import MemoryWatch, find, members

#: Seconds between two looks at the memory of runs.
LOOK = 0.1


class Zygote:
    """Serves the examiner's requests over ``link``: to start a run, and to end it."""

    def __init__(self, link: socket.socket, imports: str, limits: Limits, trusted: bool) -> None:
        """Import and use what is in ``imports``; ``trusted`` runs have no walls."""
        self._link = link
        self._limits = limits
        self._trusted = trusted
        #: The runs by their first process, and whether each was ended for its memory.
        self._runs: dict[int, bool] = {}
        self._shell = Shell.instance()
        warm_up(self._shell, imports)
        gc.collect()
        gc.freeze()
        collapse_pages()
        self._watch = MemoryWatch(limits.memory)

    def serve(self) -> None:
        """Do what the examiner asks, until it hangs up."""
        frames.send(self._link, {"ready": True})
        while True:
            self._watch_until_asked()
            request, _ = frames.receive(self._link)
            if request["do"] == "start":
                _, links, _, _ = socket.recv_fds(self._link, 1, 1)
                self._start(links[0], request["user"], request["seed"])
            elif request["do"] == "find":
                self._send_process(find(request["pid"], request["inside"]))
            elif request["do"] == "taken":
                taken = sum(process.taken for process in members({request["pid"]})[request["pid"]])
                frames.send(self._link, {"seconds": taken})
            elif request["do"] == "end":
                frames.send(self._link, self._end(request["pid"]))

    def _watch_until_asked(self) -> None:
        running = {run for run, ended in self._runs.items() if not ended}
        while running and not select.select([self._link], [], [], LOOK)[0]:
            for run in self._watch.over(running):
                self._runs[run] = True
                self._kill(run)
                running.discard(run)

    def _start(self, link: int, user: int | None, seed: int) -> None:
        try:
            pid = os.fork() if self._trusted else namespaces.fork()
        except OSError as error:
            os.close(link)
            frames.send(self._link, {"error": error.strerror})
            return
        if pid == 0:
            try:
                self._link.detach()
                self._run(link, user, seed)
            finally:
                os._exit(0)
        os.close(link)
        self._runs[pid] = False
        self._send_process(pid)

    def _send_process(self, pid: int | None) -> None:
        """Give the examiner a descriptor of a process: a number means something here alone."""
        frames.send(self._link, {"pid": pid})
        if pid is not None:
            handle = os.pidfd_open(pid)
            socket.send_fds(self._link, [b"p"], [handle])
            os.close(handle)

    def _run(self, link: int, user: int | None, seed: int) -> None:
        """What a new run does: it gives up its rights, and then serves the examiner."""
        files = descriptors.keep_only(link)
        own = socket.socket(fileno=descriptors.LINK)
        try:
            os.setsid()
            if self._trusted:
                os.chdir(tempfile.mkdtemp(dir=os.environ["HOME"]))
            else:
                namespaces.enter(namespaces.Room(user, self._limits.scratch, self._limits.files))
                refuse_calls()
            descriptors.reopen(files)
            impose(self._limits)
        except Exception as error:
            said = error.strerror if isinstance(error, OSError) else repr(error)
            frames.send(own, {"error": said})
            return
        serve(own, self._shell, seed)

    def end_all(self) -> None:
        """End all runs: nobody will ask for them any more."""
        for run in self._runs:
            self._kill(run)

    def _kill(self, run: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if self._trusted else os.kill)(run, signal.SIGKILL)

    def _end(self, run: int) -> dict:
        """End a run with all its processes.

        The reply says whether it had been ended for its memory, whether somebody else had ended it,
        which nothing inside can do, and how many seconds of processor time it took.
        """
        before = _children_cpu()
        took_too_much = self._runs.pop(run)
        ended, status = os.waitpid(run, os.WNOHANG)
        if not ended:
            self._kill(run)
            os.waitpid(run, 0)  # process 1 of a namespace ends when all others have
        cpu = _children_cpu() - before
        killed = bool(ended) and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        by_others = killed and not took_too_much and not self._trusted and cpu < self._limits.cpu
        return {"memory": took_too_much, "killed": by_others, "cpu": cpu}


def _children_cpu() -> float:
    """The processor time, in seconds, of all processes that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(settings: dict) -> None:
    """Become the warm process that ``settings`` describes."""
    # Process 1 gets only those signals from inside that it handles, and Python handles this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    harden_process()
    # Before anything else can take it: a file that had this number here would be lost to runs.
    os.dup2(settings["descriptor"], descriptors.LINK, inheritable=False)
    if settings["descriptor"] != descriptors.LINK:
        os.close(settings["descriptor"])
    link = socket.socket(fileno=descriptors.LINK)
    limits = Limits(**settings["limits"])
    zygote = Zygote(link, settings["imports"], limits, settings["trusted"])
    with contextlib.suppress(frames.Closed):
        zygote.serve()
    zygote.end_all()
    os._exit(0)  # nothing is worth the second that it takes to tidy up
