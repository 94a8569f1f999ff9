"""How a graded notebook says that a person has to mark a test, which nbgrader has no word for.

It stands in the metadata of the test's cell, which come from the source notebook: no output, which
could hold a student's words, says so.
"""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_task

from nbgradient.examiner.verdict import Verdict

_KEY, _VALUE = "nbgradient", "needs a person"


def note(cell: NotebookNode, verdict: Verdict) -> None:
    """Have the test ``cell`` say whether a person has to mark it."""
    cell.metadata.pop(_KEY, None)
    if verdict.needs_person:
        cell.metadata[_KEY] = _VALUE


def is_noted(cell: NotebookNode) -> bool:
    """Whether a person has to mark the test ``cell``."""
    return cell.metadata.get(_KEY) == _VALUE


def score(cell: NotebookNode) -> float | None:
    """What the graded ``cell`` earns; None if a person has to mark it."""
    return None if is_noted(cell) or is_task(cell) else determine_grade(cell)[0]
