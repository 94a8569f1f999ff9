"""The files beside a student's notebook: plain ones only, and bounded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

#: Bytes that the files beside a student's notebook may have together.
MAX_FILES = 64 << 20


def read_files(folder: Path) -> dict[str, bytes]:
    """The plain files of ``folder`` by their paths; notebooks, links, devices, pipes stay behind.

    So do the files that are too much: those that come last by name.
    """
    found: dict[str, bytes] = {}
    room = MAX_FILES
    for directory, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not (Path(directory) / name).is_symlink())
        for path in sorted(Path(directory) / file for file in files):
            if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb":
                continue
            room -= path.stat().st_size
            if room >= 0:
                found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def write_files(files: Mapping[str, bytes], folder: Path, user: int | None) -> None:
    """Write ``files`` into the empty ``folder``, for ``user`` to change if one is named."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if user is not None:
        for directory, _, names in os.walk(folder):
            for path in (directory, *(os.path.join(directory, name) for name in names)):
                os.chown(path, user, user, follow_symlinks=False)
