"""The memory that a run's processes take together, as the warm process sees it.

A limit of each process is none of all: a hundred of them could take a hundred times as much.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass

_PAGE, _TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
_PF_FORKNOEXEC = 0x40
#: Bytes that a socket may hold for whoever reads them, as Linux has it when nobody asks for more.
_SOCKET = 208 << 10


class MemoryWatch:
    """Tells which runs take more memory than they may."""

    def __init__(self) -> None:
        """What this process has now is not counted."""
        self._own = _sum(os.getpid(), ("Anonymous:", "Pss_Shmem:"))

    def over(self, bounds: Mapping[int, int]) -> set[int]:
        """The runs that take more bytes than ``bounds`` has for them by their first processes."""
        found = members(set(bounds))
        return {run for run in bounds if self._takes_too_much(run, found[run], bounds[run])}

    def _takes_too_much(self, run: int, processes: list[Process], bound: int) -> bool:
        room = bound - _SOCKET * _sockets(run)
        # What forks share counts in full here; looking closer costs milliseconds for each.
        if sum(max(0, p.resident - self._own * p.is_fork) for p in processes) <= room:
            return False
        shares = sum(_share(process.number) for process in processes)
        return shares - self._own > room


@dataclass(frozen=True)
class Process:
    """A process of a run, as ``/proc/PID/stat`` has it.

    Attributes:
        number: of the process, as seen from here.
        parent: the number of the one that started it.
        is_fork: whether it runs the warm process's program still, and shares its memory.
        taken: the seconds of processor time of it, and of those of its children that have ended.
        resident: the bytes that it has in memory, shared with others or not.
    """

    number: int
    parent: int
    is_fork: bool
    taken: float
    resident: int


def members(runs: set[int]) -> dict[int, list[Process]]:
    """The processes of each run: its first one, and all that descend from it."""
    numbers = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    known = {process.number: process for process in map(_process, numbers) if process}
    found: dict[int, list[Process]] = {run: [] for run in runs}
    for process in known.values():
        above: Process | None = process
        while above and above.number not in runs:
            above = known.get(above.parent)
        if above:
            found[above.number].append(process)
    return found


def find(run: int, inside: int) -> int | None:
    """The number here of the process of ``run`` that has the number ``inside`` there."""
    for process in members({run})[run]:
        with contextlib.suppress(OSError, ValueError):
            with open(f"/proc/{process.number}/status") as file:
                numbers = next(line for line in file if line.startswith("NSpid:"))
            if int(numbers.split()[-1]) == inside:
                return process.number
    return None


def _process(number: int) -> Process | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        with open(f"/proc/{number}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        taken = sum(map(int, fields[11:15])) / _TICKS
        is_fork = bool(int(fields[6]) & _PF_FORKNOEXEC)
        return Process(number, int(fields[1]), is_fork, taken, int(fields[21]) * _PAGE)
    return None


def _sockets(run: int) -> int:
    """How many sockets a run has: what is sent over one and not yet taken is the kernel's memory,
    and no process's."""
    try:
        with open(f"/proc/{run}/net/sockstat") as file:
            return int(file.readline().split()[2])
    except (OSError, ValueError, IndexError):
        return 0


def _share(process: int) -> int:
    """The bytes of ``process`` that are in no file on a disk; what several share is divided."""
    return _sum(process, ("Pss_Anon:", "Pss_Shmem:"))


def _sum(process: int, kinds: tuple[str, str]) -> int:
    """The bytes of these ``kinds`` that the kernel tells of the memory of ``process``."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as file:
            lines = [line.split() for line in file]
    except OSError:
        return 0
    return sum(int(line[1]) << 10 for line in lines if line[0] in kinds)
