"""The examiner's side of the wire: questions to a snapshot, and proxies for its objects."""

from __future__ import annotations

import builtins
import contextlib
import operator
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ..wire import frames
from ..wire.codec import Decoder, Encoder, NotPlain
from ..wire.libraries import LIBRARIES
from .fair_time import FairTime
from .loans import Loans

#: The longest name, and the longest message, that is taken over from an exception.
MAX_NAME, MAX_MESSAGE = 100, 2_000


class FailedCall(Exception):
    """The student's code failed at a question; the message says how, in words for the student."""


class StudentError(FailedCall):
    """The student's code raised an exception that is of no kind of Python's own."""


class Line:
    """A line to a snapshot of a candidate, over which the examiner asks its questions."""

    def __init__(
        self, link: socket.socket, process: int | None, taken: Callable[[], float]
    ) -> None:
        """``process`` is a descriptor (a pidfd) of the snapshot at the other end of ``link``, or
        None if it has ended already; ``taken`` as for ``FairTime``."""
        self._link = link
        self.time = FairTime(process, taken)
        if process is not None:
            os.close(process)
        self.dead: str | None = None
        self.took_too_long = False
        #: The exceptions that came from the student's side, by identity.
        self.raised: list[BaseException] = []
        self._loans = Loans()

    def begin(self, seconds: float, loans: Loans) -> None:
        """A test begins, or goes on: its ``seconds`` run from now, and ``loans`` are its own."""
        self._seconds = seconds
        self.time.begin(seconds)
        self._loans = loans

    def names(self, names: Sequence[str]) -> dict[str, Any]:
        """The student's values of those ``names`` that are defined.

        A name that was not asked for is none of the student's: it could be one of the test's own.
        """
        reply, buffers = self._ask({"do": "names", "names": names}, [])
        found, decoder = dict(reply["found"]), self._decoder(buffers)
        return {name: decoder.decode(found[name]) for name in names if name in found}

    def ask(self, operation: str, *arguments: Any, **named: Any) -> Any:
        """What ``operation`` gives on the student's side.

        Raises:
            FailedCall: the snapshot died, took too long, or gave no plain data.
            Exception: one of Python's own, as the student's code raised it.
        """
        encoder = Encoder(self._node_of)
        try:
            question = {
                "do": operation,
                "args": [encoder.encode(argument) for argument in arguments],
                "named": {name: encoder.encode(value) for name, value in named.items()},
                "gradients": _gradients_on(),
            }
        except NotPlain as error:
            raise TypeError(str(error)) from None
        reply, buffers = self._ask(question, encoder.buffers)
        decoder = self._decoder(buffers)
        for key, node in reply["changed"]:
            target = named.get(key) if isinstance(key, str) else arguments[key]
            if type(target) is not Handle:
                self._loans.change(target, decoder.decode(node))
        return decoder.decode(reply["value"])

    def _ask(self, question: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        if self.dead:
            raise self._note(FailedCall(self.dead))
        try:
            with self.time.running():
                self._link.settimeout(max(0.1, self.time.left()))
                frames.send(self._link, question, buffers)
                reply, buffers = frames.receive(self._link, self.time.left)
            if "error" in reply:
                error = reply["error"]
                name, text = str(error["name"])[:MAX_NAME], str(error["message"])[:MAX_MESSAGE]
                kind = str(error["is_a"])
        except TimeoutError:
            self.took_too_long = True
            self._die(f"Your code took longer than the {self._seconds:.0f} seconds of a test.")
        except (OSError, frames.Closed):
            self._die("Your code ended the program, or took more memory than it may.")
        except (frames.WireError, KeyError, TypeError, ValueError):
            self._die("Your code gave something that cannot be read.")
        if "error" in reply:
            raise self._note(_exception(name, text, kind))
        return reply, buffers

    def _die(self, reason: str) -> None:
        self.dead = reason
        self.close()
        raise self._note(FailedCall(reason)) from None

    def _note(self, error: Exception) -> Exception:
        self.raised.append(error)
        return error

    def close(self) -> None:
        """Hang up: the snapshot ends."""
        with contextlib.suppress(OSError):
            self._link.close()
        self.time.close()

    def _decoder(self, buffers: list[bytes]) -> Decoder:
        return Decoder(buffers, self._proxy)

    def _proxy(self, node: list) -> Handle:
        match node:
            case ["handle", int(number), str(name), list(classes)]:
                return Handle(self, number, name, classes)
        raise frames.WireError("A value is malformed.")

    def _node_of(self, value: Any) -> list:
        if type(value) is Handle and _line_of(value) is self:
            return ["handle", _number_of(value)]
        if isinstance(value, type) and value.__module__ == "builtins":
            raise NotPlain(f"A test cannot pass the type {value.__name__} to a student's code.")
        raise NotPlain(f"A test cannot pass a {type(value).__name__} to a student's code.")


def _exception(name: str, text: str, is_a: str) -> Exception:
    """The exception ``name``, as that of Python's own that it is a kind of."""
    kind = getattr(builtins, is_a, None)
    said = text if name == is_a else f"{name}: {text}" if text else name
    # The end of an iteration would end one of the test's in silence.
    if isinstance(kind, type) and issubclass(kind, Exception):
        if kind not in (Exception, StopIteration):
            with contextlib.suppress(Exception):
                return kind(said)
    return StudentError(said)


def _gradients_on() -> bool:
    torch = sys.modules.get("torch")
    return torch is None or torch.is_grad_enabled()


class Handle:
    """Stands for an object on the student's side.

    Attributes, items, calls, iteration, arithmetic, ``float`` and ``len`` are asked for over the
    line. Comparison, truth and hash never are: what an object says of itself is not believed.
    """

    __slots__ = ("_Handle__classes", "_Handle__line", "_Handle__name", "_Handle__number")

    __array_ufunc__ = None

    def __init__(self, line: Line, number: int, name: str, classes: list) -> None:
        object.__setattr__(self, "_Handle__line", line)
        object.__setattr__(self, "_Handle__number", number)
        object.__setattr__(self, "_Handle__name", name)
        object.__setattr__(self, "_Handle__classes", classes)

    @property
    def __class__(self) -> type:
        """The library class that the object is of, so that ``isinstance`` can be asked."""
        for module, name in object.__getattribute__(self, "_Handle__classes"):
            kind = _library_class(module, name)
            if kind is not None:
                return kind
        return Handle

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Libraries ask for these, and believe what they get: __array_interface__ is an address.
            raise AttributeError(f"A {self.__name} has no {name} that a test may see.")
        return self.__line.ask("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__line.ask("set", self, name, value)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.__line.ask("call", self, *arguments, **named)

    def __iter__(self) -> Iterator:
        return iter(self.__line.ask("iter", self))

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

    def __repr__(self) -> str:
        return f"<the student's {self.__name}>"

    def __refuse(self, *_: Any) -> Any:
        raise TypeError(
            f"A {self.__name} is no plain value: it cannot be compared, tested for truth or hashed."
        )

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __hash__ = __refuse  # type: ignore[assignment]


def _library_class(module: Any, name: Any) -> type | None:
    """The class of that name, if the examiner itself has loaded it from a library."""
    if not isinstance(module, str) or module.split(".")[0] not in LIBRARIES:
        return None
    value: Any = sys.modules.get(module)
    for part in str(name).split("."):
        value = getattr(value, part, None)
    return value if isinstance(value, type) else None


def _line_of(handle: Handle) -> Line:
    return object.__getattribute__(handle, "_Handle__line")


def _number_of(handle: Handle) -> int:
    return object.__getattribute__(handle, "_Handle__number")


def _binary(operation: str, swapped: bool) -> Callable:
    def method(self: Handle, other: Any) -> Any:
        pair = (other, self) if swapped else (self, other)
        return _line_of(self).ask(operation, *pair)

    return method


def _unary(operation: str) -> Callable:
    def method(self: Handle) -> Any:
        return _line_of(self).ask(operation, self)

    return method


for _name in "add sub mul truediv floordiv mod pow matmul".split():
    setattr(Handle, f"__{_name}__", _binary(_name, swapped=False))
    setattr(Handle, f"__r{_name}__", _binary(_name, swapped=True))
for _name in "neg pos abs".split():
    setattr(Handle, f"__{_name}__", _unary(_name))
