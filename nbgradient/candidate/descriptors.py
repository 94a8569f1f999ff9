"""The open files that a run has when it begins: none that another run has, too."""

from __future__ import annotations

import contextlib
import os
import stat

#: The first descriptor after the standard ones: a run's way to the examiner.
LINK = 3


def keep_only(link: int) -> list[tuple[int, str, int]]:
    """Close all descriptors but ``link``, which becomes ``LINK``, and open new standard ones.

    Returned are the plain files that the warm process had open to read, such as fonts: each with
    its number, its path and its place, for ``reopen``.
    """
    files = _plain_files()
    os.dup2(link, LINK, inheritable=False)
    os.closerange(LINK + 1, os.sysconf("SC_OPEN_MAX"))
    renew_standard()
    return [file for file in files if file[0] > LINK]


def renew_standard() -> None:
    """Give this process standard descriptors of its own, which lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    if nowhere > 2:
        os.close(nowhere)


def reopen(files: list[tuple[int, str, int]]) -> None:
    """Open ``files`` again, under their numbers: an open file that two runs share has one place
    in it, which both can move and read."""
    for number, path, place in files:
        with contextlib.suppress(OSError):
            again = os.open(path, os.O_RDONLY)
            os.dup2(again, number, inheritable=False)
            if again != number:
                os.close(again)
            os.lseek(number, place, os.SEEK_SET)


def _plain_files() -> list[tuple[int, str, int]]:
    found = []
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):  # the folder that is being listed
            if stat.S_ISREG(os.fstat(int(name)).st_mode):
                path = os.readlink(f"/proc/self/fd/{name}")
                found.append((int(name), path, os.lseek(int(name), 0, os.SEEK_CUR)))
    return found
