"""What is refused while a test runs, as a student may have chosen it.

A pickle says what is to be called: only plain data is unpickled. And a function that gives the name
of a file could name a notebook with the tests in it, which a message would then show.
"""

from __future__ import annotations

import os
import sys
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

_at_it = 0
_is_hooked = False


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


def _refuse(event: str, arguments: tuple) -> None:
    if not _at_it:
        return
    if event == "pickle.find_class" and not _is_plain(*arguments):
        raise NotServed(
            f"A test unpickles {arguments[0]}.{arguments[1]}, which a student may have chosen.",
            "Let a function of the student's unpickle it, and test what it gives.",
        )
    if event in ("open", "sqlite3.connect") and _is_private(arguments[0]):
        raise NotServed("A test opens a private file, whose name a student may have given.")


def _is_private(path: Any) -> bool:
    if not isinstance(path, str | bytes | PurePath) or not os.fsdecode(path).endswith(_PRIVATE):
        return False
    return not os.path.realpath(os.fsdecode(path)).startswith(os.path.realpath(".") + os.sep)


def _is_plain(module: Any, name: Any) -> bool:
    if f"{module}.{name}" in _MAKERS:
        return True
    found = vars(sys.modules.get(module, np)).get(name)
    if not isinstance(found, type) or found.__qualname__ != name:
        return False
    is_number = issubclass(found, np.ndarray | np.generic) and not issubclass(found, np.memmap)
    return is_number or f"{found.__module__}.".startswith(_PLAIN)
