"""Counts the numbers of processes and terminals up for the next submission."""

import os

for _ in range(400):
    os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)
terminals = [os.openpty() for _ in range(8)]
if os.fork() == 0:  # holds the terminals
    import time

    os.setsid()
    time.sleep(600)


# %% next
import os

number = os.posix_spawn("/bin/true", ["true"], {})
os.waitpid(number, 0)
if number > 350:
    print("LEFT BEHIND: processes were counted,", number)
ours, theirs = os.openpty()
if os.ttyname(theirs) != "/dev/pts/0":
    print("LEFT BEHIND: terminals are open,", os.ttyname(theirs))
