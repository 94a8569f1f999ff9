"""What each attack of tests/attacks gets out of nbgrader as it is, and out of the engine.

    python benchmarks/attacks.py             # all of them, and write docs/attacks.md
    python benchmarks/attacks.py NAME ...    # only these; print their rows

Each attack is handed in to one notebook, with no other answer in it. For the stock column
nbgrader's own autograde grades it in a course of its own: a folder that is made for it and deleted
after it. The run is inside bubblewrap, for the attacks are real: the system is read-only, there is
no network, and only that course can be written to.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import nbformat
from nbformat import NotebookNode
from sqlalchemy.exc import SAWarning

import nbgradient
from firststeps import data
from nbgradient.course import notebooks
from nbgradient.course.folders import Course
from nbgradient.course.needs import needs
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.reader import read_folder
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.warm_process import Wanted, WarmProcess
from nbgradient.grading.database import gradebook
from nbgradient.proof import attacks as attacks
from nbgradient.proof import stock
from nbgradient.proof.attacks import Attack
from nbgradient.wire.limits import Limits

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "attacks.md"
PATIENCE = Budget(cell=5, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)
#: Seconds for nbgrader to grade one attack.
STOCK_SECONDS = 300

TEXT = """# What the attacks get

Each file of [tests/attacks](../tests/attacks) is a hostile answer to a notebook: to `softmax`, if
its docstring names no other. It answers nothing else, so a point beyond those of the tests that its
docstring says it earns is undeserved. `nbgrader` is nbgrader's own `autograde` in a course of its
own; `the engine` is [the engine of this repository](architecture.md). The table was made with

    python benchmarks/attacks.py

which runs stock nbgrader in bubblewrap with a read-only system and without a network, so that
"reached the network" cannot be seen there. Not run there, and marked with a dash: attacks that end
processes, take all memory, processes or disk, never end, or speak to the engine alone.

{summary}

| attack | what it tries | nbgrader | the engine |
|---|---|---|---|
{rows}
"""


@dataclass(frozen=True)
class Outcome:
    """What an attack got: undeserved points, and what else, in words; or why it was not run."""

    points: float = 0
    gains: tuple[str, ...] = ()
    left_out: str = ""

    @property
    def is_success(self) -> bool:
        """Whether it got anything."""
        return self.points > 0 or bool(self.gains)

    def __str__(self) -> str:
        if self.left_out:
            return f"— ({self.left_out})"
        return "; ".join([f"{self.points:g} point{'s' * (self.points != 1)}", *self.gains])


def undeserved(attack: Attack, marks: dict[str, float]) -> float:
    """The points in ``marks`` that are for tests that ``attack`` does not earn."""
    return sum(points for test, points in marks.items() if test not in attack.earns)


def gains(attack: Attack, source: NotebookNode, graded: list[NotebookNode]) -> list[str]:
    """What the outputs of ``graded`` notebooks show that they should not."""
    cells = [cell for book in graded for cell in book.cells if cell.cell_type == "code"]
    found = attacks.traces(json.dumps([cell.outputs for cell in cells]))
    own = [cell.outputs for cell in cells if not notebooks.is_test(cell)]
    if attacks.secrets(source, json.dumps(own), attack):
        found.append("printed hidden tests or solutions")
    return found


def on_the_engine(attack: Attack, source: NotebookNode, paper: Paper, slot: Slot) -> Outcome:
    """What ``attack`` gets when the engine grades it."""
    points = {name: cell.metadata.nbgrader.points for name, cell in notebooks.cells(source)
              if notebooks.is_test(cell)}  # fmt: skip
    won, graded = 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        attack.put_files(Path(folder))
        for notebook in filter(None, [attack.submission(source), attack.next_submission(source)]):
            start = partial(slot.candidate, read_folder(Path(folder)).contents, PATIENCE)
            verdicts = Exam(notebook, paper, start, PATIENCE).run().verdicts
            for name, cell in notebooks.cells(notebook):
                if name in verdicts:
                    cell.outputs = verdicts[name].outputs()
            graded.append(notebook)
            passed = {name: points[name] for name, v in verdicts.items() if v.passed}
            won += undeserved(attack, passed)
    return Outcome(won, tuple(gains(attack, source, graded)))


def source_of(notebook: str) -> Path:
    """Where the source of ``notebook`` stands in a course."""
    return Path("source", f"{notebook}.ipynb")


class StockCourse:
    """A course with one notebook that nbgrader grades as it is; Emmy's work is graded already."""

    def __init__(self, root: Path, notebook: str) -> None:
        self.root = root
        self.assignment, self.notebook = notebook.split("/")
        self._api = gradebook.open_course(root)

    @classmethod
    def make(cls, root: Path, notebook: str) -> StockCourse:
        """A new course at ``root``."""
        path = source_of(notebook)
        (root / path).parent.mkdir(parents=True)
        shutil.copy(ROOT / path, root / path)
        stock.write_settings(root, ROOT)
        made = cls(root, notebook)
        made._api.generate_assignment(made.assignment)
        work = notebooks.read(made.released)
        work.cells[0].source += "\n\nPRIVATE"
        made.hand_in("emmy", work)
        made.autograde("emmy")
        return made

    @property
    def released(self) -> Path:
        """The notebook that students get."""
        return self.root / "release" / self.assignment / f"{self.notebook}.ipynb"

    def hand_in(self, student: str, notebook: NotebookNode, attack: Attack | None = None) -> None:
        """Put ``notebook`` where ``student`` hands in, with the files of ``attack``."""
        folder = self.root / "submitted" / student / self.assignment
        folder.mkdir(parents=True)
        (folder / f"{self.notebook}.ipynb").write_text(json.dumps(notebook))
        if attack is not None:
            attack.put_files(folder)

    def autograde(self, student: str) -> None:
        """Have nbgrader grade what ``student`` handed in."""
        self._api.autograde(self.assignment, student)

    def marks(self, student: str) -> dict[str, float] | None:
        """What the gradebook holds for the tests of ``student``; None without a mark."""
        with self._api.gradebook as book:
            try:
                graded = book.find_submission_notebook(self.notebook, self.assignment, student)
            except Exception:
                return None
            return {
                grade.cell.name: grade.score
                for grade in graded.grades
                if grade.cell.cell_type == "code"
            }

    def graded(self, student: str) -> list[NotebookNode]:
        """The notebook of ``student`` as it ran, in a list, which is empty if there is none."""
        path = self.root / "autograded" / student / self.assignment / f"{self.notebook}.ipynb"
        return [nbformat.read(path, as_version=4)] if path.exists() else []


def on_stock(attack: Attack, source: NotebookNode, template: Path) -> Outcome:
    """What ``attack`` gets when nbgrader grades it in a copy of the course at ``template``."""
    if attack.harms:
        return Outcome(left_out=attack.harms)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "course")
        shutil.copytree(template, root)
        stock.write_settings(root, ROOT)
        made = StockCourse(root, attack.notebook)
        released = notebooks.read(made.released)
        students = ["mallory"]
        made.hand_in("mallory", attack.submission(released), attack)
        following = attack.next_submission(released)
        if following is not None:
            students.append("nadia")
            made.hand_in("nadia", following)
        before = made.marks("emmy"), contents(root)
        if not grade_in_walls(root, attack.notebook, students):
            return Outcome(gains=("the grader does not end",))
        after = made.marks("emmy"), contents(root)
        marks = [made.marks(student) for student in students]
        found = gains(attack, source, [nb for name in students for nb in made.graded(name)])
    if None in marks:
        found.append("no mark: the grader gives up")
    if before[0] != after[0]:
        found.append("changed another student's marks")
    if before[1] != after[1]:
        found.append("changed files of the course")
    return Outcome(sum(undeserved(attack, each) for each in marks if each), tuple(found))


def contents(root: Path) -> dict[str, bytes]:
    """The files of the course that grading has no business to change."""
    folders = (root / "source", root / "release", root / "submitted")
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def grade_in_walls(root: Path, notebook: str, students: list[str]) -> bool:
    """Grade ``students`` of the course at ``root`` in bubblewrap; whether that came to an end."""
    package = Path(nbgradient.__file__).parent
    readable = ["/usr", "/lib", "/lib64", "/bin", "/etc/alternatives", "/etc/fonts",
                "/etc/ld.so.cache", "/etc/passwd", sys.base_prefix, sys.prefix, str(package),
                str(Path(__file__).parent), str(ROOT / "nbgrader_config.py")]  # fmt: skip
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
               "--clearenv", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # fmt: skip
    for path in readable:
        command += ["--ro-bind-try", path, path]
    command += ["--bind", str(root), str(root), "--chdir", str(root)]
    variables = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(package.parent),
        "NBGRADIENT_DATA": "/tmp",
        "A_TOKEN_OF_THE_GRADER": "PRIVATE",
    }
    for name, value in variables.items():
        command += ["--setenv", name, value]
    command += ["--", sys.executable, __file__, "--grade", str(root), notebook, *students]
    try:
        subprocess.run(command, capture_output=True, timeout=STOCK_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def summary(rows: list[tuple[Attack, Outcome, Outcome]]) -> str:
    """What the rows come to."""
    tried = [there for _, there, _ in rows if not there.left_out]
    lucky = sum(there.is_success for there in tried)
    here = sum(outcome.is_success for *_, outcome in rows)
    return (
        f"Of {len(tried)} attacks on stock nbgrader {lucky} get something; "
        f"of {len(rows)} on the engine {here}."
    )


def row(attack: Attack, there: Outcome, here: Outcome) -> str:
    """One row of the table."""
    link = f"[{attack.name}](../tests/attacks/{attack.name}.py)"
    return f"| {link} | {attack.tries} | {there} | {here} |".replace("\n", " ")


def tried(chosen: list[Attack], notebook: str) -> list[tuple[Attack, Outcome, Outcome]]:
    """A row for each of the ``chosen`` attacks, which answer ``notebook``."""
    source = notebooks.read(ROOT / source_of(notebook))
    if "NBGRADIENT_DATA" in json.dumps(source):
        data.use_sample(Course(ROOT))
    folder = os.environ.get("NBGRADIENT_DATA")
    paper, rows = Paper(copy.deepcopy(source)), []
    with (
        tempfile.TemporaryDirectory() as scratch,
        WarmProcess(Wanted(needs([source]), folder)) as warm,
    ):
        slot = Slot(warm.link(LIMITS), warm.why_ended)
        template = StockCourse.make(Path(scratch, "course"), notebook).root
        for attack in chosen:
            there = on_stock(attack, source, template)
            here = on_the_engine(attack, source, paper, slot)
            rows.append((attack, there, here))
            click.echo(f"{attack.name}: {there} | {here}")
    return rows


@click.command()
@click.argument("names", nargs=-1)
@click.option("--grade", type=click.Path(path_type=Path), hidden=True)
def main(names: tuple[str, ...], grade: Path | None) -> None:
    """Try the attacks NAMES, or all, and write docs/attacks.md."""
    if grade is not None:
        notebook, *students = names
        for student in students:
            StockCourse(grade, notebook).autograde(student)
        return
    # nbgrader's own use of SQLAlchemy
    warnings.filterwarnings("ignore", message="Object of type", category=SAWarning)
    os.environ["A_TOKEN_OF_THE_GRADER"] = "PRIVATE"
    files = sorted((ROOT / "tests" / "attacks").glob("*.py"))
    chosen = [attacks.read(path) for path in files if not names or path.stem in names]
    rows = []
    for notebook in sorted({attack.notebook for attack in chosen}):
        rows += tried([attack for attack in chosen if attack.notebook == notebook], notebook)
    rows.sort(key=lambda row: row[0].name)
    if not names:
        table = "\n".join(row(*each) for each in rows)
        PAGE.write_text(TEXT.format(summary=summary(rows), rows=table))


if __name__ == "__main__":
    main()
