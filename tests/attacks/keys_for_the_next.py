"""Leaves keys in the keyrings of its user, its session and its process for the next submission.

stock: no, what it leaves stays in the system
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for ring in range(-8, 0):
    libc.syscall(248, b"user", b"left-behind", b"LEFT BEHIND", 11, ring)


# %% next
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
text = ctypes.create_string_buffer(100)
for ring in range(-8, 0):
    key = libc.syscall(250, 10, ring, b"user", b"left-behind", 0)
    if key > 0 and libc.syscall(250, 11, key, text, 100) > 0:
        print(text.value)
if libc.syscall(249, b"user", b"left-behind", None, 0) > 0:
    print("LEFT BEHIND: a key")
