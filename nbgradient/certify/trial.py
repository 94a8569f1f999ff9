"""Puts one answer to the tests, on the engine or in a plain kernel; workers run these."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from nbgradient import course, stock
from nbgradient.certify import warm_kernel
from nbgradient.examiner.engine import Engine, Source
from nbgradient.ownership import SKIPPED
from nbgradient.stock import Mark


@dataclass(frozen=True)
class Trial:
    """An answer to put to the tests: ``code`` in place of the solution of ``exercise``."""

    source: Source
    exercise: str
    code: str
    config: Config


def on_engine(trial: Trial) -> Mapping[str, Mark]:
    """The marks that the engine gives, by test cell."""
    return _examine(trial, _answered(trial))


def is_killed(trial: Trial) -> bool:
    """Whether a test fails: those up to the next exercise are tried first."""
    notebook = _answered(trial)
    names = [course.grade_id(cell) for cell in notebook.cells]
    start = names.index(trial.exercise)
    later = (i for i in range(start + 1, len(names)) if course.is_exercise(notebook.cells[i]))
    end = next(later, len(names))
    for last in (end, len(names)):
        part = _answered(trial)
        part.cells = part.cells[:last]
        if not all(mark.is_full for mark in _examine(trial, part).values()):
            return True
    return False


def in_plain_kernel(trial: Trial) -> Mapping[str, Mark]:
    """The marks that nbgrader gives, by test cell, with all in one kernel."""
    notebook = _answered(trial)
    start = [course.grade_id(cell) for cell in notebook.cells].index(trial.exercise)
    before, notebook.cells = notebook.cells[:start], notebook.cells[start:]
    settings = trial.config.copy()
    settings.Execute.kernel_name = warm_kernel.NAME
    given = [cell.source for cell in before if _runs(cell)]
    with tempfile.TemporaryDirectory() as folder, _kernels().after(given):
        return stock.grade(notebook, Path(folder), settings)


def _answered(trial: Trial) -> NotebookNode:
    notebook = nbformat.reads(trial.source.text, as_version=4)
    dict(course.cells(notebook))[trial.exercise].source = trial.code
    return notebook


def _examine(trial: Trial, notebook: NotebookNode) -> Mapping[str, Mark]:
    engine = Engine(config=trial.config, figures=False)
    verdicts = engine.sit(trial.source, notebook, {}).verdicts
    return {name: Mark(float(v.passed), 1.0, v.message) for name, v in verdicts.items()}


def _runs(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and SKIPPED not in cell.metadata.get("tags", [])


@cache
def _kernels() -> warm_kernel.WarmKernels:
    kernels = warm_kernel.WarmKernels()
    atexit.register(kernels.__exit__)
    return kernels.__enter__()
