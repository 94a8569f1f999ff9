"""Tells whether what is about to run was made of a text that may be a student's.

A test or a module of the instructor's may hand a text on to what runs it: ``sympify``, ``timeit``,
a function with ``eval``. Only the texts that stand in the source are run. What libraries write for
themselves, as for a named tuple, is no text of anybody's.
"""

from __future__ import annotations
import __future__

import sys
import warnings
from collections.abc import Set
from contextlib import suppress
from functools import lru_cache
from types import CodeType, FrameType

from nbgradient.examiner.not_served import NotServed
from nbgradient.examiner.packages import is_of_python

#: The modules of Python's own that write code for themselves; others run what they are given.
_WRITERS = frozenset({"collections", "dataclasses", "importlib", "typing", "unittest"})
#: Those of other packages that run what they are given.
_RUNNERS = ("IPython.", "cloudpickle.", "dill.", "jinja2.", "numexpr.", "numpy.testing.",
            "pandas.", "sympy.parsing.")  # fmt: skip
#: What of a code's flags the lines ``from __future__`` above it set.
_FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


def foreign_text() -> NotServed:
    """What is said of a text that is not run."""
    return NotServed(
        "The test would run a text that does not stand in it, and may be the student's.",
        "Use globals()[name], or call the function itself.",
    )


def may_run(code: CodeType, caller: FrameType, texts: Set[str]) -> bool:
    """Whether ``caller`` may run ``code``, where ``texts`` stand in the source."""
    if not code.co_filename.startswith("<") or code.co_filename.startswith("<frozen "):
        return True
    name = str(caller.f_globals.get("__name__"))
    package = name.partition(".")[0]
    if package == "nbgradient" or package in _WRITERS:
        return True
    is_library = is_of_python(caller.f_code.co_filename)
    if is_library and package not in sys.stdlib_module_names:
        if not f"{name}.".startswith(_RUNNERS):
            return True
        parsing = _call(caller, "sympy.parsing.sympy_parser", "parse_expr")
        return parsing is not None and parsing.f_locals.get("s") in texts
    if name == "timeit":
        return _times(caller, texts)
    own = {text for text in caller.f_code.co_consts if isinstance(text, str)}
    flags = code.co_flags & _FUTURE
    return any(code in _made_of(frozenset(known), flags) for known in (texts, own))


def may_be_evaluated(caller: FrameType, texts: Set[str]) -> bool:
    """Whether ``caller`` may read a text for pandas, which finds all names of a test in it.

    In a question to a frame they are the frame's columns.
    """
    frame = _call(caller, "pandas.core.computation.eval", "eval")
    if frame is None or frame.f_locals.get("resolvers"):
        return True
    return frame.f_locals.get("expr") in texts


def _times(caller: FrameType, texts: Set[str]) -> bool:
    """Whether the texts that ``timeit`` has put into its own, indented, may be run."""
    known = {"pass", "_setup()", "_stmt()", *texts}
    found = caller.f_locals
    return all(
        str(found.get(name)).replace("\n" + " " * indent, "\n") in known
        for name, indent in (("setup", 4), ("stmt", 8))
    )


def _call(frame: FrameType | None, module: str, function: str) -> FrameType | None:
    """The next call of ``function`` above ``frame``."""
    while frame:
        if frame.f_code.co_name == function and frame.f_globals.get("__name__") == module:
            return frame
        frame = frame.f_back
    return None


@lru_cache(maxsize=16)
def _made_of(texts: frozenset[str], flags: int) -> set[CodeType]:
    made = set()
    with warnings.catch_warnings(action="ignore"):
        for text in texts:
            for mode in ("eval", "exec"):
                with suppress(SyntaxError, ValueError, MemoryError, RecursionError):
                    made.add(compile(text, "<string>", mode, flags, dont_inherit=True))
    return made
