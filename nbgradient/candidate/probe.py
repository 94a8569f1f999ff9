"""``python -m nbgradient.candidate.probe [USER]``: makes a run's namespaces, and nothing else.

It takes the very steps that a run takes before a student's code, and prints the step that the
system refuses, if it refuses one.
"""

from __future__ import annotations

import os
import sys

from nbgradient.candidate.limits import harden_process
from nbgradient.candidate.namespaces import Room, enter, fork
from nbgradient.candidate.seccomp import refuse_calls


def main(user: int | None) -> None:
    """Take the steps; end with 1 if one of them is refused."""
    harden_process()
    try:
        child = fork()
    except OSError as error:
        sys.exit(error.strerror)
    if child == 0:
        _run(Room(user, bytes=1 << 20, files=100))
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _run(room: Room) -> None:
    try:
        enter(room)
        refuse_calls()
    except OSError as error:
        os.write(2, str(error.strerror).encode())
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else None)
