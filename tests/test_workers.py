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
    assert list(scratch.glob("nbgradient-*")) == []
