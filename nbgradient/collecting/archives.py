"""Zips: their names made plain, their files read within bounds, nothing written by its name."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

from nbgradient.collecting.model import Entry, SourceError
from nbgradient.collecting.paths import is_noise, plain, why_unsafe
from nbgradient.examiner.reader import MAX_BYTES, MAX_FILES, UnreadableError
from nbgradient.safe.shown import shown

#: Files and folders that a zip of a whole class may have.
MAX_ENTRIES = 500_000
#: Bytes of the list of a zip that a student handed in.
MAX_DIRECTORY = 1 << 20

#: What Python's zipfile raises for a zip that is damaged, or made to be.
_TROUBLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError,
    NotImplementedError, OverflowError, MemoryError, IndexError,
)  # fmt: skip

_ENCRYPTED = 0x1
_END, _END_BYTES, _LOCATOR = b"PK\x05\x06", 22, b"PK\x06\x07"


class ZipTree:
    """The files of a zip, which a ``Tree`` has."""

    def __init__(self, file: str | IO[bytes], name: str) -> None:
        """Read the list of the zip in ``file``, which messages call ``name``.

        Raises:
            SourceError: it is damaged, or no zip.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(file)
        except _TROUBLE:
            raise SourceError(
                f"{shown(name)} is no zip, or is damaged: give what the LMS gave."
            ) from None
        self.entries: list[Entry] = []
        self.left_out: list[str] = []
        self._members: dict[str, zipfile.ZipInfo] = {}
        members = self._zip.infolist()
        if len(members) > MAX_ENTRIES:
            raise SourceError(f"{shown(name)} has more than {MAX_ENTRIES:,} files.")
        for member in members:
            self._add(member)
        self.entries = [Entry(path, _time(member)) for path, member in self._members.items()]

    def _add(self, member: zipfile.ZipInfo) -> None:
        given = _name(member)
        path = plain(given)
        if member.is_dir() or given.endswith("\\") or is_noise(path):
            return
        if reason := why_unsafe(given) or _kind(member):
            self.left_out.append(f"{shown(given[-200:])} {reason} and was left out.")
        elif path in self._members:
            self.left_out.append(
                f"{shown(path)} is in {shown(self.name)} twice: the later is taken."
            )
            self._members[path] = member
        else:
            self._members[path] = member

    def read(self, path: str, most: int) -> bytes:
        """The file at ``path``, whatever size the zip says it has.

        Raises:
            UnreadableError: it is damaged, or has more than ``most`` bytes.
        """
        member = self._members[path]
        if member.file_size > most:
            raise UnreadableError(f"is too large ({member.file_size:,} bytes)")
        try:
            with self._zip.open(member) as file:
                content = file.read(most + 1)
        except _TROUBLE:
            raise UnreadableError("is damaged, or packed in a way that is not read") from None
        if len(content) > most:
            raise UnreadableError("is larger than the zip says, and too large")
        return content


def open_zip(path: Path) -> ZipTree:
    """The zip at ``path``.

    Raises:
        SourceError: it is damaged, or no zip.
    """
    return ZipTree(str(path), path.name)


def unpacked(content: bytes, name: str, room: int) -> tuple[dict[str, bytes], list[str]]:
    """The files of a student's own zip, of ``room`` bytes, and sentences on those left out.

    Raises:
        UnreadableError: it is damaged, or made to fill a memory.
    """
    if _directory_bytes(content) > MAX_DIRECTORY:
        raise UnreadableError("is a zip with too long a list of files")
    try:
        tree = ZipTree(io.BytesIO(content), name)
    except SourceError:
        raise UnreadableError("is no zip, or is damaged") from None
    contents, left_out = loaded({entry.path: entry for entry in tree.entries}, tree.read, room)
    return contents, [*tree.left_out, *left_out]


def loaded(
    files: Mapping[str, Entry], read: Callable[[str, int], bytes], room: int = MAX_BYTES
) -> tuple[dict[str, bytes], list[str]]:
    """The contents of ``files``, notebooks first, of ``room`` bytes and as many as a submission
    may have, and sentences on those that were left out."""
    contents: dict[str, bytes] = {}
    left_out: list[str] = []
    for path in sorted(files, key=lambda path: (".ipynb" not in path.lower(), path)):
        if len(contents) >= MAX_FILES:
            left_out.append(f"What is beyond {MAX_FILES:,} files was left out.")
            break
        try:
            content = read(files[path].path, room)
        except UnreadableError as error:
            left_out.append(f"{shown(path)} {error} and was left out.")
            continue
        room -= len(content)
        contents[path] = content
    return contents, left_out


def _name(member: zipfile.ZipInfo) -> str:
    """Its name: some programs write UTF-8 and do not say so, and Python takes it for cp437."""
    if member.flag_bits & 0x800 or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename


def _kind(member: zipfile.ZipInfo) -> str | None:
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a link"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is no plain file"
    return "is encrypted" if member.flag_bits & _ENCRYPTED else None


def _time(member: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*member.date_time)
    except ValueError:
        return None


def _directory_bytes(content: bytes) -> int:
    """How long the list of a zip says it is, found as zipfile finds it; 0 if there is none."""
    end = len(content) - _END_BYTES
    if content[end:][:4] != _END or content[-2:] != b"\0\0":
        end = content.rfind(_END, max(0, end - (1 << 16)))
    if end < 0 or len(content) - end < _END_BYTES:
        return 0
    if content[max(0, end - 20) : end].startswith(_LOCATOR):
        return MAX_DIRECTORY + 1  # the long form, for more than anybody hands in
    return int.from_bytes(content[end + 12 : end + 16], "little")
