"""The last cell of each notebook says what is not attempted and what failed, as it last ran."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from jupyter_client.manager import start_new_kernel
from repository import COURSE

from nbgradient.course import notebooks

OPEN = """\
class Net:
    def forward(self, x):
        return x

    def loss(self, x):
        # YOUR CODE HERE
        raise NotImplementedError("Not attempted yet: replace this line with your code.")"""
TEST = 'assert Net().loss(1) == 2, "The loss is twice x."'

Run = Callable[[str, str], str]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Runs a cell, given by its name and its text, as JupyterLab does, and gives what it prints."""
    manager, client = start_new_kernel()

    def run(name: str, source: str) -> str:
        content = {"code": source, "silent": False, "store_history": True}
        request = client.session.msg("execute_request", content, metadata={"cellId": name})
        client.shell_channel.send(request)
        printed = ""
        while True:
            message = client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") == request["header"]["msg_id"]:
                printed += message["content"].get("text", "") + message["content"].get("evalue", "")
                if message["content"].get("execution_state") == "idle":
                    return printed

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The locked cells of a notebook, by name."""
    notebook = notebooks.read(COURSE.notebooks("softmax")[0])
    return {
        name: cell.source for name, cell in notebooks.cells(notebook) if notebooks.is_given(cell)
    }


@pytest.fixture
def tell(run: Run, cells: dict[str, str]) -> Callable[[], str]:
    """Starts again to note how cells end; what is returned tells what is open."""
    run("note_outcomes", cells["note_outcomes"])
    return lambda: run("still_open", cells["still_open"])


def test_before_anything_was_noted_it_asks_to_run_all(run: Run, cells: dict[str, str]) -> None:
    assert run("still_open", cells["still_open"]) == "Restart the kernel and run all cells first."


def test_an_open_exercise_is_told_once_and_its_tests_are_not(run: Run, tell) -> None:
    run("net", OPEN)
    run("test_net", TEST)
    for _ in range(2):
        assert "Not attempted yet:\n    def loss(self, x):\n\nFailed:\n    nothing" in tell()


def test_a_test_that_fails_is_told_with_its_message_until_the_answer_is_right(
    run: Run, tell
) -> None:
    run("net", OPEN)
    run("net", "class Net:\n    def loss(self, x):\n        return x")
    run("test_net", TEST)
    assert "nothing\n\nFailed:\n    The loss is twice x.\n        The cell begins: assert" in tell()
    run("net", "class Net:\n    def loss(self, x):\n        return 2 * x")
    run("test_net", TEST)
    assert "Not attempted yet:\n    nothing\n\nFailed:\n    nothing" in tell()


def test_a_cell_that_is_not_python_is_told(run: Run, tell) -> None:
    run("own", "1 +")
    assert "Failed:\n    SyntaxError: invalid syntax" in tell()


def test_written_answers_are_said_to_be_left_out(tell) -> None:
    assert "Written answers cannot be checked here." in tell()
