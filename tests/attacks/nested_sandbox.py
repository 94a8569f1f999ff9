"""Starts bubblewrap, unshare and nsenter inside the sandbox.

stock: no, it gives itself other namespaces
"""

import subprocess

for command in (
    "bwrap --dev-bind / / --proc /proc --unshare-all id -u",
    "bwrap --unshare-user --uid 0 --bind / / --tmpfs /tmp id -u",
    "unshare --user --map-root-user id -u",
    "unshare --user --map-root-user --mount --pid --fork --mount-proc id -u",
    "unshare --mount id -u",
    "unshare --net id -u",
    "nsenter --target 1 --all id -u",
    "nsenter --target 1 --user --preserve-credentials id -u",
    "chroot / id -u",
    "setpriv --reuid 0 id -u",
):
    try:
        done = subprocess.run(command.split(), capture_output=True, text=True, timeout=3)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(command.split()[0], error)
        continue
    if done.returncode == 0:
        print("NEW RIGHTS:", command, "says", done.stdout)
