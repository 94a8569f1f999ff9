"""Puts answers to the tests, on the engine or in a plain kernel; workers run these."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from traitlets.config import Config

from nbgradient.course import notebooks
from nbgradient.course.ownership import runs
from nbgradient.examiner import worker_process
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.exam import Exam
from nbgradient.proof import stock, warm_kernel
from nbgradient.proof.reseed import reseeded
from nbgradient.proof.slices import Slicer
from nbgradient.proof.stock import Mark


@dataclass(frozen=True)
class Answers:
    """Answers to put to the tests: each of ``codes`` in place of the solution of ``exercise``."""

    source: Source
    exercise: str
    codes: tuple[str, ...]
    config: Config


@dataclass(frozen=True)
class Seeds:
    """The instructor's own answers, with other random numbers, on the data in ``folder``."""

    source: Source
    folder: Path | None
    seeds: tuple[int, ...]
    config: Config


def on_engine(answers: Answers) -> list[Mapping[str, Mark]]:
    """The marks that the engine gives to each answer, by test cell, from the exercise on."""
    with _prepared(answers) as (answered, run_exam):
        return [_marks(run_exam(answered(code))) for code in answers.codes]


def are_killed(answers: Answers) -> list[bool]:
    """Whether a test fails of each answer, and not of the solution, too.

    The tests up to the next exercise are tried first.
    """
    _, below = _split(answers)
    with _prepared(answers) as (answered, run_exam):
        broken = _failed(run_exam(answered(below[0].source)))
        return [
            any(_failed(run_exam(part)) - broken for part in _parts(answered(code)))
            for code in answers.codes
        ]


def in_plain_kernel(answers: Answers) -> list[dict[str, Mark]]:
    """The marks that nbgrader gives to each answer, by test cell, with all in one kernel."""
    settings = Config(answers.config)
    settings.Execute.kernel_name = warm_kernel.NAME
    before, below = _split(answers)
    given = [cell.source for cell in before if _runs(cell)]
    found = []
    for code in answers.codes:
        with tempfile.TemporaryDirectory() as folder, _kernels().after(given):
            found.append(stock.grade(_answered(below, code), Path(folder), settings))
    return found


def with_seeds(run: Seeds) -> list[Mapping[str, Mark]]:
    """The marks that the engine gives with each seed, by test cell."""
    found = []
    data = {"NBGRADIENT_DATA": str(run.folder)} if run.folder else {}
    with warm_kernel.variables(**data):
        for seed in run.seeds:
            engine = Engine(config=run.config, figures=False, seed=seed)
            notebook = reseeded(_read(run.source), seed)
            found.append(_marks(engine.run_exam(run.source, notebook, {})))
    return found


@contextmanager
def _prepared(answers: Answers) -> Iterator[tuple[Callable, Callable]]:
    """What makes a notebook of a code, and what puts such a notebook to the tests.

    The notebook has the exercise and the cells below that can tell one answer from another; the
    cells above have run once for all.
    """
    engine = Engine(config=answers.config, figures=False)
    before, below = _split(answers)
    slicer = _slicer(answers.source)

    def answered(code: str) -> NotebookNode:
        kept = {len(before)} | slicer.below(answers.exercise, code)
        cells = [cell for place, cell in enumerate(below, len(before)) if place in kept]
        return _answered(cells, code)

    with engine.after(answers.source, [cell for cell in before if _runs(cell)]) as run_exam:
        yield answered, run_exam


def _parts(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """The notebook up to its second exercise, where it has one, and the whole of it."""
    _, *later = (i for i, cell in enumerate(notebook.cells) if notebooks.is_exercise(cell))
    for end in (*later[:1], len(notebook.cells)):
        yield new_notebook(cells=notebook.cells[:end])


@lru_cache(maxsize=8)
def _slicer(source: Source) -> Slicer:
    return Slicer(_read(source))


def _read(source: Source) -> NotebookNode:
    notebook = nbformat.reads(source.text, as_version=4)
    notebooks.name_cells(notebook.cells)
    return notebook


def _split(answers: Answers) -> tuple[list[NotebookNode], list[NotebookNode]]:
    """The cells above the exercise, and those from it on."""
    cells = _read(answers.source).cells
    start = [notebooks.grade_id(cell) for cell in cells].index(answers.exercise)
    return cells[:start], cells[start:]


def _answered(cells: list[NotebookNode], code: str) -> NotebookNode:
    """A notebook of copies of ``cells``, with ``code`` in the first, the exercise."""
    notebook = new_notebook(cells=copy.deepcopy(cells))
    notebook.cells[0].source = code
    return notebook


def _marks(exam: Exam) -> Mapping[str, Mark]:
    return {name: Mark(float(v.passed), 1.0, v.message) for name, v in exam.verdicts.items()}


def _failed(exam: Exam) -> set[str]:
    return {name for name, mark in _marks(exam).items() if not mark.is_full}


def _runs(cell: NotebookNode) -> bool:
    return runs(cell) and not notebooks.is_test(cell)


@cache
def _kernels() -> warm_kernel.WarmKernels:
    kernels = warm_kernel.WarmKernels()
    worker_process.at_exit(kernels.__exit__)
    return kernels.__enter__()
