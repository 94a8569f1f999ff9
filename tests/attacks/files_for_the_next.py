"""Leaves files and a daemon for the submission that comes next, where a sweep may miss them."""

import os
import subprocess
import sys

FOLDERS = {"/tmp", "/dev", "/dev/shm", os.getcwd(), "/", "/home", "/run", "/var", "/etc"}

for folder in filter(lambda folder: os.access(folder, os.W_OK), FOLDERS):
    open(f"{folder}/left-behind.py", "w").write("LEFT BEHIND")
    os.symlink("/LEFT BEHIND", f"{folder}/link-to-file")
    os.makedirs(f"{folder}/locked/inner", exist_ok=True)
    os.symlink("/LEFT BEHIND", f"{folder}/locked/link")
    open(f"{folder}/locked/inner/file", "w").write("LEFT BEHIND")
    os.symlink("locked", f"{folder}/link-to-folder")
    os.chmod(f"{folder}/locked/inner", 0)
    os.chmod(f"{folder}/locked", 0)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)


# %% next
import os

for folder in ["/tmp", "/dev", "/dev/shm", os.getcwd(), "/", "/home", "/run", "/var", "/etc"]:
    for name in ("left-behind.py", "link-to-file", "link-to-folder", "locked"):
        path = f"{folder}/{name}"
        if os.path.lexists(path):
            print("LEFT BEHIND", path)
