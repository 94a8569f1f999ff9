"""What is passed to the other side is lent: it goes there as a copy, and is copied back if changed.

Both sides pass values that way: a test to a student's function, and that to a function of the test.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np

from nbgradient.wire import pandas_values, random_values, torch_values
from nbgradient.wire.codec import Encoder


class Lent:
    """The arguments of a call that came over the wire, and which of them the call changes."""

    def __init__(self, arguments: list, named: dict[str, Any]) -> None:
        self._values = [*enumerate(arguments), *named.items()]
        self._before = {key: _packed(value) for key, value in self._values if _mutable(value)}

    def changed(self, encoder: Encoder) -> list:
        """The keys of those that are not what they were, and nodes of what they are now."""
        return [
            [key, _node(value, encoder)]
            for key, value in self._values
            if key in self._before and _packed(value) != self._before[key]
        ]


def _mutable(value: Any) -> bool:
    return isinstance(value, _CONTAINERS) or any(kinds.is_mutable(value) for kinds in _LIBRARIES)


def _packed(value: Any) -> tuple:
    encoder = Encoder(lambda other: ["handle", id(other)])
    return _node(value, encoder), encoder.buffers


def _node(value: Any, encoder: Encoder) -> Any:
    """The node for what was passed; a generator that was made on this side is not plain."""
    return random_values.encode(value, encoder) or encoder.encode(value)


def take_back(
    changed: list,
    arguments: tuple | list,
    named: dict[str, Any],
    decode: Callable[[Any], Any],
    change: Callable[[Any, Any], None],
) -> None:
    """Have ``change`` make those of ``arguments`` what the other side has ``changed`` them to."""
    for key, node in changed:
        change(named.get(key) if isinstance(key, str) else arguments[key], decode(node))


def copy_back(target: Any, value: Any) -> None:
    """Make ``target``, which was passed to the other side, what that made of it.

    What cannot be made so, such as an array of another shape, stays as it is.
    """
    if isinstance(target, np.ndarray) and isinstance(value, np.ndarray):
        if target.shape == value.shape and target.flags.writeable:
            np.copyto(target, value, casting="unsafe")
    elif isinstance(target, (list, bytearray)) and isinstance(value, type(target)):
        target[:] = value
    elif isinstance(target, (dict, set, deque)) and type(target) is type(value):
        target.clear()
        (target.extend if isinstance(target, deque) else target.update)(value)
    else:
        for kinds in _LIBRARIES:
            if kinds.is_mutable(target):
                kinds.copy_back(target, value)


def copied(target: Any) -> Any:
    """A copy of ``target`` for ``copy_back``."""
    if isinstance(target, _CONTAINERS) and not isinstance(target, np.ndarray):
        return target.copy()  # what it holds is replaced, never changed
    for kinds in _LIBRARIES:
        if kinds.is_mutable(target):
            return kinds.copy(target)
    return deepcopy(target)


_CONTAINERS = (list, dict, set, bytearray, deque, np.ndarray)
#: The kinds of libraries that may not be loaded.
_LIBRARIES = (torch_values, pandas_values, random_values)
