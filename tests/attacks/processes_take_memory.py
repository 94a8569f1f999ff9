"""Takes 100 MB in each of 60 processes, so that none takes more than it may.

stock: no, it takes all memory
"""

import mmap
import os
import signal
import time

ours, theirs = os.pipe()
for _ in range(60):
    if os.fork() == 0:
        memory = mmap.mmap(-1, 100 << 20, flags=mmap.MAP_PRIVATE)
        for place in range(0, 100 << 20, 4096):
            memory[place] = 1
        os.write(theirs, b"1")
        time.sleep(60)
        os._exit(0)
so_many = sum(len(os.read(ours, 1)) for _ in range(60))
print("TOOK MEMORY:", so_many, "times 100 MB")
