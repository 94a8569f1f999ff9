"""Puts the whole bank, and the mutants of every solution, to the tests, on all cores."""

from __future__ import annotations

import math
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, field
from pathlib import Path

from traitlets import Unicode
from traitlets.config import Config, Configurable

from nbgradient.course import settings
from nbgradient.course.folders import Course, CourseError, files_in
from nbgradient.course.needs import needs
from nbgradient.course.notebooks import cells, is_exercise, read
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.pool import Pool
from nbgradient.examiner.reader import without_notebooks
from nbgradient.grading import workers
from nbgradient.proof import bank, mutants, trial
from nbgradient.proof.bank import Answer
from nbgradient.proof.mutants import Mutant
from nbgradient.proof.mutants.surroundings import Surroundings
from nbgradient.proof.trial import Answers, Seeds

#: How many answers an exercise should have in the bank.
WRONG, RIGHT = 5, 4
#: The share of the bank that is tried in a plain kernel, too.
PLAIN = 0.1
#: The seeds with which the instructor's own notebooks have to pass.
SEEDS = tuple(range(1, 21))
#: How many trials a worker does at a time.
BATCH_SIZE = 15


class Certify(Configurable):
    """How a course is certified."""

    kinds_of_data = Unicode(
        help="A function of the course, by its full name, that is called with a notebook's name "
        "(notebook), the folder of the data that grading uses (folder), and the course (course). "
        "It gives the kinds of data on which the notebook is run with other seeds: a folder for "
        "each name.",
    ).tag(config=True)

    def kinds(self, notebook: str, course: Course) -> dict[str, Path | None]:
        """The kinds of data for ``notebook``, and the folder of each.

        Raises:
            CourseError: the course's function cannot be called.
        """
        used = os.environ.get("NBGRADIENT_DATA")
        folder = Path(used) if used else None
        if not self.kinds_of_data:
            return {"as graded": folder}
        return settings.call(
            self.kinds_of_data, course, notebook=notebook, folder=folder, course=course
        )


@dataclass(frozen=True)
class Exercise:
    """An exercise of a notebook, and what there is to try on it."""

    assignment: str
    notebook: str
    name: str
    answers: tuple[Answer, ...]
    mutants: tuple[Mutant, ...]
    equivalents: dict[str, str]


@dataclass
class Result:
    """What the tests made of the answers to one exercise; each list has a sentence an item.

    Attributes:
        exercise: which one.
        accepted: wrong answers of which a test that should fail passes.
        rejected: answers that lose points which they should not lose.
        silent: wrong answers whose message does not name the mistake.
        differing: answers whose marks in a plain kernel are others.
        survivors: mutants that no test noticed and that are not excluded.
        excluded: mutants that survived and mean the same as the solution.
        plain: how many answers were tried in a plain kernel.
    """

    exercise: Exercise
    accepted: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    plain: int = 0

    def sort(self) -> None:
        """Bring the sentences into an order that does not depend on what was tried first."""
        for sentences in (
            self.accepted, self.rejected, self.silent, self.differing, self.survivors,
            self.excluded,
        ):  # fmt: skip
            sentences.sort()

    @property
    def wrong(self) -> int:
        """How many wrong answers the bank has."""
        return sum(not answer.is_right for answer in self.exercise.answers)

    @property
    def right(self) -> int:
        """How many right answers the bank has."""
        return sum(answer.is_right for answer in self.exercise.answers)


def exercises(assignments: list[str], course: Course, only: Sequence[str] = ()) -> list[Exercise]:
    """All exercises of ``assignments``, with their answers, in the order of the course.

    ``only`` leaves those that it names, as ``notebook`` or ``notebook:exercise``.

    Raises:
        CourseError: ``only`` names what is not there, or the bank does.
    """
    same = mutants.equivalents(bank.folder(course.root) / "equivalent.toml")
    there: set[str] = set()
    found = []
    for name in assignments:
        for path in course.notebooks(name):
            notebook = read(path)
            file = bank.folder(course.root) / f"{path.stem}.py"
            answers = bank.read(file) if file.exists() else []
            bank.check(notebook, answers)
            for grade_id, cell in cells(notebook):
                if not is_exercise(cell):
                    continue
                names = {path.stem, f"{path.stem}:{grade_id}"}
                there |= names
                if not only or names & {*only}:
                    own = tuple(answer for answer in answers if answer.exercise == grade_id)
                    changed = mutants.mutants(cell.source, Surroundings.of(notebook, grade_id))
                    reasons = same.get(path.stem, {}).get(grade_id, {})
                    found.append(Exercise(name, path.stem, grade_id, own, tuple(changed), reasons))
    for name in only:
        if name not in there:
            raise CourseError(f"There is no notebook or exercise '{name}' in what is certified.")
    return found


@dataclass
class Stability:
    """The instructor's own notebook, run with other random numbers.

    Attributes:
        notebook: which one.
        data: what kind of data it was run on.
        runs: how often.
        failing: a sentence for each test that failed in a run.
    """

    notebook: str
    data: str
    runs: int = 0
    failing: list[str] = field(default_factory=list)


@dataclass
class Findings:
    """What was found of some exercises and of their notebooks.

    Attributes:
        results: of each exercise.
        stability: of each notebook on each kind of images.
        planned: how many trials there are to make.
        trials: how many were made.
        seconds: how long each kind of trial kept one core busy.
    """

    results: list[Result]
    stability: list[Stability]
    planned: int = 0
    trials: int = 0
    seconds: Counter[str] = field(default_factory=Counter)

    def sort(self) -> None:
        """Bring all sentences into an order that does not depend on what was tried first."""
        for result in self.results:
            result.sort()
        for notebook in self.stability:
            notebook.failing.sort()


@dataclass(frozen=True)
class _Task:
    """Trials for a worker to run, and for each of them what to do with what comes of it."""

    kind: str
    run: Callable
    request: Answers | Seeds
    on_result: list[Callable]


def _timed(run: Callable, request: Answers | Seeds) -> tuple[list, float]:
    start = time.monotonic()
    return run(request), time.monotonic() - start


def certify(
    wanted: list[Exercise], jobs: int, course: Course, seed: int | None = None
) -> Iterator[Findings]:
    """Try everything, and give what is found so far again and again; at the end it is sorted.

    ``seed`` chooses the answers that are tried in a plain kernel.

    Raises:
        SandboxError: submissions cannot be sandboxed here.
    """
    config = settings.load(course.root)
    Engine(config=config).check()
    plan = _Plan(wanted, config, course)
    tasks = [*plan.plain(random.Random(seed)), *plan.stability(), *plan.answers(), *plan.mutants()]
    plan.findings.planned = sum(len(task.on_result) for task in tasks)
    with Pool(jobs, None, workers.log(course.root)) as pool:
        futures = {pool.submit(_timed, task.run, task.request): task for task in tasks}
        yield plan.findings
        for future in as_completed(futures):
            task = futures[future]
            found, seconds = future.result()
            for take, one in zip(task.on_result, found, strict=True):
                take(one)
            plan.findings.trials += len(task.on_result)
            plan.findings.seconds[task.kind] += seconds
            yield plan.findings
    plan.findings.sort()


def _beside(path: Path) -> dict[str, bytes]:
    return without_notebooks(files_in(path.parent))


class _Plan:
    """All that is to be tried, in parts that a worker does at a time, and what was found."""

    def __init__(self, wanted: list[Exercise], config: Config, course: Course) -> None:
        self.findings = Findings([Result(exercise) for exercise in wanted], [])
        self._config = config
        self._course = course
        names = dict.fromkeys(exercise.assignment for exercise in wanted)
        paths = [path for name in names for path in course.notebooks(name)]
        shared = needs(map(read, paths))
        self._sources = {
            path.stem: Source(path.read_text("utf-8"), shared, _beside(path)) for path in paths
        }

    def plain(self, rng: random.Random) -> Iterator[_Task]:
        """A part of the bank, drawn by ``rng``, in a plain kernel."""
        results = self.findings.results
        pairs = [(result, answer) for result in results for answer in result.exercise.answers]
        drawn = rng.sample(pairs, math.ceil(PLAIN * len(pairs)))
        for result, answer in (pair for pair in pairs if pair in drawn):
            yield self._task("plain kernel", trial.in_plain_kernel, result, [answer], _compare)

    def stability(self) -> Iterator[_Task]:
        """The instructor's own notebooks with other seeds, on each kind of data."""
        options = Certify(config=self._config)
        for notebook in dict.fromkeys(result.exercise.notebook for result in self.findings.results):
            for kind, folder in options.kinds(notebook, self._course).items():
                stability = Stability(notebook, kind)
                self.findings.stability.append(stability)
                for part in _parts(SEEDS):
                    request = Seeds(self._sources[notebook], folder, tuple(part), self._config)
                    on_result = [_watch(stability, seed) for seed in part]
                    yield _Task("seeds", trial.with_seeds, request, on_result)

    def answers(self) -> Iterator[_Task]:
        """The whole bank on the engine."""
        for result in self.findings.results:
            for part in _parts(result.exercise.answers):
                yield self._task("bank", trial.on_engine, result, part, _judge)

    def mutants(self) -> Iterator[_Task]:
        """The mutants on the engine."""
        for result in self.findings.results:
            for part in _parts(result.exercise.mutants):
                yield self._task("mutants", trial.are_killed, result, part, _count)

    def _task(
        self,
        kind: str,
        run: Callable,
        result: Result,
        part: Sequence[Answer | Mutant],
        take: Callable,
    ) -> _Task:
        exercise, codes = result.exercise, tuple(one.code for one in part)
        source = self._sources[exercise.notebook]
        request = Answers(source, exercise.name, codes, self._config)
        return _Task(kind, run, request, [take(result, one) for one in part])


def _parts(things: Sequence) -> Iterator[Sequence]:
    return (things[start : start + BATCH_SIZE] for start in range(0, len(things), BATCH_SIZE))


def _watch(stability: Stability, seed: int) -> Callable:
    def take(marks: dict) -> None:
        stability.runs += 1
        stability.failing += [
            f"seed {seed}: {name} fails: {mark.message}"
            for name, mark in marks.items()
            if not mark.is_full
        ]

    return take


def _judge(result: Result, answer: Answer) -> Callable:
    def take(marks: dict) -> None:
        for kind, sentence in bank.judged(answer, marks):
            getattr(result, kind).append(f"{answer.title}: {sentence}")

    return take


def _compare(result: Result, answer: Answer) -> Callable:
    def take(marks: dict) -> None:
        result.plain += 1
        result.differing += [
            f"{answer.title}: {said}" for kind, said in bank.judged(answer, marks)
            if kind != "silent"
        ]  # fmt: skip

    return take


def _count(result: Result, mutant: Mutant) -> Callable:
    def take(killed: bool) -> None:
        if not killed and mutant.change in result.exercise.equivalents:
            result.excluded.append(mutant.change)
        elif not killed:
            result.survivors.append(mutant.change)

    return take
