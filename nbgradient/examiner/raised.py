"""A student's exceptions, on the examiner's side: classes that a test can name in ``except``.

For each exception class of the student's stands a class made here, which derives from those of
Python's own and of libraries that it claims to derive from. Only what comes over the line is ever
an instance of it: whatever it claims, it catches nothing that the test itself raises.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from nbgradient.examiner.remote import library_class
from nbgradient.wire import frames

if TYPE_CHECKING:
    from nbgradient.examiner.client import SnapshotClient

#: How many classes are made for a snapshot, and how many bases a class may have.
MAX_CLASSES, MAX_BASES = 200, 10
#: The longest name, and the longest message, that is taken over from an exception.
MAX_NAME, MAX_MESSAGE = 100, 2_000

_SCALARS = (str, int, float, bool, type(None))


class RaisedClass(type):
    """The class of the classes that stand for a student's; it tells them from all others."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        return cls._line.ask("call", cls, *arguments, **named)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return cls._line.ask("get", cls, name)


def is_raised(value: Any) -> bool:
    """Whether ``value`` stands for an exception of the student's, or for its class."""
    return type(value) is RaisedClass or type(type(value)) is RaisedClass


def own_kind(kind: type[BaseException]) -> type[BaseException]:
    """``kind``, or where it stands for a student's class, that of Python's own it derives from: a
    student could choose among the many names of libraries what to tell."""
    if type(kind) is not RaisedClass:
        return kind
    return next(base for base in kind.__mro__ if vars(builtins).get(base.__name__) is base)


class RaisedClasses:
    """The exception classes of the student's that came over one line."""

    def __init__(self, line: SnapshotClient) -> None:
        self._line = line
        self._classes: dict[int, type[Exception]] = {}

    def class_of(self, node: Any) -> type[Exception]:
        """The class that stands for the one at ``node``, always the same.

        Raises:
            WireError: the node is malformed, or there are too many.
        """
        match node:
            case ["exception class", int(number), str(name), list(bases)]:
                if number not in self._classes:
                    self._classes[number] = self._make(number, name[:MAX_NAME], bases)
                return self._classes[number]
        raise frames.WireError("An exception's class is malformed.")

    def exception(self, node: Any) -> Exception:
        """The exception at ``node``.

        Raises:
            WireError: the node is malformed.
        """
        match node:
            case ["exception", int(number), of, str(message), list(arguments)]:
                kind = self.class_of(of)
                error = kind.__new__(kind)
                error.__dict__.update(_number=number, _message=message[:MAX_MESSAGE])
                error.args = tuple(a for a in arguments if type(a) in _SCALARS)
                return error
        raise frames.WireError("An exception is malformed.")

    def _make(self, number: int, name: str, nodes: list) -> type[Exception]:
        if len(self._classes) >= MAX_CLASSES or len(nodes) > MAX_BASES:
            raise frames.WireError("There are too many classes of exceptions.")
        bases = tuple(dict.fromkeys(map(self._base, nodes)))
        body = {
            "_line": self._line,
            "_number": number,
            "__module__": "__main__",
            "__str__": lambda error: error._message,
            "__getattr__": _attribute,
        }
        name = name if name.isidentifier() else "StudentError"
        for possible in (bases, bases[:1], (Exception,)):
            try:
                made: Any = RaisedClass(name, possible, body)
                made.__new__(made)
                return made
            except TypeError:  # they cannot be bases together, or need arguments
                continue
        raise frames.WireError("An exception's class is malformed.")

    def _base(self, node: Any) -> type[Exception]:
        match node:
            case [str(module), str(name)]:
                kind = library_class(module, name)
            case str(name):
                kind = getattr(builtins, name, None)
            case _:
                return self.class_of(node)
        if not isinstance(kind, type) or not issubclass(kind, Exception):
            return Exception
        # The end of an iteration would end one of the test's in silence.
        return Exception if issubclass(kind, StopIteration) else kind


def _attribute(error: Any, name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return error._line.ask("get", error, name)
