"""Puts one test cell to a student's work: runs it here, with the student's names over a line."""

from __future__ import annotations

import ast
import io
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from ..candidate.seeds import seed
from .paper import Paper, statements
from .proxy import FailedCall, Line
from .verdict import Verdict, failed

NOT_ATTEMPTED = "Not attempted yet."


def put(paper: Paper, test: str, source: str, line: Line) -> Verdict:
    """The verdict of the test cell ``test``, whose text is ``source``, on the work at ``line``."""
    namespace = paper.namespace(test)
    shown = ""
    hidden = False
    seed()
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            wanted = paper.students_names(test)
            namespace.update(line.names(wanted) if wanted else {})
            value = None
            for node, text, hidden in statements(source):
                shown = "" if hidden else text
                value = _run(node, test, namespace)
    except Exception as error:
        return _explain(error, line, hidden, shown)
    finally:
        line.undo()
    return Verdict(True, score=_score(value))


def _run(node: ast.stmt, test: str, namespace: dict[str, Any]) -> Any:
    name = f"<{test}>"
    if isinstance(node, ast.Expr):
        return eval(compile(ast.Expression(node.value), name, "eval"), namespace)
    return exec(compile(ast.Module([node], []), name, "exec"), namespace)


def _score(value: Any) -> float | None:
    if type(value) in (int, float):
        return float(value)
    return None


def _explain(error: Exception, line: Line, hidden: bool, shown: str) -> Verdict:
    name = type(error).__name__
    students = any(error is raised for raised in line.raised)
    if isinstance(error, FailedCall) and line.dead:
        return failed("FailedCall", str(error), shown)
    if isinstance(error, NotImplementedError) and students:
        return failed(name, NOT_ATTEMPTED, shown)
    if students and hidden:
        message = f"Your code raised {_students_name(error)} when it was tested on other data."
        return failed(name, message)
    if students:
        return failed(name, str(error), shown)
    if isinstance(error, AssertionError) or not hidden:
        return failed(name, str(error), shown)
    message = (
        "What your code gave could not be tested: is it of the kind that the exercise asks for?"
    )
    return failed(name, message)


def _students_name(error: Exception) -> str:
    return "an error" if isinstance(error, FailedCall) else type(error).__name__
