"""Leaves files and a daemon for the submission that comes next."""

import os
import subprocess
import sys

for folder in ("/tmp", "/dev/shm", os.getcwd(), os.path.expanduser("~")):
    try:
        open(f"{folder}/left-behind.py", "w").write("LEFT BEHIND")
    except OSError:
        pass
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
