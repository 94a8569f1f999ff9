"""Takes all the room in pipes that its user has, and holds it while the next submission runs."""

import fcntl
import os
import time

if os.fork() == 0:
    os.setsid()
    held = []
    try:
        while True:
            held.append(os.pipe())
            fcntl.fcntl(held[-1][0], fcntl.F_SETPIPE_SZ, 1 << 20)
    except OSError:
        time.sleep(600)
time.sleep(0.5)


# %% next
import fcntl
import os

if fcntl.fcntl(os.pipe()[0], fcntl.F_GETPIPE_SZ) < 1 << 16:
    print("LEFT BEHIND: pipes are small")
try:
    fcntl.fcntl(os.pipe()[0], fcntl.F_SETPIPE_SZ, 1 << 20)
except OSError:
    print("LEFT BEHIND: no pipe can grow")
