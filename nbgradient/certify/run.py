"""Puts the whole bank, and the mutants of every solution, to the tests, on all cores."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from dataclasses import dataclass, field
from pathlib import Path

from traitlets.config import Config

from nbgradient import bank, course, data, stock
from nbgradient.bank import Answer
from nbgradient.certify import mutants, trial
from nbgradient.certify.mutants import Mutant
from nbgradient.certify.trial import Trial
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.paper import imports
from nbgradient.grading import workers

#: How many answers an exercise should have in the bank.
WRONG, RIGHT = 5, 4
#: The share of the bank that is tried in a plain kernel, too.
PLAIN = 0.1


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


def exercises(assignments: list[str], root: Path = course.ROOT) -> list[Exercise]:
    """All exercises of ``assignments``, with their answers, in the order of the course."""
    known = mutants.equivalents(bank.folder(root) / "equivalent.toml")
    found = []
    for name in assignments:
        for path in course.notebooks(name, root):
            file = bank.folder(root) / f"{path.stem}.py"
            answers = bank.read(file) if file.exists() else []
            for grade_id, cell in course.cells(course.read(path)):
                if course.is_exercise(cell):
                    own = tuple(answer for answer in answers if answer.exercise == grade_id)
                    changed = tuple(mutants.mutants(cell.source))
                    same = known.get(path.stem, {}).get(grade_id, {})
                    found.append(Exercise(name, path.stem, grade_id, own, changed, same))
    return found


@dataclass(frozen=True)
class _Task:
    """A trial to run, and what to do with what comes of it."""

    run: Callable
    trial: Trial
    take: Callable


def certify(
    wanted: list[Exercise], jobs: int, root: Path = course.ROOT, seed: int | None = None
) -> Iterator[list[Result]]:
    """Try everything, and give the results so far after each trial; at the end they are sorted.

    ``seed`` chooses the answers that are tried in a plain kernel.

    Raises:
        SandboxError: submissions cannot be sandboxed here.
    """
    config = stock.settings(root)
    Engine(config=config).check()
    data.use_sample(root)
    results = [Result(exercise) for exercise in wanted]
    tasks = list(_tasks(results, config, root, random.Random(seed)))
    executor = workers.local(root, jobs)
    try:
        futures = {executor.submit(task.run, task.trial): task for task in tasks}
        for future in as_completed(futures):
            futures[future].take(future.result())
            yield results
    finally:
        executor.shutdown(cancel_futures=True)
    for result in results:
        result.sort()


def count(wanted: list[Exercise]) -> int:
    """How many trials ``certify`` makes."""
    answers = sum(len(exercise.answers) for exercise in wanted)
    return answers + math.ceil(PLAIN * answers) + sum(len(e.mutants) for e in wanted)


def _tasks(
    results: list[Result], config: Config, root: Path, chance: random.Random
) -> Iterator[_Task]:
    sources = {
        (name, path.stem): course.read(path)
        for name in dict.fromkeys(result.exercise.assignment for result in results)
        for path in course.notebooks(name, root)
    }
    shared = imports(sources.values())
    pairs = [(result, answer) for result in results for answer in result.exercise.answers]
    drawn = chance.sample(pairs, math.ceil(PLAIN * len(pairs)))
    for result in results:
        exercise = result.exercise
        path = root / "source" / exercise.assignment / f"{exercise.notebook}.ipynb"
        source = Source(path.read_text(encoding="utf-8"), shared)
        for answer in exercise.answers:
            attempt = Trial(source, exercise.name, answer.code, config)
            yield _Task(trial.on_engine, attempt, _judge(result, answer))
            if (result, answer) in drawn:
                yield _Task(trial.in_plain_kernel, attempt, _compare(result, answer))
        for mutant in exercise.mutants:
            attempt = Trial(source, exercise.name, mutant.code, config)
            yield _Task(trial.is_killed, attempt, _count(result, mutant))


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
