"""Fills ``feedback/`` with what may be given back, and with nothing else.

Whatever has changed since the last time, answers, marks, comments or penalties: what is there is
compared with what there should be. So what was cut short is done by the next run, and what is as it
was is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field

from nbgradient.examiner.engine import Engine
from nbgradient.examiner.pool import AnyPool, BrokenPoolError
from nbgradient.grading import tasks, workers
from nbgradient.grading.database import gradebook
from nbgradient.grading.database.turns import in_turn
from nbgradient.grading.final_marks import FinalMarks
from nbgradient.grading.giving_back import pages
from nbgradient.grading.giving_back.rule import Fate, Looked
from nbgradient.grading.integration import add_engine
from nbgradient.grading.standing import Standing, Standings
from nbgradient.grading.trouble import said_of
from nbgradient.safe.shown import shown

#: How many students' marks are read, and held, at a time.
AT_ONCE = 100


@dataclass(frozen=True)
class Asked:
    """What is to be given back.

    Attributes:
        students: whose work; None for all.
        provisional: whether what waits for a person, too.
        force: whether pages are made again that have not changed.
        jobs: in how many processes pages are made, where no pool is given.
    """

    students: Collection[str] | None = None
    provisional: bool = False
    force: bool = False
    jobs: int = 1


@dataclass
class GivenBack:
    """What there is of an assignment in ``feedback/``, and what is not.

    Attributes:
        assignment: its name.
        students: whose work may be given back, waits, or is not graded.
        waiting: who waits for the mark of each cell, by the names of its notebook and its own.
        there: whose pages are in ``feedback/`` that may be.
        made: how many of them are new.
        taken_away: how many pages may not be there any more.
        errors: what a person has to look at.
    """

    assignment: str
    students: dict[Fate, list[str]] = field(default_factory=lambda: {fate: [] for fate in Fate})
    waiting: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    there: list[str] = field(default_factory=list)
    made: int = 0
    taken_away: int = 0
    errors: list[str] = field(default_factory=list)


def give_back(
    standings: Standings, assignments: Iterable[str], asked: Asked, pool: AnyPool | None = None
) -> list[GivenBack]:
    """Bring the pages of ``assignments`` up to date, in ``pool`` or in processes of its own.

    Raises:
        CourseError: the gradebook cannot be read, or no page can be made.
    """
    with ExitStack() as stack:
        giving = _Giving(standings, asked, stack, pool)
        return [giving.assignment(name) for name in assignments]


class _Giving:
    """One run of ``give_back``."""

    def __init__(
        self, standings: Standings, asked: Asked, stack: ExitStack, pool: AnyPool | None
    ) -> None:
        self._standings = standings
        self._asked = asked
        self._stack = stack
        self._started = pool
        api = gradebook.open_course(standings.course.root)
        add_engine(api.config)
        self._config = api.config
        self._book = stack.enter_context(gradebook.gradebook(api))

    def assignment(self, name: str) -> GivenBack:
        """Bring the pages of one assignment up to date."""
        found = GivenBack(name)
        with in_turn(self._standings.course.root, f"grading {name}") as has_waited:
            if has_waited:
                self._standings.forget(name)
            todo = [
                standing
                for student, standing in self._standings.of(name).items()
                if self._asked.students is None or student in self._asked.students
            ]
            for start in range(0, len(todo), AT_ONCE):
                looked = self._look(name, todo[start : start + AT_ONCE])
                self._make(list(self._settle(looked, found)), found)
        return found

    def _look(self, assignment: str, standings: list[Standing]) -> list[Looked]:
        """``standings`` with what the gradebook has, which nobody has to wait for meanwhile."""
        names = [item.submission.student for item in standings if item.submission.is_named]
        marked = FinalMarks(self._book).of_class(assignment, names)
        self._book.db.remove()
        return [Looked(item, marked.get(item.submission.student, {})) for item in standings]

    def _settle(self, looked: list[Looked], found: GivenBack) -> Iterator[tuple[Looked, str]]:
        """Count what was ``looked`` at, take away what may not be there; give what to make."""
        provisional = self._asked.provisional
        for item in looked:
            submission, fate = item.standing.submission, item.fate
            found.students[fate].append(submission.student)
            if fate is Fate.WAITS:
                for cell in item.waiting:
                    found.waiting[cell].append(submission.student)
            if not item.may_stay(provisional):
                found.taken_away += pages.take_away(submission)
            elif fate is not Fate.NOT_GRADED:
                yield from self._attempt(item, found)

    def _attempt(self, item: Looked, found: GivenBack) -> Iterator[tuple[Looked, str]]:
        """``item`` and the digest of its page, if that is to be made."""
        try:
            digest = pages.digest(item)
        except Exception as error:
            self._fail(item, error, found)
            return
        submission = item.standing.submission
        if not self._asked.force and pages.made_of(submission) == digest:
            found.there.append(submission.student)
        else:
            yield item, digest

    def _make(self, todo: list[tuple[Looked, str]], found: GivenBack) -> None:
        """Make pages, and put each into its place when it is there."""
        waiting, running = iter(todo), dict[Future, tuple[Looked, str]]()
        while True:
            while todo and len(running) < self._pool.room and (item := next(waiting, None)):
                try:
                    running[self._pool.submit(tasks.page, self._job(item[0]))] = item
                except BrokenPoolError:
                    raise
                except Exception as error:
                    self._fail(item[0], error, found)
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                self._take(*running.pop(future), future, found)

    def _take(self, looked: Looked, digest: str, future: Future, found: GivenBack) -> None:
        submission = looked.standing.submission
        try:
            pages.write(submission, future.result(), digest)
        except BrokenPoolError:
            raise
        except Exception as error:  # it is this page's own
            self._fail(looked, error, found)
        else:
            found.there.append(submission.student)
            found.made += 1

    def _job(self, looked: Looked) -> tasks.Page:
        item = looked.standing.submission
        return pages.job(item.outcome("autograded"), item.assignment, looked.marked, self._config)

    def _fail(self, looked: Looked, error: Exception, found: GivenBack) -> None:
        """Tell that there is no page; one that is out of date goes."""
        item = looked.standing.submission
        if not isinstance(error, OSError):  # else nothing can be written, and nothing shall go
            pages.take_away(item)
        why = said_of(error) or f"{type(error).__name__}: {shown(str(error)[:300])}"
        found.errors.append(f"{item.assignment} of {shown(item.student)}: there is no page. {why}")

    @property
    def _pool(self) -> AnyPool:
        """What makes pages, started when the first is to be made."""
        if self._started is None:
            workers.preload()
            log = workers.log(self._standings.course.root)
            pool = Engine(config=self._config).pool(self._asked.jobs, log)
            self._started = self._stack.enter_context(pool)
        return self._started
