"""The functions that a test passes to a student's code, which calls them while it answers.

The student's code gets a number and a name. It chooses what a function is called with, so it can
ask a hidden function what it likes; that is the test's choice. A function is called with plain data
and handles alone, while a question of its own test waits for the reply, and in a deputy.
"""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from nbgradient.examiner.not_served import NotServed
from nbgradient.wire.asking import MAX_CALLBACKS, MAX_NESTED, TOO_DEEP, TOO_LATE
from nbgradient.wire.codec import Decoder, Encoder, NotPlain
from nbgradient.wire.frames import WireError
from nbgradient.wire.sharing import Passed
from nbgradient.wire.torch_values import is_computed

NO_GRAPH = "A function that a test passes in gives a tensor that gradients are asked of."
#: The numbers of the first functions of tests: none is ever used for another test.
_FIRST = itertools.count(1 << 32, 1 << 32)


class Callbacks:
    """The functions that one test has passed in."""

    def __init__(self, guard: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """The outermost call of a function takes place in ``guard``."""
        self._guard = guard
        self._next = itertools.count(next(_FIRST))
        self._functions: dict[int, Callable] = {}
        self._numbers: dict[int, int] = {}
        self._raised: list[Exception] = []
        self._calls = self._depth = 0
        #: Why a function's value could not be passed on, once that has happened.
        self.refused: str | None = None

    def node(self, function: Callable) -> list:
        """What the student's side is told of ``function``, which it may call from now on."""
        if id(function) not in self._numbers:
            number = next(self._next)
            self._functions[number] = function  # which also keeps its id from being used again
            self._numbers[id(function)] = number
        name = getattr(function, "__name__", type(function).__name__)
        return ["callback", self._numbers[id(function)], str(name)[:100]]

    def iterator(self, iterator: Iterator) -> list:
        """As ``node``, for an iterator: the student's side asks for one item after the other."""
        return ["iterator", self.node(_Items(iterator))[1]]

    def function(self, number: Any) -> Callable:
        """The function that was passed in as ``number``; one that no test can call, if that was
        by an earlier test.

        Raises:
            WireError: it is no number.
        """
        if type(number) is not int:
            raise WireError("A value is malformed.")
        return self._functions.get(number, _earlier)

    def raised(self, number: Any) -> Exception:
        """The exception that a function raised, and the student's code let through.

        Raises:
            WireError: none of the functions did.
        """
        if type(number) is not int or not 0 <= number < len(self._raised):
            raise WireError("An exception is malformed.")
        return self._raised[number]

    def answer(self, request: dict, decoder: Decoder, encoder: Encoder) -> dict:
        """The answer to a call by the student's code.

        Raises:
            WireError: the call is malformed, or one too many.
        """
        self._calls += 1
        if self._calls > MAX_CALLBACKS:
            raise WireError("A test's functions were called too often.")
        if request["callback"] not in self._functions:
            return _error("RuntimeError", TOO_LATE)
        if self._depth >= MAX_NESTED:
            return _error("RecursionError", TOO_DEEP)
        function = self._functions[request["callback"]]
        self._depth += 1
        try:
            with self._guard() if self._depth == 1 else nullcontext():
                arguments = [decoder.decode(node) for node in request["args"]]
                named = {name: decoder.decode(node) for name, node in request["named"].items()}
                return self._call(function, arguments, named, encoder)
        finally:
            self._depth -= 1

    def _call(self, function: Callable, arguments: list, named: dict, encoder: Encoder) -> dict:
        try:
            passed = Passed(arguments, named)
            value = function(*arguments, **named)
        except Exception as error:
            self._raised.append(error)
            return _error(*told_of(error), len(self._raised) - 1)
        try:
            if is_computed(value):
                raise NotPlain(NO_GRAPH)
            encoder.known = passed.references()
            return {"value": encoder.encode(value), "changed": passed.changed(encoder)}
        except NotPlain as error:
            self.refused = str(error)
            return _error("TypeError", str(error))
        except WireError as error:
            return _error("ValueError", str(error))


def _earlier(*_: Any, **__: Any) -> Any:
    raise NotServed(
        "A test calls a function that an earlier test has left with the student's code.",
        "Pass it in again.",
    )


class _Items:
    """Gives the next item of an iterator in a list, which is empty when there is none."""

    def __init__(self, iterator: Iterator) -> None:
        self._iterator = iterator

    def __call__(self) -> list:
        return list(itertools.islice(self._iterator, 1))


def _error(name: str, message: str, number: int | None = None) -> dict:
    return {"error": {"name": name, "message": message, "number": number}}


def told_of(error: BaseException) -> tuple[str, str]:
    """The name and the message of ``error`` that the student's code gets.

    The message may say what a hidden test expects. So it is told only if it stands, word for word,
    in a function that raises it, and is none of an assertion.
    """
    kind = next(base for base in type(error).__mro__ if getattr(builtins, base.__name__, 0) is base)
    innermost = error.__traceback__
    while innermost is not None and innermost.tb_next is not None:
        innermost = innermost.tb_next
    literals = innermost.tb_frame.f_code.co_consts if innermost is not None else ()
    match error.args:
        case (str(message),) if message in literals and kind is not AssertionError:
            return kind.__name__, message[:2_000]
    return kind.__name__, ""
