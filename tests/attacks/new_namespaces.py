"""Makes namespaces, with unshare, clone and clone3, and enters those of others.

stock: no, it gives itself other namespaces
"""

import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
FLAGS = {
    "user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000,
    "uts": 0x4000000, "cgroup": 0x2000000, "time": 0x80,
}  # fmt: skip
CLONE, CLONE3, UNSHARE, SETNS, PIDFD_OPEN = 56, 435, 272, 308, 434


def tried(what, attempt):
    """``attempt`` in a process of its own; it gives 0 where it works."""
    child = os.fork()
    if child == 0:
        os._exit(0 if attempt() == 0 else 1)
    if os.waitpid(child, 0)[1] == 0:
        print("NEW RIGHTS:", what)


def cloned(number, *arguments):
    child = libc.syscall(number, *arguments)
    if child == 0:
        os._exit(0)
    return 0 if child > 0 else 1


class Arguments(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_uint64) for name in "flags pidfd child parent exit stack size tls".split()
    ]


def namespace_of(process, name):
    try:
        return os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY)
    except OSError:
        return -1


for name, flag in FLAGS.items():
    for both in {flag, flag | FLAGS["user"]}:
        tried(f"unshare {name}", lambda: libc.syscall(UNSHARE, ctypes.c_ulong(both)))
        tried(f"libc's unshare {name}", lambda: libc.unshare(both))
        if name != "time":
            tried(
                f"clone {name}",
                lambda: cloned(CLONE, both | signal.SIGCHLD, None, None, None, None),
            )
            high = ctypes.c_ulong(both | signal.SIGCHLD | 1 << 40)
            tried(f"clone {name}, high bits", lambda: cloned(CLONE, high, None, None, None, None))
        call = Arguments(flags=both, exit=signal.SIGCHLD)
        tried(f"clone3 {name}", lambda: cloned(CLONE3, ctypes.byref(call), 64))
for name in (*FLAGS, "pid_for_children"):
    name = {"mount": "mnt"}.get(name, name)
    for process in ("self", "1", os.getppid()):
        tried(f"setns {name}", lambda: libc.syscall(SETNS, namespace_of(process, name), 0))
tried("setns of process 1", lambda: libc.syscall(SETNS, libc.syscall(PIDFD_OPEN, 1, 0), 0x10000000))
