"""What stands, on the examiner's side, for an object of the student's."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from nbgradient.examiner.callbacks import told_of
from nbgradient.wire.libraries import LIBRARIES

if TYPE_CHECKING:
    from nbgradient.examiner.client import SnapshotClient


class RemoteObject:
    """Stands for an object on the student's side.

    Attributes, items, calls, iteration, arithmetic, ``float`` and ``len`` are asked for over the
    line. Comparison, truth and hash never are: what an object says of itself is not believed.
    """

    __slots__ = (
        "_RemoteObject__classes",
        "_RemoteObject__line",
        "_RemoteObject__name",
        "_RemoteObject__number",
    )

    __array_ufunc__ = None

    def __init__(self, line: SnapshotClient, number: int, name: str, classes: list) -> None:
        object.__setattr__(self, "_RemoteObject__line", line)
        object.__setattr__(self, "_RemoteObject__number", number)
        object.__setattr__(self, "_RemoteObject__name", name)
        object.__setattr__(self, "_RemoteObject__classes", classes)

    @property
    def __class__(self) -> type:
        """The library class that the object is of, so that ``isinstance`` can be asked."""
        for module, name in object.__getattribute__(self, "_RemoteObject__classes"):
            kind = library_class(module, name)
            if kind is not None:
                return kind
        return RemoteObject

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Libraries ask for these, and believe what they get: __array_interface__ is an address.
            raise AttributeError(f"A {self.__name} has no {name} that a test may see.")
        return self.__line.ask("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__line.ask("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        self.__line.ask("del", self, name)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.__line.ask("call", self, *arguments, **named)

    def __iter__(self) -> Iterator:
        items = self.__line.ask("iter", self)
        if type(items) is RemoteObject:  # it is stepped on demand: it may never end
            return _steps(items)
        if type(items) is not list:
            raise TypeError(f"A {self.__name} cannot be gone through.")
        return iter(items)

    def __next__(self) -> Any:
        goes_on, value = _step(self.__line.ask("next", self))
        if goes_on:
            return value
        raise self.__line.note(StopIteration(value))

    def __contains__(self, item: Any) -> bool:
        found = self.__line.ask("contains", self, item)
        if type(found) is not bool:
            raise TypeError(f"A {self.__name} does not say whether it holds something.")
        return found

    def __len__(self) -> int:
        return operator.index(self.__line.ask("len", self))

    def __float__(self) -> float:
        return float(self.__line.ask("float", self))

    def __int__(self) -> int:
        return int(self.__line.ask("int", self))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        value = self.__line.ask("array", self)
        if type(value) is not np.ndarray:  # a handle says that it is one
            raise TypeError(f"A {self.__name} cannot be read as an array of numbers.")
        return value.astype(dtype) if dtype is not None else value

    def __getitem__(self, key: Any) -> Any:
        return self.__line.ask("getitem", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.__line.ask("setitem", self, key, value)

    def __enter__(self) -> Any:
        return self.__line.ask("enter", self)

    def __exit__(self, kind: type | None, error: BaseException | None, *_: Any) -> bool:
        said = self.__line.ask("exit", self, *((None, "") if error is None else told_of(error)))
        # A student's object may let an exception pass unseen, but no assertion of the test.
        return (
            said is True and isinstance(error, Exception) and not isinstance(error, AssertionError)
        )

    def __repr__(self) -> str:
        return f"<the student's {self.__name}>"

    def __refuse(self, *_: Any) -> Any:
        raise TypeError(
            f"A {self.__name} is no plain value: it cannot be compared, tested for truth or hashed."
        )

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __hash__ = __refuse  # type: ignore[assignment]


def _steps(iterator: RemoteObject) -> Iterator:
    while True:
        goes_on, value = _step(line_of(iterator).ask("next", iterator))
        if not goes_on:
            return value
        yield value


def _step(reply: Any) -> tuple[bool, Any]:
    """Whether an iteration goes on, and with what, or what it gave at its end."""
    if type(reply) is not tuple or len(reply) != 2 or type(reply[0]) is not bool:
        raise TypeError("The next item cannot be read.")
    return reply


def library_class(module: Any, name: Any) -> type | None:
    """The class of that name, if the examiner itself has loaded it from a library."""
    if not isinstance(module, str) or module.split(".")[0] not in LIBRARIES:
        return None
    value: Any = sys.modules.get(module)
    for part in str(name).split("."):
        value = getattr(value, part, None)
    return value if isinstance(value, type) else None


class RemoteFunction(RemoteObject):
    """Stands for what its side says to be a function.

    Libraries ask what they are given whether it has ``__iter__``, and take it for a list; and they
    compare a function with their own. So it is true, and equals itself, as functions are and do.
    """

    __slots__ = ()

    __iter__ = __next__ = __contains__ = __enter__ = __exit__ = None  # type: ignore[assignment]
    __len__ = __getitem__ = __array__ = None  # type: ignore[assignment]
    __eq__, __ne__, __hash__ = object.__eq__, object.__ne__, object.__hash__

    def __bool__(self) -> bool:
        return True


def is_remote(value: Any) -> bool:
    """Whether ``value`` stands for an object of the student's."""
    return type(value) in (RemoteObject, RemoteFunction)


def line_of(handle: RemoteObject) -> SnapshotClient:
    """The line to the snapshot that holds the object."""
    return object.__getattribute__(handle, "_RemoteObject__line")


def number_of(handle: RemoteObject) -> int:
    """The number by which the snapshot knows the object."""
    return object.__getattribute__(handle, "_RemoteObject__number")


def _binary(operation: str, swapped: bool) -> Callable:
    def method(self: RemoteObject, other: Any) -> Any:
        pair = (other, self) if swapped else (self, other)
        return line_of(self).ask(operation, *pair)

    return method


def _unary(operation: str) -> Callable:
    def method(self: RemoteObject) -> Any:
        return line_of(self).ask(operation, self)

    return method


for _name in "add sub mul truediv floordiv mod pow matmul".split():
    setattr(RemoteObject, f"__{_name}__", _binary(_name, swapped=False))
    setattr(RemoteObject, f"__r{_name}__", _binary(_name, swapped=True))
for _name in "neg pos abs".split():
    setattr(RemoteObject, f"__{_name}__", _unary(_name))
