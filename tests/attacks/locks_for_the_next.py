"""Locks files that the next submission sees, too, and holds them with a process that stays."""

import fcntl
import os
import sys
import time

FILES = [
    "/dev/null",
    "/dev/zero",
    sys.executable,
    os.__file__,
    "/usr/bin/env",
    "/etc/ld.so.cache",
    "/tmp",
]

if os.fork() == 0:
    os.setsid()
    held = []
    for path in FILES:
        for flags, lock in ((os.O_RDONLY, fcntl.flock), (os.O_RDWR, fcntl.lockf)):
            try:
                held.append(os.open(path, flags))
                lock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                pass
    time.sleep(600)
time.sleep(0.3)


# %% next
import fcntl
import os
import sys

for path in [
    "/dev/null",
    "/dev/zero",
    sys.executable,
    os.__file__,
    "/usr/bin/env",
    "/etc/ld.so.cache",
    "/tmp",
]:
    try:
        fcntl.flock(os.open(path, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("LEFT BEHIND: a lock on", path)
