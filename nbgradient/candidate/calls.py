"""Takes system calls away by which a submission could leave something to the one after it.

All submissions of a warm process run in one place, one after the other. Their files are wiped and
their processes are killed; what outlives both is in the kernel: shared segments, semaphores and
message queues, keys, and the limits and priorities that one process can set for another.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

#: For each machine: its number in the kernel's audit interface, the calls that are refused, and
#: the call by which a process sets limits, which is refused for any process but the caller.
MACHINES = {
    "x86_64": (
        0xC000003E,
        {
            "add_key": 248, "request_key": 249, "keyctl": 250,
            "shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240,
            "setpriority": 141, "sched_setparam": 142, "sched_setscheduler": 144,
            "sched_setaffinity": 203, "sched_setattr": 314, "ioprio_set": 251,
        },
        302,
    ),
    "aarch64": (
        0xC00000B7,
        {
            "add_key": 217, "request_key": 218, "keyctl": 219,
            "shmget": 194, "semget": 190, "msgget": 186, "mq_open": 180,
            "setpriority": 140, "sched_setparam": 118, "sched_setscheduler": 119,
            "sched_setaffinity": 122, "sched_setattr": 274, "ioprio_set": 30,
        },
        261,
    ),
}  # fmt: skip

_PR_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # what a filter is made of
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16  # where what it loads stands
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_OTHER_TABLE = 0x40000000  # numbers from here on are a second way to the same calls


def refuse_calls() -> None:
    """Refuse the calls of ``MACHINES`` to this process and all that it starts.

    Raises:
        OSError: the kernel has no such filter, or this machine's calls are not known.
    """
    if platform.machine() not in MACHINES:
        raise OSError(f"The system calls of this machine are not known: {platform.machine()}.")
    steps = _filter(*MACHINES[platform.machine()])
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    lines = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(steps), ctypes.addressof(lines))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "The kernel does not take a filter of system calls")


def _filter(
    machine: int, refused: dict[str, int], set_limits: int
) -> list[tuple[int, int, int, int]]:
    """Steps of the kernel's filter: what to do, how many to skip if it holds or not, a value."""
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_TABLE),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for number in refused.values():
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    return [
        *steps,
        (_EQUAL, 0, 3, set_limits),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 1, 0, 0),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
