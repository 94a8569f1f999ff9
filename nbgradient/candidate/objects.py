"""Answers the examiner's questions about the objects that a student's cells defined.

What is plain data is sent as a copy. For anything else the examiner gets a number, a handle, and
asks on: for attributes, items, calls, arithmetic. Arguments arrive as copies; those that the
student's code changed are sent back.
"""

from __future__ import annotations

import builtins
import itertools
import operator
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import numpy as np

from nbgradient.candidate import kinds
from nbgradient.wire.codec import Decoder, Encoder
from nbgradient.wire.frames import WireError
from nbgradient.wire.libraries import CLASSES_FROM

#: The most items that an iteration gives.
MAX_ITEMS = 10_000


def _call(function: Callable, *arguments: Any, **named: Any) -> Any:
    return function(*arguments, **named)


def _items(value: Any) -> list:
    return list(itertools.islice(iter(value), MAX_ITEMS))


OPERATIONS: dict[str, Callable] = {
    "get": getattr,
    "set": setattr,
    "call": _call,
    "iter": _items,
    "len": len,
    "float": float,
    "int": int,
    "array": np.asarray,
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

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}

    def answer(self, question: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        """The reply to ``question``: a value, or the exception that the student's code raised."""
        encoder = Encoder(self._handle)
        try:
            if question["do"] == "all names":
                return {"all": _all_names(self._names)}, []
            if question["do"] == "names":
                return self._look_up(question["names"], encoder), encoder.buffers
            return self._operate(question, buffers, encoder), encoder.buffers
        except BaseException as error:
            return {"error": _describe(error)}, []

    def _look_up(self, names: list[str], encoder: Encoder) -> dict:
        found = [[name, encoder.encode(self._names[name])] for name in names if name in self._names]
        return {"found": found}

    def _operate(self, question: dict, buffers: list[bytes], encoder: Encoder) -> dict:
        decoder = Decoder(buffers, self._object)
        arguments = [decoder.decode(node) for node in question["args"]]
        named = {name: decoder.decode(node) for name, node in question["named"].items()}
        watched = list(enumerate(arguments)) + list(named.items())
        before = {key: _packed(value, self._handle) for key, value in watched if _mutable(value)}
        with _gradients(question["gradients"]):
            value = OPERATIONS[question["do"]](*arguments, **named)
        changed = [
            [key, encoder.encode(value)]
            for key, value in watched
            if key in before and _packed(value, self._handle) != before[key]
        ]
        return {"value": encoder.encode(value), "changed": changed}

    def _handle(self, value: Any) -> list:
        # An object has one number, so that the examiner can tell whether two are the same.
        number = self._numbers.setdefault(id(value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)
        kind = type(value)
        return ["handle", number, kind.__name__[:100], _library_classes(kind)]

    def _object(self, node: list) -> Any:
        if node[0] != "handle":
            raise WireError("A value is malformed.")
        return self._objects[node[1]]


def _all_names(names: dict[str, Any]) -> list[str]:
    shells = {"In", "Out", "get_ipython", "exit", "quit", "open"}
    shown = [name for name in names if not name.startswith("_") and name not in shells]
    return shown[: kinds.MAX_NAMES]


def _library_classes(kind: type) -> list[list[str]]:
    classes = [(base.__module__, base.__qualname__) for base in type.mro(kind)]
    return [[m, q] for m, q in classes if str(m).split(".")[0] in CLASSES_FROM][:20]


def _mutable(value: Any) -> bool:
    if isinstance(value, (list, dict, set, np.ndarray)):
        return True
    torch, pandas = sys.modules.get("torch"), sys.modules.get("pandas")
    if torch is not None and isinstance(value, torch.Tensor):
        return True
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def _packed(value: Any, handle: Callable[[Any], list]) -> tuple:
    encoder = Encoder(lambda other: ["handle", id(other)])
    return encoder.encode(value), encoder.buffers


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
