"""Opens the memory of process 1, of its parent, and of all others that it sees."""

import os

others = {1, os.getppid(), *(int(name) for name in os.listdir("/proc") if name.isdigit())}
for process in others - {os.getpid()}:
    try:
        with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "r+b") as memory:
            start = int(maps.readline().split("-")[0], 16)
            memory.seek(start)
            print("read", len(memory.read(4096)))
            memory.write(b"x")
            print("WROTE MEMORY")
    except OSError as error:
        print(error)
