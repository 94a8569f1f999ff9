"""Imports that take half the time, for what a person waits for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: For the addresses of one kind, jsonschema builds a grammar, which takes a second and which no
#: notebook needs. It does without where this is not installed.
_GRAMMAR = "rfc3987_syntax"


@contextmanager
def quick_imports() -> Iterator[None]:
    """What is imported in the with statement is imported quickly.

    All of it stays, so the garbage collector need not look at it: not meanwhile, not at the end of
    the program, and not in the forks of this process, which would copy what it touches.
    """
    was_enabled, known = gc.isenabled(), _GRAMMAR in sys.modules
    gc.disable()
    if not known:
        # Python's way to say that there is no such module, which its types do not know.
        sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not known:
            del sys.modules[_GRAMMAR]
        gc.freeze()
        if was_enabled:
            gc.enable()
