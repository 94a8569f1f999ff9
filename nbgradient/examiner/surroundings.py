"""What a test changes around its questions, on this side and on the student's.

A test may set, replace or delete a name that the student's code reads, redirect what is printed,
replace ``input`` or ``sys.stdin``, and set the random generators. Each question takes along what is
different, for itself alone (``candidate.around``). On this side all of it, as well as the working
directory, the environment, the filters of warnings and what it set of libraries, is as it was when
the test has ended.
"""

from __future__ import annotations

import builtins
import io
import os
import random
import sys
import warnings
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np

from nbgradient.examiner import refusals
from nbgradient.examiner.library_names import library_name
from nbgradient.examiner.library_state import LibraryState
from nbgradient.examiner.reach import Reach
from nbgradient.examiner.remote import is_remote
from nbgradient.examiner.scratch import Scratch
from nbgradient.wire.around import MAX_INPUT, MAX_PRINTED, PRINTED_TOO_MUCH
from nbgradient.wire.codec import Decoder, Encoder, NotPlain
from nbgradient.wire.frames import WireError

_MISSING = object()
#: What sets the global random generators.
_SEEDERS = (
    ("random", "seed"), ("random", "setstate"), ("numpy.random", "seed"),
    ("numpy.random", "set_state"), ("torch", "manual_seed"),
)  # fmt: skip


class PrintedTooMuch(Exception):
    """The student's code printed more than a test can read."""


class Surroundings:
    """What one test changes around its questions."""

    def __init__(
        self,
        reach: Reach,
        namespace: dict[str, Any],
        pythons: ModuleType,
        read: frozenset[str],
    ) -> None:
        """``namespace`` is the test's own, ``pythons`` what it has in place of ``builtins``, and
        ``read`` are the names that functions on the student's side read."""
        self._pythons = vars(pythons)
        self._usual_pythons = dict(self._pythons)
        self._reach = reach
        self._names = reach.names & read
        self._namespace = namespace
        #: What this process had of it before the test ran, and what it had when a part had run.
        self._usual: _State | None = None
        self._state: _State | None = None
        self._first: dict[str, tuple[Any, Any]] = {}
        self._random_seen: Any = None
        self._is_seeded = False
        #: The names that the last question took along.
        self._sent: set[str] = set()
        self._is_hidden = False
        self._scratch: Scratch | None = None

    def fetched(self) -> None:
        """The namespace has the student's names: what differs from now on is the test's doing."""
        names = self._names
        self._first = {n: (v, _packed(v)) for n, v in self._namespace.items() if n in names}

    def seeded(self) -> None:
        """The random generators are as for every test: from now on the test sets them."""
        if self._reach.seeds:
            self._random_seen, self._is_seeded = _packed(_random_state()), False

    @contextmanager
    def running(self, main: ModuleType, hidden: bool = False) -> Iterator[None]:
        """The test runs as the module ``main``: its ``hidden`` statements, or those before them."""
        self._is_hidden = hidden
        self._usual = _State(self._reach.patched)
        try:
            with self._in_scratch(), self._noting_seeds():
                sys.modules["__main__"] = main
                if self._state is None:
                    self._out = sys.stdout = io.StringIO()
                    self._err = sys.stderr = io.StringIO()
                else:
                    self._state.restore()
                yield
        finally:
            self._state = _State(self._reach.patched)
            self._usual.restore()

    @contextmanager
    def _noting_seeds(self) -> Iterator[None]:
        """Note when the test seeds a generator, perhaps as it was: the student's has gone on."""
        with ExitStack() as stack:
            for module, name in _SEEDERS if self._reach.seeds else ():
                if held := sys.modules.get(module):
                    noting = self._noting(getattr(held, name))
                    stack.enter_context(patch.object(held, name, noting))
            yield

    def _noting(self, seeder: Callable) -> Callable:
        @wraps(seeder)
        def seed(*arguments: Any, **named: Any) -> Any:
            self._is_seeded = True
            return seeder(*arguments, **named)

        return seed

    @contextmanager
    def _in_scratch(self) -> Iterator[None]:
        """Where a test reads or writes files."""
        if not self._reach.files:
            yield
            return
        if self._scratch is None:
            self._scratch = Scratch(Path.cwd())
            weakref.finalize(self, self._scratch.close)
        self._scratch.enter()
        with refusals.reading_files():
            yield

    @property
    def uses_files(self) -> bool:
        """Whether the test may read files that the student's code wrote before."""
        return self._reach.files

    def around(self, encoder: Encoder) -> dict | None:
        """What the next question is to take along, if there is anything.

        Raises:
            NotPlain: it cannot be taken along.
        """
        if (usual := self._usual) is None:
            return None
        names, gone = self._changed_names(encoder)
        self._sent = {name for name, _ in names}
        around = {
            "names": names,
            "gone": gone,
            "watched": self._reach.watched,
            "builtins": [[n, encoder.encode(v)] for n, v in self._changed_builtins(usual).items()],
            "input": self._input(),
            "output": self._captures(),
            "random": self._new_random_state(encoder),
            "files": self._files(encoder),
        }
        return (
            around if any(value not in (None, False, [], ()) for value in around.values()) else None
        )

    def take(self, told: dict, decoder: Decoder) -> None:
        """Take over what has become of it.

        Raises:
            PrintedTooMuch: it is too much.
            WireError, KeyError, TypeError, ValueError: it is malformed.
        """
        for name, node in told["names"]:
            if name in self._reach.watched:
                self._namespace[name] = value = decoder.decode(node)
                if name not in self._sent:  # otherwise it is there for that question alone
                    self._first[name] = value, _packed(value)
        if self._scratch is not None:
            self._scratch.take(decoder.decode(told["files"]), told["removed"])
        if (read := int(told["read"])) > 0 and self._replaced("stdin"):
            sys.stdin.read(min(read, MAX_INPUT))
        texts = [(str(stream), str(text)) for stream, text in told["printed"]]
        if sum(len(text) for _, text in texts) > MAX_PRINTED:
            raise PrintedTooMuch(PRINTED_TOO_MUCH)
        for stream, text in texts if self._captures() else ():
            sink = sys.stderr if stream == "stderr" else sys.stdout
            if sink not in (self._out, self._err):
                sink.write(text)

    def _changed_names(self, encoder: Encoder) -> tuple[list, list]:
        names, gone = [], []
        for name in sorted(self._names):
            value = self._namespace.get(name, _MISSING)
            first, packed = self._first.get(name, (_MISSING, None))
            is_same = value is first and (value is _MISSING or _packed(value) == packed)
            if is_same or (isinstance(value, ModuleType) and library_name(value) is None):
                continue
            is_called = is_remote(value) or callable(value)
            if value is _MISSING or (
                self._is_hidden and name in self._reach.secret and not is_called
            ):
                gone.append(name)
            else:
                names.append([name, encoder.encode(value)])
        return names, gone

    def _changed_builtins(self, usual: _State) -> dict[str, Any]:
        changed = _changes(vars(builtins), usual.builtins)
        return changed | _changes(self._pythons, self._usual_pythons)

    def _replaced(self, stream: str) -> bool:
        return getattr(sys, stream) is not getattr(self._usual, stream)

    def _captures(self) -> bool:
        """Whether the test reads what is printed."""
        unread = (None, self._out, self._err, sys.__stdout__, sys.__stderr__)
        return not any(sys.stdout is stream for stream in unread) or not any(
            sys.stderr is stream for stream in unread
        )

    def _input(self) -> str | None:
        if not self._replaced("stdin") or sys.stdin is None:
            return None
        place = sys.stdin.tell()
        text = sys.stdin.read(MAX_INPUT + 1)
        sys.stdin.seek(place)
        if len(text) > MAX_INPUT:
            raise NotPlain("A test cannot give a student's code so much to read.")
        return text

    def _files(self, encoder: Encoder) -> dict | None:
        if self._scratch is None:
            return None
        wanted = self._scratch.wanted()
        wanted["put"] = [[path, encoder.encode(content)] for path, content in wanted["put"]]
        return wanted

    def _new_random_state(self, encoder: Encoder) -> Any:
        if not self._reach.seeds:
            return None
        state = _random_state()
        packed = _packed(state)
        if packed == self._random_seen and not self._is_seeded:
            return None
        self._random_seen, self._is_seeded = packed, False
        return encoder.encode(state)


class _State:
    """What this process has of what a test may change and forget."""

    def __init__(self, patched: frozenset[str]) -> None:
        self.builtins = dict(vars(builtins))
        self._libraries = LibraryState(patched)
        self.stdin, self.stdout, self.stderr = sys.stdin, sys.stdout, sys.stderr
        self._main = sys.modules["__main__"]
        self._path = list(sys.path)
        self._filters = list(warnings.filters)
        self._environment = dict(os.environ)
        self._folder = os.getcwd()

    def restore(self) -> None:
        """Have it again."""
        self._libraries.restore()
        sys.stdin, sys.stdout, sys.stderr = self.stdin, self.stdout, self.stderr
        sys.modules["__main__"] = self._main
        if vars(builtins) != self.builtins:
            vars(builtins).update(self.builtins)
            for name in vars(builtins).keys() - self.builtins:
                delattr(builtins, name)
        if sys.path != self._path:
            sys.path[:] = self._path
        if warnings.filters != self._filters:
            # As warnings itself sets them: in a list, and by a function that is not for others.
            warnings.filters[:] = self._filters  # type: ignore[index]
            warnings._filters_mutated()  # type: ignore[attr-defined]
        if dict(os.environ) != self._environment:
            os.environ.clear()
            os.environ.update(self._environment)
        if os.getcwd() != self._folder:
            os.chdir(self._folder)


def _changes(now: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    if now == usual:
        return {}
    return {n: value for n, value in now.items() if usual.get(n) is not value and n != "_"}


def _random_state() -> tuple:
    torch = sys.modules.get("torch")
    torchs = None if torch is None else torch.default_generator.get_state()
    return random.getstate(), np.random.get_state(), torchs  # noqa: NPY002


def _packed(value: Any) -> tuple:
    encoder = Encoder(lambda other: ["handle", id(other)])
    try:
        return encoder.encode(value), encoder.buffers
    except WireError:  # it is too large to be sent
        return id(value), []
