"""What an exam leaves open, and what it says after a hidden question."""

from __future__ import annotations

import os
import time
from functools import partial

import psutil
import pytest
import writing
from nbformat import NotebookNode
from warmed import warmed

from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.examiner import progress
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.outputs import size
from nbgradient.examiner.paper import Paper
from nbgradient.wire.limits import Limits

pytestmark = pytest.mark.usefixtures("sandbox")

PATIENCE = Budget(cell=10, notebook=60, output=1 << 16, outputs=1 << 20)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


def source(*tests: str) -> NotebookNode:
    """A notebook of a function ``f`` and a test cell for each of ``tests``."""
    cells = [writing.exercise("def f(x):\n    return x", "f")]
    for number, test in enumerate(tests):
        cells += [writing.graded(test, f"test_{number}"), writing.free("f", f"free_{number}")]
    return writing.notebook(*cells)


def together(*tests: str) -> NotebookNode:
    """As ``source``, but one snapshot serves all tests."""
    notebook = source(*tests)
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("free")]
    return notebook


def examined(notebook: NotebookNode, answer: str) -> Exam:
    """The exam of ``notebook``, in which the exercise gets this ``answer``."""
    paper = Paper(notebook)
    dict(notebooks.cells(notebook))["f"].source = answer
    with warmed(needs([notebook]), LIMITS) as slot:
        return Exam(notebook, paper, partial(slot.candidate, {}, PATIENCE), PATIENCE).run()


def test_no_descriptor_stays_open_however_a_notebook_ends() -> None:
    before = os.listdir("/proc/self/fd")
    for answer in (
        "def f(x):\n    return x",
        "import os\n\ndef f(x):\n    return x\n\nos._exit(1)",
        "import os\n\ndef f(x):\n    os._exit(1)",
    ):
        examined(source("assert f(1) == 1", "assert f(2) == 2"), answer)
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_a_repeat_after_a_hidden_question_tells_no_word_of_the_students() -> None:
    """The first test ends the process at its hidden question, so the second one is put again."""
    answer = f"""
import os, time

def f(x):
    if x == 4711:
        time.sleep(max(0, {time.time() + 8} - time.time()))
        os._exit(1)
    if x == 1 and time.time() > {time.time() + 8}:
        raise ValueError("told by the student")
    return x
"""
    hidden = HIDDEN.format("f(4711)")
    exam = examined(together(f"f(0)\n{hidden}", f"f(1)\n{HIDDEN.format('f(2)')}"), answer)
    assert "ended the program" in exam.verdicts["test_0"].message
    assert not exam.verdicts["test_1"].passed
    assert "told" not in exam.verdicts["test_1"].message


@pytest.mark.parametrize("often", [1, 2])
def test_a_snapshot_that_the_system_ends_once_costs_nothing(
    monkeypatch: pytest.MonkeyPatch, often: int
) -> None:
    """As the kernel does where memory is short; a second time it may well be the student's code."""
    killed = []

    def report(step: str) -> None:
        if step == "The test 'test_0'" and len(killed) < often:
            processes = psutil.Process().children(recursive=True)
            killed.append(max(processes, key=psutil.Process.create_time))
            killed[-1].kill()

    monkeypatch.setattr(progress, "report", report)
    exam = examined(together("assert f(1) == 1", "assert f(2) == 2"), "def f(x):\n    return x")
    assert len(killed) == often
    assert exam.verdicts["test_0"].passed == (often == 1)
    assert exam.verdicts["test_1"].passed
    assert bool(exam.remarks) == (often == 2)


def test_what_a_cell_shows_is_from_before_the_first_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def report(step: str) -> None:
        if step.startswith("The test"):
            asked.append(time.time())

    monkeypatch.setattr(progress, "report", report)
    answer = "import os, time\nprint(time.time())\n\ndef f(x):\n    x and os._exit(1)"
    notebook = together(*(f"f(0)\n{HIDDEN.format(f'f({number})')}" for number in (1, 2, 3)))
    exam = examined(notebook, answer)
    assert len(exam.verdicts) == 3
    assert len(asked) > 3  # the notebook was run again
    printed = dict(notebooks.cells(notebook))["f"].outputs[0].text
    assert float(printed) < asked[0]


def test_an_output_that_is_nested_beyond_measure_is_larger_than_any_may_be() -> None:
    nested: list = []
    for _ in range(2_000):
        nested = [nested]
    assert size({"data": nested}) > PATIENCE.outputs


@pytest.mark.parametrize("kind", ["stream", "html", "error"])
def test_the_outputs_of_all_cells_together_are_bounded_and_cost_no_mark(kind: str) -> None:
    cell = {
        "stream": "print('x' * 60_000)",
        "html": "from IPython.display import HTML\nHTML('<p>' * 20_000)",
        "error": "raise ValueError('x' * 60_000)",
    }[kind]
    notebook = source("assert f(1) == 1")
    notebook.cells += [writing.free(cell, f"own_{number}") for number in range(400)]
    exam = examined(notebook, "def f(x):\n    return x")
    assert exam.verdicts["test_0"].passed
    sizes = [sum(map(size, cell.outputs)) for cell in notebook.cells[3:]]
    assert max(sizes[:20]) > 2_000  # what comes first is kept
    assert sum(sizes) < PATIENCE.outputs + 2 * PATIENCE.output + (64 << 10) + 400 * 200
    assert "those of this cell were cut" in notebook.cells[-1].outputs[0].text
