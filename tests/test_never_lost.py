"""Whatever happens to a run of the command, the next one ends as if nothing had happened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import killing
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

#: A kill of the command and of another process, one while all is graded again, and a full disk.
#: ``python tests/killing.py`` draws another seed, and plays more rounds.
ROUNDS, SEED = 4, 269


def test_nothing_is_lost_in_a_few_rounds() -> None:
    """In a process of its own, which adopts what is left of a run that was killed."""
    command = [sys.executable, killing.__file__, "--rounds", str(ROUNDS), "--seed", str(SEED)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(killing.__file__).parent
    )
    assert done.returncode == 0, done.stdout + done.stderr
