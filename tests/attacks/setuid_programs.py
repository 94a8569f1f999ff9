"""Becomes another user by the system's setuid programs, by its own, and by asking the kernel.

stock: no, it gives itself rights
"""

import ctypes
import os
import shutil
import struct
import subprocess
import time

libc = ctypes.CDLL(None, use_errno=True)
me = os.getuid()


def looked_at(process):
    with open(f"/proc/{process.pid}/status") as file:
        fields = dict(line.split(":", 1) for line in file)
    users = set(map(int, fields["Uid"].split()))
    if users != {me} or int(fields["CapEff"], 16) or int(fields["CapPrm"], 16):
        print("NEW RIGHTS:", process.args, users, fields["CapEff"])


home = os.path.expanduser("~")
for name in ("cat", "sleep", "mount"):
    own = shutil.copy(shutil.which(name), f"{home}/own-{name}")
    for change in (
        lambda: os.chown(own, 0, 0),
        lambda: os.chmod(own, 0o6755),
        lambda: os.setxattr(
            own, "security.capability", struct.pack("<5I", 0x02000001, 0xFFFFFFFF, 0, 0x1FF, 0)
        ),
    ):
        try:
            change()
        except OSError:
            pass
for command in (
    ["su", "-c", "id"], ["passwd"], ["newgrp"], ["chsh"], ["chfn"], ["gpasswd", "users"],
    ["mount", "-t", "tmpfs", "x", "/tmp"], ["umount", "/tmp"], ["sudo", "-S", "id"],
    [f"{home}/own-cat"], [f"{home}/own-sleep", "1"],
):  # fmt: skip
    ours, theirs = os.openpty()
    try:
        process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    except OSError:
        continue
    time.sleep(0.05)
    try:
        looked_at(process)
    except OSError:
        pass
    process.kill()
    process.wait()

ALL = struct.pack("<6I", *[0xFFFFFFFF] * 6)
for what, call in {
    "setuid": lambda: os.setuid(0),
    "setreuid": lambda: os.setreuid(0, 0),
    "setfsuid": lambda: (libc.setfsuid(0), os.listdir("/root/.."), 1 / (libc.setfsuid(-1) == 0)),
    "setgroups": lambda: os.setgroups([0]),
    "setgid": lambda: os.setgid(0),
    "capset": lambda: 1 / (libc.capset(struct.pack("<Ii", 0x20080522, 0), ALL) == 0),
    "ambient": lambda: 1 / (libc.prctl(47, 2, 21, 0, 0) == 0),
    "uid_map": lambda: os.write(os.open("/proc/self/uid_map", os.O_WRONLY), b"0 0 1"),
    "setgroups allowed": lambda: os.write(os.open("/proc/self/setgroups", os.O_WRONLY), b"allow"),
    "new privileges": lambda: 1 / (libc.prctl(39, 0, 0, 0, 0) == 0),
}.items():
    try:
        call()
    except (OSError, ZeroDivisionError):
        continue
    print("NEW RIGHTS:", what)
