"""Namespaces of its own for each run of a submission: it shares nothing with another run.

The first process of a run is process 1 of new namespaces. Its ``/tmp``, ``/dev/shm`` and home are
new and empty file systems in memory, bounded; all else is read-only. Its user exists in this run
alone, holds no capability and can make no further namespace. When it ends, the kernel ends all its
processes and forgets all its files: there is nothing to wipe.

The warm process needs, in bubblewrap, the rights that ``wire.rights`` names and, as an ordinary
user, to be user 0 of bubblewrap's user namespace.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import socket
import struct
from dataclasses import dataclass

from nbgradient.candidate.limits import PR_SET_DUMPABLE, prctl

#: Where a run may write.
WRITABLE = ("/tmp", "/dev/shm", "/home/student")
#: The student's user and group, as the student's code sees them.
STUDENT = 1000

_NEWNS, _NEWUSER, _NEWPID = 0x20000, 0x10000000, 0x20000000
_NEWIPC, _NEWUTS, _NEWCGROUP, _NEWNET = 0x8000000, 0x4000000, 0x2000000, 0x40000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_SYS_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE, _ATTR_RDONLY = 442, -100, 0x8000, 1
_PR_CAPBSET_DROP, _CAPABILITY_VERSION = 24, 0x20080522
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1

_libc = ctypes.CDLL(None, use_errno=True)


class Refused(OSError):
    """The system refuses a step that makes a run's namespaces; the message names it."""


@dataclass(frozen=True)
class Room:
    """What a run may take.

    Attributes:
        user: the user on this system that it runs as, or None to stay the one of the warm process.
        bytes: what each of the ``WRITABLE`` places may hold.
        files: how many files and folders each of them may hold.
        shown: the folders in the ``WRITABLE`` places that are there before, to be read.
    """

    user: int | None
    bytes: int
    files: int
    shown: tuple[str, ...] = ()


def shown_folders() -> tuple[str, ...]:
    """The folders that bubblewrap shows in the ``WRITABLE`` places, each with all that is in it."""
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
        written = [line.split(" ")[4] for line in file]
    # The kernel writes spaces, tabs, line ends and backslashes as octal numbers.
    points = [re.sub(r"\\(\d{3})", lambda match: chr(int(match[1], 8)), it) for it in written]
    inside = [p for p in points if any(p.startswith(f"{place}/") for place in WRITABLE)]
    outermost = (p for p in inside if not any(p.startswith(f"{other}/") for other in inside))
    return tuple(p for p in outermost if os.path.isdir(p))


def fork() -> int:
    """As ``os.fork``, but the child is process 1 of a new namespace of processes.

    Raises:
        Refused: the system makes none.
    """
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    try:
        _unshare(_NEWPID, "a namespace of processes")
        try:
            child = os.fork()
        except OSError:
            _return(own)
            raise
        if child:
            _return(own)
        return child
    finally:
        os.close(own)


def _return(namespace: int) -> None:
    """Have the next child be born where this process is."""
    _check(_libc.setns(namespace, _NEWPID), "the way back from a namespace of processes")


def enter(room: Room) -> None:
    """Move this process, which has no threads, into namespaces, folders and a user of its own.

    Raises:
        Refused: the system refuses one of the steps.
    """
    _unshare(_NEWNS | _NEWIPC, "a namespace of mounts")
    user = 0 if room.user is None else room.user
    _mount_folders(room, user)
    processes = _mount_processes()
    try:
        if room.user is not None:
            _become(user)
        prctl(PR_SET_DUMPABLE, 1)  # else /proc/self is not this user's
        _unshare(_NEWUSER | _NEWNET | _NEWUTS | _NEWCGROUP, "a user namespace inside bubblewrap's")
        _write("self/setgroups", "deny", processes)
        _write("self/uid_map", f"{STUDENT} {user} 1", processes)
        _write("self/gid_map", f"{STUDENT} {user} 1", processes)
        _write("sys/user/max_user_namespaces", "0", processes)
    finally:
        os.close(processes)
    _start_loopback()
    _drop_capabilities()
    os.chdir(WRITABLE[-1])


def _mount_folders(room: Room, user: int) -> None:
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    attributes = struct.pack("QQQQ", _ATTR_RDONLY, 0, 0, 0)
    _check(
        _libc.syscall(
            _SYS_MOUNT_SETATTR, _AT_FDCWD, b"/", _AT_RECURSIVE, attributes, len(attributes)
        ),
        "a read-only system (mount_setattr: Linux 5.14 or later)",
    )
    bounds = f"size={room.bytes},nr_inodes={room.files},mode=0700,uid={user},gid={user}"
    shown = {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in room.shown}
    for folder in WRITABLE:
        _mount("tmpfs", folder, "tmpfs", _MS_NOSUID | _MS_NODEV, bounds)
    for path, place in shown.items():
        there = _make_folder(path, user)
        _mount(f"/proc/self/fd/{place}", f"/proc/self/fd/{there}", None, _MS_BIND | _MS_REC)
        os.close(place)
        os.close(there)
    terminals = "newinstance,ptmxmode=0666,mode=0600,max=64"
    _mount("devpts", "/dev/pts", "devpts", _MS_NOSUID | _MS_NOEXEC, terminals)


def _make_folder(path: str, user: int) -> int:
    """Make a folder in one that is open to ``user`` alone; returned is a descriptor of it."""
    own = os.geteuid()
    os.seteuid(user)
    try:
        os.makedirs(path, 0o755, exist_ok=True)
        return os.open(path, os.O_PATH | os.O_CLOEXEC)
    finally:
        os.seteuid(own)


def _mount_processes() -> int:
    """Show the run's own processes in ``/proc``, to be read alone, and nothing of the system.

    Returned is a descriptor of a whole one that can be written to, which is then out of sight.
    """
    flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    _mount("proc", "/proc", "proc", flags)
    processes = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    _mount("proc", "/proc", "proc", flags | _MS_RDONLY, "subset=pid")
    return processes


def _become(user: int) -> None:
    try:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    except OSError as error:
        raise Refused(error.errno, f"the user {user}: {error.strerror}") from None


def _start_loopback() -> None:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            fcntl.ioctl(link, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _IFF_UP))
    except OSError as error:
        raise Refused(error.errno, f"the loopback network: {error.strerror}") from None


def _drop_capabilities() -> None:
    for capability in range(64):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # those above the kernel's last fail
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _check(_libc.capset(header, bytes(24)), "a process without capabilities")
    prctl(PR_SET_DUMPABLE, 0)


def _unshare(flags: int, what: str) -> None:
    _check(_libc.unshare(flags), what)


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    names = [name.encode() if name else None for name in (source, target, kind)]
    _check(_libc.mount(*names, flags, data.encode()), f"a new {kind or 'tree'} on {target}")


def _write(path: str, text: str, folder: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY, dir_fd=folder)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Refused(error.errno, f"{path}: {error.strerror}") from None


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise Refused(number, f"{what}: {os.strerror(number)}")
