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
from ..ownership import SKIPPED
from .outputs import clean, error_output
from .paper import Paper
from .proxy import Line
from .question import Question
from .slot import Candidate, CandidateDied, Patience
from .verdict import Verdict, failed

#: How many cells of a notebook may end the process before the rest is given up.
MAX_DEATHS = 3

TOO_LONG = "The notebook took longer than the {:.0f} seconds that it may take in all."
NOT_REACHED = "The notebook did not get this far: earlier cells ended the program."


@dataclass
class _Group:
    """Tests that follow each other with no other cell between them, and so see the same state."""

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
        self._steps = _steps(notebook)
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
        count, last = 0, None
        for step in self._steps:
            try:
                if isinstance(step, _Group):
                    step.line = candidate.snapshot(self._deadline)
                    for test in step.tests:
                        test.execution_count = count = count + 1
                elif step.id not in self._fatal and time.monotonic() < self._deadline:
                    count, last = count + 1, step
                    self._run_cell(step, count, candidate)
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


def _steps(notebook: NotebookNode) -> list[NotebookNode | _Group]:
    steps: list[NotebookNode | _Group] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if SKIPPED in cell.metadata.get("tags", []):
            continue
        if not course.is_test(cell):
            steps.append(cell)
        elif steps and isinstance(steps[-1], _Group):
            steps[-1].tests.append(cell)
        else:
            steps.append(_Group([cell]))
    return steps
