"""Examines one submission: runs its cells in a candidate, then puts every test to its snapshots.

All cells run, and all that they output is recorded, before the first question is asked: what a
student's code learns from a question can reach no output. And all that tests ask in the open is
asked before anything hidden is: what it learns from that can reach no message; a test that reads
what hidden statements of an earlier one bind comes after these. A cell that ends
the process costs what depends on it and no more: the notebook is run again without that cell. So
does a question that ends a snapshot: the tests that were to follow on it get a new one. When this
happens first, the test that asked is put again, too: a system without memory may have done it. Once
anything hidden was asked, a repeat adds no output and no word of the student's code, whatever it
may have learned on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from nbgradient.course import notebooks
from nbgradient.course.ownership import runs
from nbgradient.examiner import progress
from nbgradient.examiner.candidate import Budget, Candidate, CandidateDied
from nbgradient.examiner.carry import Carry
from nbgradient.examiner.client import ENDED, SnapshotClient
from nbgradient.examiner.fair_time import BUSY, FairTime
from nbgradient.examiner.outputs import ALL_CUT, clean, cut_output, error_output, size
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.question import Question
from nbgradient.examiner.reach import bound_by, read_by
from nbgradient.examiner.slot import SlotDied
from nbgradient.examiner.traces import Traces
from nbgradient.examiner.verdict import Verdict, failed, for_a_person
from nbgradient.safe.shown import seconds, told

#: How many cells of a notebook may end the process before the rest is given up.
MAX_DEATHS = 3

TOO_LONG = "The notebook took longer than the {} that it may take in all."
STOPPED = "This cell ran longer than {} and was stopped."
NO_LOCKED_CELL = "A person has to mark this: a locked cell that the test needs fails."
UNPROTECTED = "beside the student's code, unprotected"
#: The name of a verdict on a test that the notebook did not get to.
NOT_REACHED_NAME = "NotReached"
NOT_REACHED = "The notebook did not get this far: earlier cells ended the program."


@dataclass
class _Group:
    """Tests with nothing between them that could change what they see."""

    tests: list[NotebookNode]
    line: SnapshotClient | None = None


class Exam:
    """One submission before the examiner."""

    def __init__(
        self,
        notebook: NotebookNode,
        paper: Paper,
        start: Callable[[], AbstractContextManager[Candidate]],
        budget: Budget,
    ) -> None:
        """``start`` gives a candidate to run the cells in, a new one each time."""
        self._paper = paper
        self._start = start
        self._budget = budget
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        cells = [cell for cell in notebook.cells if runs(cell) and not notebooks.is_test(cell)]
        read = read_by(cells)
        self._read = read | paper.read
        self._steps = _steps(notebook, paper, read - bound_by(cells))
        self._counts = _counts(notebook)
        self._carry = Carry()
        self._fatal: set[str] = set()
        #: What each test cell came to, by grade_id.
        self.verdicts: dict[str, Verdict] = {}
        #: The tests that ran beside the student's code.
        self.unprotected: list[str] = []
        self._incidents: list[str] = []
        #: The cells, and tests, that took too long.
        self.too_long: list[str] = []
        #: Whether one of them did so while the machine had too little room.
        self.was_crowded = False
        self._spent = self._waited = 0.0
        self._room = budget.outputs
        self._hidden_was_asked = False
        #: The runs of the notebook so far, and that in which snapshots first ended.
        self._runs = 0
        self._first_deaths: int | None = None

    def run(self) -> Exam:
        """Run the cells, recording what they output, and find the verdict of each test cell.

        Raises:
            SandboxError: the warm process does not start.
            SlotDied: the warm process has ended.
        """
        while self._pending():
            before = self._progress
            self._runs += 1
            try:
                with self._start() as candidate:
                    if self._run_cells(candidate):
                        with self._paper.beside.entered():
                            self._ask()
            finally:
                self._hang_up()
            if self._left <= 0:
                self._note_too_long("The notebook", self._waited >= BUSY * self._spent)
                self._give_up(TOO_LONG.format(seconds(self._budget.notebook)))
            elif len(self._fatal) > MAX_DEATHS or before == self._progress:
                self._give_up(NOT_REACHED)
        return self

    @property
    def remarks(self) -> list[str]:
        """Remarks on cells that had to be stopped, or that ended the program, and of
        tests that are left to a person, or were put unprotected."""
        waiting = [f"A person has to mark the test '{name}'." for name in self.for_person]
        unprotected = [f"The test '{name}' ran {UNPROTECTED}." for name in self.unprotected]
        return told([*dict.fromkeys(self._incidents), *waiting, *unprotected])

    @property
    def seconds(self) -> float:
        """What the cells and tests have taken."""
        return self._spent

    @property
    def fatal(self) -> set[str]:
        """The ids of the cells that ended the program."""
        return self._fatal

    def take_unprotected(self, verdicts: dict[str, Verdict]) -> None:
        """These ``verdicts`` were found beside the student's code."""
        self.verdicts |= verdicts
        self.unprotected += verdicts

    @property
    def for_person(self) -> dict[str, str]:
        """The tests that a person has to mark, and why, for the instructor alone."""
        return {name: found.cause for name, found in self.verdicts.items() if found.needs_person}

    @property
    def _groups(self) -> list[_Group]:
        return [step for step in self._steps if isinstance(step, _Group)]

    def _hang_up(self) -> None:
        for group in self._groups:
            if group.line is not None:
                group.line.close()
                group.line = None

    def _pending(self) -> list[NotebookNode]:
        tests = [test for group in self._groups for test in group.tests]
        return [test for test in tests if notebooks.name_of(test) not in self.verdicts]

    @property
    def _progress(self) -> tuple[int, int, int | None]:
        """What changes with each run of the notebook that was not in vain."""
        return len(self._pending()), len(self._fatal), self._first_deaths

    def _give_up(self, reason: str) -> None:
        self._incidents.append(reason)
        for test in self._pending():
            self.verdicts[notebooks.name_of(test)] = failed(NOT_REACHED_NAME, reason)

    def _run_cells(self, candidate: Candidate) -> bool:
        """Run the cells but the fatal ones, and take the snapshots, as far as there is time.

        Returned is whether no cell ended the program.
        """
        last = None
        self._room = self._budget.outputs
        for step in self._steps:
            if self._left <= 0:
                return True
            try:
                if isinstance(step, _Group):
                    step.line = self._snapshot(candidate, step.tests)
                    for test in step.tests:
                        test.execution_count = self._counts[test.id]
                elif step.id not in self._fatal:
                    last = step
                    self._run_cell(step, self._counts.get(step.id, 0), candidate)
            except CandidateDied as death:
                if last is None:
                    raise SlotDied(str(death)) from None
                self._note_death(last, death, candidate.time)
                return False
        return True

    def _snapshot(self, candidate: Candidate, tests: list[NotebookNode]) -> SnapshotClient:
        try:
            names = map(notebooks.name_of, tests)
            return candidate.snapshot(any(self._paper.tests[n].reach.files for n in names))
        finally:
            self._spend(candidate.time)

    def _run_cell(self, cell: NotebookNode, count: int, candidate: Candidate) -> None:
        progress.report(_called(cell))
        try:
            ran = candidate.run(cell.source, max(1, min(self._budget.output, self._room)))
        finally:
            self._spend(candidate.time)
        if ran.stopped:
            self._note_too_long(_called(cell), candidate.time.was_busy)
        if self._hidden_was_asked:
            return
        cell.outputs = self._recorded(ran.outputs, count)
        cell.execution_count = count
        if ran.stopped:
            message = STOPPED.format(seconds(self._budget.cell))
            cell.outputs.append(error_output("TimeoutError", message))
            self._incidents.append(f"{_called(cell)}: {message}")

    def _recorded(self, outputs: list[dict], count: int) -> list[NotebookNode]:
        """The ``outputs`` of a cell as far as there is room for them."""
        if self._room <= 0:
            return [cut_output(ALL_CUT)] if outputs else []
        cleaned = clean(outputs, count, self._budget.output)
        # Cleaning may make them longer or shorter, and takes its time for what it leaves out.
        self._room -= max(sum(map(size, outputs)), sum(map(size, cleaned)))
        return cleaned

    def _note_death(self, cell: NotebookNode, death: CandidateDied, time: FairTime) -> None:
        self._fatal.add(cell.id)
        if death.stopped:
            self._note_too_long(_called(cell), time.was_busy)
        if not self._hidden_was_asked:
            cell.outputs = [error_output("Ended", str(death))]
            self._incidents.append(f"{_called(cell)}: {death}")

    def _ask(self) -> None:
        progress.report("The locked cells of the source notebook")
        self._paper.prepare()
        self._set_aside()
        pending = {notebooks.name_of(test) for test in self._pending()}
        self._carry.restart()
        begun = []
        guarded = self._hidden_was_asked
        for group in self._groups:
            for test in group.tests:
                name = notebooks.name_of(test)
                if name in pending and group.line is not None and not group.line.dead:
                    late = self._paper.tests[name].is_guarded
                    question = Question(
                        self._paper, name, group.line, self._carry, self._read, guarded or late
                    )
                    self._carry.note(question)
                    begun.append((question, late))
                    if not late:
                        self._put(question, question.begin)
        for question, late in begun:
            for part in (question.begin, question.finish) if late else (question.finish,):
                if question.name not in self.verdicts and not question.line.dead:
                    self._hidden_was_asked = True
                    self._put(question, part)

    def _set_aside(self) -> None:
        """Leave to a person the tests that can be put to nobody."""
        for name in map(notebooks.name_of, self._pending()):
            if why := self._paper.trouble(name):
                self.verdicts[name] = for_a_person(NO_LOCKED_CELL, why)

    def _put(self, question: Question, part: Callable[[float], Verdict | None]) -> None:
        test = f"The test '{question.name}'"
        progress.report(test)
        verdict = part(max(1.0, min(self._budget.cell, self._left)))
        self._spend(question.line.time)
        if question.line.took_too_long:
            self._note_too_long(test, question.line.time.was_busy)
        if question.line.dead == ENDED and self._first_deaths is None:
            self._first_deaths = self._runs
        if verdict is not None and not self._is_to_be_put_again(question):
            self.verdicts[question.name] = verdict
            if question.line.dead:
                self._incidents.append(f"{test}: {question.line.dead}")

    def _is_to_be_put_again(self, question: Question) -> bool:
        """Whether its snapshot has ended, perhaps not by the student's doing."""
        return question.line.dead == ENDED and self._first_deaths == self._runs

    @property
    def _left(self) -> float:
        """The seconds that the notebook still has."""
        return self._budget.notebook - self._spent

    def _spend(self, time: FairTime) -> None:
        self._spent += time.seconds
        self._waited += time.waited

    def _note_too_long(self, what: str, was_busy: bool) -> None:
        self.too_long.append(what)
        self.was_crowded |= was_busy


def _called(cell: NotebookNode) -> str:
    name = notebooks.grade_id(cell)
    return f"The cell '{name}'" if name else "A cell of the student's own"


def _steps(
    notebook: NotebookNode, paper: Paper, lacking: frozenset[str]
) -> list[NotebookNode | _Group]:
    """The cells to run and the tests to put, in order; functions in the cells read ``lacking``.

    A cell that leaves no trace runs before the tests above it, so that these and those below it can
    share a snapshot.
    """
    steps: list[NotebookNode | _Group] = []
    traces, group = Traces(paper), None
    for cell in filter(runs, notebook.cells):
        if notebooks.is_test(cell):
            traces.test(notebooks.name_of(cell))
            if group is None:
                group = _Group([])
                steps.append(group)
            group.tests.append(cell)
            if left := paper.left_behind.by(notebooks.name_of(cell), lacking):
                steps.append(new_code_cell(left))
                group = None
        elif traces.is_invisible_to_earlier_tests(cell) and group is not None:
            steps.insert(-1, cell)
        else:
            steps.append(cell)
            group = None
    return steps


def _counts(notebook: NotebookNode) -> dict[str, int]:
    """The number that a notebook shows beside each cell that runs, by the cell's id."""
    return {cell.id: number for number, cell in enumerate(filter(runs, notebook.cells), start=1)}
