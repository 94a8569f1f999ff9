"""Runs the tests that you can see in your notebook, and says which exercises hold.

    python try_notebook.py                  all notebooks in this folder
    python try_notebook.py softmax.ipynb    one of them

It runs the notebook from top to bottom in a new kernel, as "Restart and run all" does, and leaves
the file as it is. Whether all tests hold that are run when you have handed in, it cannot know.
It needs, beside what the notebook imports: pip install nbclient nbformat ipykernel
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import html
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

#: Seconds that a cell may take, and characters of a message that are shown.
CELL_SECONDS, LONGEST = 120, 300
#: The most bytes that GitHub shows as the summary of a step.
MOST_SUMMARY = 1_000_000

HOLDS, FAILS, OPEN, NOT_RUN = "holds", "fails", "not attempted", "not run"
#: The state of a question that has an answer, and of an exercise all of whose tests are hidden.
ANSWERED = "answered"
MARKS = {HOLDS: "✅", FAILS: "❌", OPEN: "⬜", ANSWERED: "📝", NOT_RUN: "❌"}

_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_STUB = re.compile(r"^ *raise NotImplementedError\b", re.MULTILINE)


@dataclass
class Exercise:
    """The answers and tests below one heading, or a question.

    Attributes:
        title: the heading.
        answers, tests: the cells that are yours, and those that test them.
        state: what came of it; one of the keys of ``MARKS``.
        said: what there is to say of it.
    """

    title: str
    answers: list[NotebookNode] = field(default_factory=list)
    tests: list[NotebookNode] = field(default_factory=list)
    state: str = ANSWERED
    said: list[str] = field(default_factory=list)


@dataclass
class Report:
    """What came of a notebook; ``trouble`` are sentences on cells that belong to no exercise."""

    name: str
    exercises: list[Exercise] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing that was attempted fails."""
        bad = any(exercise.state in (FAILS, NOT_RUN) for exercise in self.exercises)
        return not bad and not self.trouble

    def counted(self) -> str:
        """How many exercises there are of each state."""
        states = [exercise.state for exercise in self.exercises]
        words = {HOLDS: "hold", FAILS: "fail", OPEN: OPEN, NOT_RUN: NOT_RUN, ANSWERED: ANSWERED}
        return ", ".join(f"{states.count(s)} {w}" for s, w in words.items() if s in states)


# -- the cells of a notebook -----------------------------------------------------------------------


def _meta(cell: NotebookNode) -> dict:
    return cell.metadata.get("nbgrader") or {}


def _is_answer(cell: NotebookNode) -> bool:
    return bool(_meta(cell).get("solution"))


def _is_test(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(_meta(cell).get("grade")) and not _is_answer(cell)


def checksum(cell: NotebookNode) -> str:
    """What nbgrader wrote into the metadata of ``cell`` when the notebook was released."""
    meta = _meta(cell)
    flags = [str(bool(meta.get(name))) for name in ("grade", "solution", "locked")]
    points = [str(float(meta.get("points", 0)))] if meta.get("grade") else []
    parts = [cell.source, cell.cell_type, *flags, str(meta.get("grade_id", "")), *points]
    return hashlib.md5("".join(parts).encode(errors="surrogatepass")).hexdigest()


def _is_as_released(cell: NotebookNode) -> bool:
    return _meta(cell).get("checksum") == checksum(cell)


def _is_open(answer: NotebookNode) -> bool:
    is_code = answer.cell_type == "code"
    return _is_as_released(answer) or (is_code and bool(_STUB.search(answer.source)))


def _tests_something(test: NotebookNode) -> bool:
    """Whether ``test`` holds more than comments: all of it may be hidden."""
    try:
        return bool(ast.parse(test.source).body)
    except (SyntaxError, ValueError):
        return True


def exercises(notebook: NotebookNode) -> list[Exercise]:
    """The exercises of ``notebook``, in order; a question is one of its own."""
    found: list[Exercise] = []
    title, is_new = "", True
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not _is_answer(cell):
            if headings := _HEADING.findall(cell.source):
                title, is_new = headings[-1], True
        elif _is_answer(cell) or _is_test(cell):
            is_text = cell.cell_type == "markdown"
            if is_new or is_text:
                found.append(Exercise(title or str(_meta(cell).get("grade_id", ""))))
            (found[-1].tests if _is_test(cell) else found[-1].answers).append(cell)
            is_new = is_text
    return found


# -- running it ------------------------------------------------------------------------------------


def run(notebook: NotebookNode, folder: Path) -> str | None:
    """Run all cells of ``notebook``; return why that ended before the last one, if it did."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        interrupt_on_timeout=True,
        allow_errors=True,
        kernel_name="python3",
        skip_cells_with_tag="skip-grading",  # they only draw
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except (DeadKernelError, CellTimeoutError):
        number = sum(cell.get("execution_count") is not None for cell in notebook.cells)
        return f"The program ended in a cell, after {number} that ran: it may need too much memory."
    return None


def _error(cell: NotebookNode) -> str | None:
    """What the error says that ``cell`` ended in, on one line; None if it ended well."""
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            name, value = output.get("ename", ""), output.get("evalue", "")
            said = value if name == "AssertionError" and value else f"{name}: {value}"
            if name == "KeyboardInterrupt":
                said = f"The cell took longer than {CELL_SECONDS} seconds."
            line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
            return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    return None


def judge(exercise: Exercise) -> None:
    """Say what came of ``exercise``, of which the cells have been run."""
    tests = [cell for cell in exercise.tests if _tests_something(cell)]
    code = [cell for cell in exercise.answers if cell.cell_type == "code"]
    errors = [said for cell in [*code, *tests] if (said := _error(cell))]
    if any(_meta(cell).get("checksum", checksum(cell)) != checksum(cell) for cell in tests):
        exercise.said.append("A test was changed: grading uses the original.")
    if any(map(_is_open, exercise.answers)) and (errors or not tests):
        exercise.state = OPEN
    elif errors:
        exercise.state = FAILS
        exercise.said += dict.fromkeys(errors)
    elif any(cell.execution_count is None for cell in [*code, *tests]):
        exercise.state = NOT_RUN
    else:
        exercise.state = HOLDS if tests else ANSWERED


def tried(path: Path) -> Report:
    """What comes of the notebook at ``path`` when it is run."""
    report = Report(path.name)
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # whatever is in the file
        report.trouble.append(f"This is no notebook that can be read: {type(error).__name__}.")
        return report
    report.exercises = exercises(notebook)
    if not report.exercises:
        report.trouble.append("There is no exercise in it: open the notebook as it was handed out.")
        return report
    ended = run(notebook, path.resolve().parent)
    report.trouble += [ended] if ended else []
    mine = [id(cell) for one in report.exercises for cell in [*one.answers, *one.tests]]
    for cell in notebook.cells:
        may_fail = "raises-exception" in cell.metadata.get("tags", ())
        if id(cell) not in mine and not may_fail and (said := _error(cell)):
            report.trouble.append(f"{said} (the cell begins: {cell.source.strip()[:60]!r})")
    for exercise in report.exercises:
        judge(exercise)
    return report


# -- telling it ------------------------------------------------------------------------------------


def _escaped(text: str) -> str:
    """``text`` as Markdown shows it letter by letter."""
    return re.sub(r"([\\`*_\[\]|~$])", r"\\\1", html.escape(text, quote=False))


def as_markdown(reports: Iterable[Report]) -> str:
    """A table for each notebook."""
    lines = []
    for report in reports:
        lines += [f"### {_escaped(report.name)}", ""]
        lines += [f"- ❌ {_escaped(said)}" for said in report.trouble] + [""]
        if report.exercises:
            lines += [report.counted() + ".", "", "| exercise | | what the tests say |"]
            lines += ["|---|---|---|"]
        for one in report.exercises:
            said = "<br>".join(map(_escaped, one.said))
            lines.append(f"| {_escaped(one.title)} | {MARKS[one.state]} {one.state} | {said} |")
        lines.append("")
    return "\n".join(lines)


def as_text(report: Report) -> str:
    """The same for a terminal."""
    lines = [f"{report.name}: {report.counted()}." if report.exercises else f"{report.name}:"]
    lines += [f"  > {said}" for said in report.trouble]
    for one in report.exercises:
        lines.append(f"  {MARKS[one.state]} {one.state:13} {one.title}")
        lines += [f"      > {said}" for said in one.said]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Try what is asked for; return 1 if something that was attempted fails, 2 if nothing is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    parser.add_argument("--summary", type=Path, default=summary, help="add a table to this file")
    asked = parser.parse_args(arguments)
    paths = asked.notebooks or sorted(Path().glob("*.ipynb"))
    if missing := [str(path) for path in paths if not path.is_file()] or (
        [] if paths else ["*.ipynb"]
    ):
        print(f"There is no notebook {', '.join(missing)} here.")
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    reports = []
    for path in paths:
        reports.append(tried(path))
        print(as_text(reports[-1]), flush=True)
    if asked.summary:
        with Path(asked.summary).open("a", encoding="utf-8") as file:
            file.write(as_markdown(reports)[:MOST_SUMMARY])
    return 0 if all(report.is_well for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
