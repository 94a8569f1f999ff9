"""Commands that would write the same things wait for each other, and for nobody who is gone."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nbgradient.grading.database.turns import in_turn

HOLD = """
import sys
from pathlib import Path
from nbgradient.grading.database.turns import in_turn

with in_turn(Path(sys.argv[1]), "grading softmax"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_command_says_that_it_waits_until_the_first_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdout.readline() == b"held\n"
    with in_turn(tmp_path, "grading mlp"):
        assert first.poll() is None
    with ThreadPoolExecutor() as threads:
        second = threads.submit(_take_turn, tmp_path)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.5)
        first.kill()
        assert second.result(timeout=60)
    first.communicate()
    assert capsys.readouterr().err == (
        "Another command is grading softmax: this one waits for it.\n"
    )


def _take_turn(root: Path) -> bool:
    with in_turn(root, "grading softmax"):
        return True
