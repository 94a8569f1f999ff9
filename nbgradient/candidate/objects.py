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
from collections.abc import Callable, Sized
from contextlib import nullcontext
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import numpy as np

from nbgradient.candidate import kinds
from nbgradient.candidate.around import Around
from nbgradient.candidate.callbacks import Callbacks, pythons_exception
from nbgradient.candidate.kept_files import KeptFiles
from nbgradient.wire.codec import Decoder, Encoder
from nbgradient.wire.frames import WireError
from nbgradient.wire.lending import copy_back
from nbgradient.wire.libraries import CLASSES_FROM, LIBRARIES
from nbgradient.wire.sharing import MOST_KEPT, Held, Kept, Passed, containers, retained

#: What is only ever called, so that nobody would iterate over it.
_FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodType, functools.partial, np.ufunc,
              type(functools.cache(len)))  # fmt: skip
#: The most items that are given at once.
MAX_ITEMS = 10_000


def _call(function: Callable, *arguments: Any, **named: Any) -> Any:
    return function(*arguments, **named)


def _items(value: Any) -> Any:
    """All items of something with a length, or an iterator to step through: it may never end."""
    iterator = iter(value)
    is_short = iterator is not value and isinstance(value, Sized) and len(value) <= MAX_ITEMS
    return list(itertools.islice(iterator, MAX_ITEMS)) if is_short else iterator


def _next(iterator: Any) -> tuple[bool, Any]:
    """Whether there is a next item, and which, or what was given at the end."""
    try:
        return True, next(iterator)
    except StopIteration as end:
        return False, end.value


def _enter(manager: Any) -> Any:
    return type(manager).__enter__(manager)


def _exit(manager: Any, name: str | None, message: str) -> Any:
    """Leave a ``with`` statement, in which an exception of this name has been raised, if any."""
    error = None if name is None else pythons_exception(name, message)
    return type(manager).__exit__(manager, error and type(error), error, None)


#: What of an exception's arguments is sent.
_SCALARS = (str, int, float, bool, type(None))

OPERATIONS: dict[str, Callable] = {
    "get": getattr,
    "set": setattr,
    "del": delattr,
    "call": _call,
    "iter": _items,
    "next": _next,
    "files": lambda: None,
    "import": importlib.import_module,
    "contains": lambda value, item: bool(item in value),
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


#: Containers, and where each stands in a call or in its value.
_Found = tuple[list[list], list]


class Objects:
    """The objects that the examiner has a handle of."""

    def __init__(self, names: dict[str, Any], link: socket.socket, kept: KeptFiles) -> None:
        """``names`` are the student's, who has the files ``kept``; ``link`` leads to the
        examiner."""
        self._names = names
        self._files = kept
        self._kept = Kept(MOST_KEPT)
        self._numbering = itertools.count()
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
                if question.get("around") is not None:
                    reply, found = self._operate_amid(question, buffers, encoder)
                else:
                    reply, found = self._operate(question, buffers, encoder)
                return self._with_kept(reply, found, question["kept"][0]), encoder.buffers
        except BaseException as error:
            return {"error": self._describe(error)}, []

    def _operate_amid(
        self, question: dict, buffers: list[bytes], encoder: Encoder
    ) -> tuple[dict, _Found]:
        """As ``_operate``, with what the test has changed around the question."""
        around = Around(question["around"], self._names, self._decoder(buffers), self._files)
        found: _Found = ([], [])
        try:
            with around:
                reply, found = self._operate(question, buffers, encoder)
        except BaseException as error:
            encoder.buffers.clear()
            reply = {"error": self._describe(error)}
        encoder.known = {}
        return reply | {"around": around.told(encoder)}, found

    def _look_up(self, names: list[str], encoder: Encoder) -> dict:
        found = [[name, encoder.encode(self._names[name])] for name in names if name in self._names]
        return {"found": found}

    def _operate(
        self, question: dict, buffers: list[bytes], encoder: Encoder
    ) -> tuple[dict, _Found]:
        """The reply, and the containers in the arguments and the value, with where they stand."""
        decode = self._decoder(buffers)
        live, changed = question["kept"]
        self._kept.take(changed, decode, copy_back)
        arguments = [decode(node) for node in question["args"]]
        named = {name: decode(node) for name, node in question["named"].items()}
        passed = Passed(arguments, named)
        with _gradients(question["gradients"]):
            value = OPERATIONS[question["do"]](*arguments, **named)
        encoder.known = {**self._kept.references(live), **passed.references()}
        reply = {
            "changed": passed.changed(encoder),
            "kept changed": self._kept.changed(encoder, live),
            "value": encoder.encode(value),
        }
        encoder.forget()
        given = enumerate(containers(value))
        new = [(["value", place], one) for place, one in given if id(one) not in encoder.known]
        found = passed.places + new
        return reply, ([place for place, _ in found], [one for _, one in found])

    def _with_kept(self, reply: dict, found: _Found, live: list[int]) -> dict:
        """``reply`` with the numbers of those of the ``found`` containers that are kept here, but
        those that the examiner knows, which are ``live``."""
        (places, holders), kept = found, []
        for place in retained(holders):
            _, number = self._kept.references().get(id(holders[place]), ("kept", None))
            if number is None and not self._kept.is_full:
                number = next(self._numbering)
                self._kept.add(number, holders[place])
            if number is not None and number not in live:
                kept.append([*places[place], number])
        return reply | {"kept": kept}

    def _handle(self, value: Any) -> list:
        if (number := self._callbacks.number_of(value)) is not None:
            return ["callback", number]
        if isinstance(value, PurePath):
            return ["path", str(value)]
        if isinstance(value, Exception) and not _is_pythons(type(value)):
            return self._exception(value)
        if isinstance(value, type) and issubclass(value, Exception) and not _is_pythons(value):
            return self._exception_class(value)
        kind = type(value)
        tag = "function" if isinstance(value, _FUNCTIONS) else "handle"
        return [tag, self._number(value), kind.__name__[:100], _library_classes(kind)]

    def _number(self, value: Any) -> int:
        """An object has one number, so that the examiner can tell whether two are the same."""
        number = self._numbers.setdefault(id(value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)
        return number

    def _exception(self, error: Exception) -> list:
        kind = self._exception_class(type(error))
        arguments = [_short(a) for a in error.args[:20] if type(a) in _SCALARS]
        return ["exception", self._number(error), kind, _message(error), arguments]

    def _exception_class(self, kind: type[Exception]) -> list:
        direct = (kind,) if _is_librarys(kind) else kind.__bases__
        bases = [self._exception_base(base) for base in direct][:10]
        return ["exception class", self._number(kind), kind.__name__[:100], bases]

    def _exception_base(self, kind: type) -> Any:
        if _is_pythons(kind) or not issubclass(kind, Exception):
            return kind.__name__
        if _is_librarys(kind):
            return [kind.__module__, kind.__qualname__]
        return self._exception_class(kind)

    def _describe(self, error: BaseException) -> dict:
        kind = type(error)
        bases = (base.__name__ for base in type.mro(kind) if _is_pythons(base))
        told: dict[str, Any] = {
            "name": kind.__name__[:100],
            "message": _message(error),
            "is_a": next(bases),
        }
        told["raised"] = self._callbacks.raised(error)
        if isinstance(error, Exception) and not _is_pythons(kind):
            told["own"] = self._exception(error)
        return told

    def _decoder(self, buffers: list[bytes], held: Held | None = None) -> Callable[[Any], Any]:
        """What gives the values of nodes; those in what was ``held`` are known by their places."""

        def other(node: list) -> Any:
            if held is not None and node[0] == "passed":
                return held[node[1:]]
            return self._object(node, decoder.decode)

        decoder = Decoder(buffers, other)
        return decoder.decode

    def _object(self, node: list, decode: Callable[[Any], Any]) -> Any:
        match node:
            case ["handle", number]:
                return self._objects[number]
            case ["kept", number]:
                return self._kept[number]
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


def _message(error: BaseException) -> str:
    try:
        return str(error)[:2_000]
    except BaseException:
        return "(an exception that cannot be printed)"


def _short(value: Any) -> Any:
    """``value``, a scalar, within the bounds of an exception's message."""
    if type(value) is int and value.bit_length() > 1_000:
        return float("inf")
    return value[:2_000] if type(value) is str else value


def _library_classes(kind: type) -> list[list[str]]:
    classes = [(base.__module__, base.__qualname__) for base in type.mro(kind)]
    return [[m, q] for m, q in classes if str(m).split(".")[0] in CLASSES_FROM][:20]


def _gradients(wanted: bool) -> Any:
    torch = sys.modules.get("torch")
    return nullcontext() if torch is None or wanted else torch.no_grad()


def _is_librarys(kind: type) -> bool:
    return str(kind.__module__).split(".")[0] in LIBRARIES


def _is_pythons(kind: type) -> bool:
    return getattr(builtins, kind.__name__, None) is kind
