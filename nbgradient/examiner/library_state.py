"""What a test may change of libraries in this process, and not change back: a student's code that
raises an exception ends it in between. The next test, and the next submission, has them as ever.
"""

from __future__ import annotations

import decimal
import sys
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

import numpy as np


class LibraryState:
    """How libraries are set, and what their modules and classes have under some names."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` are those of attributes that the test gives to what it has imported."""
        self._settings = list(_settings())
        self._attributes = [
            (holder, name, vars(holder)[name])
            for holder in (_holders() if names else ())
            for name in names
            if name in vars(holder)
        ]

    def restore(self) -> None:
        """Have it again."""
        for holder, name, value in self._attributes:
            if vars(holder).get(name) is not value:
                setattr(holder, name, value)
        for change, value in self._settings:
            change(value)


def _settings() -> Iterator[tuple[Callable[[Any], Any], Any]]:
    yield sys.setrecursionlimit, sys.getrecursionlimit()
    yield decimal.setcontext, decimal.getcontext().copy()
    yield lambda usual: np.seterr(**usual), np.geterr()
    yield lambda usual: np.set_printoptions(**usual), np.get_printoptions()
    if torch := sys.modules.get("torch"):
        yield torch.set_default_dtype, torch.get_default_dtype()
        yield torch.set_grad_enabled, torch.is_grad_enabled()


def _holders() -> Iterator[ModuleType | type]:
    """The modules that are loaded, and their classes."""
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType):
            yield module
            yield from (value for value in list(vars(module).values()) if type(value) is type)
