"""Leaves a text for the next submission in every open file that both may share."""

import os

for number in range(256):
    try:
        if not os.readlink(f"/proc/self/fd/{number}").startswith("socket"):
            os.pwrite(number, b"LEFT BEHIND", 4711)
    except OSError:
        pass


# %% next
import os

for number in range(256):
    try:
        text = os.pread(number, 11, 4711)
        if text == b"LEFT BEHIND":
            print("LEFT BEHIND in", os.readlink(f"/proc/self/fd/{number}"))
    except OSError:
        pass
