"""A class of 60 that hands in softmax by Canvas: what its instructor downloads from there."""

from __future__ import annotations

import csv
import random
import zipfile
from functools import cache
from pathlib import Path

from repository import ROOT

from firststeps.demo.work import Work
from nbgradient.course.notebooks import read
from nbgradient.proof import bank

NUMBER = 60
#: Canvas' name of the assignment, and its points there.
COLUMN, POINTS = "Softmax (4711)", "100.00"
#: Who hands in nothing.
ABSENT = {17, 42}
#: Who hands in the file of another student.
COPIED = {31: 30}
#: Names that programs get wrong, by number; the others have ordinary ones.
NAMES = {0: "O'Neill, Zoë", 1: "de la Cruz, José Ángel", 2: "=SUM(A1), Ada", 3: "王, 小明"}


def name(number: int) -> str:
    """A student's name, as Canvas has it."""
    return NAMES.get(number, f"Student{number:02}, Ada")


def login(number: int) -> str:
    """A student's login, which is the id in the course."""
    return f"student{number:02}"


def download(folder: Path) -> None:
    """Put into ``folder`` the submissions.zip of Canvas, and its gradebook, canvas-grades.csv."""
    folder.mkdir(parents=True)
    with (folder / "canvas-grades.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", COLUMN])
        table.writerow(["    Points Possible", "", "", "", "", POINTS])
        for number in range(NUMBER):
            table.writerow([name(number), 1000 + number, f"S{number}", login(number), "A", ""])
    with zipfile.ZipFile(folder / "submissions.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in sorted(set(range(NUMBER)) - ABSENT):
            letters = "".join(filter(str.isalnum, name(number))).lower()
            late = "LATE_" if number % 20 == 5 else ""
            file = f"{letters}_{late}{1000 + number}_{9000 + number}_softmax.ipynb"
            archive.writestr(file, _work(COPIED.get(number, number)))


def _work(number: int) -> str:
    """What a student hands in: the better, the lower the number."""
    source, release = (
        ROOT / place / "softmax" / "softmax.ipynb" for place in ("source", "release")
    )
    wrong = _wrong()
    chance = random.Random(number)
    work = Work(read(source), read(release), {})
    for exercise in work.exercises:
        luck = chance.random() * NUMBER
        if luck >= number / 2:
            work.answer(exercise)
        elif luck > number / 8 and exercise in wrong:
            work.write(exercise, chance.choice(wrong[exercise]))
    for place, question in enumerate(work.questions):
        if chance.random() * NUMBER >= number / 3:
            work.write(question, f"Answer {place} of student {number}: $e^x$ grows fast.")
    return work.as_file()


@cache
def _wrong() -> dict[str, list[str]]:
    """The bank's wrong answers to each exercise."""
    found: dict[str, list[str]] = {}
    for answer in bank.read(bank.folder(ROOT) / "softmax.py"):
        if not answer.is_right:
            found.setdefault(answer.exercise, []).append(answer.code)
    return found
