"""Grade a class: every submission that is new or has changed, side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from traitlets.config import Config

from nbgradient.course.folders import Course, CourseError
from nbgradient.examiner.engine import Engine
from nbgradient.examiner.pool import AnyPool, Pool
from nbgradient.grading import workers
from nbgradient.grading.assignment import entering, renaming
from nbgradient.grading.database import gradebook
from nbgradient.grading.database.turns import in_turn
from nbgradient.grading.integration import add_engine
from nbgradient.grading.marks import Marks
from nbgradient.grading.outcome import Outcome
from nbgradient.grading.pipeline import Pipeline
from nbgradient.grading.standing import Standings
from nbgradient.grading.submission import Submission


def enter(assignment: str, standings: Standings, force: bool = False) -> list[str]:
    """Enter ``assignment`` and the students who handed something in into the gradebook.

    Returned are sentences on what has changed in the gradebook, if it held hand-ins. An assignment
    that is as it was entered is not entered again, unless with ``force``.

    Raises:
        CourseError: there is no such assignment, nothing was handed in, or the gradebook refuses.
    """
    course = standings.course
    renaming.check_complete(course.root)
    course.check_assignment(assignment)
    handed_in = standings.of(assignment).values()
    if not handed_in:
        raise CourseError(
            f"Nothing was handed in: there is no folder submitted/*/{assignment}."
            f"{renaming.perhaps(course, assignment)}"
        )
    api = gradebook.open_course(course.root)
    with gradebook.alone(api):
        said = entering.enter(api, assignment, force)
    enter_students([item.submission for item in handed_in], standings)
    return said


def enter_students(submissions: Iterable[Submission], standings: Standings) -> None:
    """Make sure that the gradebook knows who handed in ``submissions``."""
    named = {item.student for item in submissions if item.is_named}
    gradebook.enter_students(gradebook.open_course(standings.course.root), named)


def waiting(
    assignment: str,
    standings: Standings,
    force: bool = False,
    students: Collection[str] | None = None,
) -> list[Submission]:
    """What is not graded as it is, or with ``force`` all, of ``students`` if they are given."""
    entered = gradebook.entered(gradebook.open_course(standings.course.root), assignment)
    return [
        standing.submission
        for name, standing in standings.of(assignment).items()
        if (students is None or name in students)
        and (force or name not in entered or not standing.is_done)
    ]


class Grader:
    """Workers that stay warm, for one run or several. Use it as a context manager.

    Attributes:
        pool: what does the tasks, within a with statement.
    """

    def __init__(
        self,
        course: Course,
        jobs: int,
        trust: bool = False,
        pool: Callable[[Config], AnyPool] | None = None,
    ) -> None:
        """``jobs`` workers; ``trust`` runs submissions without a sandbox.

        ``pool`` gives what does the tasks instead of processes of this machine, for the settings
        of the course.
        """
        self._course = course
        self._trust = trust
        self._make_pool = pool or partial(_processes, jobs, course.root)

    def __enter__(self) -> Grader:
        """Get ready.

        Raises:
            CourseError: submissions cannot be sandboxed here.
        """
        self._api = gradebook.open_course(self._course.root)
        add_engine(self._api.config)
        if self._trust:
            self._api.config.Engine.trust_submissions = True
        self.pool = self._make_pool(self._api.config)
        self.pool.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        """End the workers, at once after an error."""
        self.pool.__exit__(kind, error, trace)

    def grade(self, todo: list[Submission], standings: Standings) -> Iterator[Outcome]:
        """Grade ``todo``, and give each outcome as soon as it is known.

        What another command has graded while this one waited for it is left alone.

        Raises:
            BrokenPoolError: no task can be done any more. What was graded stays.
        """
        with ExitStack() as stack:
            names = sorted({item.assignment for item in todo})
            turns = [in_turn(self._course.root, f"grading {name}") for name in names]
            if any([stack.enter_context(turn) for turn in turns]):
                todo = still_waiting(todo, standings)
            if todo:
                marks = stack.enter_context(Marks(self._api))
                config = self._api.config
                yield from Pipeline(todo, standings, marks, config, self.pool).outcomes()


def _processes(jobs: int, root: Path, config: Config) -> Pool:
    engine = Engine(config=config)
    engine.check()
    return engine.pool(jobs, workers.log(root))


def still_waiting(todo: Iterable[Submission], standings: Standings) -> list[Submission]:
    """Those of ``todo`` that are there, and not graded as they are, when one looks again."""
    todo = list(todo)
    for item in todo:
        standings.look_again(item)
    found = [standings.of(item.assignment).get(item.student) for item in todo]
    return [standing.submission for standing in found if standing and not standing.is_done]
