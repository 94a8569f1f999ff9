"""Changes the name of the machine and its domain for the next submission.

stock: no, it changes the name of the machine
"""

import ctypes
import socket

libc = ctypes.CDLL(None, use_errno=True)
libc.setdomainname(b"LEFT BEHIND", 11)
try:
    socket.sethostname("LEFT BEHIND")
except OSError as error:
    print(error)


# %% next
import os

print(os.uname())
