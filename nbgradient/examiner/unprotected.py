"""Runs tests beside the student's code, as nbgrader does, where a course has chosen so.

These tests are unprotected: the student's code can read them, and say what it likes of them. So
they run after all else, in a run of the notebook of its own, in which no other test's hidden part
is. Nothing that is output there reaches a student; only the score is taken.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager

from nbformat import NotebookNode
from nbgrader.preprocessors import IgnorePattern
from nbgrader.utils import determine_grade
from traitlets.config import Config

from nbgradient.course import notebooks
from nbgradient.course.ownership import runs
from nbgradient.examiner import progress
from nbgradient.examiner.candidate import Candidate, CandidateDied
from nbgradient.examiner.outputs import clean
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.verdict import Verdict, failed

FAILED = "This test, which ran beside your code, failed."


class Unprotected:
    """The tests of one submission that run beside its code."""

    def __init__(self, paper: Paper, tests: set[str], most_seconds: float, config: Config) -> None:
        """Those ``tests`` of ``paper``; ``config`` are nbgrader's settings for outputs."""
        self._paper = paper
        self._tests = tests
        self._left = most_seconds
        self._config = config
        #: What each test came to; one that could not be run is not among them.
        self.verdicts: dict[str, Verdict] = {}

    def run(
        self,
        notebook: NotebookNode,
        left_out: set[str],
        start: Callable[[], AbstractContextManager[Candidate]],
    ) -> Unprotected:
        """Run ``notebook``, without the cells whose ids are ``left_out``, and the tests in it.

        A test that ends the process has failed; the others get a new one from ``start``.
        """
        cells = [cell for cell in notebook.cells if runs(cell) and cell.id not in left_out]
        before = -1
        while before < len(self.verdicts) < len(self._tests) and self._left > 0:
            before = len(self.verdicts)
            with start() as candidate:
                self._run(cells, candidate)
        return self

    def _run(self, cells: list[NotebookNode], candidate: Candidate) -> None:
        for cell in cells:
            name, is_test = notebooks.grade_id(cell), notebooks.is_test(cell)
            if self._left <= 0 or not self._tests - self.verdicts.keys():
                return
            asked = name if is_test and name in self._tests else None
            if asked in self.verdicts:
                continue
            source = cell.source
            if is_test and asked is None:
                source = self._open_part(notebooks.name_of(cell))
            progress.report(f"The cell '{name}' beside the student's code")
            try:
                outputs = candidate.run(source).outputs
            except CandidateDied:
                if asked is not None:
                    self.verdicts[asked] = failed("Ended", FAILED)
                return
            finally:
                self._left -= candidate.time.seconds
            if asked is not None:
                self.verdicts[asked] = self._verdict(cell, outputs)

    def _open_part(self, name: str) -> str:
        """What students may see of a test that is protected: later tests may use its names."""
        statements = self._paper.tests[name].statements
        return "\n".join(found.text for found in statements if not found.is_hidden)

    def _verdict(self, cell: NotebookNode, outputs: list[dict]) -> Verdict:
        """What nbgrader would give for ``outputs``."""
        cell = copy.deepcopy(cell)
        cell.outputs = clean(outputs, 1)
        cell, _ = IgnorePattern(config=self._config).preprocess_cell(cell, {}, 0)
        try:
            score, points = determine_grade(cell)
        except (KeyError, ValueError):  # a value that is no score
            return failed("Failed", FAILED)
        if not score:
            return failed("Failed", FAILED)
        return Verdict(True, score=None if score == points else score)
