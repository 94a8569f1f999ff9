"""Hostile submissions earn nothing, see nothing, change nothing, and leave nothing behind.

Each file of ``attacks/`` answers one notebook; the exercises that it does not answer are empty. So
whatever it earns beyond what its docstring names is undeserved.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from repository import COURSE, ROOT
from shown import lasting

from firststeps import data
from nbgradient.course import notebooks
from nbgradient.course.needs import needs
from nbgradient.examiner import warm
from nbgradient.examiner.candidate import Budget
from nbgradient.examiner.exam import Exam
from nbgradient.examiner.paper import Paper
from nbgradient.examiner.reader import read_folder
from nbgradient.examiner.slot import Slot
from nbgradient.examiner.warm_process import Wanted
from nbgradient.proof import attacks
from nbgradient.proof.attacks import Attack, secrets, traces
from nbgradient.wire.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

#: Those that answer the same notebook one after the other: they share a warm process.
ATTACKS = sorted(
    map(attacks.read, Path(__file__).parent.glob("attacks/*.py")),
    key=lambda attack: (attack.notebook, attack.name),
)
PATIENCE = Budget(cell=5, notebook=60, output=1 << 16, outputs=1 << 22)
LIMITS = Limits(memory=1 << 30, cpu=60, file_size=16 << 20, processes=64)


@cache
def source_of(notebook: str) -> NotebookNode:
    return notebooks.read(ROOT / "source" / f"{notebook}.ipynb")


@cache
def paper_of(notebook: str) -> Paper:
    return Paper(copy.deepcopy(source_of(notebook)))


def warm_process(notebook: str) -> Slot:
    """The warm process of the attacks on ``notebook``, or a new one if it has ended."""
    source = source_of(notebook)
    folder = os.environ["NBGRADIENT_DATA"] if _loads_images(source) else None
    return warm.slot(Wanted(needs([source]), folder), LIMITS)


def _loads_images(source: NotebookNode) -> bool:
    return "NBGRADIENT_DATA" in json.dumps(source)


@pytest.fixture(scope="module", autouse=True)
def _sample() -> None:
    """Every notebook that loads images loads the sample."""
    data.use_sample(COURSE)


@pytest.fixture
def slot(attack: Attack) -> Slot:
    return warm_process(attack.notebook)


@pytest.fixture(scope="module")
def untouched(sandbox: None) -> Iterator[Callable[[str], str]]:
    """Tells what a notebook looks like that was graded before any attack on it."""
    os.environ["A_TOKEN_OF_THE_GRADER"] = "PRIVATE"

    @cache
    def shown(notebook: str) -> str:
        source = copy.deepcopy(source_of(notebook))
        return graded(source, paper_of(notebook), warm_process(notebook))[1]

    yield shown
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
    """The verdicts, and all that the notebook then holds, with addresses and times made alike."""
    start = partial(slot.candidate, read_folder(folder).contents if folder else {}, PATIENCE)
    verdicts = Exam(notebook, paper, start, PATIENCE).run().verdicts
    for name, cell in notebooks.cells(notebook):
        if name in verdicts:
            cell.outputs = verdicts[name].outputs()
    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert all(len(json.dumps(shown)) < 4 * PATIENCE.output for shown in outputs)
    return verdicts, lasting(outputs)


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gains_nothing(
    attack: Attack, untouched: Callable[[str], str], slot: Slot, neighbourhood: Path
) -> None:
    source, paper = source_of(attack.notebook), paper_of(attack.notebook)
    as_before = untouched(attack.notebook)
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
    assert shown == as_before
