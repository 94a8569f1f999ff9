"""What the examiner may ask about the kind of an object: plain facts, told by the student's side.

Whose method is whose, and what is an instance of what, is read off the classes themselves, not
asked of the objects, which could answer anything.
"""

from __future__ import annotations

import collections.abc
import inspect
import operator
from collections.abc import Callable
from typing import Any

from nbgradient.wire.kinds import CODE, FACTS, INSPECTIONS, identity

#: The most names of an object that are told.
MAX_NAMES = 5_000


def _mro(value: Any) -> tuple:
    return type.__dict__["__mro__"].__get__(type(value))


def _is_instance(value: Any, kind: Any) -> bool:
    return any(base is kind for base in _mro(value))


def _is_subclass(value: Any, kind: Any) -> bool:
    return isinstance(value, type) and any(base is kind for base in type.mro(value))


def _is_abstractly(value: Any, name: str) -> bool:
    return isinstance(value, getattr(collections.abc, name))


def _defined(value: Any, names: list[str]) -> list[str]:
    """Those special methods of ``names`` that the class of ``value`` does not owe to ``object``."""
    return [name for name in names if any(name in vars(base) for base in _mro(value)[:-1])]


def _has(value: Any, name: str) -> bool:
    return hasattr(value, name)


def _names(value: Any) -> list[str]:
    return [str(name) for name in dir(value)][:MAX_NAMES]


def _fact(value: Any, name: str) -> Any:
    if name not in FACTS:
        raise AttributeError(name)
    found = getattr(value, name)
    if name == "__code__":
        return {part: getattr(found, part) for part in CODE}
    return dict(found) if name in ("__dict__", "__members__") else found


def _parameters(value: Any) -> list[list]:
    empty = inspect.Parameter.empty
    return [
        [p.name, int(p.kind), [] if p.default is empty else [p.default],
         [] if p.annotation is empty else [p.annotation]]
        for p in inspect.signature(value).parameters.values()
    ]  # fmt: skip


def _inspect(value: Any, name: str) -> bool:
    if name not in INSPECTIONS:
        raise AttributeError(name)
    return getattr(inspect, name)(value)


def _format(value: Any, spec: str) -> str:
    return format(value, spec)


OPERATIONS: dict[str, Callable] = {
    "identity": identity,
    "type": type,
    "is_instance": _is_instance,
    "is_subclass": _is_subclass,
    "is_abstractly": _is_abstractly,
    "defined": _defined,
    "has": _has,
    "callable": callable,
    "dir": _names,
    "fact": _fact,
    "parameters": _parameters,
    "source": inspect.getsource,
    "inspect": _inspect,
    "str": str,
    "repr": repr,
    "format": _format,
    "truth": bool,
    "hash": hash,
    "contains": operator.contains,
    **{name: getattr(operator, name) for name in "eq ne lt le gt ge".split()},
}
