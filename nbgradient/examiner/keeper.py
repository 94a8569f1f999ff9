"""Keeps the warm processes of this machine: one for each set of imports, for all who examine."""

from __future__ import annotations

import atexit
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from nbgradient.examiner.sandbox import SandboxError
from nbgradient.examiner.warm_process import Wanted, WarmProcess
from nbgradient.wire.limits import Limits

#: How many are kept: each takes some hundred MB.
MOST = 2

_OVER = "This process is about to end."
_ENDED = "The process that runs submissions ended before it had started."

T = TypeVar("T")


class Keeper:
    """Starts warm processes, and lends links to them.

    All of it happens in one thread, for a warm process ends with the thread that started it.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "warm processes")
        self._kept: list[WarmProcess] = []
        self._is_over = False
        #: Why the last one did not start: several may ask.
        self._said = _ENDED

    def start(self, wanted: Wanted) -> None:
        """Have one started that serves ``wanted``, while the caller goes on.

        If that fails, whoever asks for a link to it is told.
        """
        self._thread.submit(self._find, wanted)

    def lend(self, wanted: Wanted, limits: Limits, again: bool) -> socket.socket:
        """A link to one that serves ``wanted``, for runs that are held to ``limits``.

        ``again``: one that was lent before has failed.

        Raises:
            SandboxError: it cannot be started, or this process is about to end.
        """
        return self._do(lambda: self._find(wanted, again).link(limits))

    def why_ended(self, wanted: Wanted) -> str:
        """Why one that was lent does not start, in a sentence."""
        return self._do(lambda: self._ask_why(wanted))

    def close(self) -> None:
        """End all of them."""
        self._do(self._end_all)

    def close_for_good(self) -> None:
        """End all of them, and start no more: the program ends, and the thread has ended."""
        self._is_over = True
        self._end_all()

    def _do(self, what: Callable[[], T]) -> T:
        try:
            asked = self._thread.submit(what)
        except RuntimeError:  # it takes nothing more
            raise SandboxError(_OVER) from None
        return asked.result()

    def _find(self, wanted: Wanted, again: bool = False) -> WarmProcess:
        if self._is_over:
            raise SandboxError(_OVER)
        for kept in list(self._kept):
            if wanted <= kept.wanted:
                if kept.is_alive and not (again and not kept.answers()):
                    return kept
                self._end(kept)
        while len(self._kept) >= MOST:
            self._end(self._kept[0])
        made = WarmProcess(wanted)
        self._kept.append(made)
        return made

    def _ask_why(self, wanted: Wanted) -> str:
        for kept in list(self._kept):
            if wanted <= kept.wanted:
                self._said = kept.why_ended()
                self._end(kept)
        return self._said

    def _end(self, kept: WarmProcess) -> None:
        kept.close()
        self._kept.remove(kept)

    def _end_all(self) -> None:
        while self._kept:
            self._end(self._kept[-1])


#: Those of this process, if it has some itself.
keeper = Keeper()
atexit.register(keeper.close_for_good)
