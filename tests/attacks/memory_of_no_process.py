"""Takes memory that belongs to no process: in memfd files, and in segments of System V.

stock: no, it takes all memory
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
taken = 0
try:
    for number in range(200):
        file = os.memfd_create(f"hoard-{number}")
        os.posix_fallocate(file, 0, 15 << 20)
        taken += 15 << 20
except OSError as error:
    print(error)
for _ in range(200):
    segment = libc.shmget(0, 15 << 20, 0o1600)
    if segment < 0:
        break
    address = libc.shmat(segment, None, 0)
    ctypes.memset(address, 1, 15 << 20)
    libc.shmdt(ctypes.c_void_p(address))
    taken += 15 << 20
if taken > 2 << 30:
    print("TOOK MEMORY:", taken, "bytes that no process has")
