"""Answers the examiner's questions about the objects that a student's cells defined.

What is plain data is sent as a copy. For anything else the examiner gets a number, a handle, and
asks on: for attributes, items, calls, arithmetic. Arguments arrive as copies; those that the
student's code changed are sent back. A function of the test's arrives as one that asks for each
call (``callbacks``), one of a library as the library's own.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import itertools
import operator
import socket
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import numpy as np

from nbgradient.candidate import kinds
from nbgradient.candidate.callbacks import Callbacks, pythons_exception
from nbgradient.wire.codec import Decoder, Encoder
from nbgradient.wire.frames import WireError
from nbgradient.wire.lending import Lent
from nbgradient.wire.libraries import CLASSES_FROM

#: What is only ever called, so that nobody would iterate over it.
_FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodType, functools.partial, np.ufunc,
              type(functools.cache(len)))  # fmt: skip
#: The most items that an iteration gives.
MAX_ITEMS = 10_000


def _call(function: Callable, *arguments: Any, **named: Any) -> Any:
    return function(*arguments, **named)


def _items(value: Any) -> list:
    return list(itertools.islice(iter(value), MAX_ITEMS))


def _enter(manager: Any) -> Any:
    return type(manager).__enter__(manager)


def _exit(manager: Any, name: str | None, message: str) -> Any:
    """Leave a ``with`` statement, in which an exception of this name has been raised, if any."""
    error = None if name is None else pythons_exception(name, message)
    return type(manager).__exit__(manager, error and type(error), error, None)


OPERATIONS: dict[str, Callable] = {
    "get": getattr,
    "set": setattr,
    "call": _call,
    "iter": _items,
    "len": len,
    "float": float,
    "int": int,
    "array": np.asarray,
    "enter": _enter,
    "exit": _exit,
    **{
        name: getattr(operator, name)
        for name in (
            "getitem setitem add sub mul truediv floordiv mod pow matmul neg pos abs"
        ).split()
    },
    **kinds.OPERATIONS,
}


class Objects:
    """The objects that the examiner has a handle of."""

    def __init__(self, names: dict[str, Any], link: socket.socket) -> None:
        """``names`` are the student's; ``link`` leads to the examiner."""
        self._names = names
        self._objects: list[Any] = []
        self._callbacks = Callbacks(link, self.answer, self._handle, self._decoder)
        self._numbers: dict[int, int] = {}

    def answer(self, question: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        """The reply to ``question``: a value, or the exception that the student's code raised."""
        encoder = Encoder(self._handle)
        try:
            if question["do"] == "all names":
                return {"all": _all_names(self._names)}, []
            if question["do"] == "names":
                return self._look_up(question["names"], encoder), encoder.buffers
            with self._callbacks.pending():
                return self._operate(question, buffers, encoder), encoder.buffers
        except BaseException as error:
            return {"error": _describe(error) | {"raised": self._callbacks.raised(error)}}, []

    def _look_up(self, names: list[str], encoder: Encoder) -> dict:
        found = [[name, encoder.encode(self._names[name])] for name in names if name in self._names]
        return {"found": found}

    def _operate(self, question: dict, buffers: list[bytes], encoder: Encoder) -> dict:
        decode = self._decoder(buffers)
        arguments = [decode(node) for node in question["args"]]
        named = {name: decode(node) for name, node in question["named"].items()}
        lent = Lent(arguments, named)
        with _gradients(question["gradients"]):
            value = OPERATIONS[question["do"]](*arguments, **named)
        changed = lent.changed(encoder)
        return {"value": encoder.encode(value), "changed": changed}

    def _handle(self, value: Any) -> list:
        if (number := self._callbacks.number_of(value)) is not None:
            return ["callback", number]
        if isinstance(value, PurePath):
            return ["path", str(value)]
        # An object has one number, so that the examiner can tell whether two are the same.
        number = self._numbers.setdefault(id(value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)
        kind = type(value)
        tag = "function" if isinstance(value, _FUNCTIONS) else "handle"
        return [tag, number, kind.__name__[:100], _library_classes(kind)]

    def _decoder(self, buffers: list[bytes]) -> Callable[[Any], Any]:
        def other(node: list) -> Any:
            return self._object(node, decoder.decode)

        decoder = Decoder(buffers, other)
        return decoder.decode

    def _object(self, node: list, decode: Callable[[Any], Any]) -> Any:
        match node:
            case ["handle", number]:
                return self._objects[number]
            case ["callback", number, name]:
                return self._callbacks.function(number, name)
            case ["iterator", number]:
                return self._callbacks.iterator(number)
            case ["library", module, name]:
                return _library_value(module, name)
            case ["path", path]:
                return Path(path)
            case ["view", kind, held]:
                return getattr(decode(held), kind.removeprefix("dict_"))()
            case ["partial", function, arguments, named]:
                return functools.partial(decode(function), *decode(arguments), **decode(named))
        raise WireError("A value is malformed.")


def _library_value(module: str, name: str) -> Any:
    """What the library's ``module`` has under ``name``, which may have dots; itself if empty."""
    found = importlib.import_module(module)
    return operator.attrgetter(name)(found) if name else found


def _all_names(names: dict[str, Any]) -> list[str]:
    shells = {"In", "Out", "get_ipython", "exit", "quit", "open"}
    shown = [name for name in names if not name.startswith("_") and name not in shells]
    return shown[: kinds.MAX_NAMES]


def _library_classes(kind: type) -> list[list[str]]:
    classes = [(base.__module__, base.__qualname__) for base in type.mro(kind)]
    return [[m, q] for m, q in classes if str(m).split(".")[0] in CLASSES_FROM][:20]


def _gradients(wanted: bool) -> Any:
    torch = sys.modules.get("torch")
    return nullcontext() if torch is None or wanted else torch.no_grad()


def _describe(error: BaseException) -> dict:
    bases = (base.__name__ for base in type.mro(type(error)) if _is_pythons(base))
    try:
        message = str(error)
    except BaseException:
        message = "(an exception that cannot be printed)"
    return {"name": type(error).__name__[:100], "message": message[:2_000], "is_a": next(bases)}


def _is_pythons(kind: type) -> bool:
    return getattr(builtins, kind.__name__, None) is kind
