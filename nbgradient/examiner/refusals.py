"""What is refused while a test runs, as a student may have chosen it.

A pickle says what is to be called: only plain data is unpickled. A text that does not stand in the
source is not run, by whichever library; one for ``DataFrame.query`` may name any object of the
test's, but call nothing of it. And a function that gives the name of a file could name a notebook
with the tests in it, which a message would then show, or a file to be written over.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

import numpy as np

from nbgradient.examiner.foreign_texts import foreign_text, may_be_evaluated, may_run
from nbgradient.examiner.not_served import NoSuchFile, NotServed
from nbgradient.examiner.own_files import may_be_read, may_be_written

#: Modules whose classes hold what they are given, and what other modules have for such data.
_PLAIN = ("builtins.", "collections.", "datetime.", "decimal.", "fractions.")
_MAKERS = frozenset(
    "numpy.dtype numpy._core.multiarray._reconstruct numpy._core.multiarray.scalar "
    "numpy._core.numeric._frombuffer numpy.core.multiarray._reconstruct "
    "numpy.core.multiarray.scalar _codecs.encode copyreg._reconstructor".split()
)

#: What pandas makes of ``@name`` in a text, with something asked of that object.
_ASKS = re.compile(rb"__pd_eval_local_\w+\s*[.(\[]")

#: What opens files of packages, wherever these are, and gives nobody their text.
_IMPORTERS = ("importlib", "_frozen_importlib", "zipimport")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

#: What would run, in this process, code that a file names; what would load a library is told by
#: the test's text alone, for the examiner itself does.
_RUNS_FILES = frozenset(
    "subprocess.Popen os.system os.exec os.posix_spawn "
    "sqlite3.enable_load_extension sqlite3.load_extension".split()
)

#: The texts in the source, of each test that runs here, the innermost last.
_guarded: list[Set[str]] = []
_reading = 0
_is_hooked = _is_asking = False


class FileRefused(Exception):
    """A test would have run what a student's file says."""


@contextmanager
def guarded(texts: Set[str]) -> Iterator[None]:
    """Have all else refused with NotServed; ``texts`` are those that stand in the source."""
    global _is_hooked
    if not _is_hooked:
        sys.addaudithook(_refuse)
        _is_hooked = True
    _guarded.append(texts)
    try:
        yield
    finally:
        _guarded.pop()


@contextmanager
def reading_files() -> Iterator[None]:
    """While the test is ``guarded``, have refused what would run a student's file, too."""
    global _reading
    _reading += 1
    try:
        yield
    finally:
        _reading -= 1


def _refuse(event: str, arguments: tuple) -> None:
    global _is_asking
    if not _guarded or _is_asking:
        return
    if _reading and event in _RUNS_FILES:
        raise FileRefused(f"A test that reads a student's files cannot use {event}.")
    if event not in _ASKED:
        return
    _is_asking = True  # what is asked here opens and compiles, too
    try:
        refused = _ASKED[event](_guarded[-1], sys._getframe(1), *arguments)
    finally:
        _is_asking = False
    if refused is not None:
        raise refused


def _unpickled(_: Set[str], __: FrameType, module: Any, name: Any) -> NotServed | None:
    if _is_plain(module, name):
        return None
    return NotServed(
        f"A test unpickles {module}.{name}, which a student may have chosen.",
        "Let a function of the student's unpickle it, and test what it gives.",
    )


def _opened(
    texts: Set[str], caller: FrameType, path: Any, mode: Any = None, flags: Any = 0
) -> NotServed | None:
    is_import = str(caller.f_globals.get("__name__")).startswith(_IMPORTERS)
    if not (is_import or may_be_read(path, texts)):
        return NoSuchFile("A test opens a private file, whose name a student may have given.")
    if int(flags or 0) & _WRITES and not may_be_written(path):
        return NoSuchFile("A test writes outside its folder, where a student may have told it to.")
    return None


def _compiled(texts: Set[str], caller: FrameType, text: Any, _: Any) -> NotServed | None:
    if isinstance(text, bytes) and _ASKS.search(text):
        return NotServed(
            "A test has pandas ask something of an object, in a text that may be the student's.",
            "Compute it before, and name the value in the text.",
        )
    return None if may_be_evaluated(caller, texts) else foreign_text()


def _run(texts: Set[str], caller: FrameType, code: CodeType) -> NotServed | None:
    return None if may_run(code, caller, texts) else foreign_text()


#: What is asked of an event of Python's, with the texts, who does it, and what of.
_ASKED: dict[str, Callable[..., NotServed | None]] = {
    "pickle.find_class": _unpickled,
    "open": _opened,
    "sqlite3.connect": _opened,
    "compile": _compiled,
    "exec": _run,
}


def _is_plain(module: Any, name: Any) -> bool:
    if f"{module}.{name}" in _MAKERS:
        return True
    found = vars(sys.modules.get(module, np)).get(name)
    if not isinstance(found, type) or found.__qualname__ != name:
        return False
    is_number = issubclass(found, np.ndarray | np.generic) and not issubclass(found, np.memmap)
    return is_number or f"{found.__module__}.".startswith(_PLAIN)
