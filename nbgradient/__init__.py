"""Grades nbgrader's courses on an engine that keeps strangers' code behind a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

__all__ = ["use_engine"]


def use_engine(config: Config) -> None:
    """Have nbgrader's own commands use the engine: a line for a course's ``nbgrader_config.py``.

    Options of the engine, as ``c.Engine.trust_submissions``, come above that line. What the course
    has set itself stays, as do preprocessors of its own; what it sets below goes on from there.

    Raises:
        SystemExit: nbgrader was started to run submissions, and these cannot be sandboxed here; or
            ``GRADEBOOK_URL`` names no database that can be used.
    """
    # Not at the top: whoever runs a student's code imports this package, and needs none of it.
    from nbgradient.grading.integration import set_up

    set_up(config)
