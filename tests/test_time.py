"""Time that a student's process spends waiting for a processor does not count, up to a bound."""

from __future__ import annotations

import time

import pytest

from nbgradient.examiner.fair_time import PATIENCE as TIMES
from nbgradient.examiner.slot import GRACE, CandidateDied, Patience, Slot
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

#: The main thread gets next to nothing of a processor, for its own children are at work.
STARVED = """
import os, signal, time

for _ in range(40):
    if os.fork() == 0:
        os.setsid()
        while True:
            pass
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
for number in range(1, 65):
    if number not in (9, 19, 32, 33):
        signal.signal(number, signal.SIG_IGN)
while True:
    pass
"""


def test_a_cell_that_keeps_itself_waiting_is_stopped_after_some_times_its_limit() -> None:
    patience = Patience(cell=0.5, notebook=60, output=1 << 16)
    with Slot("", LIMITS) as slot, slot.candidate({}, patience) as candidate:
        began = time.monotonic()
        with pytest.raises(CandidateDied) as death:
            candidate.run(STARVED)
        assert death.value.stopped
        assert time.monotonic() - began < TIMES * patience.cell + GRACE + 2
