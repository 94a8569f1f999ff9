"""Leaves symbolic links and pipes in its folder."""

import os

os.symlink("/etc", "etc")
os.symlink("/", "root")
os.symlink("../../..", "up")
os.mkfifo("pipe")
for name in ("etc", "root/proc/1", "up"):
    try:
        print(os.listdir(name))
    except OSError as error:
        print(error)
