"""Fills every folder that it may write to with files, large ones, many ones and deleted ones.

stock: no, it fills the disk
"""

import os

for folder in ("/tmp", "/dev/shm", os.path.expanduser("~"), "/run", "/var/tmp", "/dev"):
    held, size, number = [], 0, 0
    try:
        while size < 1 << 30:
            held.append(os.open(f"{folder}/{len(held)}", os.O_RDWR | os.O_CREAT))
            os.unlink(f"{folder}/{len(held) - 1}")
            os.posix_fallocate(held[-1], 0, 8 << 20)
            size += 8 << 20
        print("TOOK MEMORY:", size, "bytes in", folder)
    except OSError:
        pass
    for descriptor in held:
        os.close(descriptor)
    try:
        while number < 20_000:
            os.mkdir(f"{folder}/folder{number}")
            number += 1
        print("TOOK MEMORY:", number, "folders in", folder)
    except OSError:
        pass
    print(folder, size, number)
