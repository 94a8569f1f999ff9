"""What an exam leaves open, and what it says after a hidden question."""

from __future__ import annotations

import os
from functools import partial

import pytest
import writing
from nbformat import NotebookNode

from nbgradient import course
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper, imports
from nbgradient.examiner.slot import Patience, Slot
from nbgradient.wire.limits import Limits

pytestmark = pytest.mark.usefixtures("sandbox")

PATIENCE = Patience(cell=10, notebook=60, output=1 << 16)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)

HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


def source(*tests: str) -> NotebookNode:
    """A notebook of a function ``f`` and a test cell for each of ``tests``."""
    cells = [writing.exercise("def f(x):\n    return x", "f")]
    for number, test in enumerate(tests):
        cells += [writing.graded(test, f"test_{number}"), writing.free("f", f"free_{number}")]
    return writing.notebook(*cells)


def examined(notebook: NotebookNode, answer: str) -> Exam:
    """The exam of ``notebook`` with this ``answer``."""
    submitted = NotebookNode(notebook)
    dict(course.cells(submitted))["f"].source = answer
    with Slot(imports([notebook]), LIMITS) as slot:
        return Exam(
            submitted, Paper(notebook), partial(slot.candidate, {}, PATIENCE), PATIENCE
        ).sit()


def test_no_descriptor_stays_open_however_a_notebook_ends() -> None:
    notebook = source("assert f(1) == 1", "assert f(2) == 2")
    before = os.listdir("/proc/self/fd")
    deadly = "import os\ncount = 0\ndef f(x):\n    return x\n"
    for answer in ("def f(x):\n    return x", deadly + "os._exit(1)", "def f(x):\n    os._exit(1)"):
        examined(source("assert f(1) == 1", "assert f(2) == 2"), answer)
    examined(notebook, "import os\nif os.path.exists('died'):\n    os._exit(1)\ndef f(x): return x")
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_a_repeat_after_a_hidden_question_says_nothing_of_the_students() -> None:
    """It says what it was asked: in the message of an open test, which is put again."""
    tells = """
import os, time
start = time.time()

def f(x):
    if x == 1:
        raise ValueError(f"visible {x}")
    if x == 4711:
        os._exit(1)
    return x
"""
    exam = examined(
        source(
            HIDDEN.format("assert f(4711)"), "assert f(2) == 2\n" + HIDDEN.format("assert f(1)")
        ),
        tells,
    )
    messages = {name: verdict.message for name, verdict in exam.verdicts.items()}
    assert "ended the program" in messages["test_0"]
    assert "visible" not in messages["test_1"]


def test_what_a_cell_showed_before_a_hidden_question_stays_and_nothing_is_added() -> None:
    tells = """
import os, random
print("first line", random.SystemRandom().random())

def f(x):
    os._exit(1)
"""
    notebook = source("assert True\n" + HIDDEN.format("assert f(4711)"), "f(1)", "f(2)")
    exam = examined(notebook, tells)
    assert len(exam.verdicts) == 3
    shown = dict(course.cells(notebook))
    assert all(verdict.passed is False for verdict in exam.verdicts.values())
    assert "f" in shown
