"""How often `nbgradient similarity` is wrong, and what it finds, in classes made of the bank.

    python benchmarks/similarity.py [--rounds N] [-n STUDENTS]... [ASSIGNMENT]...

Each student of a class takes for each exercise an answer of the bank, right or wrong, and writes it
in a way of his or her own (``rewriting.py``). So nobody copies, and all pairs that are listed are
false alarms. Then one pair in twenty students is made of one who hands in the other's answers to
all exercises, to half, or to a quarter of them, with other names, no comments, other layout, and
statements in another order.

The bank has 9 to 123 answers to an exercise: in a large class several students have the same one.
If it is long and hardly anybody else's, they share more than two people would who never met; such
pairs are counted apart ("same answer").
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import click
from rewriting import disguised, restyled
from rich.console import Console
from rich.table import Table

from nbgradient.course import notebooks
from nbgradient.course.folders import Course
from nbgradient.proof import bank
from nbgradient.similarity import pairs
from nbgradient.similarity.answers import Exercises, Student, Subject

#: What is listed, as the command does by default.
THRESHOLD = 0.05
#: Of so many students one is in a pair of which one copies.
ONE_PAIR_IN = 20
SHARES = (1, 0.5, 0.25)


@dataclass
class Rates:
    """What was counted in some classes: listed pairs, of those the true ones, and others that do,
    or do not, have the same answer of the bank where they are closest."""

    classes: int = 0
    copies: int = 0
    found: int = 0
    false: int = 0
    same: int = 0
    classes_with_false: int = 0


class Bank:
    """The answers to the exercises of an assignment."""

    def __init__(self, course: Course, assignment: str) -> None:
        self.exercises = Exercises(course, [assignment])
        self.answers: dict[Subject, list[str]] = {}
        for path in course.notebooks(assignment):
            cells = dict(notebooks.cells(notebooks.read(path)))
            for answer in bank.read(bank.folder(course.root) / f"{path.stem}.py"):
                if answer.exercise in cells:
                    subject = Subject(assignment, path.stem, answer.exercise, True)
                    self.answers.setdefault(subject, []).append(answer.code)

    def student(self, number: int, taken: dict[Subject, int], random: Random) -> Student:
        """Somebody who writes the answers that are ``taken``."""
        answers = {
            subject: restyled(self.answers[subject][place], random)
            for subject, place in taken.items()
        }
        return Student(f"student-{number:04}", answers=answers)

    def taken(self, number: int, random: Random) -> list[dict[Subject, int]]:
        """Which answers each of a ``number`` of students takes: each first once, in any order."""
        orders = {
            subject: list(_shuffled(len(known), number, random))
            for subject, known in self.answers.items()
        }
        return [{subject: orders[subject][who] for subject in orders} for who in range(number)]


def _shuffled(kinds: int, number: int, random: Random) -> Iterator[int]:
    for start in range(0, number, kinds):
        yield from random.sample(range(kinds), min(kinds, number - start))


def one_class(known: Bank, number: int, share: float, random: Random, rates: Rates) -> None:
    """Compare a class in which pairs have a ``share`` of their answers from each other."""
    taken = known.taken(number, random)
    students = [known.student(who, taken[who], random) for who in range(number)]
    copies = set()
    if share:
        for place in range(max(1, number // ONE_PAIR_IN)):
            first, second = 2 * place, 2 * place + 1
            _copy(students[first], students[second], share, random)
            copies.add((first, second))
    found = pairs.find(students, known.exercises, THRESHOLD, math.comb(number, 2))
    listed = {(pair.first, pair.second): pair.close[0].subject for pair in found.pairs}
    false = [pair for pair in listed if pair not in copies]
    same = [(a, b) for a, b in false if taken[a][listed[a, b]] == taken[b][listed[a, b]]]
    rates.classes += 1
    rates.copies += len(copies)
    rates.found += len(copies & listed.keys())
    rates.same += len(same)
    rates.false += len(false) - len(same)
    rates.classes_with_false += len(false) > len(same)


def _copy(author: Student, copier: Student, share: float, random: Random) -> None:
    subjects = sorted(author.answers)
    for subject in random.sample(subjects, max(1, round(share * len(subjects)))):
        copier.answers[subject] = disguised(author.answers[subject], random)


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("-n", "numbers", multiple=True, type=int, default=(10, 30, 100), show_default=True)
@click.option("--rounds", default=300, show_default=True, help="Students in all, for each number.")
@click.option("--seed", default=1, show_default=True)
def main(assignments: tuple[str, ...], numbers: tuple[int, ...], rounds: int, seed: int) -> None:
    """Count false alarms and found copies in classes of NUMBERS students."""
    course = Course.find()
    console = Console(width=120)
    table = Table(title=f"Pairs with at most {THRESHOLD} expected")
    table.add_column("assignment")
    for column in ("students", "classes", "classes with a false alarm", "same answer, a class"):
        table.add_column(column, justify="right")
    for share in SHARES:
        table.add_column(f"found, of copies of {share:.0%}", justify="right")
    for assignment in assignments or course.assignments():
        known = Bank(course, assignment)
        for number in numbers:
            random = Random(seed)
            alone = Rates()
            for _ in range(max(3, rounds // number)):
                one_class(known, number, 0, random, alone)
            cells = [
                f"{alone.classes_with_false}/{alone.classes}",
                f"{alone.same / alone.classes:.2f}",
            ]
            for share in SHARES:
                copied = Rates()
                for _ in range(max(3, rounds // number // 3)):
                    one_class(known, number, share, random, copied)
                cells.append(f"{copied.found}/{copied.copies}")
            table.add_row(assignment, str(number), str(alone.classes), *cells)
            console.print(assignment, number, *cells)
    console.print(table)


if __name__ == "__main__":
    main()
