"""What a test has changed around a question holds on this side while the question is answered.

The test may have set, replaced or deleted names, redirected what is printed, replaced what is read
or functions of Python's own, and set the random generators. All but the last is undone with the
answer, and what the student's code has made of it meanwhile is told.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import random
import sys
from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any

import numpy as np

from nbgradient.candidate.kept_files import KeptFiles
from nbgradient.wire import folder
from nbgradient.wire.around import MAX_PRINTED
from nbgradient.wire.codec import Encoder
from nbgradient.wire.sharing import Passed

_MISSING = object()


class Around:
    """What is different around one question."""

    def __init__(
        self,
        wanted: dict,
        names: dict[str, Any],
        decode: Callable[[Any], Any],
        kept: KeptFiles,
    ) -> None:
        """``wanted`` is what the examiner asks for, ``names`` are the student's, and so are the
        files ``kept``."""
        self._names = names
        self._own = {name: decode(node) for name, node in wanted["names"]}
        self._own |= dict.fromkeys(wanted["gone"], _MISSING)
        self._watched = wanted["watched"]
        self._pythons = {name: decode(node) for name, node in wanted["builtins"]}
        self._input = None if wanted["input"] is None else io.StringIO(wanted["input"])
        self._printed = _Printed() if wanted["output"] else None
        self._files, self._kept = wanted["files"], kept
        if self._files:
            kept.restore()
        for path, node in self._files["put"] if self._files else ():
            with contextlib.suppress(OSError):
                folder.write(".", path, decode(node))
        if wanted["random"] is not None:
            _set_random(*decode(wanted["random"]))

    def __enter__(self) -> Around:
        self._usual = _found(self._names, self._own)
        _bind(self._names, self._own)
        self._seen = _found(self._names, self._watched)
        seen = {name: value for name, value in self._seen.items() if value is not _MISSING}
        self._passed = Passed((), seen)
        self._usual_pythons = _found(vars(builtins), self._pythons)
        _bind(vars(builtins), self._pythons)
        self._usual_streams = sys.stdin, sys.stdout, sys.stderr
        if self._input is not None:
            sys.stdin = self._input
        if self._printed is not None:
            sys.stdout, sys.stderr = (_Stream(n, self._printed) for n in ("stdout", "stderr"))
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.stdin, sys.stdout, sys.stderr = self._usual_streams
        _bind(vars(builtins), self._usual_pythons)
        found = _found(self._names, self._watched)
        self._set = {name: v for name, v in found.items() if v is not self._seen[name]}
        _bind(self._names, self._usual)

    def told(self, encoder: Encoder) -> dict:
        """What has become of it."""
        if self._files is not None:
            self._kept.look()
        changed = {name: encoder.encode(self._seen[name]) for name in self._passed.changed_keys()}
        changed |= {n: encoder.encode(v) for n, v in self._set.items() if v is not _MISSING}
        return {
            "names": list(changed.items()),
            "read": 0 if self._input is None else self._input.tell(),
            "printed": [] if self._printed is None else self._printed.texts(),
            "files": encoder.encode(self._new_files()),
            "removed": self._removed_files(),
        }

    def _new_files(self) -> list[tuple[str, list[int], bytes]]:
        if self._files is None:
            return []
        return list(folder.contents(".", dict(self._files["known"])))

    def _removed_files(self) -> list[str]:
        if self._files is None:
            return []
        return [path for path, _ in self._files["known"] if path not in self._kept.paths]


class _Printed:
    """What was printed, in order: a little more than is allowed, so that this can be seen."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str]] = []
        self._room = MAX_PRINTED + 1

    def add(self, stream: str, text: str) -> None:
        if self._room > 0:
            self._parts.append((stream, text[: self._room]))
            self._room -= len(text)

    def texts(self) -> list[list[str]]:
        """The parts, each with the name of its stream."""
        groups = groupby(self._parts, itemgetter(0))
        return [[stream, "".join(text for _, text in parts)] for stream, parts in groups]


class _Stream(io.TextIOBase):
    """What the student's code prints to."""

    encoding = "utf-8"

    def __init__(self, name: str, printed: _Printed) -> None:
        self._name = name
        self._printed = printed

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._printed.add(self._name, str(text))
        return len(text)


def _found(names: dict[str, Any], wanted: Iterable[str]) -> dict[str, Any]:
    return {name: names.get(name, _MISSING) for name in wanted}


def _bind(names: dict[str, Any], values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is _MISSING:
            names.pop(name, None)
        else:
            names[name] = value


def _set_random(pythons: tuple, numpys: tuple, torchs: Any) -> None:
    """Give the global generators of Python, NumPy and, if it is loaded, PyTorch these states."""
    version, numbers, gauss = pythons
    random.setstate((version, tuple(numbers), gauss))
    np.random.set_state(numpys)  # noqa: NPY002, students may use the global state
    if torchs is not None and "torch" in sys.modules:
        sys.modules["torch"].default_generator.set_state(torchs)
