"""Tells which files a test may open, whose names a student may have given it.

It may read what the sandbox shows to submissions anyway, what lies in its own folder, what
libraries keep, and the folders that the source names; it may write in folders of its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Set
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from nbgradient.examiner.packages import HOME_OF_ENGINE, folders, is_of_python

#: How files end that no test reads from outside its folder: notebooks, gradebooks, secrets.
_PRIVATE = (".ipynb", ".db", "/environ")
#: Where libraries keep what they made, and what they fetched.
_KEPT = ("~/.cache/fontconfig", "~/.cache/matplotlib", "~/.cache/torch", "~/.config/matplotlib",
         "~/.keras", "/dev/full", "/dev/null", "/dev/shm")  # fmt: skip
_FETCHED = ("~/.cache/huggingface/datasets", "~/.cache/huggingface/hub", "~/nltk_data",
            "~/scikit_learn_data", "~/seaborn-data")  # fmt: skip
#: What of the system can be read, beside programs and libraries.
_SYSTEM = ("/bin", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys", "/dev/random",
           "/dev/urandom", "/dev/zero", "/etc/alternatives", "/etc/fonts", "/etc/hosts",
           "/etc/ld.so.cache", "/etc/localtime", "/etc/matplotlibrc", "/etc/mime.types",
           "/etc/os-release", "/etc/ssl/certs", "/etc/timezone")  # fmt: skip


def may_be_read(path: Any, texts: Set[str]) -> bool:
    """Whether a test may open ``path``, where ``texts`` stand in the source."""
    if (real := _real(path)) is None or _is_in(real, [os.path.realpath(".")]):
        return True
    if real.endswith(_PRIVATE):
        return False
    if any(part.endswith(("dist-info", "egg-info")) for part in PurePath(real).parts):
        return True  # what is said of a package, which libraries look through
    named = os.environ.get("NBGRADIENT_DATA")
    return (
        is_of_python(real)
        or _is_in(real, _shown())
        or _is_in(real, _named(frozenset(texts)))
        or (named is not None and _is_in(real, [os.path.realpath(named)]))
    )


def may_be_written(path: Any) -> bool:
    """Whether a test may write to ``path``."""
    own = (".", tempfile.gettempdir(), *_KEPT)
    return (real := _real(path)) is None or _is_in(real, map(_resolved, own))


def _real(path: Any) -> str | None:
    """Where ``path`` leads; None for a descriptor, which is open."""
    if not isinstance(path, str | bytes | PurePath):
        return None
    return os.path.realpath(os.fsdecode(path))


def _is_in(real: str, folders: Any) -> bool:
    return any(real == folder or real.startswith(folder.rstrip("/") + "/") for folder in folders)


@lru_cache(maxsize=1)
def _shown() -> tuple[str, ...]:
    own = (str(HOME_OF_ENGINE / "nbgradient"), tempfile.gettempdir())
    return tuple(map(_resolved, (*own, *folders(None), *_SYSTEM, *_KEPT, *_FETCHED)))


@lru_cache(maxsize=8)
def _named(texts: frozenset[str]) -> tuple[str, ...]:
    """The files and folders that ``texts`` name by their whole paths, but no whole home."""
    return tuple(place for text in texts for place in _places(text))


def _places(text: str) -> Iterator[str]:
    if text.startswith(("/", "~/")) and "\0" not in text and len(text) < 1_000:
        place = _resolved(text)
        if not _is_in(str(Path.home().resolve()), [place]):
            yield place


def _resolved(folder: str) -> str:
    return os.path.realpath(os.path.expanduser(folder))
