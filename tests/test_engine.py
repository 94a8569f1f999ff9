"""The engine gives the marks that the tests give in one kernel, on unchanged test cells."""

from __future__ import annotations

import copy
import os
from pathlib import Path

import nbformat
import pytest
from conftest import Course

from nbgradient import bank, course
from nbgradient.candidate.limits import Limits
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.slot import Patience, Slot
from nbgradient.stock import Mark

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

PATIENCE = Patience(cell=60, notebook=300, question=60, output=1 << 20)
LIMITS = Limits(memory=4 << 30, cpu=300, file_size=64 << 20, processes=100)

#: How many answers of each notebook's bank are tried, spread over it.
ANSWERS = 3


@pytest.mark.usefixtures("sample")
def test_a_notebook_and_some_of_its_answers_earn_the_same_as_in_one_kernel(notebook: Path) -> None:
    source = course.read(notebook)
    paper = Paper(source)
    answers = bank.read(bank.folder() / f"{notebook.stem}.py")
    data = os.environ.get("NBGRADIENT_DATA")
    wrong = []
    with Slot(paper.imports, LIMITS, data=Path(data) if data else None) as slot:
        verdicts = Exam(copy.deepcopy(source), paper, slot, None, PATIENCE).sit()
        assert {name: v.message for name, v in verdicts.items() if not v.passed} == {}
        for answer in answers[:: max(1, len(answers) // ANSWERS)]:
            verdicts = Exam(bank.put(source, answer), paper, slot, None, PATIENCE).sit()
            marks = {name: Mark(v.passed, 1, v.message) for name, v in verdicts.items()}
            wrong += [f"{answer.title}: {said}" for said in bank.misjudged(answer, marks)]
    assert wrong == []


ON_THE_ENGINE = """
from nbgrader import preprocessors as steps
from nbgradient.examiner.preprocessors import Examine, HideTests, Rebuild

c.Autograde.sanitize_preprocessors = [
    steps.ClearOutput, Rebuild, steps.OverwriteKernelspec, steps.OverwriteCells,
    steps.CheckCellMetadata,
]
c.Autograde.autograde_preprocessors = [
    Examine, steps.LimitOutput, steps.SaveAutoGrades, HideTests, steps.AssignLatePenalties,
    steps.CheckCellMetadata,
]
"""


def test_nbgrader_grades_on_the_engine_by_its_settings_alone(tmp_path: Path) -> None:
    source = course.ROOT / "source" / "softmax" / "softmax.ipynb"
    own = Course(tmp_path, source)
    own.generate()
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write(ON_THE_ENGINE)
    own = Course(tmp_path, source, configured=True)
    work = course.read(own.released)
    for name, cell in course.cells(course.read(source)):
        if course.is_exercise(cell):
            next(c for found, c in course.cells(work) if found == name).source = cell.source
    work.cells = [cell for cell in work.cells if course.grade_id(cell) != "test_relu"]
    nbformat.write(work, tmp_path / "work.ipynb")
    own.autograde("mary", tmp_path / "work.ipynb")

    marks = own.marks("mary")
    assert {name: mark for name, mark in marks.items() if not mark.is_full} == {}
    graded = own.autograded("mary")
    assert "'test_relu' was missing and was put back" in graded.cells[0].source
    assert "BEGIN HIDDEN TESTS" not in "".join(cell.source for cell in graded.cells)
