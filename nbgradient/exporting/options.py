"""What can be chosen when marks are exported; ``nbgradient export`` and nbgrader's ask for it."""

from __future__ import annotations

from traitlets import Bool, List, Unicode
from traitlets.config import Configurable

from nbgradient.course.folders import CourseError


class ExportError(CourseError):
    """Marks cannot be exported; the message says why and what to do. Nothing was written."""


class ExportOptions(Configurable):
    """Which marks are exported, and how."""

    columns = List(
        Unicode(),
        help="Which column of the LMS's file is which assignment, where the names do not tell: "
        "'Softmax (1234)=softmax'.",
    ).tag(config=True)
    scale = Bool(
        None,
        allow_none=True,
        help="Scale marks to the maximum that the LMS has for the assignment, or leave them as "
        "they are. Where the maxima differ, one of the two has to be said.",
    ).tag(config=True)
    provisional = Bool(
        False,
        help="Export also what has been scored so far of work that waits for a person, or that "
        "has changed since it was graded.",
    ).tag(config=True)
    missing_as_zero = Bool(False, help="Give 0 to who handed in nothing, instead of no mark.").tag(
        config=True
    )
    feedback = Bool(
        False,
        help="Write what people said of the answers into the column of a Moodle worksheet for "
        "feedback comments, where it is empty.",
    ).tag(config=True)
