"""The open files that a process of a run has when it begins: none that another one has, too."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from itertools import pairwise

#: The first descriptor after the standard ones: a run's way to the examiner.
LINK = 3


def keep_only(link: int, trusted: bool) -> None:
    """Close all descriptors but ``link``, which becomes ``LINK``, and open new standard ones.

    The plain files that the warm process reads, such as fonts, are opened again under their
    numbers: those that nobody can write to, or all if the run is ``trusted``. That has to be before
    the run gets folders and a user of its own, which may not reach them.
    """
    os.dup2(link, LINK, inheritable=False)
    kept = [
        number
        for number, place in sorted(files_to_read().items())
        if number > LINK and (trusted or _is_read_only(number)) and _reopen(number, place)
    ]
    for before, after in pairwise([LINK, *kept, os.sysconf("SC_OPEN_MAX")]):
        os.closerange(before + 1, after)
    renew_standard()


def renew_standard() -> None:
    """Give this process standard descriptors of its own, which lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    if nowhere > 2:
        os.close(nowhere)


def reopen(files: dict[int, int]) -> None:
    """Open ``files`` again, which are ``files_to_read`` of the process that this one was forked
    from: its reading would move this one's place in them."""
    for number, place in files.items():
        _reopen(number, place)


def _reopen(number: int, place: int) -> bool:
    """Open a file again under its ``number``, at ``place``; whether that can be done."""
    with contextlib.suppress(OSError):
        # Not by its path: that may be out of sight.
        again = os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_CLOEXEC)
        os.dup2(again, number, inheritable=False)
        os.close(again)
        os.lseek(number, place, os.SEEK_SET)
        return True
    return False


def files_to_read() -> dict[int, int]:
    """The descriptors of plain files that are open for reading alone, each with its place there."""
    found = {}
    for number in map(int, os.listdir("/proc/self/fd")):
        with contextlib.suppress(OSError):  # the folder that is being listed
            is_plain = stat.S_ISREG(os.fstat(number).st_mode)
            if is_plain and fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
                found[number] = os.lseek(number, 0, os.SEEK_CUR)
    return found


def _is_read_only(number: int) -> bool:
    return bool(os.fstatvfs(number).f_flag & os.ST_RDONLY)
