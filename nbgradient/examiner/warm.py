"""The warm processes that this process has started, each for a set of imports."""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from pathlib import Path

from ..wire.limits import Limits
from .sandbox import SandboxError
from .slot import Slot

#: How many are kept: each takes some hundred MB.
MOST = 2


@dataclass(frozen=True)
class Kind:
    """What a warm process is started with, its imports aside."""

    limits: Limits
    data: str | None
    trusted: bool
    figures: bool


@dataclass(frozen=True)
class _Warm:
    kind: Kind
    imports: frozenset[str]
    slot: Slot


_started: list[_Warm] = []
_is_over = False


def slot(kind: Kind, imports: str) -> Slot:
    """A warm process of that kind that has imported ``imports``, or more.

    Raises:
        SandboxError: it does not start, or this process is about to end.
    """
    if _is_over:
        raise SandboxError("This process is about to end.")
    wanted = frozenset(imports.splitlines())
    for warm in [warm for warm in _started if not warm.slot.is_alive]:
        _end(warm)
    for warm in _started:
        if warm.kind == kind and wanted <= warm.imports:
            return warm.slot
    while len(_started) >= MOST:
        _end(_started[0])
    data = Path(kind.data) if kind.data else None
    made = Slot(imports, kind.limits, data=data, trusted=kind.trusted, figures=kind.figures)
    _started.append(_Warm(kind, wanted, made))
    return made


def cpu_seconds() -> float:
    """The processor time that submissions have taken in those that run."""
    return sum(warm.slot.cpu_seconds for warm in _started)


def _end(warm: _Warm) -> None:
    warm.slot.close()
    _started.remove(warm)


def close() -> None:
    """End all of them."""
    while _started:
        _end(_started[-1])


@atexit.register
def close_for_good() -> None:
    """End all of them, and start no more."""
    global _is_over
    _is_over = True
    close()
