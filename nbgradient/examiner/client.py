"""The examiner's side of the wire: questions to a snapshot of a candidate."""

from __future__ import annotations

import builtins
import contextlib
import os
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

from nbgradient.examiner.fair_time import FairTime
from nbgradient.examiner.loans import Loans
from nbgradient.examiner.raised import MAX_MESSAGE, MAX_NAME, RaisedClasses, is_raised
from nbgradient.examiner.remote import RemoteObject, line_of, number_of
from nbgradient.wire import frames
from nbgradient.wire.codec import Decoder, Encoder, NotPlain


class FailedCall(Exception):
    """The student's code failed at a question; the message says how, in words for the student."""


class StudentError(FailedCall):
    """The student's code raised an exception that is of no kind of Python's own."""


class SnapshotClient:
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
        self._raised_classes = RaisedClasses(self)

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
            if type(target) is not RemoteObject:
                self._loans.change(target, decoder.decode(node))
        return decoder.decode(reply["value"])

    def _ask(self, question: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        if self.dead:
            raise self.note(FailedCall(self.dead))
        try:
            with self.time.running():
                self._link.settimeout(max(0.1, self.time.left()))
                frames.send(self._link, question, buffers)
                reply, buffers = frames.receive(self._link, self.time.left)
            if "error" in reply:
                error = reply["error"]
                name, text = str(error["name"])[:MAX_NAME], str(error["message"])[:MAX_MESSAGE]
                kind = str(error["is_a"])
                node = error.get("own")
        except TimeoutError:
            self.took_too_long = True
            self._die(f"Your code took longer than the {self._seconds:.0f} seconds of a test.")
        except (OSError, frames.Closed):
            self._die("Your code ended the program, or took more memory than it may.")
        except (frames.WireError, KeyError, TypeError, ValueError):
            self._die("Your code gave something that cannot be read.")
        if "error" in reply:
            raise self.note(
                self._raised_classes.exception(node) if node else _exception(name, text, kind)
            )
        return reply, buffers

    def _die(self, reason: str) -> None:
        self.dead = reason
        self.close()
        raise self.note(FailedCall(reason)) from None

    def note(self, error: Exception) -> Exception:
        """Remember that ``error`` came from the student's side."""
        self.raised.append(error)
        return error

    def close(self) -> None:
        """Hang up: the snapshot ends."""
        with contextlib.suppress(OSError):
            self._link.close()
        self.time.close()

    def _decoder(self, buffers: list[bytes]) -> Decoder:
        return Decoder(buffers, self._proxy)

    def _proxy(self, node: list) -> RemoteObject | Exception | type[Exception]:
        if node[0] == "exception":
            return self._raised_classes.exception(node)
        if node[0] == "exception class":
            return self._raised_classes.class_of(node)
        match node:
            case ["handle", int(number), str(name), list(classes)]:
                return RemoteObject(self, number, name, classes)
        raise frames.WireError("A value is malformed.")

    def _node_of(self, value: Any) -> list:
        if type(value) is RemoteObject and line_of(value) is self:
            return ["handle", number_of(value)]
        if is_raised(value) and value._line is self:
            return ["handle", value._number]
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
