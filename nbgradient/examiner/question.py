"""Puts one test cell to a student's work: runs it here, with the student's names over a line.

The hidden inputs reach a student's code, which can keep them, in memory or in a file, and tell
them when it is asked again. So the statements above a test's first hidden one are run for all
tests before any hidden one is: only then may a message hold what the student's code says.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from typing import Any

from nbgradient.examiner.client import FailedCall, SnapshotClient
from nbgradient.examiner.loans import Loans
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.verdict import Verdict, cause_of, failed
from nbgradient.examiner.wording import masked
from nbgradient.wire.seeds import seed

NOT_ATTEMPTED = "Not attempted yet."
#: How the message begins that a release raises in place of an answer: nbgrader_config.py sets it.
_STUB = "Not attempted"
#: What is said of a hidden assertion whose own message might tell too much.
WRONG = "On other data your code gives something wrong."
UNTESTABLE = (
    "What your code gave could not be tested: is it of the kind that the exercise asks for?"
)


class TestError(Exception):
    """A test cannot be put, which may be its own fault; the message says why."""


class Question:
    """One test cell: ``begin`` it, and without a verdict, ``finish`` it when all are begun."""

    def __init__(
        self, paper: Paper, name: str, line: SnapshotClient, guarded: bool = False
    ) -> None:
        """The test cell ``name`` of ``paper``, for the work at ``line``.

        ``guarded``: hidden inputs have reached the student's code, so nothing that it says counts.
        """
        self.name = name
        self.line = line
        self._explain = self._explain_guardedly if guarded else self._explain_openly
        self._loans = Loans()
        self._test = paper.tests[name]
        self._tools = paper.tools
        self._namespace = paper.namespace(name)
        self._value: Any = None

    def begin(self, seconds: float) -> Verdict | None:
        """Run what stands above the first hidden statement: the verdict, if there is one then.

        ``seconds`` are what the student's code may take.
        """
        self.line.begin(seconds, self._loans)
        try:
            return self._begin()
        finally:
            self._loans.suspend()

    def _begin(self) -> Verdict | None:
        try:
            if self._test.students_names:
                self._namespace.update(self.line.names(self._test.students_names))
        except Exception as error:
            return replace(self._explain(error, ""), cause=cause_of(error, self.name))
        statements, first_hidden = self._test.statements, self._test.first_hidden
        failure = self._run(range(first_hidden), self._explain)
        if failure is None and first_hidden == len(statements):
            return self._passed()
        return failure

    def finish(self, seconds: float) -> Verdict:
        """Run the rest; the verdict tells nothing of what the student's code says."""
        self.line.begin(seconds, self._loans)
        self._loans.resume()
        try:
            rest = range(self._test.first_hidden, len(self._test.statements))
            return self._run(rest, self._explain_guardedly) or self._passed()
        finally:
            self._loans.suspend()

    def _run(
        self,
        places: range,
        explain: Callable[[Exception, str], Verdict],
    ) -> Verdict | None:
        seed()
        for place in places:
            statement = self._test.statements[place]
            try:
                with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                    value = eval(statement.code, self._namespace)
            except Exception as error:
                if isinstance(error, MemoryError) and not self._is_students(error):
                    raise TestError(
                        f"The test '{self.name}' took more memory than there is for the grader."
                    ) from None
                verdict = explain(error, "" if statement.is_hidden else statement.text)
                return replace(verdict, place=place, cause=cause_of(error, self.name))
            self._value = value if statement.is_expression else None
        return None

    def _passed(self) -> Verdict:
        is_number = type(self._value) in (int, float)
        return Verdict(True, score=float(self._value) if is_number else None)

    def _explain_openly(self, error: Exception, shown: str) -> Verdict:
        message = self._fixed_message(error) or str(error)
        return failed(type(error).__name__, message, shown)

    def _explain_guardedly(self, error: Exception, shown: str) -> Verdict:
        name = type(error).__name__
        message = self._fixed_message(error)
        if message is None and self._is_students(error):
            kind = "an error" if isinstance(error, FailedCall) else name
            message = f"Your code raised {kind} when it was tested on other data."
        elif message is None and isinstance(error, AssertionError):
            message = masked(str(error), self._test.tree, self._tools, self._namespace) or WRONG
        return failed(name, message or UNTESTABLE, shown)

    def _fixed_message(self, error: Exception) -> str | None:
        if isinstance(error, FailedCall) and self.line.dead:
            return self.line.dead
        if isinstance(error, NotImplementedError) and self._is_students(error):
            # Libraries raise it, too: torch for a module whose forward is misspelt.
            return NOT_ATTEMPTED if str(error).startswith(_STUB) or not str(error) else None
        return None

    def _is_students(self, error: Exception) -> bool:
        return any(error is raised for raised in self.line.raised)
