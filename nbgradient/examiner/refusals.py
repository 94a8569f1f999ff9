"""What is refused while a test runs, as a student may have chosen it.

A pickle says what is to be called: only plain data is unpickled. A text for ``DataFrame.query`` may
name any object of the test's, but call nothing of it. And a function that gives the name of a file
could name a notebook with the tests in it, which a message would then show, or a file to be
written over.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

import numpy as np

from nbgradient.examiner.not_served import NotServed

#: Modules whose classes hold what they are given, and what other modules have for such data.
_PLAIN = ("builtins.", "collections.", "datetime.", "decimal.", "fractions.")
_MAKERS = frozenset(
    "numpy.dtype numpy._core.multiarray._reconstruct numpy._core.multiarray.scalar "
    "numpy._core.numeric._frombuffer numpy.core.multiarray._reconstruct "
    "numpy.core.multiarray.scalar _codecs.encode copyreg._reconstructor".split()
)

#: How files end that no test reads from outside its folder: notebooks, gradebooks, secrets.
_PRIVATE = (".ipynb", ".db", "/environ")

#: What pandas makes of ``@name`` in a text, with something asked of that object.
_ASKS = re.compile(rb"__pd_eval_local_\w+\s*[.(\[]")

#: Where a test may write: folders of its own, and those in which libraries keep what they made.
_KEEPS = ("/dev", "~/.cache", "~/.config", "~/.keras")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

#: What would run, in this process, code that a file names; what would load a library is told by
#: the test's text alone, for the examiner itself does.
_RUNS_FILES = frozenset(
    "subprocess.Popen os.system os.exec os.posix_spawn "
    "sqlite3.enable_load_extension sqlite3.load_extension".split()
)

_at_it = _reading = 0
_is_hooked = False


class FileRefused(Exception):
    """A test would have run what a student's file says."""


@contextmanager
def guarded() -> Iterator[None]:
    """Have all else refused with NotServed."""
    global _at_it, _is_hooked
    if not _is_hooked:
        sys.addaudithook(_refuse)
        _is_hooked = True
    _at_it += 1
    try:
        yield
    finally:
        _at_it -= 1


@contextmanager
def reading_files() -> Iterator[None]:
    """While the test is ``guarded``, have refused what would run a student's file, too."""
    global _reading
    _reading += 1
    try:
        yield
    finally:
        _reading -= 1


def _refuse(event: str, arguments: tuple) -> None:
    if not _at_it:
        return
    if _reading and event in _RUNS_FILES:
        raise FileRefused(f"A test that reads a student's files cannot use {event}.")
    if event == "pickle.find_class" and not _is_plain(*arguments):
        raise NotServed(
            f"A test unpickles {arguments[0]}.{arguments[1]}, which a student may have chosen.",
            "Let a function of the student's unpickle it, and test what it gives.",
        )
    if event in ("open", "sqlite3.connect") and _is_private(arguments[0]):
        raise NotServed("A test opens a private file, whose name a student may have given.")
    if event == "open" and int(arguments[2] or 0) & _WRITES and not _is_own(arguments[0]):
        raise NotServed("A test writes outside its folder, where a student may have told it to.")
    if event == "compile" and isinstance(arguments[0], bytes) and _ASKS.search(arguments[0]):
        raise NotServed(
            "A test has pandas ask something of an object, in a text that may be the student's.",
            "Compute it before, and name the value in the text.",
        )


def _is_private(path: Any) -> bool:
    if not isinstance(path, str | bytes | PurePath) or not os.fsdecode(path).endswith(_PRIVATE):
        return False
    return not os.path.realpath(os.fsdecode(path)).startswith(os.path.realpath(".") + os.sep)


def _is_own(path: Any) -> bool:
    if not isinstance(path, str | bytes | PurePath):
        return True  # a descriptor, which is open
    found = os.path.realpath(os.fsdecode(path)) + os.sep
    own = (".", tempfile.gettempdir(), *map(os.path.expanduser, _KEEPS))
    return any(found.startswith(os.path.realpath(folder) + os.sep) for folder in own)


def _is_plain(module: Any, name: Any) -> bool:
    if f"{module}.{name}" in _MAKERS:
        return True
    found = vars(sys.modules.get(module, np)).get(name)
    if not isinstance(found, type) or found.__qualname__ != name:
        return False
    is_number = issubclass(found, np.ndarray | np.generic) and not issubclass(found, np.memmap)
    return is_number or f"{found.__module__}.".startswith(_PLAIN)
