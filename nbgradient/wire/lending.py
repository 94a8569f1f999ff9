"""What is passed to the other side is lent: it goes there as a copy, and comes back if changed."""

from __future__ import annotations

from collections import deque
from copy import deepcopy
from typing import Any

import numpy as np

from nbgradient.wire.sharing import CONTAINERS, LIBRARIES


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
        for kinds in LIBRARIES:
            if kinds.is_mutable(target):
                kinds.copy_back(target, value)


def copied(target: Any) -> Any:
    """A copy of ``target`` for ``copy_back``."""
    if isinstance(target, CONTAINERS) and not isinstance(target, np.ndarray):
        return target.copy()  # what it holds is replaced, never changed
    for kinds in LIBRARIES:
        if kinds.is_mutable(target):
            return kinds.copy(target)
    return deepcopy(target)
