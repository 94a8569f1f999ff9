"""Takes memory that several processes share, and keeps it in each of them by turns.

stock: no, it takes all memory
"""

import mmap
import os

SIZE = 700 << 20
ours, theirs = os.pipe()
for _ in range(6):
    if os.fork() == 0:
        memory = mmap.mmap(-1, SIZE)  # shared
        for place in range(0, SIZE, 4096):
            memory[place] = 1
        if os.fork() == 0:
            os.write(theirs, b"1")
        import time

        time.sleep(60)
        os._exit(0)
so_many = sum(len(os.read(ours, 1)) for _ in range(6))
print("TOOK MEMORY:", so_many, "times 700 MB")
