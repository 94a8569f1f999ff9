"""Examines one submission: runs its cells in a candidate, then puts every test to its snapshots.

All cells run, and all that they output is recorded, before the first question is asked: what a
student's code learns from a question can reach no output. And all that tests ask in the open is
asked before anything hidden is: what it learns from that can reach no message. A cell that ends
the process costs what depends on it and no more: the notebook is run again without that cell. So
does a question that ends a snapshot: the tests that were to follow on it get a new one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from nbformat import NotebookNode

from .. import course
from ..ownership import runs
from .outputs import clean, error_output
from .paper import Paper
from .proxy import Line
from .question import Question
from .slot import Candidate, CandidateDied, Patience
from .traces import Traces
from .verdict import Verdict, failed

#: How many cells of a notebook may end the process before the rest is given up.
MAX_DEATHS = 3

TOO_LONG = "The notebook took longer than the {:.0f} seconds that it may take in all."
NOT_REACHED = "The notebook did not get this far: earlier cells ended the program."


@dataclass
class _Group:
    """Tests with nothing between them that could change what they see."""

    tests: list[NotebookNode]
    line: Line | None = None


class Exam:
    """One submission before the examiner."""

    def __init__(
        self,
        notebook: NotebookNode,
        paper: Paper,
        start: Callable[[], AbstractContextManager[Candidate]],
        patience: Patience,
    ) -> None:
        """``start`` gives a candidate to run the cells in, a new one each time."""
        self._paper = paper
        self._start = start
        self._patience = patience
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        self._steps = _steps(notebook, paper)
        self._counts = _counts(notebook)
        self._fatal: set[str] = set()
        #: What each test cell came to, by grade_id.
        self.verdicts: dict[str, Verdict] = {}
        #: What is to be said of cells that had to be stopped or that ended the program.
        self.incidents: list[str] = []

    def sit(self) -> Exam:
        """Run the cells, recording what they output, and find the verdict of each test cell."""
        self._deadline = time.monotonic() + self._patience.notebook
        while self._pending():
            before = len(self._pending()), len(self._fatal)
            with self._start() as candidate:
                if self._run_cells(candidate):
                    self._ask()
            if time.monotonic() > self._deadline:
                self._give_up(TOO_LONG.format(self._patience.notebook))
            elif len(self._fatal) > MAX_DEATHS or before == (
                len(self._pending()),
                len(self._fatal),
            ):
                self._give_up(NOT_REACHED)
        return self

    def _pending(self) -> list[NotebookNode]:
        groups = [step for step in self._steps if isinstance(step, _Group)]
        tests = [test for group in groups for test in group.tests]
        return [test for test in tests if course.grade_id(test) not in self.verdicts]

    def _give_up(self, reason: str) -> None:
        for test in self._pending():
            self.verdicts[course.grade_id(test)] = failed("NotReached", reason)

    def _run_cells(self, candidate: Candidate) -> bool:
        """Run all cells but the fatal ones, and take the snapshots; whether all went well."""
        last = None
        for step in self._steps:
            try:
                if isinstance(step, _Group):
                    step.line = candidate.snapshot(self._deadline)
                    for test in step.tests:
                        test.execution_count = self._counts[test.id]
                elif step.id not in self._fatal and time.monotonic() < self._deadline:
                    last = step
                    self._run_cell(step, self._counts[step.id], candidate)
            except CandidateDied as death:
                if last is None:
                    raise
                self._fatal.add(last.id)
                last.outputs = [error_output("Ended", str(death))]
                self.incidents.append(f"{_called(last)}: {death}")
                return False
        return True

    def _run_cell(self, cell: NotebookNode, count: int, candidate: Candidate) -> None:
        outputs, stopped = candidate.run(cell.source)
        cell.outputs = clean(outputs, count, self._patience.output)
        cell.execution_count = count
        if stopped:
            seconds = self._patience.cell
            message = f"This cell ran longer than {seconds:.0f} seconds and was stopped."
            cell.outputs.append(error_output("TimeoutError", message))
            self.incidents.append(f"{_called(cell)}: {message}")

    def _ask(self) -> None:
        groups = [step for step in self._steps if isinstance(step, _Group)]
        pending = {course.grade_id(test) for test in self._pending()}
        begun = []
        for group in groups:
            for test in group.tests:
                name = course.grade_id(test)
                if name in pending and not group.line.dead:
                    question = Question(self._paper, name, group.line)
                    begun.append(question)
                    self._note(question, question.begin())
        for question in begun:
            if question.name not in self.verdicts and not question.line.dead:
                self._note(question, question.finish())
        for group in groups:
            group.line.undo()
            group.line.close()

    def _note(self, question: Question, verdict: Verdict | None) -> None:
        if verdict is not None:
            self.verdicts[question.name] = verdict


def _called(cell: NotebookNode) -> str:
    name = course.grade_id(cell)
    return f"The cell '{name}'" if name else "A cell of the student's own"


def _steps(notebook: NotebookNode, paper: Paper) -> list[NotebookNode | _Group]:
    """The cells to run and the tests to put, in order.

    A cell that leaves no trace runs before the tests above it, so that these and those below it can
    share a snapshot.
    """
    steps: list[NotebookNode | _Group] = []
    traces, group = Traces(paper), None
    for cell in filter(runs, notebook.cells):
        if course.is_test(cell):
            traces.test(course.grade_id(cell))
            if group is None:
                group = _Group([])
                steps.append(group)
            group.tests.append(cell)
        elif traces.leaves_none(cell) and group is not None:
            steps.insert(-1, cell)
        else:
            steps.append(cell)
            group = None
    return steps


def _counts(notebook: NotebookNode) -> dict[str, int]:
    """The number that a notebook shows beside each cell that runs, by the cell's id."""
    return {cell.id: number for number, cell in enumerate(filter(runs, notebook.cells), start=1)}
