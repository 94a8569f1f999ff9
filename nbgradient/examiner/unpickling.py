"""What may be unpickled while a test runs: plain data, whoever pickled it.

A pickle says what is to be called. A test that unpickles what a student's function gave would have
the examiner call what a student chose.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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

_at_it = 0
_is_hooked = False


@contextmanager
def only_plain_pickles() -> Iterator[None]:
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
    if _at_it and event == "pickle.find_class" and not _is_plain(*arguments):
        raise NotServed(
            f"A test unpickles {arguments[0]}.{arguments[1]}, which a student may have chosen.",
            "Let a function of the student's unpickle it, and test what it gives.",
        )


def _is_plain(module: Any, name: Any) -> bool:
    if f"{module}.{name}" in _MAKERS:
        return True
    found = vars(sys.modules.get(module, np)).get(name)
    if not isinstance(found, type) or found.__qualname__ != name:
        return False
    is_number = issubclass(found, np.ndarray | np.generic) and not issubclass(found, np.memmap)
    return is_number or f"{found.__module__}.".startswith(_PLAIN)
