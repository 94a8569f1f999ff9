"""Each answer in the bank earns what it should: wrong ones lose their points, right ones none."""

from __future__ import annotations

from pathlib import Path

import pytest
from repository import COURSE, ROOT

from nbgradient.course import notebooks, settings
from nbgradient.course.ownership import runs
from nbgradient.proof import bank, stock, warm_kernel
from nbgradient.proof.bank import Answer, BankError
from nbgradient.proof.stock import Mark
from nbgradient.proof.warm_kernel import WarmKernels


@pytest.mark.slow
@pytest.mark.usefixtures("sample")
def test_the_answer_earns_what_the_bank_says(
    notebook: Path, answer: Answer, tmp_path: Path, warm_kernels: WarmKernels
) -> None:
    work = bank.put(notebooks.read(notebook), answer)
    start = next(
        i for i, cell in enumerate(work.cells) if notebooks.grade_id(cell) == answer.exercise
    )
    before, work.cells = work.cells[:start], work.cells[start:]
    config = settings.load(ROOT)
    config.Execute.kernel_name = warm_kernel.NAME
    with warm_kernels.after([cell.source for cell in before if runs(cell)]):
        marks = stock.grade(work, tmp_path, config)
    assert bank.misjudged(answer, marks) == []


def test_each_notebook_has_three_wrong_answers_and_two_right_ones(notebook: Path) -> None:
    answers = bank.read(bank.folder(ROOT) / f"{notebook.stem}.py")
    assert sum(not answer.is_right for answer in answers) >= 3
    assert sum(answer.is_right for answer in answers) >= 2


def test_each_file_of_the_bank_belongs_to_a_notebook() -> None:
    stems = {path.stem for name in COURSE.assignments() for path in COURSE.notebooks(name)}
    assert {path.stem for path in bank.folder(ROOT).glob("*.py")} <= stems


WRONG = """\
# %% wrong: adds one
# answers: double
# loses: test_double test_double_large
# says: twice
def double(x):
    return x + 1


# %% right: by adding
# answers: double
def double(x):
    # twice the same
    return x + x
"""


def read(tmp_path: Path, text: str) -> list[Answer]:
    path = tmp_path / "doubling.py"
    path.write_text(text)
    return bank.read(path)


def test_a_file_is_read_block_by_block(tmp_path: Path) -> None:
    wrong, right = read(tmp_path, WRONG)
    assert wrong == Answer(
        title="adds one",
        is_right=False,
        exercise="double",
        loses=frozenset({"test_double", "test_double_large"}),
        says="twice",
        code="def double(x):\n    return x + 1",
    )
    assert right.is_right
    assert right.loses == frozenset()
    assert right.code == "def double(x):\n    # twice the same\n    return x + x"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("wrong: adds", "worse: adds", "'# %% worse: adds one' should be"),
        ("# loses: test_double test_double_large\n", "", "should have the fields answers, loses"),
        ("# says: twice\n", "", "should have the fields answers, loses, says"),
        ("# answers: double", "# answers:", "should have the fields answers, loses"),
        ("right: by", "wrong: by", "'by adding' should have the fields answers, loses, says"),
        ("# says: twice", "# say: twice", "should have the fields answers, loses, says"),
        ("by adding", "adds one", "two answers to double have the title 'adds one'"),
        ("def double(x):\n    return x + 1\n", "", "'adds one' has no code"),
    ],
)
def test_a_block_that_breaks_the_format_is_named(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    assert old in WRONG
    with pytest.raises(BankError) as error:
        read(tmp_path, WRONG.replace(old, new, 1))
    assert complaint in str(error.value)
    assert "doubling.py" in str(error.value)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"exercise": "nothing"}, "answers nothing, which is no exercise"),
        ({"exercise": "test_tools"}, "answers test_tools, which is no exercise"),
        ({"loses": frozenset({"test_tools"})}, "loses test_tools, which is no test cell"),
    ],
)
def test_an_answer_to_what_is_not_there_is_named(
    notebook: Path, change: dict, complaint: str
) -> None:
    source = notebooks.read(notebook)
    exercise = next(name for name, cell in notebooks.cells(source) if notebooks.is_exercise(cell))
    fields = {"title": "t", "is_right": False, "exercise": exercise, "says": "", "code": "1"}
    with pytest.raises(BankError) as error:
        bank.put(source, Answer(**{"loses": frozenset(), **fields, **change}))
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("marks", "wrong"),
    [
        ({"test_double": (0, "It is not twice x.")}, []),
        ({"test_double": (2, "")}, ["test_double passes.", "No message says 'twice', but: "]),
        (
            {"test_double": (0, "twice"), "test_half": (0, "oh")},
            ["test_half fails: oh"],
        ),
        ({"test_double": (1, "Twice!")}, []),
        ({"test_double": (0, "oh")}, ["No message says 'twice', but: oh"]),
    ],
)
def test_a_mark_that_differs_from_the_bank_is_told(
    marks: dict[str, tuple[float, str]], wrong: list[str]
) -> None:
    answer = Answer("adds one", False, "double", frozenset({"test_double"}), "twice", "")
    given = {name: Mark(score, 2, message) for name, (score, message) in marks.items()}
    assert bank.misjudged(answer, given) == wrong
