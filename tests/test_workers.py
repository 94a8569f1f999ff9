"""The processes that grade end with the command that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from small_course import hand_in, make, solved

ENDLESS = "def double(x):\n    while True:\n        pass"

GRADE = [str(Path(sys.executable).with_name("nbgradient")), "grade", "first", "--jobs", "1"]


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for temporary files with a short name: names of sockets have to be short."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def until(condition, seconds: float = 180) -> None:
    """Wait for ``condition``."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_of_a_command_that_was_killed(
    tmp_path: Path, scratch: Path, number: int
) -> None:
    root = tmp_path / "course"
    make(root)
    hand_in(root, "mary", one=solved(ENDLESS), two=solved())
    variables = os.environ | {"TMPDIR": str(scratch), "NBGRADIENT_DATA": str(root)}
    command = subprocess.Popen(GRADE, cwd=root, env=variables)
    process = psutil.Process(command.pid)
    until(lambda: any(child.name() == "bwrap" for child in process.children(recursive=True)))
    started = process.children(recursive=True)
    command.send_signal(number)
    command.wait()
    until(lambda: not any(child.is_running() for child in started))
    until(lambda: list(scratch.iterdir()) == [], seconds=10)


@pytest.mark.slow
@pytest.mark.usefixtures("sandbox")
def test_a_test_that_computes_for_ever_ends_with_a_command_that_was_killed(
    tmp_path: Path, scratch: Path
) -> None:
    root = make(tmp_path / "course")
    path = root / "source" / "first" / "one.ipynb"
    path.write_text(path.read_text().replace("assert double(2)", "10**10**8; assert double(2)"))
    hand_in(root, "mary", one=solved(), two=solved())
    variables = os.environ | {"TMPDIR": str(scratch), "NBGRADIENT_DATA": str(root)}
    command = subprocess.Popen(GRADE, cwd=root, env=variables)
    started: list[psutil.Process] = []

    def computes() -> bool:
        started[:] = psutil.Process(command.pid).children(recursive=True)
        times = [child.cpu_times().user for child in started if child.is_running()]
        return max(times, default=0) > 5

    until(computes)
    command.kill()
    command.wait()
    until(lambda: not any(child.is_running() for child in started), seconds=20)


#: Has a room and says where, and waits to be told to go on.
IN_A_ROOM = """
import tempfile
from nbgradient.grading import room
with room.entered():
    print(tempfile.gettempdir(), flush=True)
    input()
"""


def in_a_room(scratch: Path) -> tuple[subprocess.Popen, Path]:
    """A process that has a room, and where that is."""
    started = subprocess.Popen(
        [sys.executable, "-c", IN_A_ROOM], env=os.environ | {"TMPDIR": str(scratch)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert started.stdout is not None
    return started, Path(started.stdout.readline().strip())


def test_a_command_deletes_what_a_killed_one_has_left_and_nothing_else(scratch: Path) -> None:
    (scratch / "nbgradient-of-another").mkdir()
    killed, left = in_a_room(scratch)
    killed.kill()
    killed.communicate()
    assert left.exists()
    first, room_of_first = in_a_room(scratch)
    assert not left.exists()
    second, room_of_second = in_a_room(scratch)
    assert room_of_first.exists() and room_of_second.exists()
    first.communicate("\n")
    second.communicate("\n")
    assert [path.name for path in scratch.iterdir()] == ["nbgradient-of-another"]
