"""The points of a notebook by exercise: by the heading under which its graded cells stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nbformat import NotebookNode

from nbgradient.course import exercises as parts
from nbgradient.pages.marked import Mark, Marked
from nbgradient.pages.student.cells import Cell, is_students

_ALMOST = 1e-9


class State(Enum):
    """What became of a graded cell, or of an exercise: a sign, which comes with words."""

    PASSED = "✓"
    PARTLY = "◐"
    FAILED = "✗"
    WAITS = "…"
    MARKED = "•"

    @property
    def colour(self) -> str:
        """The class that gives its colour."""
        return self.name.lower()


@dataclass(frozen=True)
class Item:
    """A graded cell.

    Attributes:
        name: its grade_id.
        mark: what it got.
        cell: as the page shows it; None if it is not in the notebook.
        is_test: whether tests give its points, not a person.
        message: what the test said that did not hold; empty if there is nothing to say.
        is_open: whether the student left it as it was.
    """

    name: str
    mark: Mark
    cell: Cell | None
    is_test: bool
    message: str = ""
    is_open: bool = False

    @property
    def state(self) -> State:
        """What became of it."""
        if self.mark.waits:
            return State.WAITS
        if not self.is_test and not self.is_open:
            return State.MARKED
        if self.mark.score >= self.mark.points - _ALMOST and not (
            self.message and self.mark.points < _ALMOST
        ):
            return State.PASSED
        return State.PARTLY if self.mark.score > _ALMOST else State.FAILED

    @property
    def words(self) -> str:
        """What became of it, in words."""
        if self.mark.waits:
            again = " again" if self.mark.score > _ALMOST else ""
            return f"waits for a person{again}"
        if not self.is_test:
            return "no answer" if self.is_open else "marked by a person"
        if self.state is State.PASSED and self.message:
            return "points given by a person"
        if self.cell is None and self.state is State.FAILED:
            return "not graded"
        return {State.PASSED: "passed", State.PARTLY: "partly passed"}.get(self.state, "failed")


@dataclass(frozen=True)
class Exercise:
    """The graded cells under one heading."""

    title: str
    anchor: str
    items: Sequence[Item]

    @property
    def score(self) -> float:
        """Its points so far."""
        return sum(item.mark.score for item in self.items)

    @property
    def points(self) -> float:
        """The most that it gives."""
        return sum(item.mark.points for item in self.items)

    @property
    def waiting(self) -> float:
        """The points of what waits for a person."""
        return sum(item.mark.waiting for item in self.items)

    @property
    def told(self) -> list[Item]:
        """Those that need words of their own: all that did not simply pass."""
        usual = (State.PASSED, State.MARKED)
        return [item for item in self.items if item.cell and item.state not in usual]

    @property
    def verdicts(self) -> list[tuple[State, str]]:
        """What became of it: signs and words."""
        states = [item.state for item in self.items]
        if not any(item.cell for item in self.items):
            first = next((item for item in self.items if item.mark.waits), self.items[0])
            return [(first.state, first.words)]
        if len(set(states)) == 1 and (len(states) == 1 or states[0] is not State.FAILED):
            return [(states[0], self.items[0].words)]
        counts = {state: states.count(state) for state in State if state in states}
        return [
            (state, f"{number} of {len(states)} {self._of(state, number)}")
            for state, number in counts.items()
            if state in (State.FAILED, State.PARTLY, State.WAITS)
        ] or [(State.PASSED, "passed")]

    def _of(self, state: State, number: int) -> str:
        if state is State.WAITS:
            return "waits for a person" if number == 1 else "wait for a person"
        return "failed" if state is State.FAILED else "partly passed"


def of(name: str, notebook: NotebookNode, cells: Sequence[Cell], marked: Marked) -> list[Exercise]:
    """The exercises of the ``notebook`` of this ``name``, whose ``cells`` are shown, in order.

    What has a mark and is not in the notebook, as that could not be read, comes last.
    """
    left, shown = dict(marked.marks), {cell.name: cell for cell in cells}
    exercises = []
    for part in parts.exercises(notebook, is_students):
        items = [_item(shown[key], left.pop(key), marked) for key in part.cells if key in left]
        if items and items[0].cell:
            anchor = items[0].cell.anchor if part.at is None else cells[part.at].anchor
            exercises.append(Exercise(part.title, anchor, items))
    rest = list(_not_there(left))
    return [*exercises, Exercise(f"{name}.ipynb", "", rest)] if rest else exercises


def _item(cell: Cell, mark: Mark, marked: Marked) -> Item:
    is_open = mark.score <= _ALMOST and marked.comments.get(cell.name or "") == "No response."
    errors = [output.error.summary for output in cell.outputs if output.error]
    message = errors[0] if errors and cell.is_test else ""
    return Item(cell.name or "", mark, cell, cell.is_test, message, is_open)


def _not_there(marks: dict[str, Mark]) -> Iterator[Item]:
    for name, mark in marks.items():
        yield Item(name, mark, None, is_test=True)
