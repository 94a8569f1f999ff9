"""Fills every folder that it may write to.

stock: no, it fills the disk
"""

for folder in ("/tmp", "/dev/shm", "."):
    try:
        for number in range(100):
            with open(f"{folder}/fill{number}", "wb") as file:
                for _ in range(64):
                    file.write(bytes(1 << 20))
    except OSError as error:
        print(error)
