"""What becomes of a value that a test passes to a student's code, if it is no plain data."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from nbgradient.examiner.callbacks import Callbacks
from nbgradient.examiner.library_names import is_library, is_tests_own, library_name
from nbgradient.examiner.raised import is_raised
from nbgradient.examiner.remote import is_remote, line_of, number_of
from nbgradient.wire import random_values
from nbgradient.wire.codec import Encoder, NotPlain

if TYPE_CHECKING:
    from nbgradient.examiner.client import SnapshotClient


def _is_iterator(value: Any) -> bool:
    """Whether ``value`` is iterated over and no more: no file, and no mock, which is everything."""
    return isinstance(value, Iterator) and not isinstance(value, io.IOBase) and not callable(value)


_EMPTY: dict[Any, Any] = {}
_VIEWS = (type(_EMPTY.keys()), type(_EMPTY.values()), type(_EMPTY.items()))


#: What a subclass of plain data may define and be no other data for it, as a named tuple does.
_HARMLESS = frozenset({*dir(object), "__getnewargs__"}).difference(
    "__eq__ __ne__ __hash__ __lt__ __le__ __gt__ __ge__ __getattribute__".split()
)


class _Encoder(Encoder):
    """Passes no object of a test's own class as the plain data that it is made of, if it behaves
    otherwise: a text that must not be compared, say."""

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The node for ``value``; errors are those of ``Encoder``."""
        kind: type = type(value)
        return super().encode(value, depth) if _is_honest(kind) else self.other(value)


@cache
def _is_honest(kind: type) -> bool:
    own = [base for base in kind.__mro__ if not is_library(base.__module__)]
    inherited = {name for base in kind.__mro__ if base not in own for name in vars(base)}
    return all(inherited.isdisjoint(vars(base).keys() - _HARMLESS) for base in own)


class Passing:
    """Passes values to the snapshot at a line, for one test."""

    def __init__(self, line: SnapshotClient, callbacks: Callbacks) -> None:
        self._line = line
        self._callbacks = callbacks
        self.encoder = _Encoder(self.node)

    def node(self, value: Any) -> list:
        """What goes over the wire for ``value``.

        Raises:
            NotPlain: nothing can.
        """
        if is_remote(value):
            if line_of(value) is self._line:
                return ["handle", number_of(value)]
        elif is_raised(value):
            if value._line is self._line:
                return ["handle", value._number]
        elif isinstance(value, PurePath):
            return ["path", str(value)]
        elif (generator := random_values.encode(value, self.encoder)) is not None:
            return generator
        elif _is_iterator(value):
            return self._callbacks.iterator(value)
        elif isinstance(value, _VIEWS):
            return ["view", type(value).__name__, self.encoder.encode(dict(value.mapping))]
        elif isinstance(value, partial) and not is_tests_own(value):
            parts = value.func, value.args, value.keywords
            return ["partial", *map(self.encoder.encode, parts)]
        elif (name := library_name(value)) is not None:
            return ["library", *name]
        elif is_tests_own(value):
            return self._callbacks.node(value)
        kind = type(value).__name__
        what = f"the type {value.__name__}" if isinstance(value, type) else f"a {kind}"
        raise NotPlain(f"A test cannot pass {what} to a student's code.")
