"""Changes times, modes and attributes of devices and of terminals for the next submission.

stock: no, it changes the system's devices
"""

import os

TIME = 1_234_567_890_000_004_711
DEVICES = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/tty", "/dev/pts/ptmx"]

for device in DEVICES:
    for change in (
        lambda: os.utime(device, ns=(TIME, TIME)),
        lambda: os.utime(os.open(device, os.O_RDWR | os.O_NONBLOCK), ns=(TIME, TIME)),
        lambda: os.setxattr(device, "user.left", b"LEFT BEHIND"),
        lambda: os.chmod(device, 0o751),
        lambda: os.rename(device, device + "-left-behind"),
    ):
        try:
            change()
        except OSError:
            pass


# %% next
import os

for device in ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/tty", "/dev/pts/ptmx"]:
    found = os.stat(device)
    if found.st_mtime_ns == 1_234_567_890_000_004_711 or found.st_mode & 0o777 == 0o751:
        print("LEFT BEHIND", device)
    try:
        print(os.getxattr(device, "user.left"))
    except OSError:
        pass
