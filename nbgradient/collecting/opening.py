"""The files of one hand-in: read within bounds, a student's own zip unpacked, hazards left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from nbgradient.collecting import archives
from nbgradient.collecting.model import HandIn, Tree
from nbgradient.collecting.names import is_notebook
from nbgradient.examiner.reader import MAX_BYTES, MAX_FILES, UnreadableError
from nbgradient.grading.submission import is_settings
from nbgradient.safe.shown import shown

#: How many zips of one hand-in are unpacked.
MOST_ZIPS = 20
_PACKED = (".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz")


@dataclass
class Opened:
    """What is in a hand-in.

    Attributes:
        contents: its files by their paths.
        remarks: what was unpacked.
        left_out: sentences on what was left out.
    """

    contents: dict[str, bytes]
    remarks: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def opened(tree: Tree, item: HandIn) -> Opened:
    """The files of ``item``, which is in ``tree``."""
    contents, left_out = archives.loaded(item.files, tree.read)
    found = Opened(contents, left_out=left_out)
    if not any(map(is_notebook, contents)):
        _unpack(found)
    _leave_out(found)
    return found


def _unpack(found: Opened) -> None:
    """Put what is in zips in their place, as far as there is room; zips in these stay zips."""
    zips = [path for path in found.contents if path.lower().endswith(".zip")]
    room = MAX_BYTES - sum(map(len, found.contents.values()))
    for path in zips[:MOST_ZIPS]:
        packed = found.contents[path]
        try:
            files, left_out = archives.unpacked(packed, path, room + len(packed))
        except UnreadableError as error:
            found.left_out.append(f"{shown(path)} {error}: it was not unpacked.")
            continue
        found.left_out += left_out
        del found.contents[path]
        room += len(packed)
        folder = str(PurePosixPath(path).parent)
        for inner, content in files.items():
            target = inner if folder == "." else f"{folder}/{inner}"
            if target in found.contents or len(found.contents) >= MAX_FILES:
                found.left_out.append(f"{shown(inner)} of {shown(path)} was left out.")
                continue
            found.contents[target] = content
            room -= len(content)
        found.remarks.append(f"{shown(path)} was unpacked.")
    for path in found.contents:
        if path.lower().endswith(_PACKED):
            found.left_out.append(f"{shown(path)} was not unpacked: only zips are.")


def _leave_out(found: Opened) -> None:
    """Take out what must not lie in a course's folder."""
    folders = {str(parent) for path in found.contents for parent in PurePosixPath(path).parents}
    for path in list(found.contents):
        reason = None
        if is_settings(path):
            reason = "was left out: formgrader would run it as settings"
        elif path in folders:
            reason = "was left out: a folder has the same name"
        if reason:
            del found.contents[path]
            found.left_out.append(f"{shown(path)} {reason}.")
