"""Imported once by the process that all workers are forked from: it imports what they need.

What it holds then stays where it is: the garbage collector of a worker does not touch it, so that
workers share it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os

from nbgradient.quick_imports import quick_imports

with quick_imports():
    from nbgradient.grading import worker  # noqa: F401
    from nbgradient.grading.workers import PRELOADED

    for name in os.environ.get(PRELOADED, "").split():
        with contextlib.suppress(ImportError):  # it is not there, or is no module but in one
            importlib.import_module(name)
gc.freeze()
