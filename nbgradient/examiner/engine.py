"""The engine: its options, its warm processes, and what it makes of one submitted notebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets import Bool, Float, Integer, default
from traitlets.config import Config, LoggingConfigurable

from nbgradient.course import notebooks
from nbgradient.course.needs import Needs
from nbgradient.examiner import needs_person, own_solution, packages, warm
from nbgradient.examiner.candidate import GRACE, Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.fair_time import PATIENCE
from nbgradient.examiner.libraries import get_ready_beside
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.pool import Pool
from nbgradient.examiner.rebuild import Rebuilt, rebuild
from nbgradient.examiner.sandbox import SandboxError, check
from nbgradient.examiner.slot import START, Slot, SlotDied
from nbgradient.examiner.unprotected import Unprotected
from nbgradient.examiner.verdict import Verdict
from nbgradient.examiner.warm_process import Wanted
from nbgradient.examiner.worker_process import Bounds
from nbgradient.safe.shown import told
from nbgradient.wire.limits import Limits

#: Where a course keeps how the instructors' own solutions did.
NOTES = Path(".nbgradient", "own_solutions")


@dataclass(frozen=True)
class Source:
    """An instructor's notebook as the engine needs it: its text, and what to be warm for.

    Attributes:
        text: the notebook's.
        needs: those of the whole assignment, so that its notebooks share a warm process.
        files: the instructor's files beside it, by path.
        notes: the folder in which to keep how the instructor's own solution does, if there is one.
    """

    text: str
    needs: Needs
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    notes: Path | None = field(default=None, compare=False)

    @cached_property
    def key(self) -> str:
        """A text that is another one for another notebook, or with other files beside it."""
        digest = sha256(self.text.encode())
        for path, content in sorted(self.files.items()):
            digest.update(f"\0{path}\0".encode() + sha256(content).digest())
        return digest.hexdigest()


class Engine(LoggingConfigurable):
    """Runs a submission's cells in a sandbox, and its tests outside of it."""

    cell_seconds = Float(
        help="The longest that a cell may run, in seconds: nbgrader's Execute.timeout, or 30."
    ).tag(config=True)
    notebook_seconds = Float(
        300, help="The longest that a notebook may take in all, in seconds."
    ).tag(config=True)
    output_bytes = Integer(
        1 << 20, help="The longest output that a cell may have; the rest is cut."
    ).tag(config=True)
    notebook_output_bytes = Integer(
        8 << 20, help="The longest output that all cells of a notebook may have together."
    ).tag(config=True)
    memory_bytes = Integer(
        2 << 30,
        help="The memory that a submission's processes may take together, beyond the libraries'.",
    ).tag(config=True)
    cpu_seconds = Integer(600, help="The processor time that a process may take.").tag(config=True)
    file_bytes = Integer(64 << 20, help="The longest file that may be written.").tag(config=True)
    scratch_bytes = Integer(
        256 << 20, help="What a submission may write to each of its folders, in memory."
    ).tag(config=True)
    scratch_files = Integer(
        10_000, help="How many files and folders a submission may have in each of its folders."
    ).tag(config=True)
    processes = Integer(
        100, help="The processes and threads that a submission may run at a time."
    ).tag(config=True)
    examiner_seconds = Float(
        120, help="The processor time that the examiner may take for a test, or for a page."
    ).tag(config=True)
    examiner_bytes = Integer(
        4 << 30, help="The memory that the examiner may take, with the libraries in it."
    ).tag(config=True)
    seed = Integer(
        0, help="What the global random generators start from, the same for every submission."
    ).tag(config=True)
    figures = Bool(True, help="Draw figures; without them nobody has anything to look at.").tag(
        config=True
    )
    trust_submissions = Bool(
        False,
        help="Run submissions without a sandbox, with all rights of the instructor's account.",
    ).tag(config=True)

    unprotected_tests = Bool(
        False,
        help="Run a test that the instructor's own solution does not pass on the engine beside the "
        "student's code, as nbgrader does, instead of leaving it to a person: that code can read "
        "the test, and forge its outcome.",
    ).tag(config=True)

    @default("cell_seconds")
    def _cell_seconds(self) -> float:
        return float(self.config.Execute.get("timeout") or 30)

    def check(self) -> None:
        """Return if submissions can be run here as the options say.

        Raises:
            SandboxError: they cannot be sandboxed, and are not trusted.
        """
        if self.trust_submissions:
            self.log.warning("Submissions are trusted: their code runs without a sandbox.")
        else:
            check()
            for remark in packages.remarks(Path(self._course)):
                self.log.warning(remark)

    @property
    def _course(self) -> str:
        """The folder of the course, as nbgrader is told of it."""
        return str(self.config.CourseDirectory.get("root") or os.getcwd())

    def pool(self, jobs: int, log: Path | None = None) -> Pool:
        """``jobs`` processes to examine in, as the options bound them; they write to ``log``."""
        # What a cell may take on a busy machine, at its second try, before a process is started.
        clock = 2 * PATIENCE * self.cell_seconds + GRACE + START
        return Pool(jobs, Bounds(self.examiner_seconds, clock, self.examiner_bytes), log)

    def rebuild(self, source: Source, submitted: Mapping[str, Any]) -> Rebuilt:
        """The notebook to be graded: ``source`` with the answers of ``submitted``, a notebook as
        JSON has it."""
        built = rebuild(_read(source.text), submitted)
        return replace(built, repairs=told(built.repairs))

    def examine(
        self, source: Source, notebook: NotebookNode, files: Mapping[str, bytes], longer: int = 1
    ) -> Exam:
        """Run a rebuilt ``notebook`` beside ``files``: its cells get their outputs.

        Those of a test cell are the examiner's alone; nbgrader takes the score from them, or a
        person gives it where the instructor's own solution does no better. Cells and tests may take
        ``longer`` times as long as usual. Returned is the exam, over.

        Raises:
            SandboxError: submissions cannot be sandboxed here.
            PaperError: the source notebook can be put to nobody.
        """
        exam = self.run_exam(source, notebook, files, longer)
        own_solution.settle(exam.verdicts, partial(self._own_failures, source))
        if self.unprotected_tests and exam.for_person:
            self.put_unprotected(source, notebook, files, exam)
        for name, cell in notebooks.cells(notebook):
            if name in exam.verdicts:
                cell.outputs = exam.verdicts[name].outputs()
                needs_person.note(cell, exam.verdicts[name])
        return exam

    def _own_failures(self, source: Source) -> Mapping[str, Verdict]:
        """What the instructor's own solution fails at, looked up or tried."""
        known = own_solution.Notes(source.notes, self._fingerprint(source))
        return known.get(lambda: self.try_own_solution(source)[0])

    def put_unprotected(
        self, source: Source, notebook: NotebookNode, files: Mapping[str, bytes], exam: Exam
    ) -> None:
        """Have the tests run beside the student's code that a person would have to mark."""
        slot, budget = self._slot(source.needs), self._budget()
        tests = Unprotected(_paper(source), set(exam.for_person), budget.notebook, self.config)
        try:
            tests.run(notebook, exam.fatal, partial(slot.candidate, files, budget, self.seed))
        except SlotDied as death:
            self.log.warning("Tests are left to a person: %s", death)
        exam.take_unprotected(tests.verdicts)

    def _fingerprint(self, source: Source) -> str:
        """A text that changes with all that the instructor's own solution may fare by."""
        digest = sha256(f"{version('nbgradient')} {source.key}".encode())
        options = {name: getattr(self, name) for name in type(self).class_own_traits(config=True)}
        others = sorted(options.items()), os.environ.get("NBGRADIENT_DATA"), _installed()
        digest.update(repr(others).encode())
        for path, content in sorted(source.files.items()):
            digest.update(path.encode() + sha256(content).digest())
        return digest.hexdigest()

    def try_own_solution(self, source: Source) -> tuple[Exam, NotebookNode]:
        """The exam of the instructor's own solution, over, and the notebook that sat it.

        Errors are those of ``examine``.
        """
        notebook = _read(source.text)
        notebooks.name_cells(notebook.cells)
        return self.run_exam(source, notebook, source.files, longer=2), notebook

    def run_exam(
        self, source: Source, notebook: NotebookNode, files: Mapping[str, bytes], longer: int = 1
    ) -> Exam:
        """The exam of ``notebook``, over, with its verdicts; errors are those of ``examine``."""
        try:
            return self._examined(source, notebook, files, longer)
        except SlotDied as death:
            self.log.warning("The warm process is started again: %s", death)
        try:
            return self._examined(source, notebook, files, longer)
        except SlotDied as death:
            raise SandboxError(f"The process that runs submissions ended twice: {death}") from None

    @contextmanager
    def after(
        self, source: Source, cells: Iterable[NotebookNode]
    ) -> Iterator[Callable[[NotebookNode], Exam]]:
        """Run the first ``cells`` of a notebook once, for any number of ways to go on.

        What it gives sits the exam of the notebook of the cells that follow. All of them have to be
        trusted: one could leave files to the next.
        """
        slot, budget = self._slot(source.needs), self._budget()
        paper = _paper(source)
        with slot.candidate(source.files, budget, self.seed) as candidate:
            for cell in cells:
                candidate.run(cell.source)

            def run(notebook: NotebookNode) -> Exam:
                return Exam(notebook, paper, candidate.branch, budget).run()

            yield run

    def _examined(
        self, source: Source, notebook: NotebookNode, files: Mapping[str, bytes], longer: int
    ) -> Exam:
        slot, budget = self._slot(source.needs), self._budget(longer)
        paper = _paper(source)
        start = partial(slot.candidate, files, budget, self.seed)
        return Exam(notebook, paper, start, budget).run()

    def _budget(self, longer: int = 1) -> Budget:
        cell, notebook = longer * self.cell_seconds, longer * self.notebook_seconds
        return Budget(cell, notebook, self.output_bytes, self.notebook_output_bytes)

    def _slot(self, needs: Needs) -> Slot:
        limits = Limits(
            self.memory_bytes,
            self.cpu_seconds,
            self.file_bytes,
            self.processes,
            self.scratch_bytes,
            self.scratch_files,
        )
        data = os.environ.get("NBGRADIENT_DATA")
        trusted, figures = self.trust_submissions, self.figures
        return warm.slot(Wanted(needs, data, trusted, figures, self._course), limits)


@cache
def _installed() -> list[int]:
    """When packages were installed last, and the engine changed, which may stand in a clone."""
    own = (packages.HOME_OF_ENGINE / "nbgradient").rglob("*.py")
    places = [path for path in sys.path if path.endswith("-packages")]
    return [os.stat(path).st_mtime_ns for path in places] + [
        max(path.stat().st_mtime_ns for path in own)
    ]


_papers: dict[tuple[str, str | None], Paper] = {}


def _paper(source: Source) -> Paper:
    key = source.key, os.environ.get("NBGRADIENT_DATA")
    if key not in _papers:
        _papers[key] = Paper(_read(source.text), source.files)
    return _papers[key]


def _read(text: str) -> NotebookNode:
    return nbformat.reads(text, as_version=4)


@dataclass(frozen=True)
class Paperwork:
    """What is to be examined: the text of a rebuilt ``notebook``, and the ``files`` beside it.

    Cells and tests may take ``longer`` times as long as ``config`` says.
    """

    source: Source
    notebook: str
    files: Mapping[str, bytes]
    config: Config
    longer: int = 1


@dataclass(frozen=True)
class Examined:
    """What came of it: the ``notebook`` with its outputs, what is to be said of it, whether it took
    too long while the machine had too little room, and the tests that are left to a person."""

    notebook: str
    remarks: list[str]
    was_crowded: bool
    for_person: dict[str, str]


def examine(work: Paperwork) -> Examined:
    """Examine a notebook; errors are those of ``Engine.examine``."""
    get_ready_beside(work.source.needs)
    notebook = _read(work.notebook)
    engine = Engine(config=work.config)
    exam = engine.examine(work.source, notebook, work.files, work.longer)
    return Examined(nbformat.writes(notebook), exam.remarks, exam.was_crowded, exam.for_person)
