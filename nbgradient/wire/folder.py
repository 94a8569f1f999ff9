"""The files of a folder that one side wrote, for the other side: few, small and plain ones.

Links, pipes and devices are none, and what is too much is left out.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator

from nbgradient.wire.around import MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, is_plain_path


def stamps(folder: str) -> dict[str, list[int]]:
    """What tells whether a file of ``folder`` is another one now, by path; the latest first."""
    found = dict(_walked(folder, "", MAX_DEPTH))
    return dict(sorted(found.items(), key=lambda item: item[1], reverse=True))


def contents(folder: str, known: dict[str, list[int]]) -> Iterator[tuple[str, list[int], bytes]]:
    """The files of ``folder`` that are not as ``known``: their paths, stamps and contents."""
    room = MAX_FILE_BYTES
    for path, stamp in list(stamps(folder).items())[:MAX_FILES]:
        if stamp == known.get(path) or stamp[1] > room:
            continue
        with contextlib.suppress(OSError):
            content = _read(os.path.join(folder, path), room)
            room -= len(content)
            yield path, stamp, content


def write(folder: str, path: str, content: bytes) -> None:
    """Write a file that came over the wire, over nothing but a plain file.

    Raises:
        OSError: it cannot be written.
    """
    place = os.path.join(folder, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place)
    with open(place, "xb") as file:
        file.write(content)


def _walked(folder: str, above: str, depth: int) -> Iterator[tuple[str, list[int]]]:
    with contextlib.suppress(OSError), os.scandir(os.path.join(folder, above)) as entries:
        for entry in entries:
            path = above + entry.name
            if entry.is_dir(follow_symlinks=False) and depth > 1 and is_plain_path(path):
                yield from _walked(folder, path + "/", depth - 1)
            elif entry.is_file(follow_symlinks=False) and is_plain_path(path):
                found = entry.stat(follow_symlinks=False)
                yield path, [found.st_mtime_ns, found.st_size]


def _read(path: str, most: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("It is no plain file.")
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError("It is too large.")
    return content
