"""Commands that would write the same files, or the same marks, wait for each other."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def in_turn(root: Path, what: str) -> Iterator[bool]:
    """Have no other command on the course at ``root`` be ``what`` meanwhile; was there one?

    ``what`` is said to who waits: "grading softmax".
    One that was killed keeps nobody waiting. Where files cannot be locked, nobody waits at all.
    """
    folder = root / ".nbgradient" / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    # Another account's may not be written, and need not be.
    file = os.open(folder / f"{what}.lock", os.O_RDONLY | os.O_CREAT, 0o666)
    try:
        yield _wait(file, what)
    finally:
        os.close(file)


def _wait(file: int, what: str) -> bool:
    with contextlib.suppress(OSError):  # some file systems have no locks
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Another command is {what}: this one waits for it.", file=sys.stderr)
            fcntl.flock(file, fcntl.LOCK_EX)
            return True
    return False
