"""What the kernel is asked to hold a process to."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from functools import wraps

from nbgradient.wire.limits import Limits

PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_CHILD_SUBREAPER = 36

#: How many calls may wait for each other, whatever ``sys.setrecursionlimit`` is asked for: so many
#: take 0.3 GB and a second; a hundred million take all memory, and a minute until they are undone.
MAX_CALLS = 1_000_000


def harden_process() -> None:
    """Keep other processes of the same user from reading or tracing this one and its forks."""
    prctl(PR_SET_DUMPABLE, 0)
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def adopt_orphans() -> None:
    """Have this process, and not process 1, be told when what its children started ends."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def prctl(option: int, value: int) -> None:
    """Have the kernel set an option of this process.

    Raises:
        OSError: it refuses.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl failed")


def impose(limits: Limits) -> None:
    """Hold this process and all that it starts to ``limits``."""
    with open("/proc/self/statm") as file:
        taken = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    bounds = {
        resource.RLIMIT_AS: taken + limits.memory,
        resource.RLIMIT_CPU: limits.cpu,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 256,
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, (bound, bound))
    _bound_recursion()


def _bound_recursion() -> None:
    usual = sys.setrecursionlimit

    @wraps(usual)
    def setrecursionlimit(limit: int, /) -> None:
        usual(min(limit, MAX_CALLS))

    sys.setrecursionlimit = setrecursionlimit
