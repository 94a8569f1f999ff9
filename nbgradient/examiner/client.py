"""The examiner's side of the wire: questions to a snapshot of a candidate."""

from __future__ import annotations

import builtins
import contextlib
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NoReturn
from weakref import WeakValueDictionary

from nbgradient.course.special_methods import Defined
from nbgradient.examiner.callbacks import Callbacks
from nbgradient.examiner.fair_time import FairTime
from nbgradient.examiner.loans import Loans
from nbgradient.examiner.not_served import NotServed
from nbgradient.examiner.passing import Passing
from nbgradient.examiner.raised import MAX_MESSAGE, MAX_NAME, RaisedClasses
from nbgradient.examiner.remote import RemoteFunction, RemoteObject, is_remote, stand_for
from nbgradient.examiner.surroundings import PrintedTooMuch, Surroundings
from nbgradient.wire import frames
from nbgradient.wire.codec import Decoder, Encoder, NotPlain
from nbgradient.wire.sharing import Held, containers

ENDED = "Your code ended the program, or took more memory than it may."
UNREADABLE = "Your code gave something that cannot be read."


class FailedCall(Exception):
    """The student's code failed at a question; the message says how, in words for the student."""


class StudentError(FailedCall):
    """The student's code raised an exception that is of no kind of Python's own."""


class TakenOver(BaseException):
    """A deputy goes on with the test, in another process: there is nothing to be done here."""


@dataclass(frozen=True)
class LineState:
    """What is known of a line to a snapshot, for another process that is to ask there."""

    dead: str | None
    took_too_long: bool
    counts: tuple[float, float, bool]


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
        self._callbacks = Callbacks()
        self._pending = 0
        self._is_handed_over = False
        self._at_close: list[Callable[[], None]] = []
        self._handles: WeakValueDictionary[int, RemoteObject] = WeakValueDictionary()
        #: What the source's own classes define, and so what may be asked of a student's objects.
        self.defined = Defined()

    def begin(
        self, seconds: float, loans: Loans, callbacks: Callbacks, surroundings: Surroundings
    ) -> None:
        """A test begins, or goes on: its ``seconds`` run from now, and all else is its own."""
        self._seconds = seconds
        self.time.begin(seconds)
        self._loans = loans
        self._surroundings = surroundings
        self._callbacks = callbacks
        self._pending = 0

    def names(self, names: Sequence[str]) -> dict[str, Any]:
        """The student's values of those ``names`` that are defined.

        A name that was not asked for is none of the student's: it could be one of the test's own.
        """
        reply, buffers = self._ask({"do": "names", "names": names}, [])
        found, decoder = dict(reply["found"]), self._decoder(buffers)
        return {name: decoder.decode(found[name]) for name in names if name in found}

    def all_names(self) -> list[str]:
        """The names that the student's cells have bound, as the student's side tells them."""
        reply, _ = self._ask({"do": "all names"}, [])
        found = reply["all"] if isinstance(reply, dict) and "all" in reply else []
        return [name for name in found if isinstance(name, str)] if type(found) is list else []

    def ask(self, operation: str, *arguments: Any, **named: Any) -> Any:
        """What ``operation`` gives on the student's side.

        Raises:
            FailedCall: the snapshot died, took too long, or gave no plain data.
            Exception: one of Python's own, as the student's code raised it.
        """
        encoder, kept = self._encoder(), self._loans.kept
        held = Held(arguments, named)
        try:
            around = self._surroundings.around(encoder)
            encoder.known = kept.references()
            numbers = kept.numbers()
            question = {
                "do": operation,
                "kept": [numbers, kept.changed(encoder, numbers)],
                "args": [encoder.encode(argument) for argument in arguments],
                "named": {name: encoder.encode(value) for name, value in named.items()},
                "gradients": _gradients_on(),
                "around": around,
            }
        except NotPlain as error:
            raise NotServed(str(error)) from None
        reply, buffers = self._ask(question, encoder.buffers)
        decode = self._decoder(buffers, held).decode
        try:
            held.take(reply["changed"], decode, self._change)
            kept.take(reply["kept changed"], decode, self._change)
            value = decode(reply["value"])
            self._keep(reply["kept"], held, value)
        except (LookupError, TypeError, ValueError):
            self._die(UNREADABLE)
        return value

    def _keep(self, places: list, held: Held, value: Any) -> None:
        """Know by numbers what the student's code keeps of what was passed, or of ``value``."""
        given = containers(value)
        for key, place, number in places:
            container = given[place] if key == "value" else held[[key, place]]
            self._loans.kept.add(int(number), container)

    def _change(self, target: Any, value: Any) -> None:
        if not is_remote(target):
            self._loans.change(target, value)

    def _ask(self, question: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        if self._is_handed_over:
            raise TakenOver
        if self.dead:
            raise self.note(FailedCall(self.dead))
        try:
            with self._asking():
                reply, buffers = self._exchange(question, buffers)
                while "callback" in reply:
                    reply, buffers = self._exchange(*self._call_back(reply, buffers))
            if "around" in reply:
                self._surroundings.take(reply["around"], self._decoder(buffers))
            if "error" in reply:
                error = self._exception(reply["error"])
        except TimeoutError:
            reason = f"Your code took longer than the {self._seconds:.0f} seconds of a test."
            self._die(reason, took_too_long=True)
        except (OSError, frames.Closed):
            self._die(ENDED)
        except (frames.WireError, KeyError, TypeError, ValueError, AttributeError):
            self._die(UNREADABLE)
        except PrintedTooMuch as excess:
            raise self.note(FailedCall(str(excess))) from None
        if self._callbacks.refused:
            raise NotServed(self._callbacks.refused)
        if "error" in reply:
            raise self.note(error)
        return reply, buffers

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        """A question waits for its reply; the time of those within another one is counted once."""
        self._pending += 1
        try:
            with self.time.running() if self._pending == 1 else contextlib.nullcontext():
                yield
        finally:
            self._pending -= 1

    def _exchange(self, message: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        """What comes in return for ``message``."""
        self._link.settimeout(max(0.1, self.time.left()))
        frames.send(self._link, message, buffers)
        return frames.receive(self._link, self.time.left)

    def _call_back(self, request: dict, buffers: list[bytes]) -> tuple[dict, list[bytes]]:
        """The answer to a call of a function that the test passed in."""
        encoder = self._encoder()
        answer = self._callbacks.answer(request, self._decoder(buffers), encoder)
        if self.dead:  # by a question that the function asked
            raise frames.Closed(self.dead)
        return answer, encoder.buffers if "value" in answer else []

    def _exception(self, error: dict) -> Exception:
        if (number := error.get("raised")) is not None:
            return self._callbacks.raised(number)
        if node := error.get("own"):
            return self._raised_classes.exception(node)
        name, text = str(error["name"])[:MAX_NAME], str(error["message"])[:MAX_MESSAGE]
        return _exception(name, text, str(error["is_a"]))

    def _die(self, reason: str, took_too_long: bool = False) -> NoReturn:
        self.give_up(reason, took_too_long)
        raise self.note(FailedCall(self.dead)) from None

    def note(self, error: Exception) -> Exception:
        """Remember that ``error`` came from the student's side."""
        self.raised.append(error)
        return error

    def hand_over(self) -> TakenOver:
        """Let another process ask, until it is ``take_over``; what ends the test here."""
        self._is_handed_over = True
        return TakenOver()

    @property
    def state(self) -> LineState:
        """For the process that is to ``take_over``."""
        return LineState(self.dead, self.took_too_long, self.time.counts)

    def take_over(self, state: LineState) -> None:
        """Go on where another process has left the line."""
        self._is_handed_over = False
        self.time.take_over(state.counts)
        self.took_too_long = state.took_too_long
        if state.dead:
            self.give_up(state.dead, state.took_too_long)

    def give_up(self, reason: str, took_too_long: bool) -> None:
        """Ask nothing any more, for this ``reason``."""
        self._is_handed_over = False
        self.dead = self.dead or reason
        self.took_too_long |= took_too_long
        self.close()

    def go_on_in_fork(self) -> None:
        """This is a fork of the process that has asked so far; what that started is its own."""
        self._at_close.clear()
        self.time.go_on_in_fork()

    def at_close(self, function: Callable[[], None]) -> None:
        """Have ``function`` called when the line is closed."""
        self._at_close.append(function)

    def close(self) -> None:
        """Hang up: the snapshot ends."""
        while self._at_close:
            self._at_close.pop()()
        with contextlib.suppress(OSError):
            self._link.close()
        self.time.close()

    def _decoder(self, buffers: list[bytes], held: Held | None = None) -> Decoder:
        """What decodes nodes; those in what was ``held`` are known by their places."""
        return Decoder(buffers, partial(self._proxy, held))

    def _proxy(self, held: Held | None, node: list) -> Any:
        if node[0] == "passed" and held is not None:
            return held[node[1:]]
        if node[0] == "exception":
            return self._raised_classes.exception(node)
        if node[0] == "exception class":
            return self._raised_classes.class_of(node)
        match node:
            case ["handle", int(number), str(name), list(classes)]:
                return self._handle(RemoteObject, number, name, classes)
            case ["function", int(number), str(name), list(classes)]:
                return self._handle(RemoteFunction, number, name, classes)
            case ["kept", int(number)]:
                return self._loans.kept[number]
            case ["callback", number]:
                return self._callbacks.function(number)
            case ["path", str(path)]:
                return PurePosixPath(path)  # what is there is on the student's side
        raise frames.WireError("A value is malformed.")

    def _handle(
        self, kind: type[RemoteObject], number: int, name: str, classes: list
    ) -> RemoteObject:
        """The one object that stands for the student's object of that ``number``."""
        handle = self._handles.get(number)
        if handle is None:
            handle = self._handles[number] = stand_for(kind, self, number, name, classes)
        return handle

    def _encoder(self) -> Encoder:
        return Passing(self, self._callbacks).encoder


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
