"""Leaves System V segments, queues and semaphores, and POSIX ones, for the next submission.

stock: no, what it leaves stays in the system
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmget(4711, 4096, 0o1666)
queue = libc.msgget(4711, 0o1666)
libc.msgsnd(queue, ctypes.create_string_buffer(b"\1\0\0\0\0\0\0\0LEFT BEHIND"), 11, 0)
libc.semget(4711, 1, 0o1666)
libc.mq_open(b"/left-behind", os.O_CREAT | os.O_RDWR, 0o666, None)
libc.sem_open(b"/left-behind", os.O_CREAT, 0o666, 1)


# %% next
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.sem_open.restype = ctypes.c_void_p
found = {
    "segment": libc.shmget(4711, 4096, 0o666) >= 0,
    "queue": libc.msgget(4711, 0o666) >= 0,
    "semaphore": libc.semget(4711, 1, 0o666) >= 0,
    "POSIX queue": libc.mq_open(b"/left-behind", os.O_RDWR) >= 0,
    "POSIX semaphore": libc.sem_open(b"/left-behind", 0) is not None,
}
for what, is_there in found.items():
    if is_there:
        print("LEFT BEHIND: a", what)
