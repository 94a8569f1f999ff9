"""Empties a folder that a submission wrote to, whatever it did to make that hard."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path


def wipe(folder: Path, stays: Collection[str] = ()) -> None:
    """Empty ``folder``, however deep its folders are and whatever rights they have.

    Python's own ``shutil.rmtree`` stops at a folder without rights, and gives up far down.
    ``stays`` names what cannot be deleted because it is a mount.

    Raises:
        OSError: something else is left.
    """
    for name in set(os.listdir(folder)) - set(stays):
        path = folder / name
        with contextlib.suppress(OSError, RecursionError):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if set(os.listdir(folder)) <= set(stays):
        return
    for command in (
        ["chmod", "-R", "u+rwx", folder],
        ["find", folder, "-xdev", "-mindepth", "1", "-delete"],
    ):
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    left = sorted(set(os.listdir(folder)) - set(stays))
    if left:
        raise OSError(f"The folder {folder} cannot be emptied: {', '.join(left)} is left.")
