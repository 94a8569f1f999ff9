"""What cells from elsewhere do besides computing works, or is answered with a sentence."""

from __future__ import annotations

import pytest
from any_course import examined, said, shown
from writing import exercise, free, graded, notebook

pytestmark = pytest.mark.usefixtures("sandbox")

TASK = """
import asyncio

async def work():
    await asyncio.sleep(0)
    return 7

task = asyncio.create_task(work())
"""


def outputs(*cells: str) -> list[str]:
    """What each of ``cells`` shows, of one notebook, which gets to its end."""
    source = notebook(
        exercise("end = 1"),
        *(free(cell, f"cell_{number}") for number, cell in enumerate(cells)),
        graded("assert end == 1"),
    )
    exam, built = examined(source)
    assert said(exam) == {}
    return [shown(notebook(cell)).strip() for cell in built.cells[1:-1]]


def test_tasks_run_at_top_level() -> None:
    told = outputs(TASK, "await task", "await asyncio.gather(work(), work())",
                   "asyncio.run(work()) + 1", "asyncio.create_task(work()).done()")  # fmt: skip
    assert told == ["", "7", "[7, 7]", "8", "False"]


def test_exit_is_answered_and_the_notebook_goes_on() -> None:
    for told in outputs("exit()", "quit()", "exit"):
        assert told == "exit() and quit() end nothing here: the notebook goes on."


def test_programs_run_and_one_that_is_not_there_is_told() -> None:
    told = outputs("!python -c 'print(1 + 1)'", "!nosuchprogram", "!echo hi > a.txt; ls",
                   "%%bash\necho hello", "!pip install nosuchpackage")  # fmt: skip
    assert told[0] == "2"
    assert told[1].endswith("There is no such program where notebooks are graded.")
    assert "a.txt" in told[2]
    assert told[3] == "hello"
    assert "No matching distribution found" in told[4]


def test_magics_of_other_surroundings_do_no_harm() -> None:
    told = outputs("%matplotlib notebook", "%matplotlib widget", "%matplotlib qt",
                   "%load_ext autoreload\n%autoreload 2",
                   "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
                   "%timeit -n 1 -r 1 1", "%%time\n1")  # fmt: skip
    assert told[:4] == [""] * 4
    assert "Figure" in told[4]
    assert not any("Error" in text for text in told)


def test_input_is_answered_with_a_sentence() -> None:
    (told,) = outputs("input('Your name? ')")
    assert told.endswith("input() cannot be used here: nobody is there to type an answer.")
