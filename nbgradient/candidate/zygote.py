"""The warm process: imports once what a notebook imports, and is forked for each run.

It runs nothing that a student wrote. In the sandbox it is process 1, sees the processes of all runs
and may end them; a run sees its own processes alone, and is process 1 of these.

One process owns it, and opens links to it: an examiner at each of them has runs of its own. It ends
with its owner.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Iterator

from nbgradient.candidate import descriptors
from nbgradient.candidate.huge_pages import collapse_pages
from nbgradient.candidate.limits import harden_process
from nbgradient.candidate.runs import Runs
from nbgradient.candidate.shell import Shell
from nbgradient.candidate.warmup import warm_up
from nbgradient.candidate.watch import MemoryWatch
from nbgradient.wire import frames
from nbgradient.wire.limits import Limits

#: Seconds between two looks at the memory of runs.
LOOK = 0.1


class Zygote:
    """Serves its owner, who opens links over ``control``, and the examiners at these links."""

    def __init__(self, control: socket.socket, trusted: bool) -> None:
        """Import what the owner says first; ``trusted`` runs have no walls."""
        self._control = control
        self._trusted = trusted
        self._links: dict[socket.socket, Runs] = {}
        self._shell = Shell.instance()
        needs, _ = frames.receive(control)
        warm_up(self._shell, needs["imports"], frozenset(needs["words"]))
        self._watch = MemoryWatch()
        self._looked = 0.0
        self._tidying: Iterator[int] = collapse_pages()
        self._is_tidy = False

    def serve(self) -> None:
        """Do what is asked, until the owner hangs up.

        Raises:
            Closed: it has.
        """
        while True:
            for link in self._asking():
                if link is self._control:
                    self._obey()
                else:
                    self._answer(link)

    def _asking(self) -> list[socket.socket]:
        """Who asks for something; until somebody does, watch the memory of runs, and tidy up."""
        while True:
            left = self._look()
            tidies = self._may_tidy_up(is_idle=left is None)
            wait = 0 if tidies else left
            if asking := select.select([self._control, *self._links], [], [], wait)[0]:
                return asking
            if tidies and next(self._tidying, None) is None:
                self._is_tidy = True
                self._watch = MemoryWatch()

    def _may_tidy_up(self, is_idle: bool) -> bool:
        """Whether there is something to tidy up, and not only the first run, which needs the
        processor and may be the only one."""
        may = is_idle or any(runs.has_ended_one for runs in self._links.values())
        return may and not self._is_tidy

    def _look(self) -> float | None:
        """End the runs that take too much, if it is time to; the seconds until the next look."""
        running = [runs for runs in self._links.values() if runs.running]
        if not running:
            return None
        if (left := self._looked + LOOK - time.monotonic()) > 0:
            return left
        over = self._watch.over({run: it.limits.memory for it in running for run in it.running})
        for runs in running:
            runs.end_for_memory(over)
        self._looked = time.monotonic()
        return LOOK

    def _obey(self) -> None:
        request, _ = frames.receive(self._control)
        if request["do"] == "greet":
            frames.send(self._control, {})
        elif request["do"] == "open":
            _, sent, _, _ = socket.recv_fds(self._control, 1, 1)
            link = socket.socket(fileno=sent[0])
            limits = Limits(**request["limits"])
            self._links[link] = Runs(link, limits, self._shell, self._trusted, self._leave)
            frames.send(link, {"ready": True})

    def _answer(self, link: socket.socket) -> None:
        try:
            self._links[link].answer()
        except (OSError, frames.WireError):  # that examiner is gone
            self._links.pop(link).end_all()
            link.close()

    def _leave(self) -> None:
        """In a fork: forget the links, which are to be closed."""
        for link in (self._control, *self._links):
            link.detach()

    def end_all(self) -> None:
        """End all runs: nobody will ask for them any more."""
        for runs in self._links.values():
            runs.end_all()


def main(settings: dict) -> None:
    """Become the warm process that ``settings`` describes."""
    # Process 1 gets only those signals from inside that it handles, and Python handles this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    harden_process()
    # Before anything else can take it: a file that had this number here would be lost to runs.
    os.dup2(settings["descriptor"], descriptors.LINK, inheritable=False)
    if settings["descriptor"] != descriptors.LINK:
        os.close(settings["descriptor"])
    control = socket.socket(fileno=descriptors.LINK)
    zygote = Zygote(control, settings["trusted"])
    with contextlib.suppress(frames.Closed):
        zygote.serve()
    zygote.end_all()
    os._exit(0)  # nothing is worth the second that it takes to tidy up
