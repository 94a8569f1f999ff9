"""What is passed to the other side is lent: it goes there as a copy, and is copied back if changed.

Both sides pass values that way: a test to a student's function, and that to a function of the test.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from nbgradient.wire.codec import Encoder


class Lent:
    """The arguments of a call that came over the wire, and which of them the call changes."""

    def __init__(self, arguments: list, named: dict[str, Any]) -> None:
        self._values = [*enumerate(arguments), *named.items()]
        self._before = {key: _packed(value) for key, value in self._values if _mutable(value)}

    def changed(self, encoder: Encoder) -> list:
        """The keys of those that are not what they were, and nodes of what they are now."""
        return [
            [key, encoder.encode(value)]
            for key, value in self._values
            if key in self._before and _packed(value) != self._before[key]
        ]


def _mutable(value: Any) -> bool:
    if isinstance(value, (list, dict, set, bytearray, np.ndarray)):
        return True
    torch, pandas = sys.modules.get("torch"), sys.modules.get("pandas")
    if torch is not None and isinstance(value, torch.Tensor):
        return True
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def _packed(value: Any) -> tuple:
    encoder = Encoder(lambda other: ["handle", id(other)])
    return encoder.encode(value), encoder.buffers


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
    torch, pandas = sys.modules.get("torch"), sys.modules.get("pandas")
    if isinstance(target, np.ndarray) and isinstance(value, np.ndarray):
        if target.shape == value.shape and target.flags.writeable:
            np.copyto(target, value, casting="unsafe")
    elif isinstance(target, (list, bytearray)) and isinstance(value, type(target)):
        target[:] = value
    elif isinstance(target, (dict, set)) and type(target) is type(value):
        target.clear()
        target.update(value)
    elif torch is not None and isinstance(target, torch.Tensor):
        if isinstance(value, torch.Tensor) and target.shape == value.shape:
            with torch.no_grad():
                target.copy_(value)
            target.grad = value.grad
    elif pandas is not None and isinstance(target, (pandas.DataFrame, pandas.Series)):
        if isinstance(value, type(target)):
            # pandas has no public way to give a frame other columns, rows and dtypes in place.
            target._update_inplace(value.copy())
            if isinstance(target, pandas.Series):
                target.name = value.name
