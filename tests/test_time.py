"""Time that a student's process spends waiting for a processor does not count, up to a bound."""

from __future__ import annotations

import copy
import time
from functools import partial

import pytest
from warmed import warmed
from writing import exercise, free, given, graded, notebook

from nbgradient.examiner.candidate import GRACE, Budget, CandidateDied
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.fair_time import PATIENCE as TIMES
from nbgradient.examiner.paper import Paper
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
    budget = Budget(cell=0.5, notebook=60, output=1 << 16, outputs=1 << 22)
    with warmed("", LIMITS) as slot, slot.candidate({}, budget) as candidate:
        began = time.monotonic()
        with pytest.raises(CandidateDied) as death:
            candidate.run(STARVED)
        assert death.value.stopped
        assert time.monotonic() - began < TIMES * budget.cell + GRACE + 2


#: Each copy is made late.
LATE = """
import time
from nbgradient.candidate import session

usual = session.snapshot


def snapshot(*arguments):
    time.sleep(3)
    return usual(*arguments)


session.snapshot = snapshot
"""

#: With each reply comes a socket that is full, whose last owner waits when it is closed.
LINGERING = """
import json, os, socket, struct
from nbgradient.wire import frames

kept = []


def lingering():
    server = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(server.getsockname())
    kept.append((server, *server.accept()))
    try:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 15))
    except OSError:
        pass
    client.setblocking(False)
    try:
        while True:
            client.send(bytes(1 << 16))
    except BlockingIOError:
        return client


def send(link, message, buffers=None):
    client, text = lingering(), json.dumps(message).encode()
    frame = struct.pack("<II", len(text), len(buffers or []))
    frame += b"".join(struct.pack("<Q", len(buffer)) for buffer in buffers or [])
    frame += text + b"".join(buffers or [])
    socket.send_fds(link, [frame[:1]], [client.fileno()])
    client.close()
    link.sendall(frame[1:])


frames.send = send
"""

#: The cell keeps itself waiting for 12 seconds, of which about half a second counts.
WAITING = """
import os, signal, time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
end = time.time() + 12
for _ in range(60):
    if os.fork() == 0:
        os.setsid()
        while time.time() < end:
            pass
        os._exit(0)
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
while time.time() < end:
    pass
"""


@pytest.mark.parametrize("hostile", [LATE, LINGERING], ids=["late", "lingering"])
def test_the_time_in_which_a_copy_is_made_counts(hostile: str) -> None:
    cells = [exercise("a = 1")]
    for number in range(6):
        cells += [
            graded("assert a == 1", f"test_{number}"),
            free(f"a = 1 + {number} * 0", f"a_{number}"),
        ]
    assert taken([free(hostile, "hostile"), *cells], notebook_seconds=4) < 8


def taken(cells: list, notebook_seconds: float) -> float:
    """The seconds that the exam of a notebook of these ``cells`` takes."""
    source = notebook(given("import os", "imports"), *cells)
    paper = Paper(copy.deepcopy(source))
    budget = Budget(cell=2, notebook=notebook_seconds, output=1 << 16, outputs=1 << 22)
    with warmed("", LIMITS) as slot:
        with slot.candidate({}, budget):
            pass
        began = time.monotonic()
        Exam(source, paper, partial(slot.candidate, {}, budget), budget).run()
        return time.monotonic() - began


def test_cells_that_keep_themselves_waiting_cannot_do_so_for_ever() -> None:
    cells = [free(WAITING, f"waits_{number}") for number in range(2)]
    assert taken([*cells, exercise("a = 1"), graded("assert a == 1")], 0.8) < 0.8 * TIMES + 4
