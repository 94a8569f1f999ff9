"""The engine gives the marks that the tests give in one kernel, on unchanged test cells."""

from __future__ import annotations

import copy
import os
from functools import partial
from pathlib import Path

import nbformat
import psutil
import pytest
import writing
from conftest import OwnCourse
from repository import ROOT
from shown import lasting
from warmed import warmed

from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.examiner import progress
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.proof import bank
from nbgradient.proof.stock import Mark
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

PATIENCE = Budget(cell=60, notebook=300, output=1 << 20, outputs=1 << 22)
LIMITS = Limits(memory=4 << 30, cpu=300, file_size=64 << 20, processes=100)

#: How many answers of each notebook's bank are tried, spread over it.
ANSWERS = 3


@pytest.mark.usefixtures("sample")
def test_a_notebook_is_the_same_twice_and_its_answers_earn_the_same_as_in_one_kernel(
    notebook: Path,
) -> None:
    source = notebooks.read(notebook)
    paper = Paper(source)
    answers = bank.read(bank.folder(ROOT) / f"{notebook.stem}.py")
    data = os.environ.get("NBGRADIENT_DATA")
    wrong = []
    with warmed(needs([source]), LIMITS, data) as slot:
        start, seen = partial(slot.candidate, {}, PATIENCE), []
        for _ in range(2):
            executed = copy.deepcopy(source)
            verdicts = Exam(executed, paper, start, PATIENCE).run().verdicts
            assert {name: v.message for name, v in verdicts.items() if not v.passed} == {}
            seen.append([lasting(cell.get("outputs", [])) for cell in executed.cells])
        assert seen[0] == seen[1]
        for answer in answers[:: max(1, len(answers) // ANSWERS)]:
            verdicts = Exam(bank.put(source, answer), paper, start, PATIENCE).run().verdicts
            marks = {name: Mark(v.passed, 1, v.message) for name, v in verdicts.items()}
            wrong += [f"{answer.title}: {said}" for said in bank.misjudged(answer, marks)]
    assert wrong == []


def kill_warm_processes() -> None:
    for child in psutil.Process().children():
        if child.name() == "bwrap":
            child.kill()


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_warm_process_that_ends_is_started_again(
    when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ROOT / "source" / "softmax" / "softmax.ipynb"
    source = Source(path.read_text(), needs([notebooks.read(path)]))
    engine = Engine()
    engine.examine(source, notebooks.read(path), {})
    steps = []

    def report(step: str) -> None:
        steps.append(step)
        if when == "meanwhile" and step == "The cell 'relu'" and steps.count(step) == 1:
            kill_warm_processes()

    if when == "before":
        kill_warm_processes()
    monkeypatch.setattr(progress, "report", report)
    notebook = notebooks.read(path)
    engine.examine(source, notebook, {})
    assert [c for c in notebook.cells if notebooks.is_test(c) and c.outputs] == []
    assert steps.count("The cell 'relu'") == (2 if when == "meanwhile" else 1)


@pytest.fixture
def own(tmp_path: Path) -> OwnCourse:
    """A course of the softmax notebook."""
    made = OwnCourse(tmp_path, ROOT / "source" / "softmax" / "softmax.ipynb")
    made.generate()
    return made


def test_each_autograding_has_the_data_of_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = writing.notebook(
        writing.exercise("import os\nplace = os.environ['NBGRADIENT_DATA']"),
        writing.graded("assert place.endswith('two')"),
    )
    nbformat.write(book, tmp_path / "one.ipynb")
    (tmp_path / "course").mkdir()
    course = OwnCourse(tmp_path / "course", tmp_path / "one.ipynb")
    course.generate()
    for student in ("one", "two"):
        (tmp_path / student).mkdir()
        monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path / student))
        course.autograde(student, tmp_path / "one.ipynb")
    assert not course.marks("one")["test_exercise"].score
    assert course.marks("two")["test_exercise"].is_full


def test_nbgrader_grades_on_the_engine_by_its_settings_alone(
    own: OwnCourse, tmp_path: Path
) -> None:
    work = notebooks.read(own.released)
    source = notebooks.read(own.root / "source" / "softmax" / "softmax.ipynb")
    for name, cell in notebooks.cells(source):
        if notebooks.is_exercise(cell):
            next(c for found, c in notebooks.cells(work) if found == name).source = cell.source
    work.cells = [cell for cell in work.cells if notebooks.grade_id(cell) != "test_relu"]
    nbformat.write(work, tmp_path / "work.ipynb")
    own.autograde("mary", tmp_path / "work.ipynb")

    marks = own.marks("mary")
    assert {name: mark for name, mark in marks.items() if not mark.is_full} == {}
    graded = own.autograded("mary")
    assert "'test_relu' was missing and was put back" in graded.cells[0].source
    assert "BEGIN HIDDEN TESTS" not in "".join(cell.source for cell in graded.cells)
