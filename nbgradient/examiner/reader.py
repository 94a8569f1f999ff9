"""Reads what a student handed in: the one place that opens a stranger's files by their names.

Nothing is followed: no link on the way to a file, none at its end. Only plain files are read, and
only so many, so deep and so large. What is left out is said.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from nbgradient.course.folders import CourseError
from nbgradient.safe.shown import shown

#: Bytes that all files of a submission may have together.
MAX_BYTES = 64 << 20
#: Files and folders that a submission may have.
MAX_FILES = 2_000
#: Bytes that all paths may have together.
MAX_PATHS = 400_000
#: Names in a folder that are looked at.
MAX_LISTED = 50_000
#: Folders that may be inside each other.
MAX_DEPTH = 20
#: Bytes that the path of a file may have, inside the submission.
MAX_PATH = 1_000
#: Folders that programs make beside somebody's work; nothing is said of them.
IGNORED = frozenset({".git", ".ipynb_checkpoints", "__pycache__"})

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class UnreadableError(CourseError):
    """A submission's folder is none, or cannot be read; the message says why."""


class MissingError(UnreadableError):
    """There is nothing by the name that was asked for."""


@dataclass
class Files:
    """What was read.

    Attributes:
        contents: the files by their paths, which have ``/`` between folders. A name that is no text
            is as Python gives it (``os.fsdecode``).
        folders: the paths of the folders, which may be empty.
        left_out: why a file, or a folder, is not among them, by its path.
    """

    contents: dict[str, bytes] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    left_out: dict[str, str] = field(default_factory=dict)


def read_folder(base: Path, *below: str) -> Files:
    """The files of the folder that ``below`` names, step by step, in the course's own ``base``.

    Raises:
        UnreadableError: one of the steps is no folder, or cannot be read.
    """
    reading = _Reading()
    reading.folder(_open(base, below), "", 1)
    return reading.files


def read_file(base: Path, *below: str) -> Files:
    """The file that ``below`` names, read as ``read_folder`` does; none if it is not there.

    Raises:
        UnreadableError: one of the steps to it is no folder, or cannot be read.
    """
    *folders, name = below
    reading = _Reading()
    reading.alone(_open(base, folders), name)
    return reading.files


def _open(base: Path, below: Sequence[str]) -> int:
    folder = os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for name in below:
        try:
            inner = os.open(name, _FOLDER, dir_fd=folder)
        except OSError as error:
            reason = _what(folder, name) or f"cannot be opened ({error.strerror})"
            raise UnreadableError(
                f"The folder {shown(name)} {reason}: there has to be a plain folder."
            ) from None
        finally:
            os.close(folder)
        folder = inner
    return folder


def read_plain(base: Path, path: str, most: int) -> bytes:
    """The file at ``path`` in the folder ``base``, if it is a plain one of at most ``most`` bytes.

    Raises:
        MissingError: there is nothing at that path.
        UnreadableError: it is none, it is larger, or cannot be read; the message is what it is.
    """
    *folders, name = path.split("/")
    descriptor = os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            inner = os.open(folder, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        if reason := _kind(os.stat(name, dir_fd=descriptor, follow_symlinks=False)):
            raise UnreadableError(reason)
        with open(os.open(name, _FILE, dir_fd=descriptor), "rb") as file:
            if reason := _kind(os.fstat(file.fileno())):  # it was another one when it was looked at
                raise UnreadableError(reason)
            content = file.read(most + 1)
    except FileNotFoundError:
        raise MissingError("is not there") from None
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror})") from None
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise UnreadableError("is too large")
    return content


class _Reading:
    """A submission that is being read."""

    def __init__(self) -> None:
        self.files = Files()
        self._bytes = 0
        self._entries = self._path_bytes = 0

    def folder(self, descriptor: int, path: str, depth: int) -> None:
        """Read the folder at ``path``, and close its ``descriptor``."""
        try:
            for name in self._names(descriptor):
                self._entry(descriptor, name, path + name, depth)
        finally:
            os.close(descriptor)

    def alone(self, descriptor: int, name: str) -> None:
        """Read the file ``name`` of a folder, and close the folder's ``descriptor``."""
        try:
            with suppress(FileNotFoundError):
                status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    self.files.folders.add(name)
                else:
                    self._entry(descriptor, name, name, 1)
        finally:
            os.close(descriptor)

    def _names(self, descriptor: int) -> list[str]:
        """What is in a folder, in the order in which it is read: notebooks, other files, folders;
        nothing shall take a notebook's room."""
        with os.scandir(descriptor) as entries:
            kinds = [
                (entry.is_dir(follow_symlinks=False), not entry.name.endswith(".ipynb"), entry.name)
                for entry in islice(entries, MAX_LISTED)
            ]
        return [name for *_, name in sorted(kinds)]

    def _entry(self, folder: int, name: str, path: str, depth: int) -> None:
        if name in IGNORED:
            return
        self._entries += 1
        self._path_bytes += len(os.fsencode(path))
        if self._entries > MAX_FILES or self._path_bytes > MAX_PATHS:
            self.files.left_out["."] = f"What is beyond {MAX_FILES} files was left out."
            return
        if len(os.fsencode(path)) > MAX_PATH:
            self._leave_out(path, "has too long a path")
            return
        try:
            status = os.stat(name, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode) and depth < MAX_DEPTH:
                self.files.folders.add(path)
                self.folder(os.open(name, _FOLDER, dir_fd=folder), f"{path}/", depth + 1)
            elif stat.S_ISDIR(status.st_mode):
                self._leave_out(path, f"is a folder more than {MAX_DEPTH} deep")
            elif reason := _kind(status):
                self._leave_out(path, reason)
            else:
                self._file(folder, name, path)
        except OSError as error:
            self._leave_out(path, f"cannot be read ({error.strerror})")

    def _file(self, folder: int, name: str, path: str) -> None:
        with open(os.open(name, _FILE, dir_fd=folder), "rb") as file:
            status = os.fstat(file.fileno())
            if reason := _kind(status):  # it was another one when it was looked at
                self._leave_out(path, reason)
                return
            room = MAX_BYTES - self._bytes
            content = file.read(room + 1) if status.st_size <= room else None
        if content is None or len(content) > room:
            self._leave_out(path, f"is too large (all files together: {MAX_BYTES >> 20} MB)")
            return
        self._bytes += len(content)
        self.files.contents[path] = content

    def _leave_out(self, path: str, reason: str) -> None:
        self.files.left_out[path] = f"{shown(path[-200:])} {reason} and was left out."


def overlay(files: Mapping[str, bytes], above: Mapping[str, bytes]) -> dict[str, bytes]:
    """``files`` with those ``above`` in their place; a file and a folder cannot have one name."""
    folders = {str(parent) for path in above for parent in PurePosixPath(path).parents}

    def stays(path: str) -> bool:
        parents = map(str, PurePosixPath(path).parents)
        return path not in folders and not any(parent in above for parent in parents)

    return {path: content for path, content in files.items() if stays(path)} | dict(above)


def without_notebooks(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The ``files`` that lie beside notebooks."""
    return {path: content for path, content in files.items() if not path.endswith(".ipynb")}


def _kind(status: os.stat_result) -> str | None:
    """What keeps a file from being read, by its kind; None for a plain one."""
    if stat.S_ISLNK(status.st_mode):
        return "is a link"
    if not stat.S_ISREG(status.st_mode):
        return "is no plain file"
    if status.st_nlink > 1:
        return "is a hard link, a further name of a file elsewhere,"
    return None


def _what(folder: int, name: str) -> str | None:
    """What a thing that should be a folder is instead."""
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return None
    if stat.S_ISLNK(status.st_mode):
        return "is a link"
    return None if stat.S_ISDIR(status.st_mode) else "is a file"
