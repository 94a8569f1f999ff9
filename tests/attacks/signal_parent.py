"""Sends signals to its parent, to process 1 and to everyone.

stock: no, it ends processes
"""

import os
import signal

for process in (os.getppid(), 1, -1):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGKILL):
        try:
            os.kill(process, number)
        except OSError as error:
            print(error)
