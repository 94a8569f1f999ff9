"""One warm process serves all who examine on a machine, and keeps them apart."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
import writing
from repository import ROOT
from small_course import solved, source
from warmed import warmed

from nbgradient.course.needs import Needs, needs
from nbgradient.examiner import libraries, warm
from nbgradient.examiner.candidate import Budget, CandidateDied
from nbgradient.examiner.engine import Engine, Source
from nbgradient.examiner.keeper import keeper
from nbgradient.examiner.pool import Pool
from nbgradient.examiner.quick_imports import quick_imports
from nbgradient.examiner.sandbox import SandboxError
from nbgradient.examiner.slot import Slot, SlotDied
from nbgradient.examiner.warm_process import Wanted, WarmProcess
from nbgradient.wire.limits import Limits

pytestmark = pytest.mark.usefixtures("sandbox")

LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)
PATIENCE = Budget(cell=30, notebook=60, output=1 << 16, outputs=1 << 22)


def said(slot: Slot, cell: str) -> str:
    with slot.candidate({}, PATIENCE) as candidate:
        shown = candidate.run(cell).outputs
    return "".join(output.get("text", output.get("ename", "")) for output in shown)


@pytest.fixture
def process() -> Iterator[WarmProcess]:
    with WarmProcess(Wanted(Needs())) as made:
        yield made


def slot(process: WarmProcess, limits: Limits = LIMITS) -> Slot:
    return Slot(process.link(limits), process.why_ended)


def test_who_hangs_up_has_its_runs_ended_and_no_others(process: WarmProcess) -> None:
    stays, leaves = slot(process), slot(process)
    with stays.candidate({}, PATIENCE) as candidate:
        with pytest.raises(SlotDied), leaves.candidate({}, PATIENCE):
            runs = _below()
            leaves.close()
            _until(lambda: len(_below()) < len(runs))
        assert candidate.run("print(1)").outputs[0]["text"] == "1\n"


def test_each_examiner_has_limits_of_its_own(process: WarmProcess) -> None:
    small = slot(process, Limits(memory=100 << 20, cpu=60, file_size=1 << 20, processes=64))
    cell = "print(len(bytes(200 << 20)))"
    assert said(small, cell) == "MemoryError"
    assert said(slot(process), cell) == f"{200 << 20}\n"


def test_the_memory_of_a_run_is_bounded_once_pages_have_been_gathered(
    process: WarmProcess,
) -> None:
    own = slot(process)
    said(own, "1")
    time.sleep(2)  # nobody asks for anything: it gathers its pages
    cell = "import os, time\nfor n in range(3): os.fork()\nx = b'x' * (1 << 28); time.sleep(9)"
    with pytest.raises(CandidateDied, match="memory"):
        said(own, cell)


def runs_beside_another() -> str:
    """What a run sees of itself, in a worker, while another worker has one, too."""
    return said(warm.slot(Wanted(Needs()), LIMITS), "import os, time; time.sleep(1); print(2)")


def graded(imports: str = "") -> list[bool]:
    made = Source(nbformat.writes(source()), Needs(imports))
    return [verdict.passed for verdict in Engine().run_exam(made, solved(), {}).verdicts.values()]


@pytest.fixture
def no_other() -> Iterator[None]:
    """This process has no warm process yet."""
    warm.close()
    keeper.close()
    yield
    keeper.close()


def _below() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def _sandboxes() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if child.name() == "bwrap"]


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.usefixtures("no_other")
def test_all_workers_share_one_warm_process() -> None:
    with Pool(2, None) as pool:
        both = [pool.submit(runs_beside_another) for _ in range(2)]
        assert [one.result() for one in both] == ["2\n", "2\n"]
        assert len(_sandboxes()) == 1


@pytest.mark.usefixtures("no_other")
@pytest.mark.parametrize("imports", [[""], ["", "import json"]])
def test_a_worker_gets_another_warm_process_when_its_own_have_ended(imports: list[str]) -> None:
    with Pool(1, None) as pool:
        for each in imports:
            assert pool.submit(graded, each).result() == [True, True]
        assert len(_sandboxes()) == len(imports)
        for process in _sandboxes():
            process.kill()
        assert pool.submit(graded).result() == [True, True]


@pytest.mark.usefixtures("no_other")
def test_a_worker_is_told_why_there_is_no_warm_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'It is over.'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with Pool(1, None) as pool, pytest.raises(SandboxError, match="It is over"):
        pool.submit(runs_beside_another).result()


@pytest.mark.parametrize("word", ["optim", "option"])
def test_optimizers_are_warm_where_notebooks_speak_of_them(word: str) -> None:
    """The first one loads PyTorch's compiler, which takes the better part of a second."""
    with warmed(Needs("import torch", frozenset({word})), LIMITS) as own:
        there = said(own, "import sys; print('torch._dynamo' in sys.modules)")
    assert there == f"{word == 'optim'}\n"


def test_a_warm_process_is_told_no_word_that_students_cannot_read() -> None:
    notebook = source()
    notebook.cells[
        1
    ].source = "def double(x):\n    ### BEGIN SOLUTION\n    secret\n    ### END SOLUTION"
    notebook.cells[2].source += "\n### BEGIN HIDDEN TESTS\nassert hidden\n### END HIDDEN TESTS"
    words = needs([notebook]).words
    assert {"double", "Twice"} <= words
    assert not words & {"secret", "hidden", "scheme"}


def test_what_unlocked_cells_import_is_warm_unless_only_the_solution_tells_it() -> None:
    solution = "### BEGIN SOLUTION\nimport numpy\nfrom scipy import stats\n### END SOLUTION"
    cells = [writing.text("Use numpy."), writing.free("import pandas as pd")]
    cells += [writing.exercise(solution), writing.graded("import torch")]
    found = needs([writing.notebook(*cells)])
    assert found.imports.splitlines() == ["import pandas as pd", "import numpy"]
    assert found.examiners.splitlines() == ["from scipy import stats", "import torch"]
    assert {"pandas", "numpy", "scipy.stats", "torch"} == {*libraries.modules(found)}


def test_an_import_that_fails_ends_no_warm_process() -> None:
    with warmed(Needs("import no_such_module\nimport json"), LIMITS) as own:
        assert said(own, "import sys; print('json' in sys.modules)") == "True\n"


def test_workers_are_forked_from_a_process_that_has_what_they_need() -> None:
    script = """
from nbgradient.course.folders import Course
from nbgradient.examiner.keeper import keeper
from nbgradient.examiner.pool import Pool
from nbgradient.grading import workers

workers.start(["softmax"], Course.find())
with Pool(1, None) as pool:
    print(pool.submit(eval, "'torch' in __import__('sys').modules").result())
    print(pool.submit(eval, "__import__('gc').get_freeze_count() > 10_000").result())
"""
    variables = os.environ | {"NBGRADIENT_DATA": str(ROOT)}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True"], done.stderr


def test_what_was_hidden_to_import_quickly_can_be_imported_afterwards() -> None:
    name = "rfc3987_syntax"
    script = f"""
import sys
from nbgradient.examiner.quick_imports import quick_imports
with quick_imports():
    import nbformat
print({name!r} in sys.modules)
import {name}
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")
    with quick_imports():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_time_of_all_processes_of_a_run_is_counted(process: WarmProcess) -> None:
    own = slot(process)
    said(own, "import os, time\nif os.fork() == 0:\n    while time.process_time() < 9: pass\n"
              "time.sleep(2)")  # fmt: skip
    assert own.cpu_seconds > 1
