"""What counts against a student does not depend on how busy the machine is."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections.abc import Iterator

import pytest
from computing import compute

from nbgradient.examiner import fair_time
from nbgradient.examiner.fair_time import FairTime

WORK = 0.5


def work_when_told(link) -> None:
    link.recv()
    compute(WORK)
    link.send(None)


@pytest.fixture
def crowd() -> Iterator[None]:
    """Four programs for each processor that want to run."""
    context = multiprocessing.get_context("fork")
    many = range(4 * (os.cpu_count() or 1))
    others = [context.Process(target=compute, args=(600,), daemon=True) for _ in many]
    for other in others:
        other.start()
    yield
    for other in others:
        other.kill()


def timed_work() -> tuple[FairTime, float]:
    """The fair time of a process that computes for ``WORK`` seconds, and the time by the clock."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=work_when_told, args=(theirs,), daemon=True)
    process.start()
    handle = os.pidfd_open(process.pid)
    fair = FairTime(handle)
    fair.begin(60)
    start = time.monotonic()
    with fair.running():
        ours.send(None)
        ours.recv()
    clock = time.monotonic() - start
    fair.close()
    os.close(handle)
    process.join()
    return fair, clock


def test_waiting_for_a_processor_does_not_count(crowd: None) -> None:
    fair, clock = timed_work()
    assert clock > 1.5 * WORK
    assert fair.seconds < clock / 1.4
    assert fair.was_busy


def slept() -> float:
    fair = FairTime(None)
    fair.begin(10)
    with fair.running():
        time.sleep(0.3)
    assert fair.left() < 10
    return fair.seconds


def test_sleeping_counts() -> None:
    assert max(slept() for _ in range(3)) > 0.2


def test_time_between_two_questions_does_not_count() -> None:
    fair = FairTime(None)
    fair.begin(10)
    with fair.running():
        pass
    time.sleep(0.3)
    assert fair.seconds < 0.1


def test_who_waits_for_ever_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    fair = FairTime(None)
    fair.begin(0.01)
    waits = iter(range(0, 10_000_000, 1_000))
    monkeypatch.setattr(fair, "_waits", lambda: float(next(waits)))
    with fair.running():
        time.sleep(0.01 * (fair_time.PATIENCE + 1))
        assert fair.left() <= 0
        assert fair.seconds > 0.01


def test_waiting_between_two_questions_is_taken_off_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fair = FairTime(None)
    fair.begin(10)
    waits = iter([0.0, 0.0, 5.0, 5.0])
    monkeypatch.setattr(fair, "_waits", lambda: next(waits))
    for _ in range(2):
        with fair.running():
            time.sleep(0.1)
    assert fair.seconds >= 0.2
    assert not fair.was_busy


def test_a_run_that_crowds_the_machine_itself_has_no_excuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = itertools.count(step=1_000)
    fair = FairTime(None, lambda: float(next(taken)))
    fair.begin(0.1)
    waits = itertools.count()
    monkeypatch.setattr(fair, "_waits", lambda: 0.09 * next(waits))
    with fair.running():
        time.sleep(0.2)
        assert fair.left() > 0  # it is looked at first
        time.sleep(fair_time.LOOK)
        assert fair.left() < 0
    assert not fair.was_busy


def test_a_descriptor_of_something_else_is_no_process() -> None:
    with open(os.devnull) as file:
        fair = FairTime(file.fileno())
    fair.begin(1)
    assert fair.left() <= 1
