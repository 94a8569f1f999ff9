"""Puts the instructor's own solution, and what students are given, to the tests."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import determine_grade
from traitlets.config import Config

from nbgradient.checks import rules
from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.course.ownership import Ownership
from nbgradient.doctor.files import SourceNotebook
from nbgradient.doctor.symptom import Symptom
from nbgradient.examiner import autotests, own_solution
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.exam import UNPROTECTED, Exam
from nbgradient.examiner.libraries import get_ready_beside
from nbgradient.examiner.pool import Pool
from nbgradient.examiner.verdict import Verdict
from nbgradient.safe.shown import seconds

#: The part of what a notebook may take from which on it is told.
_MUCH = 0.5

_REWRITE = (
    "Test what the code returns, as plain data; or let a person mark it; or set "
    "Engine.unprotected_tests"
)
_BY_KIND = {
    "NeedsPerson": "Have the locked cell run by itself, with its files beside the notebook",
    "ModuleNotFoundError": "Install the package beside nbgradient",
}
_OTHERWISE = f"If it passes with nbgrader validate, the wall is the reason. {_REWRITE}"


@dataclass(frozen=True)
class Tried:
    """What came of a notebook.

    Attributes:
        failures: what the instructor's own solution does not pass, by test.
        partial: the tests of which it gets a part of the points, and that part.
        unprotected: what became of the failures beside the student's code, by test.
        for_nothing: the tests that give points for the untouched release, and the points.
        too_long: the cells and tests that took too long.
        seconds: what the cells and tests took.
    """

    failures: dict[str, Verdict]
    partial: dict[str, float]
    unprotected: dict[str, Verdict]
    for_nothing: dict[str, float]
    too_long: list[str]
    seconds: float


def submit(
    item: SourceNotebook, all_of_them: list[SourceNotebook], config: Config, pool: Pool
) -> Future | None:
    """Have a worker try ``item``; None if it cannot be tried without the gradebook."""
    if autotests.are_asked_for(item.notebook):
        return None
    try:
        shared = needs(other.notebook for other in all_of_them if _are_together(other, item))
    except SyntaxError as error:
        failed: Future = Future()
        failed.set_exception(error)
        return failed
    source = Source(nbformat.writes(item.notebook), shared, item.files)
    return pool.submit(_try, source, config)


def _are_together(one: SourceNotebook, other: SourceNotebook) -> bool:
    return one.assignment == other.assignment


def _try(source: Source, config: Config) -> Tried:
    get_ready_beside(source.needs)
    engine = Engine(config=config)
    exam, notebook = engine.try_own_solution(source)
    order = [name for name, _ in notebooks.cells(notebook) if name in exam.verdicts]
    failures = {name: exam.verdicts[name] for name in order if not exam.verdicts[name].passed}
    partial = _part_scores(exam, notebook)
    for name, found in own_solution.failures(exam).items():
        exam.verdicts[name] = own_solution.left_to_person(found)
    if engine.unprotected_tests and exam.for_person:
        engine.put_unprotected(source, notebook, source.files, exam)
    unprotected = {name: exam.verdicts[name] for name in exam.unprotected}
    return Tried(
        failures, partial, unprotected, _points_for_nothing(engine, source, config),
        exam.too_long, exam.seconds,
    )  # fmt: skip


def _points_for_nothing(engine: Engine, source: Source, config: Config) -> dict[str, float]:
    """The tests that give points for what students get, and how many."""
    release = copy.deepcopy(nbformat.reads(source.text, as_version=4))
    release, _ = ClearSolutions(config=config).preprocess(release, {})
    notebook = engine.rebuild(source, release).notebook
    exam = engine.run_exam(source, notebook, source.files, longer=2)
    return {name: score for name, (score, _) in _scores(exam, notebook).items() if score}


def _part_scores(exam: Exam, notebook: NotebookNode) -> dict[str, float]:
    scores = _scores(exam, notebook)
    return {n: score for n, (score, of) in scores.items() if exam.verdicts[n].passed and score < of}


def _scores(exam: Exam, notebook: NotebookNode) -> dict[str, tuple[float, float]]:
    scores = {}
    for name, cell in notebooks.cells(notebook):
        if name in exam.verdicts:
            cell.outputs = exam.verdicts[name].outputs()
            scores[name] = determine_grade(cell)
    return scores


def symptoms(item: SourceNotebook, trial: Future | None, engine: Engine) -> Iterator[Symptom]:
    """What came of the ``trial`` of a notebook, once it is over."""
    if trial is None:
        what = "It was not tried: nbgrader writes its autotests when it makes the release."
        yield Symptom(item.where, what, "Run nbgrader validate on it.")
        return
    if error := trial.exception():
        what = f"It cannot be graded: {str(error) or type(error).__name__}"
        yield Symptom(item.where, what, "Mend what is said here first.", True)
        return
    tried: Tried = trial.result()
    hints = rules.what_crosses(Ownership(item.notebook))
    for test, failure in tried.failures.items():
        yield _failure(item, test, failure, tried.unprotected.get(test), hints.get(test, []))
    for test, score in tried.partial.items():
        what = f"The instructor's own solution gets {score:g} of its points."
        yield Symptom(f"{item.where} · {test}", what, "End the test without a value.", True)
    for test, score in tried.for_nothing.items():
        what = f"What students are given gets {score:g} points for nothing."
        yield Symptom(f"{item.where} · {test}", what, "Test something that is not given.")
    yield from _times(item, tried, engine)


def _failure(
    item: SourceNotebook, test: str, failure: Verdict, beside: Verdict | None, hints: list[str]
) -> Symptom:
    where = f"{item.where} · {test}"
    if own_solution.is_not_attempted(failure):
        advice = "Write the solution into source/, or its failures cannot be told from the test's."
        return Symptom(where, "There is no solution to put to this test.", advice, True)
    if beside is not None and beside.passed:
        what = f"It runs {UNPROTECTED} ({failure.cause})."
        return Symptom(where, what, "The student's code can read it and forge its outcome.")
    kind = "does not pass it beside the student's code, either" if beside else "does not pass it"
    cause = (failure.cause or failure.message).rstrip(".")
    what = f"The instructor's own solution {kind}: {cause}."
    advice = _REWRITE if failure.is_unserved else _BY_KIND.get(failure.name, _OTHERWISE)
    if hints:
        advice += f". By the rules for tests, {'; '.join(hints)}"
    return Symptom(where, what, f"{advice}.", True)


def _times(item: SourceNotebook, tried: Tried, engine: Engine) -> Iterator[Symptom]:
    for what in tried.too_long:
        advice = f"Make it quicker, or raise Engine.cell_seconds ({engine.cell_seconds:g})."
        yield Symptom(item.where, f"{what} took too long.", advice, True)
    limit = engine.notebook_seconds
    taken = seconds(round(tried.seconds, 1))
    advice = ""
    if tried.seconds > _MUCH * limit:
        advice = "On a busy machine that may be too long: raise Engine.notebook_seconds."
    what = f"Its cells and tests take {taken} of the {seconds(limit)} that they may."
    yield Symptom(item.where, what, advice, tried.seconds > limit)
