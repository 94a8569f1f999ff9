"""The runs that an examiner has started at the warm process, over a link of its own."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import tempfile
from collections.abc import Callable, Iterable

from nbgradient.candidate import descriptors, namespaces
from nbgradient.candidate.limits import impose
from nbgradient.candidate.seccomp import refuse_calls
from nbgradient.candidate.session import serve
from nbgradient.candidate.shell import Shell
from nbgradient.candidate.watch import find, members
from nbgradient.wire import frames
from nbgradient.wire.limits import Limits


class Runs:
    """Starts runs for the examiner at ``link``, tells of them, and ends them."""

    def __init__(
        self,
        link: socket.socket,
        limits: Limits,
        shell: Shell,
        trusted: bool,
        leave: Callable[[], None],
    ) -> None:
        """A fork calls ``leave`` before it becomes a run; ``trusted`` ones have no walls."""
        self._link = link
        self.limits = limits
        self._shell = shell
        self._trusted = trusted
        self._leave = leave
        self._shown = () if trusted else namespaces.shown_folders()
        #: The runs by their first process, and whether each was ended for its memory.
        self._runs: dict[int, bool] = {}
        self.has_ended_one = False

    @property
    def running(self) -> list[int]:
        """The first processes of those that have not been ended."""
        return [run for run, ended in self._runs.items() if not ended]

    def answer(self) -> None:
        """Do what the examiner asks for next.

        Raises:
            OSError, WireError: it has hung up.
        """
        request, _ = frames.receive(self._link)
        if request["do"] == "start":
            _, links, _, _ = socket.recv_fds(self._link, 1, 1)
            self._start(links[0], request["user"], request["seed"])
        elif request["do"] == "find":
            self._send_process(find(request["pid"], request["inside"]))
        elif request["do"] == "taken":
            frames.send(self._link, {"seconds": _taken(request["pid"])})
        elif request["do"] == "end":
            frames.send(self._link, self._end(request["pid"]))

    def end_for_memory(self, runs: Iterable[int]) -> None:
        """End those of ``runs`` that were started here, for they take too much."""
        for run in self._runs.keys() & runs:
            self._runs[run] = True
            self._kill(run)

    def end_all(self) -> None:
        """End all of them: nobody will ask for them any more."""
        for run in self._runs:
            self._kill(run)
        while self._runs:
            os.waitpid(self._runs.popitem()[0], 0)

    def _start(self, link: int, user: int | None, seed: int) -> None:
        try:
            pid = os.fork() if self._trusted else namespaces.fork()
        except OSError as error:
            os.close(link)
            frames.send(self._link, {"error": error.strerror})
            return
        if pid == 0:
            try:
                self._leave()
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
        descriptors.keep_only(link, self._trusted)
        own = socket.socket(fileno=descriptors.LINK)
        try:
            os.setsid()
            if self._trusted:
                os.chdir(tempfile.mkdtemp(dir=os.environ["HOME"]))
            else:
                room = namespaces.Room(user, self.limits.scratch, self.limits.files, self._shown)
                namespaces.enter(room)
                refuse_calls()
            impose(self.limits)
        except Exception as error:
            said = error.strerror if isinstance(error, OSError) else repr(error)
            frames.send(own, {"error": said})
            return
        serve(own, self._shell, seed)

    def _kill(self, run: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if self._trusted else os.kill)(run, signal.SIGKILL)

    def _end(self, run: int) -> dict:
        """End a run with all its processes.

        The reply says whether it had been ended for its memory, whether somebody else had ended it,
        which nothing inside can do, and how many seconds of processor time it took.
        """
        self.has_ended_one = True
        taken, before = _taken(run), _children_cpu()
        took_too_much = self._runs.pop(run)
        ended, status = os.waitpid(run, os.WNOHANG)
        if not ended:
            self._kill(run)
            os.waitpid(run, 0)  # process 1 of a namespace ends when all others have
        cpu = _children_cpu() - before
        killed = bool(ended) and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        by_others = killed and not took_too_much and not self._trusted and cpu < self.limits.cpu
        # Of processes that end with process 1 nobody is told how long they ran.
        return {"memory": took_too_much, "killed": by_others, "cpu": max(cpu, taken)}


def _taken(run: int) -> float:
    """The processor time, in seconds, that the processes of a run have taken so far."""
    return sum(process.taken for process in members({run})[run])


def _children_cpu() -> float:
    """The processor time, in seconds, of all processes that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
