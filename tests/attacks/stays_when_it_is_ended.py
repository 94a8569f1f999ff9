"""Starts processes in new sessions that catch all signals, and looks for them in the next one."""

import ctypes
import os
import signal
import time

for _ in range(10):
    if os.fork() == 0:
        os.setsid()
        for number in set(range(1, 65)) - {9, 19, 32, 33}:
            signal.signal(number, signal.SIG_IGN)
        if os.fork():
            os._exit(0)
        ctypes.CDLL(None).prctl(15, b"left-behind", 0, 0, 0)
        while True:
            time.sleep(1)


# %% next
import os

for name in os.listdir("/proc"):
    if name.isdigit() and "left-behind" in open(f"/proc/{name}/comm").read():
        print("LEFT BEHIND: process", name)
