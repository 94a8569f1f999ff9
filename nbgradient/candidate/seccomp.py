"""A filter of system calls for what a student's code may start.

Namespaces keep runs apart; the filter keeps them from making further ones, and takes away what no
namespace holds:

- keys, which belong to a user;
- memory that no process holds, which nobody counts: segments, queues, semaphores, secret files,
  pages lent to a pipe;
- who looks into, and changes, what the system keeps of files in memory, which all runs share;
- sockets that let whoever closes them wait: the examiner may close one that it was sent;
- parts of the kernel that no notebook needs and that had holes before.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

#: The calls that are refused, and those that seem not to exist, so that libraries do without.
REFUSED = (
    "unshare", "setns", "mount", "umount2", "move_mount", "open_tree", "fsopen", "mount_setattr",
    "add_key", "request_key", "keyctl", "shmget", "semget", "msgget", "vmsplice", "bpf",
    "perf_event_open", "userfaultfd",
)  # fmt: skip
ABSENT = (
    "clone3", "memfd_create", "memfd_secret", "io_uring_setup", "preadv2", "cachestat", "fadvise64",
)  # fmt: skip

#: For each machine: its number in the kernel's audit interface, and the numbers of the calls.
MACHINES = {
    "x86_64": (0xC000003E, {
        "clone": 56, "setsockopt": 54, "unshare": 272, "setns": 308, "mount": 165, "umount2": 166,
        "move_mount": 429, "open_tree": 428, "fsopen": 430, "mount_setattr": 442, "add_key": 248,
        "request_key": 249, "keyctl": 250, "shmget": 29, "semget": 64, "msgget": 68,
        "vmsplice": 278, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "clone3": 435,
        "memfd_create": 319, "memfd_secret": 447, "io_uring_setup": 425, "preadv2": 327,
        "cachestat": 451, "fadvise64": 221,
    }),
    "aarch64": (0xC00000B7, {
        "clone": 220, "setsockopt": 208, "unshare": 97, "setns": 268, "mount": 40, "umount2": 39,
        "move_mount": 429, "open_tree": 428, "fsopen": 430, "mount_setattr": 442, "add_key": 217,
        "request_key": 218, "keyctl": 219, "shmget": 194, "semget": 190, "msgget": 186,
        "vmsplice": 75, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "clone3": 435,
        "memfd_create": 279, "memfd_secret": 447, "io_uring_setup": 425, "preadv2": 286,
        "cachestat": 451, "fadvise64": 223,
    }),
}  # fmt: skip

_PR_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16  # where what it loads stands; an argument has 8 bytes
_ALLOW, _REFUSE, _LACK = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
_OTHER_TABLE = 0x40000000  # numbers from here on are a second way to the same calls
_NEW_NAMESPACES = 0x7E020000  # each flag of clone that asks for one
_SOL_SOCKET, _SO_LINGER = 1, 13


def refuse_calls() -> None:
    """Impose the filter on this process and all that it starts; it needs ``no_new_privs``.

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


def _filter(machine: int, numbers: dict[str, int]) -> list[tuple[int, int, int, int]]:
    """Steps of the kernel's filter: what to do, how many to skip if it holds or not, a value."""
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_TABLE),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for names, answer in ((REFUSED, _REFUSE), (ABSENT, _LACK)):
        for name in names:
            steps += [(_EQUAL, 0, 1, numbers[name]), (_RETURN, 0, 0, answer)]
    return [
        *steps,
        (_EQUAL, 0, 4, numbers["clone"]),
        (_LOAD, 0, 0, _ARGUMENTS),
        (_ANY_BIT, 0, 1, _NEW_NAMESPACES),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, 5, numbers["setsockopt"]),
        (_LOAD, 0, 0, _ARGUMENTS + 8),
        (_EQUAL, 0, 3, _SOL_SOCKET),
        (_LOAD, 0, 0, _ARGUMENTS + 16),
        (_EQUAL, 0, 1, _SO_LINGER),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
