"""Folders as sources: clones, an exchange, a zip that somebody has unpacked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from nbgradient.collecting.model import Entry, SourceError
from nbgradient.collecting.paths import is_noise, plain, why_unsafe
from nbgradient.examiner.reader import MAX_DEPTH, MAX_FILES, MAX_LISTED, read_file
from nbgradient.safe.shown import shown


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
            names = sorted(os.listdir(root))[:MAX_LISTED]
        except OSError as error:
            raise SourceError(f"{shown(self.name)} cannot be read: {error.strerror}.") from None
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        """Add the file or folder ``name``, with all that is in it."""
        for number, (path, modified) in enumerate(self._files(name, 1)):
            if number >= MAX_FILES:
                self.left_out.append(
                    f"{shown(name)} has more than {MAX_FILES:,} files: the others were left out."
                )
                return
            if reason := why_unsafe(path):
                self.left_out.append(f"{shown(path[-200:])} {reason} and was left out.")
                continue
            self._given[plain(path)] = path
            self.entries.append(Entry(plain(path), modified))

    def _files(self, path: str, depth: int) -> Iterator[tuple[str, datetime | None]]:
        if is_noise(path):
            return
        full = self.root / path
        try:
            if full.is_symlink() or not full.is_dir():
                modified = datetime.fromtimestamp(full.lstat().st_mtime)
                yield path, modified
                return
            names = sorted(os.listdir(full)) if depth <= MAX_DEPTH else []
        except (OSError, ValueError, OverflowError):
            yield path, None  # reading it will tell what is wrong
            return
        for name in names[:MAX_LISTED]:
            yield from self._files(f"{path}/{name}", depth + 1)

    def read(self, path: str, most: int) -> bytes:
        """The plain file at ``path``, to which no link leads.

        Raises:
            UnreadableError: it cannot be read, or has more than ``most`` bytes.
        """
        return read_file(self.root, self._given[path], most)
