"""Each worker is watched from outside: what exceeds its bounds is ended, and nothing else is."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from computing import compute

from nbgradient.examiner import pool as pool_module
from nbgradient.examiner import progress
from nbgradient.examiner.pool import Pool
from nbgradient.examiner.worker_process import Bounds, DiedError, StoppedError

BOUNDS = Bounds(processor=2, clock=60, memory=1 << 30)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that does not wait long for room: other tests run on this machine, too."""
    monkeypatch.setattr(pool_module, "ROOM", 0.5)


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2, BOUNDS)
    yield made
    made.shutdown(cancel_futures=True)


def double(number: int) -> int:
    return 2 * number


def computes_for_ever() -> None:
    progress.report("The test 'pow'")
    10**10**8


def matches_for_ever() -> None:
    progress.report("The test 're'")
    re.match("(a+)+$", "a" * 60 + "b")


def sleeps() -> None:
    progress.report("The page")
    time.sleep(1_000)


def takes_memory() -> None:
    progress.report("The test 'large'")
    _ = [b"x" * (1 << 20) for _ in range(2_000)]
    time.sleep(60)


def dies() -> None:
    os.kill(os.getpid(), 9)


def dies_once(folder: Path) -> str:
    if not (folder / "died").exists():
        (folder / "died").touch()
        os._exit(1)
    return "alone"


def steps_on() -> str:
    for number in range(6):
        progress.report(f"The test '{number}'")
        compute(0.7)
    return "done"


class SlowToRead:
    """A worker computes for three seconds before it has read one and can begin."""

    def __reduce__(self) -> tuple:
        return compute, (3,)


@pytest.mark.parametrize(
    "task, reason",
    [
        (computes_for_ever, "The test 'pow' kept the grader busy"),
        (matches_for_ever, "The test 're' kept the grader busy"),
        (takes_memory, "The test 'large' took more than 1024 MB"),
    ],
)
def test_a_step_that_takes_too_much_is_ended_and_named(pool: Pool, task, reason: str) -> None:
    with pytest.raises(StoppedError, match=re.escape(reason)):
        pool.submit(task).result(300)
    assert pool.submit(double, 2).result(300) == 4


def test_a_step_that_only_waits_is_ended_by_the_clock() -> None:
    with Pool(1, Bounds(processor=60, clock=2, memory=1 << 30)) as pool:
        with pytest.raises(StoppedError, match=r"The page took more than 2 s\."):
            pool.submit(sleeps).result(300)


def test_each_step_has_its_own_time(pool: Pool) -> None:
    assert pool.submit(steps_on).result(300) == "done"


def test_the_start_of_a_worker_may_take_more_than_a_step(pool: Pool) -> None:
    assert pool.submit(str, SlowToRead()).result(300) == "None"


def test_a_worker_that_dies_takes_no_other_task_with_it(pool: Pool) -> None:
    others = [pool.submit(double, number) for number in range(20)]
    death = pool.submit(dies)
    others += [pool.submit(double, number) for number in range(20, 40)]
    assert [other.result(300) for other in others] == [2 * number for number in range(40)]
    with pytest.raises(DiedError):
        death.result(300)


def test_a_task_whose_worker_died_is_tried_once_more(pool: Pool, tmp_path: Path) -> None:
    assert pool.submit(dies_once, tmp_path).result(300) == "alone"


def begins_and_ends(folder: Path, name: str) -> None:
    (folder / name).touch()
    time.sleep(0.3)
    (folder / name).unlink()


def is_alone(folder: Path) -> bool:
    return not list(folder.iterdir())


def test_a_task_that_shall_be_alone_is(pool: Pool, tmp_path: Path) -> None:
    alone = pool.submit_alone(is_alone, tmp_path)
    others = [pool.submit(begins_and_ends, tmp_path, str(number)) for number in range(6)]
    assert alone.result(300)
    assert [other.result(300) for other in others] == [None] * 6


def test_an_exception_comes_as_itself_or_says_what_it_was(pool: Pool) -> None:
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result(300)
    with pytest.raises(RuntimeError, match="Unsendable: what it says"):
        pool.submit(raises_unsendable).result(300)


class Unsendable(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def raises_unsendable() -> None:
    raise Unsendable("what it says", "")


def raises_what_a_death_raises() -> None:
    raise OSError(28, "No space left on device")


def test_an_error_of_the_system_in_a_task_is_no_death(pool: Pool) -> None:
    with pytest.raises(OSError, match="No space left"):
        pool.submit(raises_what_a_death_raises).result(300)


@pytest.mark.parametrize("when", ["at once", "while it runs", "alone"])
def test_nothing_is_left_to_run_after_a_shutdown_at_once(when: str, tmp_path: Path) -> None:
    pool = Pool(1, BOUNDS)
    submit = pool.submit_alone if when == "alone" else pool.submit
    running, waiting = submit(touches_and_sleeps, tmp_path), pool.submit(double, 1)
    if when == "while it runs":
        while not (tmp_path / "here").exists():
            assert not running.done()
            time.sleep(0.05)
    pool.shutdown(cancel_futures=True)
    for future in (running, waiting):
        assert future.done()
        if not future.cancelled() and future is running:
            assert isinstance(future.exception(0), DiedError)
    with pytest.raises(RuntimeError):
        pool.submit(double, 1)


def touches_and_sleeps(folder: Path) -> None:
    (folder / "here").touch()
    time.sleep(1_000)


def test_a_task_to_be_tried_again_is_given_up_at_a_shutdown(pool: Pool, tmp_path: Path) -> None:
    again = pool.submit(dies)
    other = pool.submit(touches_and_sleeps, tmp_path)  # while it runs, nothing is alone
    while not (tmp_path / "here").exists() or again not in _waiting_alone(pool):
        assert not again.done() and not other.done()
        time.sleep(0.05)
    pool.shutdown(cancel_futures=True)
    assert isinstance(again.exception(10), DiedError)
    assert isinstance(other.exception(10), DiedError)


def _waiting_alone(pool: Pool) -> list:
    return [task.future for task in pool._waiting_alone]
