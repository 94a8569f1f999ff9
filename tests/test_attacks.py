"""Hostile submissions earn nothing, see nothing, change nothing, and leave nothing behind.

Each file of ``attacks/`` answers the softmax notebook; the exercises that it does not answer are
empty. So whatever it earns beyond what its docstring names is undeserved.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from repository import ROOT

from nbgradient import attack, course
from nbgradient.attack import Attack, secrets, traces
from nbgradient.examiner import warm
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper, imports
from nbgradient.examiner.reader import read_folder
from nbgradient.examiner.slot import Patience, Slot
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

ATTACKS = [attack.read(path) for path in sorted(Path(__file__).parent.glob("attacks/*.py"))]
SOURCE = ROOT / "source" / "softmax" / "softmax.ipynb"
PATIENCE = Patience(cell=5, notebook=60, output=1 << 16)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)


@pytest.fixture(scope="module")
def source() -> NotebookNode:
    return course.read(SOURCE)


@pytest.fixture(scope="module")
def paper(source: NotebookNode) -> Paper:
    return Paper(source)


def warm_process(source: NotebookNode) -> Slot:
    """The warm process of all attacks, or a new one if it has ended."""
    return warm.slot(warm.Kind(LIMITS, None, trusted=False, figures=True), imports([source]))


@pytest.fixture
def slot(source: NotebookNode) -> Slot:
    return warm_process(source)


@pytest.fixture(scope="module")
def untouched(source: NotebookNode, paper: Paper, sandbox: None) -> Iterator[str]:
    """What a notebook looks like that was graded before any attack."""
    os.environ["A_TOKEN_OF_THE_GRADER"] = "PRIVATE"
    yield graded(copy.deepcopy(source), paper, warm_process(source))[1]
    del os.environ["A_TOKEN_OF_THE_GRADER"]
    warm.close()


@pytest.fixture
def neighbourhood(tmp_path: Path) -> Path:
    """A course around the submission, with things worth stealing."""
    for path in ("source/softmax/softmax.ipynb", "submitted/emmy/softmax/softmax.ipynb"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("PRIVATE")
    (tmp_path / "gradebook.db").write_text("PRIVATE")
    folder = tmp_path / "submitted" / "mallory" / "softmax"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("my notes")
    return tmp_path


def graded(notebook: NotebookNode, paper: Paper, slot: Slot, folder: Path | None = None):
    """The verdicts, and all that the notebook then holds, with addresses made alike."""
    start = partial(slot.candidate, read_folder(folder).contents if folder else {}, PATIENCE)
    verdicts = Exam(notebook, paper, start, PATIENCE).sit().verdicts
    for name, cell in course.cells(notebook):
        if name in verdicts:
            cell.outputs = verdicts[name].outputs()
    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert all(len(json.dumps(shown)) < 4 * PATIENCE.output for shown in outputs)
    return verdicts, re.sub(r"0x[0-9a-f]+", "0x0", json.dumps(outputs))


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gains_nothing(
    attack: Attack,
    source: NotebookNode,
    paper: Paper,
    slot: Slot,
    untouched: str,
    neighbourhood: Path,
) -> None:
    folder = neighbourhood / "submitted" / "mallory" / "softmax"
    attack.put_files(folder)
    before = fingerprint(neighbourhood)
    submissions = [attack.submission(source), attack.next_submission(source)]
    for submission in filter(None, submissions):
        verdicts, shown = graded(submission, paper, slot, folder)
        assert {name for name, verdict in verdicts.items() if verdict.passed} <= attack.earns
        assert secrets(source, shown, attack) == []
        assert traces(shown) == []
        assert fingerprint(neighbourhood) == before

    verdicts, shown = graded(copy.deepcopy(source), paper, slot, folder)
    assert {name: v.message for name, v in verdicts.items() if not v.passed} == {}
    assert shown == untouched
