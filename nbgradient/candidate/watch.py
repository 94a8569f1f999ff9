"""The memory that a run's processes take together, as the warm process sees it.

A limit of each process is none of all: a hundred of them could take a hundred times as much.
"""

from __future__ import annotations

import contextlib
import os

_PAGE = os.sysconf("SC_PAGE_SIZE")


class MemoryWatch:
    """Tells which runs take more memory than they may."""

    def __init__(self, bound: int) -> None:
        """``bound``: the bytes that a run may take beyond what this process has now."""
        self._own = _share(os.getpid())
        self._bound = bound

    def over(self, runs: set[int]) -> set[int]:
        """Those of ``runs``, named by their first process, that take too much."""
        members = _members(runs)
        return {run for run in runs if self._takes_too_much(members[run])}

    def _takes_too_much(self, processes: list[int]) -> bool:
        # What forks share counts in full here; looking closer costs milliseconds for each.
        at_most = sum(max(0, _resident(process) - self._own) for process in processes)
        if at_most <= self._bound:
            return False
        return sum(map(_share, processes)) - self._own > self._bound


def _members(runs: set[int]) -> dict[int, list[int]]:
    """The processes of each run: its first one, and all that descend from it."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                with open(f"/proc/{name}/stat") as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
    found: dict[int, list[int]] = {run: [] for run in runs}
    for process in parents:
        above = process
        while above and above not in runs:
            above = parents.get(above, 0)
        if above:
            found[above].append(process)
    return found


def _resident(process: int) -> int:
    """The bytes that ``process`` has in memory, shared with others or not."""
    try:
        with open(f"/proc/{process}/statm") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _share(process: int) -> int:
    """The bytes of ``process`` that are in no file on a disk; what several share is divided."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as file:
            lines = [line.split() for line in file]
    except OSError:
        return 0
    kinds = ("Pss_Anon:", "Pss_Shmem:")
    return sum(int(line[1]) << 10 for line in lines if line[0] in kinds)
