"""The bank of answers: what students write for an exercise, and what it should earn.

``bank/NOTEBOOK.py`` holds the answers to the exercises of a notebook, a block each; the
README beside them describes the format.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.folders import CourseError
from nbgradient.proof.stock import Mark

_START = re.compile(r"^# %% (.*)$", re.MULTILINE)
_HEAD = re.compile(r"(wrong|right): (\S.*)")
_FIELD = re.compile(r"# (\w+): *(.*)")


class BankError(CourseError):
    """The bank cannot be read; the message says where and why."""


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Attributes:
        title: what it does, in a few words.
        is_right: whether it should earn all points.
        exercise: the grade_id of the cell that it is written into.
        loses: the test cells that it must fail; all others it must pass.
        says: a phrase of the message that one of them gives; empty for a right answer.
        code: what stands in the cell.
    """

    title: str
    is_right: bool
    exercise: str
    loses: frozenset[str]
    says: str
    code: str


def folder(root: Path) -> Path:
    """Where the bank of the course at ``root`` is kept."""
    return root / "bank"


def check_folder(root: Path) -> None:
    """Return if the course at ``root`` has a bank.

    Raises:
        BankError: it has none.
    """
    if not folder(root).is_dir():
        raise BankError(
            "There are no answers to try: the folder bank/ has none. They are right and wrong "
            "answers to each exercise, in bank/NOTEBOOK.py."
        )


def read(path: Path) -> list[Answer]:
    """The answers in the file at ``path``, in order.

    Raises:
        BankError: a block is not as the format says, or two of an exercise have the same title.
    """
    _, *parts = _START.split(path.read_text())
    answers = [
        _answer(head, body, path.name) for head, body in zip(parts[::2], parts[1::2], strict=True)
    ]
    names = Counter((answer.exercise, answer.title) for answer in answers)
    for (exercise, title), times in names.items():
        if times > 1:
            raise BankError(f"In {path.name} two answers to {exercise} have the title '{title}'.")
    return answers


def check(notebook: NotebookNode, answers: Iterable[Answer]) -> None:
    """Return if each of ``answers`` is one to an exercise of the source ``notebook``.

    Raises:
        BankError: the notebook has no such exercise, or no such test.
    """
    cells = dict(notebooks.cells(notebook))
    for answer in answers:
        if answer.exercise not in cells or not notebooks.is_exercise(cells[answer.exercise]):
            raise BankError(f"'{answer.title}' answers {answer.exercise}, which is no exercise.")
        for name in sorted(answer.loses):
            if name not in cells or not notebooks.is_test(cells[name]):
                raise BankError(f"'{answer.title}' loses {name}, which is no test cell.")


def put(notebook: NotebookNode, answer: Answer) -> NotebookNode:
    """A copy of the source ``notebook`` with ``answer`` in place of the instructor's solution.

    Raises:
        BankError: the notebook has no such exercise, or no such test.
    """
    check(notebook, [answer])
    notebook = copy.deepcopy(notebook)
    dict(notebooks.cells(notebook))[answer.exercise].source = answer.code
    return notebook


def judged(answer: Answer, marks: Mapping[str, Mark]) -> list[tuple[str, str]]:
    """What ``marks``, given to a notebook with ``answer`` in it, have wrong.

    Each finding is a sentence, after what it is: a test ``accepted`` what it should not, one
    ``rejected`` what it should not, or all were ``silent`` on the mistake.
    """
    failed = {name: mark for name, mark in marks.items() if not mark.is_full}
    found = [("accepted", f"{name} passes.") for name in sorted(answer.loses - set(failed))]
    found += [
        ("rejected", f"{name} fails: {mark.message}")
        for name, mark in failed.items()
        if name not in answer.loses
    ]
    messages = "\n".join(mark.message for mark in failed.values())
    if answer.says.casefold() not in messages.casefold():
        found.append(("silent", f"No message says '{answer.says}', but: {messages}"))
    return found


def misjudged(answer: Answer, marks: Mapping[str, Mark]) -> list[str]:
    """The sentences of ``judged``."""
    return [sentence for _, sentence in judged(answer, marks)]


def _answer(head: str, body: str, file: str) -> Answer:
    match = _HEAD.fullmatch(head.strip())
    if match is None:
        raise BankError(f"In {file} '# %% {head}' should be '# %% wrong: …' or '# %% right: …'.")
    kind, title = match.groups()
    fields, code = _fields(body.strip("\n").split("\n"))
    needed = {"answers"} if kind == "right" else {"answers", "loses", "says"}
    if set(fields) != needed or not all(fields.values()):
        raise BankError(f"In {file} '{title}' should have the fields {', '.join(sorted(needed))}.")
    if not code.strip():
        raise BankError(f"In {file} '{title}' has no code.")
    loses = frozenset(fields.get("loses", "").split())
    return Answer(title, kind == "right", fields["answers"], loses, fields.get("says", ""), code)


def _fields(lines: list[str]) -> tuple[dict[str, str], str]:
    """The fields at the top of a block, and the code below them."""
    fields: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = _FIELD.fullmatch(line)
        if match is None:
            return fields, "\n".join(lines[number:]).strip("\n")
        fields[match[1]] = match[2].strip()
    return fields, ""
