"""What a test cell came to, in words and in an output that a student may read."""

from __future__ import annotations

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
    """

    passed: bool
    name: str = ""
    message: str = ""
    line: str = ""
    score: float | None = None

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


#: The longest message, in characters: it may hold a student's value.
LONGEST = 4_000


def failed(name: str, message: str, line: str = "") -> Verdict:
    """A verdict for a test that did not hold."""
    return Verdict(False, text_of(name), cut(text_of(message), LONGEST), line)
