"""What a test cell came to, in words and in an output that a student may read."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbgradient.examiner.outputs import error_output, text_of
from nbgradient.safe.shown import cut


@dataclass(frozen=True)
class Verdict:
    """The outcome of one test cell.

    Attributes:
        passed: whether every assertion held.
        name: the name of the exception that ended the test, if one did.
        message: what the student is told.
        line: the line of the test that failed, if it is one that the student may see.
        score: what the last line of the test gave, for partial credit, or None.
        place: the number of the statement that failed, or -1 if the test came to none.
        cause: the failure as it was, for the instructor alone: it may tell what is hidden.
        is_unserved: whether the test asked for what cannot be had across the wall.
        needs_person: whether the test cannot be put to any answer, so that a person has to mark it.
    """

    passed: bool
    name: str = ""
    message: str = ""
    line: str = ""
    score: float | None = None
    place: int = -1
    cause: str = ""
    is_unserved: bool = False
    needs_person: bool = False

    def outputs(self) -> list[NotebookNode]:
        """The outputs of the test cell, from which nbgrader takes the score."""
        if self.passed:
            if self.score is None:
                return []
            return [new_output("execute_result", {"text/plain": repr(self.score)})]
        error = error_output(self.name, self.message)
        if self.line:
            error.traceback.insert(0, f"----> {self.line}\n")
        return [error]


#: The longest cause that an instructor is told, in characters.
_LONGEST_CAUSE = 300


def cause_of(error: BaseException, cell: str) -> str:
    """What was raised while the ``cell`` ran, and in which of its lines."""
    steps = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in steps if frame.f_code.co_filename == f"<{cell}>"]
    what = text_of(f"{type(error).__name__}: {error}".rstrip(": "))
    return cut(f"line {lines[0]}: {what}" if lines else what, _LONGEST_CAUSE)


#: The longest message, in characters: it may hold a student's value.
LONGEST = 4_000


def for_a_person(message: str, cause: str) -> Verdict:
    """A verdict for a test that cannot be put; ``cause`` is for the instructor alone."""
    return Verdict(False, "NeedsPerson", message, cause=cause, needs_person=True)


def failed(name: str, message: str, line: str = "") -> Verdict:
    """A verdict for a test that did not hold."""
    return Verdict(False, text_of(name), cut(text_of(message), LONGEST), line)
