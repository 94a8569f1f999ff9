"""The slots of this process, at warm processes of its own or of the process that it works for."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from nbgradient.examiner.keeper import keeper
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.warm_process import Wanted
from nbgradient.wire.limits import Limits


class Lender(Protocol):
    """Who has the warm processes: the ``Keeper`` of this process, or of another one."""

    def lend(self, wanted: Wanted, limits: Limits, again: bool) -> socket.socket:
        """A link to one that serves ``wanted``; ``again`` if one that was lent before has failed.

        Raises:
            SandboxError: there is none.
        """

    def why_ended(self, wanted: Wanted) -> str:
        """Why one that was lent does not start, in a sentence."""


@dataclass(frozen=True)
class _Open:
    wanted: Wanted
    limits: Limits
    slot: Slot


_lender: Lender = keeper
_open: list[_Open] = []


def borrow(lender: Lender) -> None:
    """From now on, have ``lender`` lend what this process needs."""
    global _lender
    _lender = lender


def slot(wanted: Wanted, limits: Limits) -> Slot:
    """A slot at a warm process that serves ``wanted``, for runs that are held to ``limits``.

    Raises:
        SandboxError: there is none.
    """
    fitting = [known for known in _open if wanted <= known.wanted and limits == known.limits]
    if fitting and all(known.slot.is_alive for known in fitting):
        return fitting[0].slot
    for known in fitting:  # where one has failed, others may have, too
        _close(known)
    link = _lender.lend(wanted, limits, again=bool(fitting))
    made = _Open(wanted, limits, Slot(link, partial(_lender.why_ended, wanted)))
    _open.append(made)
    return made.slot


def cpu_seconds() -> float:
    """The processor time that submissions have taken in the slots that are open."""
    return sum(known.slot.cpu_seconds for known in _open)


def close() -> None:
    """Hang up everywhere."""
    while _open:
        _close(_open[-1])


def _close(known: _Open) -> None:
    known.slot.close()
    _open.remove(known)
