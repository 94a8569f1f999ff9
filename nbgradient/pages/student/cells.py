"""The cells of a graded notebook as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from nbgradient.course import notebooks
from nbgradient.examiner.matching import is_locked
from nbgradient.examiner.rebuild import EXTRA
from nbgradient.pages.student import outputs
from nbgradient.pages.student.outputs import Output
from nbgradient.pages.student.texts import Texts
from nbgradient.safe.html import clean_html
from nbgradient.safe.text import highlight_code

#: Given code with more lines is folded.
MOST_GIVEN = 15


@dataclass(frozen=True)
class Cell:
    """A cell to show.

    Attributes:
        anchor: its place in the page.
        name: its grade_id, if it has one.
        text: what a cell of text says, or an empty text.
        code: what a cell of code holds.
        outputs: what that showed.
        lines: how many lines of code it has.
        is_students: whether it is no cell of the instructor's.
        is_answer: whether students write into it, or below it.
        is_task: whether they do so below it, in cells of their own.
        is_test: whether it holds tests that give points.
        is_folded: whether its code is shown only to those who ask for it.
        label: what a picture that it showed is an output of.
    """

    anchor: str
    name: str | None
    text: Markup = Markup()  # noqa: RUF009 (it cannot be changed)
    code: Markup = Markup()  # noqa: RUF009
    outputs: Sequence[Output] = field(default_factory=list)
    lines: int = 0
    is_students: bool = False
    is_answer: bool = False
    is_task: bool = False
    is_test: bool = False
    is_folded: bool = False
    label: str = ""


def anchor_of(notebook: str, grade_id: str = "") -> str:
    """The place of a ``notebook`` in the page, or of its cell with this ``grade_id``."""
    return re.sub(r"\s", "_", f"{notebook}/{grade_id}")


def of(name: str, notebook: NotebookNode, texts: Texts) -> list[Cell]:
    """Those of the ``notebook`` of this ``name``."""
    return [
        _cell(cell, anchor_of(name, notebooks.grade_id(cell) or f"{number}."), number, texts)
        for number, cell in enumerate(notebook.cells, start=1)
    ]


def is_students(cell: NotebookNode) -> bool:
    """Whether ``cell`` is none of the instructor's."""
    return notebooks.grade_id(cell) is None and str(cell.get("id", "")).startswith(EXTRA)


def _cell(cell: NotebookNode, anchor: str, number: int, texts: Texts) -> Cell:
    name = notebooks.grade_id(cell)
    name = name if isinstance(name, str) else None
    is_answer = is_solution(cell) or is_task(cell)
    if cell.cell_type == "markdown":
        return Cell(
            anchor,
            name,
            text=texts.markdown(cell.source, cell.get("attachments")),
            is_students=is_students(cell),
            is_answer=is_answer,
            is_task=is_task(cell),
        )
    if cell.cell_type != "code":
        return Cell(anchor, name, text=Markup(clean_html(cell.source)))
    lines = cell.source.count("\n") + 1
    is_test = is_grade(cell) and not is_solution(cell)
    return Cell(
        anchor,
        name,
        code=Markup(highlight_code(cell.source)) if cell.source.strip() else Markup(),
        outputs=outputs.of(cell, texts),
        lines=lines,
        is_students=is_students(cell),
        is_answer=is_answer,
        is_test=is_test,
        is_folded=is_test or (is_locked(cell) and lines > MOST_GIVEN),
        label=name or f"number {number}",
    )
