"""Names from outside: which of them may be files here, and which may be a student's folder."""

from __future__ import annotations

import os
import re
import unicodedata

from nbgradient.examiner.reader import MAX_DEPTH, MAX_PATH
from nbgradient.safe.shown import is_plain

#: Files and folders that programs leave beside somebody's work; nothing is said of them.
NOISE = frozenset({
    ".git", ".ipynb_checkpoints", "__pycache__", "__MACOSX", ".DS_Store", "Thumbs.db",
    "desktop.ini",
})  # fmt: skip

#: The longest name of a file, in bytes, and the longest id that nbgrader's gradebook holds.
MAX_NAME, MAX_ID = 255, 128

#: What a name must not hold that becomes a folder's: nbgrader looks folders up by patterns.
_NO_ID = re.compile(r'[/\\*?\[\]{}<>:"|]')
_DRIVE = re.compile(r"[A-Za-z]:")


def is_noise(path: str) -> bool:
    """Whether ``path`` is nobody's work, but left by a program."""
    parts = path.split("/")
    return not NOISE.isdisjoint(parts) or parts[-1].startswith("._")


def plain(path: str) -> str:
    """``path`` as it is compared and written: ``/`` between folders, characters in one piece."""
    parts = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def why_unsafe(path: str) -> str | None:
    """What keeps a file from being written at ``path``, as it came; None if nothing does."""
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or _DRIVE.match(path) or ".." in parts:
        return "leads out of its folder"
    if not is_plain(path):
        return "has a name that cannot be read"
    if any(len(os.fsencode(part)) > MAX_NAME for part in parts):
        return "has too long a name"
    if len(os.fsencode(path)) > MAX_PATH:
        return "has too long a path"
    if len(parts) > MAX_DEPTH:
        return f"is more than {MAX_DEPTH} folders deep"
    return None


def why_no_id(text: str) -> str | None:
    """What keeps ``text`` from being a student's id, and so a folder's name; None if nothing."""
    if not text:
        return "is empty"
    if text.startswith((".", "-", "~")):
        return f"begins with '{text[0]}'"
    if not is_plain(text) or text != text.strip():
        return "holds what cannot be read, or begins or ends with a space"
    if found := _NO_ID.search(text):
        return f"holds '{found[0]}'"
    if len(text) > MAX_ID or len(os.fsencode(text)) > MAX_NAME:
        return f"is longer than {MAX_ID} characters"
    return None
