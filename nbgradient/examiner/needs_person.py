"""How a graded notebook says that a person has to mark a test, which nbgrader has no word for.

It stands in the metadata of the test's cell, which come from the source notebook: no output, which
could hold a student's words, says so. In the same way an untouched question says where else its
answer may be (``elsewhere``).
"""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_task

from nbgradient.examiner import elsewhere
from nbgradient.examiner.verdict import Verdict

#: nbgrader's words for an answer's cell that is as it was given.
NO_ANSWER = "No response."

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
    if is_noted(cell) or is_task(cell) or elsewhere.said(cell):
        return None
    return determine_grade(cell)[0]


def comment(cell: NotebookNode) -> str | None:
    """What is said by itself of the answer in ``cell``: why it is a 0, or where else it may be."""
    return elsewhere.said(cell) or (NO_ANSWER if elsewhere.is_untouched(cell) else None)
