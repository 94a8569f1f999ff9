"""Leaves flags, places, owners, locks and sizes on every open file that the next one may share."""

import fcntl
import os

for number in range(256):
    for change in (
        lambda: fcntl.fcntl(number, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK | os.O_ASYNC),
        lambda: fcntl.fcntl(number, fcntl.F_SETOWN, os.getpid()),
        lambda: fcntl.fcntl(number, fcntl.F_SETSIG, 10),
        lambda: fcntl.fcntl(number, fcntl.F_SETPIPE_SZ, 4096),
        lambda: fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB),
        lambda: os.lseek(number, 4711, os.SEEK_SET),
    ):
        try:
            if number > 2 and number != 3 or number == 0:
                change()
        except OSError:
            pass


# %% next
import fcntl
import os

for number in range(256):
    try:
        flags = fcntl.fcntl(number, fcntl.F_GETFL)
        if flags & (os.O_APPEND | os.O_NONBLOCK | os.O_ASYNC):
            print("LEFT BEHIND: flags of", number)
        if fcntl.fcntl(number, fcntl.F_GETSIG) or fcntl.fcntl(number, fcntl.F_GETOWN):
            print("LEFT BEHIND: the owner of", number)
        if os.lseek(number, 0, os.SEEK_CUR) == 4711:
            print("LEFT BEHIND: the place in", number)
    except OSError:
        pass
try:
    fcntl.flock(0, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError:
    print("LEFT BEHIND: a lock on", os.readlink("/proc/self/fd/0"))
