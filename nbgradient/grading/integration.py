"""The engine in nbgrader's settings: what each of its commands takes from here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any, TypeVar

from traitlets.config import Config, LazyConfigValue

from nbgradient.course.folders import CourseError
from nbgradient.grading.database import formgrader

T = TypeVar("T", list, dict)

#: The variable that names the database of the gradebook.
GRADEBOOK_URL = "GRADEBOOK_URL"

_NBGRADERS = "nbgrader.preprocessors"
_ENGINES = "nbgradient.examiner.preprocessors"

REBUILD, EXAMINE, HIDE = (f"{_ENGINES}.{name}" for name in ("Rebuild", "Examine", "HideTests"))
SAVE = f"{_ENGINES}.SaveGrades"
PENALTIES = "nbgradient.grading.late.assign_penalties.AssignPenalties"
#: What comes before ``nbgrader generate_assignment`` touches anything.
REHEARSE = "nbgradient.grading.assignment.releasing.Rehearse"

#: What ``nbgrader autograde`` does with what was handed in, before it runs it and as it does.
SANITIZE = (
    f"{_NBGRADERS}.ClearOutput",
    REBUILD,
    f"{_NBGRADERS}.OverwriteKernelspec",
    f"{_NBGRADERS}.OverwriteCells",
    f"{_NBGRADERS}.CheckCellMetadata",
)
AUTOGRADE = (
    EXAMINE,
    f"{_NBGRADERS}.LimitOutput",
    SAVE,
    HIDE,
    PENALTIES,
    f"{_NBGRADERS}.CheckCellMetadata",
)
#: What comes in the place of a step of nbgrader's, in a list that a course has made itself.
_IN_PLACE_OF = {
    "DeduplicateIds": [REBUILD],
    "Execute": [EXAMINE],
    "SaveAutoGrades": [SAVE, HIDE],
    "AssignLatePenalties": [PENALTIES],
}

#: What makes the pages of ``nbgrader generate_feedback`` and of formgrader's button, and what
#: gives them to nbgrader's exchange.
FEEDBACK = "nbgradient.grading.feedback_exporter.FeedbackExporter"
RELEASE = "nbgradient.grading.release_feedback.ReleaseFeedback"

#: What keeps a student's text and outputs from running in the browser that shows them.
_SAFE_PAGE = "nbgradient.pages.safe_page.SafePage"
_FILTERS = {
    "ansi2html": "nbgradient.safe.text.coloured",
    "clean_html": "nbgradient.safe.html.clean_html",
    "highlight_code": "nbgradient.safe.text.highlight_code",
    "markdown2html": "nbgradient.safe.markdown.markdown2html",
    "strip_files_prefix": "nbgradient.safe.markdown.strip_files_prefix",
}


def set_up(config: Config) -> None:
    """What ``nbgradient.use_engine`` does.

    Raises:
        SystemExit: nbgrader was started to run submissions, and these cannot be sandboxed here; or
            ``GRADEBOOK_URL`` names no database that can be used.
    """
    add_engine(config)
    _name_gradebook(config)
    if formgrader.runs_here():
        from nbgradient.pages.marker.install import install

        formgrader.end_with_each_request()
        install()
    if sys.argv[1:2] == ["autograde"]:
        from nbgradient.grading.before_autograde import prepare

        prepare(sys.argv[2:], config)


def _name_gradebook(config: Config) -> None:
    if not os.environ.get(GRADEBOOK_URL):
        return  # what takes long to import is not needed yet
    from nbgradient.grading.database import connection

    try:
        connection.configure(config)
    except CourseError as error:  # nbgrader would go on, and write marks into another gradebook
        sys.exit(str(error))


def add_engine(config: Config) -> None:
    """Have ``config`` name the engine's steps among those that the course has set."""
    autograde, pages = config.Autograde, config.HTMLExporter
    autograde.sanitize_preprocessors = _with_engine(
        autograde.get("sanitize_preprocessors"), SANITIZE, first=REBUILD
    )
    autograde.autograde_preprocessors = _with_engine(
        autograde.get("autograde_preprocessors"), AUTOGRADE, first=EXAMINE, last=HIDE
    )
    pages.preprocessors = _unique([*_reified(pages.get("preprocessors"), []), _SAFE_PAGE])
    pages.filters = _FILTERS | _reified(pages.get("filters"), {})
    config.GenerateFeedback.setdefault("exporter_class", FEEDBACK)
    config.ExchangeFactory.setdefault("release_feedback", RELEASE)
    config.ExportApp.setdefault("plugin_class", "nbgradient.grading.export.GradesCsv")
    _rehearse(config)


def _rehearse(config: Config) -> None:
    """Put a step before those of a release, which may still be added to."""
    steps = config.GenerateAssignment.preprocessors
    if isinstance(steps, LazyConfigValue):
        if REHEARSE not in steps.to_dict().get("prepend", []):
            steps.prepend([REHEARSE])
    else:
        config.GenerateAssignment.preprocessors = _unique([REHEARSE, *steps])


def _with_engine(setting: Any, ours: Iterable[str], first: str, last: str | None = None) -> list:
    """The steps of ``setting``, which may only add to the usual ones, with the engine's in it."""
    if setting is None or isinstance(setting, LazyConfigValue):
        return _reified(setting, list(ours))
    steps = [new for step in setting for new in _IN_PLACE_OF.get(step_name(step), [step])]
    if first not in steps:
        steps.insert(0, first)
    if last is not None:
        steps.append(last)
    return _unique(steps)


def _reified(setting: T | LazyConfigValue | None, usual: T) -> T:
    """What a course has set, where it may only have added to what is ``usual``."""
    if setting is None:
        return usual
    return setting.get_value(usual) if isinstance(setting, LazyConfigValue) else setting


def step_name(step: object) -> str:
    """The name of a preprocessor's class, given by itself or by its full name."""
    return step.rpartition(".")[2] if isinstance(step, str) else getattr(step, "__name__", "")


def _unique(steps: list) -> list:
    return list(dict.fromkeys(steps))
