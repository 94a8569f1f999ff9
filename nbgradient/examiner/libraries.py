"""The libraries that tests use on the examiner's side of the wall."""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from collections.abc import Callable, Iterable

from nbgradient.course import names
from nbgradient.course.needs import Needs
from nbgradient.examiner.quick_imports import quick_imports
from nbgradient.wire.libraries import LIBRARIES

#: Seconds that an import may keep the caller waiting, which a candidate waits for.
_SHARE = 0.0005


def modules(needs: Needs) -> list[str]:
    """The modules of libraries, and what is imported from them, by their full names."""
    statements = map(names.parse, (needs.imports, needs.examiners))
    found = names.imported(statements).values()
    return [name for name in dict.fromkeys(found) if name.split(".")[0] in LIBRARIES]


def load(wanted: Iterable[str]) -> None:
    """Import those of ``wanted`` that are modules."""
    with quick_imports():
        for name in wanted:
            with contextlib.suppress(ImportError):  # it is in a module, or is not installed
                importlib.import_module(name)


def get_ready_beside(needs: Needs, then: Callable[[], object] | None = None) -> None:
    """Once in this process: import what tests need, and do what comes ``then``, while the caller
    goes on; before the first question it is to ``await_libraries``."""
    global _loading
    if _loading is not None:
        return
    _loading = threading.Event()

    def get_ready() -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SHARE)
        try:
            load(modules(needs))
        finally:
            sys.setswitchinterval(usual)
            _loading.set()
        if then is not None:
            then()

    threading.Thread(target=get_ready, daemon=True).start()


def await_libraries() -> None:
    """Wait until no library is half imported any more."""
    if _loading is not None:
        _loading.wait()


_loading: threading.Event | None = None
