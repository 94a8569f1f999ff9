"""Writes to, reads from and closes every open descriptor."""

import os

for number in range(3, 256):
    try:
        os.write(number, b"\x02\x00\x00\x00\x00\x00\x00\x00{}")
    except OSError:
        pass
    try:
        os.close(number)
    except OSError:
        pass
