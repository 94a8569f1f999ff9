"""Folders as sources: clones, an exchange, a zip that somebody has unpacked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from nbgradient.collecting.model import Entry, SourceError
from nbgradient.collecting.paths import is_noise, plain, why_unsafe
from nbgradient.examiner.reader import MAX_DEPTH, MAX_FILES, MAX_LISTED, read_plain
from nbgradient.safe.shown import shown


def _names(folder: Path) -> list[str]:
    """What is in ``folder``: notebooks, other files, folders; nothing takes a notebook's room."""
    with os.scandir(folder) as entries:
        kinds = [
            (entry.is_dir(follow_symlinks=False), ".ipynb" not in entry.name.lower(), entry.name)
            for entry in islice(entries, MAX_LISTED)
        ]
    return [name for *_, name in sorted(kinds)]


class FolderTree:
    """The files of a folder, which a ``Tree`` has; of each folder in it so many as one may have."""

    def __init__(self, root: Path) -> None:
        """List what is in ``root``.

        Raises:
            SourceError: it cannot be read.
        """
        self.root = root
        self.name = root.name or str(root)
        self.left_out: list[str] = []
        self._given: dict[str, str] = {}
        self.entries: list[Entry] = []
        try:
            names = _names(root)
        except OSError as error:
            raise SourceError(f"{shown(self.name)} cannot be read: {error.strerror}.") from None
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        """Add the file or folder ``name``, with so much of what is in it as a hand-in may have."""
        for number, (path, is_file, modified) in enumerate(self._walk(name, 1)):
            if number >= MAX_FILES:
                self.left_out.append(
                    f"What is beyond {MAX_FILES:,} files and folders in {shown(name)} was left out."
                )
                return
            if reason := why_unsafe(path):
                self.left_out.append(f"{shown(path[-200:])} {reason} and was left out.")
            elif is_file:
                self._given[plain(path)] = path
                self.entries.append(Entry(plain(path), modified))

    def _walk(self, path: str, depth: int) -> Iterator[tuple[str, bool, datetime | None]]:
        """The files and folders from ``path`` on: where, whether it is a file, and its time."""
        if is_noise(path):
            return
        full = self.root / path
        try:
            if full.is_symlink() or not full.is_dir():
                yield path, True, datetime.fromtimestamp(full.lstat().st_mtime)
                return
            names = _names(full)
        except (OSError, ValueError, OverflowError):
            yield path, True, None  # reading it will tell what is wrong
            return
        yield path, False, None
        for name in names if depth <= MAX_DEPTH else ():
            yield from self._walk(f"{path}/{name}", depth + 1)

    def read(self, path: str, most: int) -> bytes:
        """The plain file at ``path``, to which no link leads.

        Raises:
            UnreadableError: it cannot be read, or has more than ``most`` bytes.
        """
        return read_plain(self.root, self._given[path], most)
