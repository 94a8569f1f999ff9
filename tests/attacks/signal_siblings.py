"""Sends SIGKILL to each process number that it can think of.

stock: no, it ends processes
"""

import os
import signal

for process in range(2, 500):
    if process != os.getpid():
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            pass
