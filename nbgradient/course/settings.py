"""nbgrader's settings of a course."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from traitlets import List, Unicode, import_item
from traitlets.config import Config, Configurable, PyFileConfigLoader

from nbgradient.course.folders import Course, CourseError


class Assignments(Configurable):
    """The assignments of a course."""

    order = List(
        Unicode(), help="The order in which they are taught; any other one follows by its name."
    ).tag(config=True)


def load(root: Path) -> Config:
    """The settings in ``nbgrader_config.py`` of the course at ``root``."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.setdefault("root", str(root))
    return config


def in_order(assignments: Iterable[str], config: Config) -> list[str]:
    """``assignments`` as they are taught."""
    order = Assignments(config=config).order
    return sorted(
        assignments,
        key=lambda name: (order.index(name) if name in order else len(order), name),
    )


def call_hook(config: Config, course: Course, assignments: Iterable[str]) -> None:
    """Call the hook that nbgrader calls before it autogrades, for all students at once.

    Raises:
        CourseError: there is no such function, or it fails.
    """
    hook = config.Autograde.get("pre_convert_hook") or config.BaseConverter.get("pre_convert_hook")
    if not hook:
        return
    for assignment in assignments:
        notebooks = [str(path) for path in course.notebooks(assignment)]
        call(hook, course, assignment=assignment, student="*", notebooks=notebooks)


def call(function: str | Callable[..., Any], course: Course, /, **arguments: object) -> Any:
    """What a ``function`` of the course gives, which may be given by its full name.

    The course's folder is where Python looks for it last.

    Raises:
        CourseError: there is no such function, or it fails.
    """
    if str(course.root) not in sys.path:
        sys.path.append(str(course.root))
    try:
        return (import_item(function) if isinstance(function, str) else function)(**arguments)
    except CourseError:
        raise
    except Exception as error:
        raise CourseError(
            f"{function}, which nbgrader_config.py names, fails: {type(error).__name__}: {error}"
        ) from error
