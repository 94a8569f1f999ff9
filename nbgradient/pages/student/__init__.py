"""The page that a student gets: the points of an assignment by exercise, and its notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbgradient.examiner.outputs import error_output
from nbgradient.pages import look
from nbgradient.pages.marked import Mark, Marked
from nbgradient.pages.student import cells, exercises
from nbgradient.pages.student.cells import Cell
from nbgradient.pages.student.exercises import Exercise, Item
from nbgradient.pages.student.texts import Texts, check_length
from nbgradient.safe.pictures import Beside

_FOLDER = Path(__file__).parent
#: The level of a notebook's heading: those in its texts are below it.
_LEVEL = 2


@dataclass(frozen=True)
class Notebook:
    """A notebook to show, and its points."""

    name: str
    anchor: str
    cells: list[Cell]
    exercises: list[Exercise]
    comments: Mapping[str, Markup]
    marked: Marked

    @property
    def items(self) -> dict[str, Item]:
        """What became of each graded cell, by its name."""
        return {item.name: item for exercise in self.exercises for item in exercise.items}


@dataclass(frozen=True)
class Total:
    """The points of the whole assignment."""

    marked: list[Marked]

    @property
    def final(self) -> float:
        """The points so far, the penalty taken off."""
        return sum(each.score for each in self.marked) - self.penalty

    @property
    def points(self) -> float:
        """The most that it gives."""
        return sum(each.max_score for each in self.marked)

    @property
    def waiting(self) -> float:
        """The points of what waits for a person."""
        return sum(each.waiting for each in self.marked)

    @property
    def penalty(self) -> float:
        """What is taken off for late work."""
        return sum(each.late_penalty for each in self.marked)

    @property
    def extra(self) -> float:
        """The extra credit in the points so far."""
        return sum(mark.extra for each in self.marked for mark in each.marks.values())


def page(
    assignment: str,
    notebooks: Mapping[str, NotebookNode],
    marked: Mapping[str, Marked],
    pictures: Mapping[str, bytes],
) -> str:
    """The feedback page of a submission.

    Args:
        assignment: its name.
        notebooks: the graded ones, by name, in order.
        marked: what the gradebook has of each of them.
        pictures: files that were handed in beside them and may be pictures, by path.

    Raises:
        CourseError: it would be larger than ``MOST_IN_PAGE``.
    """
    beside = Beside(pictures.get)
    shown = [
        _notebook(name, notebook, marked[name], beside) for name, notebook in notebooks.items()
    ]
    template = look.environment(_FOLDER).get_template("page.html.jinja")
    main = template.render(
        assignment=assignment,
        notebooks=shown,
        total=Total([marked[name] for name in notebooks]),
        number=number,
        share=share,
    )
    made = look.document(assignment, Markup(main), _style())
    check_length(len(made))
    return made


def _notebook(
    name: str,
    notebook: NotebookNode,
    marked: Marked,
    beside: Beside,
) -> Notebook:
    texts = Texts(beside, _LEVEL)
    shown = cells.of(name, notebook, texts)
    comments = {key: texts.markdown(said) for key, said in marked.comments.items() if said}
    found = exercises.of(name, notebook, shown, marked)
    return Notebook(name, cells.anchor_of(name), shown, found, comments, marked)


def number(value: float) -> str:
    """``value`` as a person reads it."""
    return f"{round(value, 2) + 0.0:g}"


def share(value: float, of: float, after: float = 0.0) -> str:
    """How many percent ``value`` is ``of`` something, of which ``after`` is taken already."""
    if of <= 0:
        return "0"
    room = 100 - min(100, max(0, 100 * after / of))
    return f"{min(room, max(0, 100 * value / of)):.4g}"


@cache
def _style() -> str:
    return (_FOLDER / "student.css").read_text(encoding="utf-8")


def warm_up() -> None:
    """Make a small page, so that the next one takes a tenth of the time."""
    error = error_output("NameError", "name 'x' is not defined")
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Title\n\n`code` and $x$"),
            new_code_cell("x + 1  # text", outputs=[error]),
        ]
    )
    page("", {"": notebook}, {"": Marked({"": Mark(0, 1)}, {})}, {})
