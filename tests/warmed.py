"""A slot at a warm process of its own, for tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from nbgradient.course.needs import Needs
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.warm_process import Wanted, WarmProcess
from nbgradient.wire.limits import Limits


@contextlib.contextmanager
def warmed(needs: Needs | str, limits: Limits, data: str | None = None) -> Iterator[Slot]:
    """A slot at a warm process that starts with ``needs``, or with these imports."""
    wanted = Wanted(Needs(needs) if isinstance(needs, str) else needs, data)
    with WarmProcess(wanted) as process:
        slot = Slot(process.link(limits), process.why_ended)
        try:
            yield slot
        finally:
            slot.close()
