"""Mounts, unmounts, moves and changes what it sees of the system.

stock: no, it changes mounts
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
AT = -100
folder = os.path.expanduser("~") + "/here"
os.makedirs(folder, exist_ok=True)
ATTRIBUTES = (ctypes.c_uint64 * 4)(0, 1, 0, 0)  # no longer read-only

for what, call in {
    "tmpfs": lambda: libc.mount(b"tmpfs", folder.encode(), b"tmpfs", 0, None),
    "proc": lambda: libc.mount(b"proc", b"/proc", b"proc", 0, None),
    "bind": lambda: libc.mount(b"/", folder.encode(), None, 4096, None),
    "remount": lambda: libc.mount(None, b"/", None, 32 | 4096, None),
    "unmount proc": lambda: libc.umount2(b"/proc", 2),
    "unmount tmp": lambda: libc.umount2(b"/tmp", 2),
    "move_mount": lambda: libc.syscall(429, AT, b"/dev/shm", AT, folder.encode(), 0),
    "open_tree": lambda: min(0, libc.syscall(428, AT, b"/", 1)),
    "open_tree_attr": lambda: min(0, libc.syscall(467, AT, b"/", 1, ATTRIBUTES, 32)),
    "fsopen": lambda: min(0, libc.syscall(430, b"tmpfs", 0)),
    "fspick": lambda: min(0, libc.syscall(433, AT, b"/proc", 0)),
    "mount_setattr": lambda: libc.syscall(442, AT, b"/", 0x8000, ATTRIBUTES, 32),
    "pivot_root": lambda: libc.syscall(155, folder.encode(), folder.encode()),
    "chroot": lambda: libc.chroot(folder.encode()),
    "swapon": lambda: libc.swapon(b"/dev/zero", 0),
    "mknod": lambda: libc.mknod(f"{folder}/disk".encode(), 0o60666, 0xFE00),
}.items():
    if call() == 0:
        print("NEW RIGHTS:", what)
