"""The folder for a command's temporary files, which goes with it, however it ends.

A command that is killed deletes nothing. So all that it and its workers write for a while lies in
one folder, on which it holds a lock. Its forkserver deletes the folder when the command dies, and
the next command those of which nobody holds the lock any more, as after a power cut.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from nbgradient.examiner.parent import end_with_parent

#: Where the processes that a command starts are told its number, and of its room.
ROOM = "NBGRADIENT_ROOM"
#: The longest path that it may have: the name of a socket in it has to fit into 107 bytes.
MAX_PATH = 74

_PREFIX = "nbgradient-run-"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextlib.contextmanager
def entered() -> Iterator[None]:
    """Have this process's temporary files in its room, which is there until the process ends."""
    before = tempfile.tempdir
    room = _own()
    os.environ[ROOM] = f"{os.getpid()} {room or ''}"
    if room is not None:
        tempfile.tempdir = room
    try:
        yield
    finally:
        tempfile.tempdir = before
        os.environ.pop(ROOM, None)


def end_with_command() -> None:
    """In a process that a command has started: end with it, and delete its room then."""
    command, _, room = os.environ.get(ROOM, "").partition(" ")
    if not command:
        return

    def end(*_: object) -> None:
        if os.getppid() != int(command):  # else it was only the thread that started this process
            if room:
                _delete(room)
            os._exit(1)

    signal.signal(signal.SIGTERM, end)
    end_with_parent(signal.SIGTERM)
    end()  # if it was killed before


@cache
def _own() -> str | None:
    """The room of this process; None where nothing can be made, or its path would be too long."""
    _tidy_up(Path(tempfile.gettempdir()))
    with contextlib.suppress(OSError):
        room = tempfile.mkdtemp(prefix=_PREFIX)
        if len(os.fsencode(room)) <= MAX_PATH and _is_locked(room):
            # After what multiprocessing has in it, which goes at -100.
            Finalize(None, _delete, (room,), exitpriority=-200)
            return room
        os.rmdir(room)
    return None


def _is_locked(room: str) -> bool:
    """Lock ``room`` for the life of this process; whether nobody has deleted it before."""
    lock = os.open(room, _FOLDER)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return os.path.samestat(os.fstat(lock), os.stat(room))


def _delete(room: str) -> None:
    shutil.rmtree(room, ignore_errors=True)


def _tidy_up(place: Path) -> None:
    """Delete the rooms in ``place`` that were left behind."""
    for room in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            lock = os.open(room, _FOLDER)
            try:
                if os.fstat(lock).st_uid == os.geteuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _delete(str(room))
            finally:
                os.close(lock)
