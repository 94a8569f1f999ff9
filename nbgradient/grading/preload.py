"""Imported once by the process that all workers are forked from: it imports what they need."""

from __future__ import annotations

import os

from nbgradient.examiner.quick_imports import quick_imports

with quick_imports():
    from nbgradient.grading import room

    room.end_with_command()
    from nbgradient.examiner.libraries import load
    from nbgradient.grading import tasks  # noqa: F401
    from nbgradient.grading.workers import PRELOADED

load(os.environ.get(PRELOADED, "").split())
