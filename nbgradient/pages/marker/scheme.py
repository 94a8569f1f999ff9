"""The model answer and the mark scheme of a question, from the notebook in ``source/``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from nbgradient.course.regions import split, without_markers
from nbgradient.safe.markdown import to_html
from nbgradient.safe.text import highlight_code

#: The line that begins the mark scheme, below a model answer.
_HEADING = re.compile(r"\W*(?:mark(?:ing)?[ -]scheme|rubric)\W*", re.IGNORECASE)
_TASK = re.compile(r"BEGIN MARK SCHEME.*\n(?P<scheme>(?:.*\n)*?).*END MARK SCHEME")


@dataclass(frozen=True)
class Part:
    """A part of what a marker goes by: its name, and its text as HTML that is safe."""

    name: str
    html: Markup


def is_marked(cell: NotebookNode) -> bool:
    """Whether a person marks ``cell``: a question, code without tests, or a task."""
    return is_task(cell) or (is_grade(cell) and is_solution(cell))


def parts(cell: NotebookNode) -> list[Part]:
    """What the source's ``cell``, which a person marks, says to the marker."""
    if cell.cell_type == "code":
        found = {"Model solution": Markup(highlight_code(without_markers(cell)))}
    elif is_task(cell):
        found = {"Mark scheme": _html("\n".join(_TASK.findall(cell.source)), cell)}
    else:
        answer, scheme = _in_two(split(cell)[1])
        found = {"Model answer": _html(answer, cell), "Mark scheme": _html(scheme, cell)}
    return [Part(name, html) for name, html in found.items() if html]


def _in_two(secret: str) -> tuple[str, str]:
    """The model answer, and the mark scheme below it."""
    lines = secret.split("\n")
    for number, line in enumerate(lines):
        if _HEADING.fullmatch(line):
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
    return secret, ""


def _html(text: str, cell: NotebookNode) -> Markup:
    return Markup(to_html(text, cell.get("attachments", {})) if text.strip() else "")
