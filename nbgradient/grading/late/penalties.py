"""What late work costs: nbgrader's plugin for it, which may lie beside the course's settings."""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from nbgradient.course.folders import SETTINGS, CourseError
from nbgradient.safe.shown import shown


class PenaltyError(CourseError):
    """The plugin gives no penalty; the message says what it does instead."""


class Penalties:
    """The penalties of a course."""

    def __init__(self, config: Config, root: Path) -> None:
        """Take the plugin that ``config`` names, read anew from the folder ``root`` if it is there.

        Raises:
            CourseError: there is no such plugin.
        """
        self._root = root
        try:
            with _modules_in(root):
                step = AssignLatePenalties(config=config)
                step.init_plugin()
        except (Exception, SystemExit) as error:
            name = config.AssignLatePenalties.get("plugin_class")
            raise CourseError(
                f"{name}, which {SETTINGS} names as AssignLatePenalties.plugin_class, cannot be "
                f"used: {_told(error)}."
            ) from None
        self._plugin = step.plugin_inst

    def of(self, student: str, score: float, seconds_late: float) -> float | None:
        """What a notebook loses of its ``score``, at most all of it; None if it is in time.

        Raises:
            PenaltyError: the plugin fails, or gives no number.
        """
        if seconds_late <= 0:
            return None
        try:
            with _modules_in(self._root):
                given = self._plugin.late_submission_penalty(student, score, seconds_late)
            penalty = None if given is None else float(given)
        except (Exception, SystemExit) as error:
            raise PenaltyError(f"{self._name} fails: {_told(error)}") from None
        if penalty is None:
            return None
        if math.isnan(penalty):
            raise PenaltyError(f"{self._name} gives NaN, which is no number of points")
        return max(min(penalty, score), 0.0)

    @property
    def _name(self) -> str:
        return f"The plugin {type(self._plugin).__name__} for late work"


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {shown(str(error)[:300])}"


@contextmanager
def _modules_in(folder: Path) -> Iterator[None]:
    """Have Python look into ``folder`` last; afterwards it knows no module of it any more.

    So a plugin that was edited is read anew, and each course has its own.
    """
    path, known, writes_none = list(sys.path), set(sys.modules), sys.dont_write_bytecode
    sys.path.append(str(folder))
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = path, writes_none
        for name in set(sys.modules) - known:
            file = getattr(sys.modules[name], "__file__", None)
            if file is not None and folder in Path(file).parents:
                del sys.modules[name]
