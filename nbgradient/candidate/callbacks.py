"""Functions of a test's that were passed in, as functions that ask the examiner.

Nothing of them is here but a number and a name: each call goes to the examiner, and is answered
while a question of the test that passed the function waits for its reply.
"""

from __future__ import annotations

import builtins
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nbgradient.wire import frames
from nbgradient.wire.asking import TOO_LATE
from nbgradient.wire.codec import Encoder
from nbgradient.wire.lending import copy_back
from nbgradient.wire.sharing import Held


class Callbacks:
    """The examiner's functions that this side has been given."""

    def __init__(
        self,
        link: socket.socket,
        answer: Callable[[dict, list[bytes]], tuple[dict, list[bytes]]],
        handle: Callable[[Any], list],
        decoder: Callable[[list[bytes], Held | None], Callable[[Any], Any]],
    ) -> None:
        """``answer`` answers a question that comes before the value of a call; ``handle`` gives
        the node for what is not plain, ``decoder`` decodes nodes with these buffers."""
        self._link = link
        self._answer = answer
        self._handle = handle
        self._decoder = decoder
        self._functions: dict[int, Callable] = {}
        self._numbers: dict[int, int] = {}
        self._raised: dict[int, tuple[int, BaseException]] = {}
        #: One thread at a time speaks to the examiner.
        self._turn = threading.RLock()
        self._pending = 0
        self._process = os.getpid()

    @contextmanager
    def pending(self) -> Iterator[None]:
        """A question waits for its reply, which follows."""
        self._pending += 1
        try:
            yield
        finally:
            with self._turn:
                self._pending -= 1

    def function(self, number: int, name: str) -> Callable:
        """The function that the examiner knows by ``number``."""
        if number not in self._functions:

            def function(*arguments: Any, **named: Any) -> Any:
                return self._call(number, arguments, named)

            function.__name__ = function.__qualname__ = name
            function.__module__ = "__main__"
            self._functions[number] = function
            self._numbers[id(function)] = number
        return self._functions[number]

    def iterator(self, number: int) -> Iterator:
        """The items that the examiner's function ``number`` gives, one by one."""
        while items := self._call(number, (), {}):
            yield from items

    def number_of(self, value: Any) -> int | None:
        """The number of a function that came from the examiner."""
        return self._numbers.get(id(value))

    def raised(self, error: BaseException) -> int | None:
        """The number of an exception that came from the examiner."""
        return self._raised.get(id(error), (None, None))[0]

    def _call(self, number: int, arguments: tuple, named: dict[str, Any]) -> Any:
        with self._turn:
            if not self._pending or os.getpid() != self._process:
                raise RuntimeError(TOO_LATE)
            encoder = Encoder(self._handle)
            request = {
                "callback": number,
                "args": [encoder.encode(argument) for argument in arguments],
                "named": {name: encoder.encode(value) for name, value in named.items()},
            }
            held = Held(arguments, named)
            frames.send(self._link, request, encoder.buffers)
            reply, buffers = frames.receive(self._link)
            while "do" in reply:
                frames.send(self._link, *self._answer(reply, buffers))
                reply, buffers = frames.receive(self._link)
            if "error" in reply:
                raise self._exception(**reply["error"])
            decode = self._decoder(buffers, held)
            held.take(reply["changed"], decode, copy_back)
            return decode(reply["value"])

    def _exception(self, name: str, message: str, number: int | None) -> BaseException:
        error = pythons_exception(name, message)
        if number is not None:
            self._raised[id(error)] = number, error
        return error


def pythons_exception(name: str, message: str) -> BaseException:
    """The exception of Python's own that the examiner tells of."""
    try:
        kind = getattr(builtins, name)
        return kind(message) if message else kind()
    except TypeError:  # a UnicodeDecodeError wants more
        return RuntimeError(name)
