"""Puts one test cell to a student's work: runs it here, with the student's names over a line.

The hidden inputs reach a student's code, which can keep them, in memory or in a file, and tell
them when it is asked again. So the statements above a test's first hidden one are run for all
tests before any hidden one is: only then may a message hold what the student's code says.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from types import ModuleType
from typing import Any

from nbgradient.examiner.asking import builtins_of
from nbgradient.examiner.callbacks import Callbacks
from nbgradient.examiner.carry import Carry
from nbgradient.examiner.client import FailedCall, SnapshotClient, TakenOver
from nbgradient.examiner.deputy import Deputy
from nbgradient.examiner.loans import Loans
from nbgradient.examiner.not_served import is_of_wall
from nbgradient.examiner.own_imports import examiners_own
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.raised import own_kind
from nbgradient.examiner.refusals import guarded
from nbgradient.examiner.surroundings import Surroundings
from nbgradient.examiner.verdict import Verdict, cause_of, failed
from nbgradient.examiner.wording import masked
from nbgradient.wire.seeds import seed

NOT_ATTEMPTED = "Not attempted yet."
#: How the message begins that a release raises in place of an answer: nbgrader_config.py sets it.
_STUB = "Not attempted"
#: What is said of a hidden assertion whose own message might tell too much.
WRONG = "On other data your code gives something wrong."
#: What is said where a test reads what an earlier one did not come to make.
NOT_MADE = "This test goes on with what an earlier test makes of your work, and that one failed."
UNTESTABLE = (
    "What your code gave could not be tested: is it of the kind that the exercise asks for?"
)


class TestError(Exception):
    """A test cannot be put, which may be its own fault; the message says why."""


class Question:
    """One test cell: ``begin`` it, and without a verdict, ``finish`` it when all are begun."""

    def __init__(
        self,
        paper: Paper,
        name: str,
        line: SnapshotClient,
        carry: Carry,
        read: frozenset[str],
        guarded: bool = False,
    ) -> None:
        """The test cell ``name`` of ``paper``, for the work at ``line``.

        ``carry`` has what earlier tests have left, and ``read`` are the names that functions on the
        student's side read. ``guarded``: hidden inputs have reached the student's code, so nothing
        that it says counts.
        """
        self.name = name
        self.line = line
        self._reached = 0
        self._paper = paper
        self._carry = carry
        self._explain = self._explain_guardedly if guarded else self._explain_openly
        self._loans = Loans()
        self._deputy = Deputy(line, self.finish, lambda: self._reached)
        self._callbacks = Callbacks(self._deputy.calling)
        self._test = paper.tests[name]
        self._tools = paper.tools
        self._read = read
        self._main = ModuleType("__main__")
        self._namespace = vars(self._main)
        self._namespace.update(paper.namespace(name))
        pythons = ModuleType("builtins")
        vars(pythons).update(builtins_of(self._namespace, line, self._test.tree))
        self._namespace["__builtins__"] = pythons
        self._surroundings = Surroundings(self._test.reach, self._namespace, pythons, read)
        line.defined = paper.defined
        self._value: Any = None

    def begin(self, seconds: float) -> Verdict | None:
        """Run what stands above the first hidden statement: the verdict, if there is one then.

        ``seconds`` are what the student's code may take.
        """
        self.line.begin(seconds, self._loans, self._callbacks, self._surroundings)
        try:
            return self._deputy.do(self._begin, seconds)
        finally:
            self._loans.suspend()

    def _begin(self) -> Verdict | None:
        with guarded(self._paper.texts):
            return self._put_open()

    def _put_open(self) -> Verdict | None:
        try:
            self._fetch()
        except Exception as error:
            return self._explained(error, "", self._explain)
        self._surroundings.fetched()
        statements, first_hidden = self._test.statements, self._test.first_hidden
        with self._surroundings.running(self._main):
            failure = self._run(range(first_hidden), self._explain)
        if failure is None and first_hidden == len(statements):
            return self._passed()
        return failure

    @property
    def reached(self) -> int:
        """How many of its statements ran without an error."""
        return max(self._reached, self._deputy.reached)

    @property
    def is_elsewhere(self) -> bool:
        """Whether a deputy has gone on with it: what it bound there is there."""
        return self._deputy.reached > self._reached

    @property
    def carried(self) -> Mapping[str, tuple[str, ...]]:
        """The names that earlier tests made of the student's work: by which tests."""
        return self._test.carried

    def _fetch(self) -> None:
        if self._test.students_names:
            found = self.line.names(self._test.students_names)
            self._namespace.update(found | examiners_own(found, self._test.imported))
        self._namespace.update(self._carry.values(self))
        for helper in self._test.helpers:
            exec(helper.code, self._namespace)

    def made(self) -> dict[str, Any]:
        """The values of the names that it has bound or filled so far."""
        reached = self._test.statements[: self._reached]
        names = frozenset[str]().union(*(statement.makes for statement in reached))
        return {name: self._namespace[name] for name in names if name in self._namespace}

    def beside(self, test: str) -> Question:
        """The question of another test to the same snapshot."""
        return Question(self._paper, test, self.line, self._carry, self._read)

    def replay(self, statements: int) -> None:
        """Run as many of its ``statements`` again as were reached before, for what they bind."""
        seed()
        with suppress(Exception), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            self._fetch()
            for statement in self._test.statements[:statements]:
                if statement.makes:
                    eval(statement.code, self._namespace)
                self._reached += 1

    def finish(self, seconds: float) -> Verdict | None:
        """Run the rest; the verdict tells nothing of what the student's code says."""
        if self._deputy.is_at_it:
            return self._deputy.finish(seconds)
        self.line.begin(seconds, self._loans, self._callbacks, self._surroundings)
        self._loans.resume()
        try:
            return self._deputy.do(self._finish, seconds)
        finally:
            self._loans.suspend()

    def _finish(self) -> Verdict:
        rest = range(self._test.first_hidden, len(self._test.statements))
        with guarded(self._paper.texts), self._surroundings.running(self._main, hidden=True):
            return self._run(rest, self._explain_guardedly) or self._passed()

    def _run(
        self,
        places: range,
        explain: Callable[[BaseException, str], Verdict],
    ) -> Verdict | None:
        seed()
        self._surroundings.seeded()
        try:
            if self._surroundings.uses_files:
                self.line.ask("files")
        except Exception as error:
            return self._explained(error, "", explain)
        for place in places:
            statement = self._test.statements[place]
            try:
                value = eval(statement.code, self._namespace)
            except (KeyboardInterrupt, TakenOver):
                raise
            except BaseException as error:  # what pytest raises is no Exception
                if isinstance(error, MemoryError) and not self._is_students(error):
                    raise TestError(
                        f"The test '{self.name}' took more memory than there is for the grader."
                    ) from None
                shown = "" if statement.is_hidden else statement.text
                return replace(self._explained(error, shown, explain), place=place)
            self._reached += 1
            self._value = value if statement.is_expression else None
        return None

    def _passed(self) -> Verdict:
        is_number = type(self._value) in (int, float)
        try:
            return Verdict(True, score=float(self._value) if is_number else None)
        except OverflowError:  # a student's number, which is no score
            return failed(OverflowError.__name__, UNTESTABLE)

    def _explained(
        self, error: BaseException, shown: str, explain: Callable[[BaseException, str], Verdict]
    ) -> Verdict:
        """What ``explain`` makes of ``error``, of which a student's object may be a part: its text
        is asked for over the line, and may be none."""
        try:
            found = explain(error, shown)
            cause = cause_of(error, self.name)
        except Exception as trouble:
            name = own_kind(type(error)).__name__
            cause = f"{name}, which has no text ({type(trouble).__name__})"
            found = failed(name, UNTESTABLE, shown)
        return replace(found, cause=cause, is_unserved=is_of_wall(error))

    def _explain_openly(self, error: BaseException, shown: str) -> Verdict:
        message = self._fixed_message(error) or str(error)
        return failed(type(error).__name__, message, shown)

    def _explain_guardedly(self, error: BaseException, shown: str) -> Verdict:
        name = own_kind(type(error)).__name__
        message = self._fixed_message(error)
        if message is None and self._is_students(error):
            kind = "an error" if isinstance(error, FailedCall) or name == "Exception" else name
            message = f"Your code raised {kind} when it was tested on other data."
        elif message is None and isinstance(error, AssertionError):
            message = masked(str(error), self._test.tree, self._tools, self._namespace) or WRONG
        return failed(name, message or UNTESTABLE, shown)

    def _fixed_message(self, error: BaseException) -> str | None:
        if isinstance(error, FailedCall) and self.line.dead:
            return self.line.dead
        if isinstance(error, NameError) and error.name in self._test.carried:
            return NOT_MADE
        if isinstance(error, NotImplementedError) and self._is_students(error):
            # Libraries raise it, too: torch for a module whose forward is misspelt.
            return NOT_ATTEMPTED if str(error).startswith(_STUB) or not str(error) else None
        return None

    def _is_students(self, error: BaseException) -> bool:
        return any(error is raised for raised in self.line.raised)
