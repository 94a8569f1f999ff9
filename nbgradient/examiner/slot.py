"""A slot: a link to the warm process, which hands out one candidate at a time."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping

from nbgradient.examiner.candidate import Budget, Candidate
from nbgradient.examiner.sandbox import SandboxError, student
from nbgradient.wire import frames

#: Seconds that the warm process may take for a request: it runs no code but ours.
PROMPT = 60
#: Seconds that it may take to start.
START = 300
ENDED = "This cell ended the program."
MEMORY = "This cell took more memory than a submission may have."


class SlotDied(Exception):
    """The warm process ended or hangs, which no submission should be able to do to it."""


class StartedRun:
    """A run that the warm process of ``slot`` has started, to be ended once."""

    def __init__(self, slot: Slot, pid: int) -> None:
        self._slot = slot
        self._pid = pid
        self._took_too_much: bool | None = None
        self._was_killed = False

    def end(self) -> bool:
        """End it; whether it had ended for its memory."""
        if self._took_too_much is None:
            self._took_too_much, self._was_killed = self._slot.end(self._pid)
        return self._took_too_much

    def find(self, inside: int) -> int | None:
        """A descriptor of the process that has the number ``inside`` there, if there is one."""
        return self._slot.find(self._pid, inside)

    def taken(self) -> float:
        """The processor time, in seconds, that its processes have taken so far."""
        if self._took_too_much is not None:
            return 0.0
        with contextlib.suppress(SlotDied):  # its end will tell
            return self._slot.taken(self._pid)
        return 0.0

    def why_ended(self) -> str:
        """The sentence for a process that is found to have ended.

        Raises:
            SlotDied: somebody else has ended it, as the system does when it has no memory left.
        """
        if self.end():
            return MEMORY
        if self._was_killed:
            raise SlotDied("A run was ended from outside.")
        return ENDED


class Slot:
    """A link to a warm process, which hands out one candidate at a time."""

    def __init__(self, link: socket.socket, why_ended: Callable[[], str]) -> None:
        """``why_ended`` tells why nobody is at the other end of ``link``."""
        self._link = link
        self._why_ended = why_ended
        self._dead = self._is_ready = False
        #: The processor time that submissions have taken here so far.
        self.cpu_seconds = 0.0

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        try:
            frames.receive(self._link, frames.within(START))
            self._is_ready = True
        except (OSError, frames.WireError):
            self._dead = True
            raise SandboxError(self._why_ended()) from None

    @contextlib.contextmanager
    def candidate(
        self, files: Mapping[str, bytes], budget: Budget, seed: int = 0
    ) -> Iterator[Candidate]:
        """A candidate whose folder holds ``files``, in a sandbox that ends with it.

        Its global random generators start from ``seed``.

        Raises:
            SandboxError: the warm process does not start.
            SlotDied: the warm process cannot be used any more.
        """
        self._await_ready()
        with contextlib.ExitStack() as stack:
            ours, theirs = socket.socketpair()
            stack.callback(ours.close)
            with theirs:
                request = {"do": "start", "user": student(), "seed": seed}
                started = self._ask_for_process(request, theirs.fileno())
            if started is None:
                raise SlotDied("A run cannot be started: its process is gone.")
            pid, process = started
            run = StartedRun(self, pid)
            candidate = Candidate(ours, process, budget, run)
            stack.callback(candidate.close)
            stack.callback(run.end)  # first: who is hung up on ends, and its time with it
            self._hand_over(files, ours)
            yield candidate

    def _hand_over(self, files: Mapping[str, bytes], link: socket.socket) -> None:
        """Give a new run its files, once it is walled in."""
        try:
            with contextlib.suppress(OSError):  # what comes back tells why
                frames.send(link, {"files": list(files)}, list(files.values()))
        except frames.WireError:
            said = "The files beside the notebook are too many, or too large."
            raise SandboxError(said) from None
        try:
            refused = frames.receive(link, frames.within(PROMPT))[0].get("error")
        except (OSError, frames.WireError) as error:
            refused = str(error) or type(error).__name__
        if refused:
            self._dead = True
            raise SlotDied(f"A run cannot be started: {refused}")

    def find(self, pid: int, inside: int) -> int | None:
        """A descriptor of the process of a run that has the number ``inside`` there, if there is
        one; ``pid`` is the run's first process."""
        found = self._ask_for_process({"do": "find", "pid": pid, "inside": inside})
        return None if found is None else found[1]

    def taken(self, pid: int) -> float:
        """The processor time, in seconds, of the run whose first process is ``pid``."""
        return self._ask({"do": "taken", "pid": pid})["seconds"]

    def _ask_for_process(self, request: dict, *descriptors: int) -> tuple[int, int] | None:
        """The number and a descriptor of a process, if there is one; the warm process, which we
        trust, sends it."""
        reply = self._ask(request, *descriptors)
        if "error" in reply:
            raise SlotDied(f"A run cannot be started: {reply['error']}")
        if (pid := reply["pid"]) is None:
            return None
        return pid, socket.recv_fds(self._link, 1, 1)[1][0]

    def end(self, pid: int) -> tuple[bool, bool]:
        """End the run whose first process is ``pid``; whether it had been ended for its memory, and
        whether somebody else had ended it."""
        told = self._ask({"do": "end", "pid": pid})
        self.cpu_seconds += told["cpu"]
        return told["memory"], told["killed"]

    @property
    def is_alive(self) -> bool:
        """Whether it has never failed."""
        return not self._dead

    def _ask(self, request: dict, *descriptors: int) -> dict:
        try:
            frames.send(self._link, request)
            if descriptors:
                socket.send_fds(self._link, [b"c"], descriptors)
            return frames.receive(self._link, frames.within(PROMPT))[0]
        except (OSError, frames.WireError) as error:
            self._dead = True
            raise SlotDied(str(error) or type(error).__name__) from None

    def close(self) -> None:
        """Hang up; the warm process ends what was started here."""
        self._link.close()
