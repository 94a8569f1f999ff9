"""Grades small assignments of the kinds that other courses have."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.exam import Exam


def examined(
    source: NotebookNode,
    answer: str | None = None,
    ours: Mapping[str, str] | None = None,
    theirs: Mapping[str, str] | None = None,
    own: str | None = None,
) -> tuple[Exam, NotebookNode]:
    """The exam of ``source``, over, and the notebook with its outputs.

    The exercise gets this ``answer``, or the source's; a cell of the student's ``own`` stands above
    all. Beside the notebook lie ``ours``, the instructor's files, and ``theirs``.
    """
    files = {path: text.encode() for path, text in (ours or {}).items()}
    known = Source(nbformat.writes(source), needs([source]), files)
    engine = Engine()
    work = copy.deepcopy(source)
    if answer is not None:
        next(cell for cell in work.cells if notebooks.is_exercise(cell)).source = answer
    if own is not None:
        work.cells.insert(0, new_code_cell(own, id="own"))
    built = engine.rebuild(known, work).notebook
    beside = {path: text.encode() for path, text in (theirs or {}).items()} | files
    exam = engine.examine(known, built, beside)
    return exam, built


def said(exam: Exam) -> dict[str, str]:
    """What each failed test says."""
    return {name: v.message for name, v in exam.verdicts.items() if not v.passed}


def shown(notebook: NotebookNode) -> str:
    """All that the cells show, as text."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            found += [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
            found += [f"{output.ename}: {output.evalue}"] if output.output_type == "error" else []
    return "\n".join(found)
