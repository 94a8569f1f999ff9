"""What stands, on the examiner's side, for an object of the student's."""

from __future__ import annotations

import builtins
import functools
import operator
import re
import sys
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from nbgradient.examiner.callbacks import told_of
from nbgradient.examiner.not_served import NoSuchAttribute, NotServed
from nbgradient.wire.kinds import CODE, FACTS, TEXTS
from nbgradient.wire.libraries import CLASSES_FROM

if TYPE_CHECKING:
    from nbgradient.examiner.client import SnapshotClient

#: The longest text that is taken over from a student's ``__str__`` and the like.
MAX_TEXT = 100_000
#: Modules of pandas whose objects a frame believes what it is made of.
_PANDAS_INSIDE = "pandas.core.internals."
#: What an object without an ``__eq__`` of its own never equals.
_NEVER_EQUAL = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set)


class RemoteObject:
    # Stands for an object on the student's side; there is one for each object.
    #
    # Attributes, items, calls, iteration, arithmetic, ``float`` and ``len`` are asked for over the
    # line, and what ``wire.kinds`` lists: the object's own docstring, too. Comparison, truth and
    # hash are asked for only where the source's own classes define them, as what the exercise
    # wants: what an object says of itself is not believed. Without such methods of its own, an
    # object equals itself and nothing else.

    __slots__ = (
        "_RemoteObject__classes",
        "_RemoteObject__line",
        "_RemoteObject__name",
        "_RemoteObject__number",
        "__weakref__",
    )

    __array_ufunc__ = None

    def __new__(cls, *_: Any) -> RemoteObject:
        # Python calls it for ``class C(StudentsClass)``; a handle is made by ``stand_for``.
        raise NotServed(
            "A test cannot derive a class from a student's.", "Have an exercise derive it."
        )

    # These three any object has for itself, as Python's types say; this one asks for them.
    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return _fact(self, "__doc__")

    @property
    def __init__(self) -> Any:  # type: ignore[misc]
        return _fact(self, "__init__")

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """A subclass of the library class that the object says it is of, for ``isinstance`` alone:
        a library would call it with what the object gives it, and a class can open files."""
        for module, name in object.__getattribute__(self, "_RemoteObject__classes"):
            kind = library_class(module, name)
            if kind is not None:
                return _never_called(kind)
        return RemoteObject

    def __getattr__(self, name: str) -> Any:
        if name in FACTS:
            return _fact(self, name)
        if name.startswith("__"):
            # Libraries ask for these, and believe what they get: __array_interface__ is an address.
            raise NoSuchAttribute(f"A {self.__name} has no {name} that a test may see.")
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

    def __str__(self) -> str:
        return text_of(self, "str")

    def __repr__(self) -> str:
        return text_of(self, "repr")

    def __format__(self, spec: str) -> str:
        return text_of(self, "format", spec)

    def __instancecheck__(self, instance: Any) -> bool:
        own = own_class(self)
        if own is not None:
            return isinstance(instance, own)
        if is_remote(instance):
            return yes_or_no(self, "is_instance", instance, self)
        if any(kind is type(instance) for kind in _fact(self, "__mro__")[:-1]):
            raise NotServed(
                f"A value of a student's own class arrives as a {type(instance).__name__}.",
                "Test what it holds instead of its class.",
            )
        return False

    def __subclasscheck__(self, kind: Any) -> bool:
        if is_remote(kind):
            return yes_or_no(self, "is_subclass", kind, self)
        own = own_class(self)
        return own is not None and issubclass(kind, own)

    def __contains__(self, item: Any) -> bool:
        if "__contains__" in self.__line.defined.methods:
            return yes_or_no(self, "contains", self, item)
        return any(item is found or item == found for found in self)

    def __bool__(self) -> bool:
        own = defined(self, "__bool__", "__len__")
        if not own and (self.__name in self.__line.defined.classes or _is_always_true(self)):
            return True
        if own and self.__line.defined.methods.issuperset(own):
            return yes_or_no(self, "truth", self)
        raise NotServed(
            f"The truth of a {self.__name} is not asked, as its class could say anything.",
            "Test what it holds, or `is not None`.",
        )

    def __hash__(self) -> int:
        own = defined(self, "__eq__", "__hash__")
        if not own:
            return hash(self.__number)
        if not self.__line.defined.methods.issuperset(own):
            raise NotServed(f"The hash of a {self.__name} is not asked.", "Test what it holds.")
        value = self.__line.ask("hash", self)
        if type(value) is not int:
            raise NotServed(f"The hash of a {self.__name} is no number.")
        return hash(value)


def stand_for(
    kind: type[RemoteObject], line: SnapshotClient, number: int, name: str, classes: list
) -> RemoteObject:
    """What stands for the student's object of that ``number``, whose class has that ``name`` and
    those ``classes`` of libraries among its own: an object of that ``kind``."""
    handle = object.__new__(kind)
    object.__setattr__(handle, "_RemoteObject__line", line)
    object.__setattr__(handle, "_RemoteObject__number", number)
    object.__setattr__(handle, "_RemoteObject__name", name)
    object.__setattr__(handle, "_RemoteObject__classes", classes)
    return handle


def _compare(operation: str) -> Callable:
    method = f"__{operation}__"
    is_equality = operation in ("eq", "ne")

    def compare(self: RemoteObject, other: Any) -> Any:
        line = line_of(self)
        if is_remote(other) and line_of(other) is line:
            if is_equality and not defined(self, "__eq__") and not defined(other, "__eq__"):
                return (self is other) is (operation == "eq")
            if method in line.defined.methods:
                return yes_or_no(self, operation, self, other)
        elif is_equality and isinstance(other, type):
            return (own_class(self) is other) is (operation == "eq")
        elif is_equality and type(other) in _NEVER_EQUAL and not defined(self, "__eq__"):
            return operation == "ne"
        raise NotServed(
            f"A {_kind_name(self)} is no plain value, so it is not compared with a "
            f"{type(other).__name__}: its class could answer anything.",
            "Compare its attributes, or what its methods return.",
        )

    compare.__name__ = method
    return compare


def _fact(handle: RemoteObject, name: str) -> Any:
    value = line_of(handle).ask("fact", handle, name)
    if name in TEXTS and type(value) is not str and value is not None:
        raise NotServed(f"The {name} of a {_kind_name(handle)} is no text.")
    if name in ("__bases__", "__mro__") and type(value) is tuple:
        return tuple(own_class(kind) or kind for kind in value)
    if name == "__code__" and type(value) is dict:
        return types.SimpleNamespace(**{part: value.get(part) for part in CODE})
    return value


def text_of(handle: RemoteObject, operation: str, *arguments: Any) -> str:
    """The text that ``operation`` gives on the student's side."""
    value = line_of(handle).ask(operation, handle, *arguments)
    if type(value) is not str or len(value) > MAX_TEXT:
        raise NotServed(f"The text of a {_kind_name(handle)} is none, or too long.")
    return value


def yes_or_no(handle: RemoteObject, operation: str, *arguments: Any) -> bool:
    """What ``operation`` gives on the student's side, if that is True or False."""
    value = line_of(handle).ask(operation, *arguments)
    if type(value) is not bool:
        raise NotServed(
            f"The answer of a {_kind_name(handle)} to '{operation}' is not True or False."
        )
    return value


def defined(handle: RemoteObject, *methods: str) -> list[str]:
    """Those special ``methods`` that the class of the object has, other than ``object``'s."""
    found = line_of(handle).ask("defined", handle, list(methods))
    return [method for method in methods if type(found) is list and method in found]


def identity_of(handle: RemoteObject) -> list[str]:
    """The kind, module and name that the object tells of itself."""
    value = line_of(handle).ask("identity", handle)
    return value if type(value) is list and len(value) == 3 else ["", "", ""]


def own_class(value: Any) -> type | None:
    """The class that ``value`` is, or says that it is, if the examiner has loaded that, too.

    It serves to compare and to look up, never to be called.
    """
    if not is_remote(value):
        return value if isinstance(value, type) else None
    kind, module, name = identity_of(value)
    if kind != "class":
        return None
    return _pythons_class(name) if module == "builtins" else library_class(module, name)


def _pythons_class(name: Any) -> type | None:
    found = getattr(builtins, str(name), None)
    if isinstance(found, type):
        return found
    known = (kind for kind in vars(types).values() if type(kind) is type)
    return next((kind for kind in known if kind.__name__ == name), None)


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
    if not isinstance(module, str) or module.split(".")[0] not in CLASSES_FROM:
        return None
    if f"{module}.".startswith(_PANDAS_INSIDE):
        return None
    value: Any = sys.modules.get(module)
    for part in str(name).split("."):  # to ask a module for what it has not would import that
        value = vars(value).get(part) if isinstance(value, types.ModuleType | type) else None
    return value if isinstance(value, type) else None


class RemoteFunction(RemoteObject):
    # Stands for what its side says to be a function.
    #
    # Libraries ask what they are given whether it has ``__iter__``, and take it for a list; and
    # they compare a function with their own. So it is true, and equals itself, as functions are
    # and do.

    __slots__ = ()

    __doc__ = vars(RemoteObject)["__doc__"]  # that of the student's function
    __iter__ = __next__ = __contains__ = __enter__ = __exit__ = None  # type: ignore[assignment]
    __len__ = __getitem__ = __array__ = None  # type: ignore[assignment]
    __eq__, __ne__, __hash__ = object.__eq__, object.__ne__, object.__hash__

    def __bool__(self) -> bool:
        return True


@functools.cache
def _never_called(kind: type) -> type:
    """A subclass of ``kind`` that makes nothing, or RemoteObject if there can be none."""

    def refuse(cls: type, *_: Any, **__: Any) -> Any:
        raise NotServed(
            f"A library would make another {kind.__name__} out of a student's object.",
            "Let a function of the student's do so, or test what the object predicts.",
        )

    above: Any = type(kind)
    try:
        guard = type(above)("NeverCalled", (above,), {"__call__": refuse})
        return types.new_class(kind.__name__, (kind,), {"metaclass": guard})
    except Exception:  # the class is final, or wants more of its subclasses
        return kind if kind.__module__ == re.__name__ else RemoteObject  # nobody can call those


def _is_always_true(handle: RemoteObject) -> bool:
    """Whether ``handle`` says that it is of a library's class of which every object is true."""
    classes = object.__getattribute__(handle, "_RemoteObject__classes")
    kind = library_class(*classes[0]) if classes else None
    if kind is None or kind.__name__ != _kind_name(handle):
        return False
    return not (hasattr(kind, "__bool__") or hasattr(kind, "__len__"))


def is_remote(value: Any) -> bool:
    """Whether ``value`` stands for an object of the student's."""
    return type(value) in (RemoteObject, RemoteFunction)


def line_of(handle: RemoteObject) -> SnapshotClient:
    """The line to the snapshot that holds the object."""
    return object.__getattribute__(handle, "_RemoteObject__line")


def number_of(handle: RemoteObject) -> int:
    """The number by which the snapshot knows the object."""
    return object.__getattribute__(handle, "_RemoteObject__number")


def _kind_name(handle: RemoteObject) -> str:
    return object.__getattribute__(handle, "_RemoteObject__name")


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
for _name_of_comparison in "eq ne lt le gt ge".split():
    setattr(RemoteObject, f"__{_name_of_comparison}__", _compare(_name_of_comparison))
