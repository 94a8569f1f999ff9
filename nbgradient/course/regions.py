"""The parts of a source cell that students must not see, by nbgrader's markers."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from nbgradient.course import notebooks

_MARKERS = {"SOLUTION": "BEGIN SOLUTION", "HIDDEN TESTS": "BEGIN HIDDEN TESTS"}

#: Begins the comments in which a source asks nbgrader to write tests.
_AUTOTEST = re.compile(r"^\s*#.*\bAUTOTEST\b", re.MULTILINE)


def asks_for_autotests(text: str) -> bool:
    """Whether ``text``, of a test cell, has a line for which nbgrader writes tests."""
    return _AUTOTEST.search(text) is not None


def hidden_lines(source: str) -> set[int]:
    """The numbers, from 1, of the lines of hidden tests, with those of their markers."""
    return _lines(source, "HIDDEN TESTS")


def solution_lines(source: str) -> set[int]:
    """The numbers, from 1, of the lines of a solution; all lines if none is marked."""
    found = _lines(source, "SOLUTION")
    return found or set(range(1, source.count("\n") + 2))


def _lines(source: str, region: str) -> set[int]:
    found, inside = set(), False
    for number, line in enumerate(source.split("\n"), start=1):
        inside = inside or _MARKERS[region] in line
        if inside:
            found.add(number)
        inside = inside and f"END {region}" not in line
    return found


def without_markers(cell: NotebookNode) -> str:
    """The source of ``cell``, without the lines that mark regions."""
    ends = (*_MARKERS.values(), *(f"END {name}" for name in _MARKERS))
    lines = cell.source.split("\n")
    return "\n".join(line for line in lines if not any(mark in line for mark in ends))


def split(cell: NotebookNode) -> tuple[str, str]:
    """The source of ``cell`` in two: what students see, and what they don't.

    The lines of the markers themselves belong to neither. A solution cell without markers is
    replaced as a whole, so all of it is secret; so is the answer cell of a question.
    """
    shown: list[str] = []
    secret: list[str] = []
    end = None
    marked = False
    for line in cell.source.splitlines():
        begins = [name for name, marker in _MARKERS.items() if marker in line]
        if begins:
            end, marked = f"END {begins[0]}", True
        elif end is not None and end in line:
            end = None
        else:
            (shown if end is None else secret).append(line)
    solution = notebooks.is_exercise(cell) or notebooks.is_question(cell)
    if solution and not marked:
        return "", cell.source
    return "\n".join(shown), "\n".join(secret)
