"""Asks the kernel to end the grader first, not itself, when memory runs out (as an ordinary user).

stock: no, it changes whom the kernel ends first
"""

import os

with open("/proc/self/oom_score_adj") as file:
    before = int(file.read())
try:
    os.write(os.open("/proc/self/oom_score_adj", os.O_WRONLY), b"0")
except OSError as error:
    print(error)
with open("/proc/self/oom_score_adj") as file:
    if int(file.read()) < before:
        print("NEW RIGHTS: is ended last when memory runs out")
