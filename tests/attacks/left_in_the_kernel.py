"""Leaves a text for the next submission in the kernel's queues, segments and keys.

stock: no, what it leaves stays in the kernel
"""

import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
libc.shmat.argtypes = ctypes.c_int, ctypes.c_void_p, ctypes.c_int
ADD_KEY, KEYRINGS = 248, (-2, -3, -4, -5)  # on x86-64

address = libc.shmat(libc.shmget(4711, 4096, 0o1666), None, 0)
if address not in (None, ctypes.c_void_p(-1).value):
    ctypes.memmove(address, b"LEFT BEHIND", 11)
libc.msgget(4711, 0o1666)
libc.semget(4711, 1, 0o1666)
libc.mq_open(b"/left", 0o102, 0o666, None)
for ring in KEYRINGS:
    libc.syscall(ADD_KEY, b"user", b"left", b"LEFT BEHIND", 11, ring)


# %% next
import ctypes

libc = ctypes.CDLL(None)
REQUEST_KEY, SEARCH = 249, 10
found = {
    "segment": libc.shmget(4711, 4096, 0),
    "queue": libc.msgget(4711, 0),
    "semaphore": libc.semget(4711, 1, 0),
    "POSIX queue": libc.mq_open(b"/left", 0),
    "key": libc.syscall(REQUEST_KEY, b"user", b"left", None, 0),
}
for name, number in found.items():
    if number >= 0:
        print("LEFT BEHIND in a", name)
