"""The page that a student gets: the points of an assignment by exercise, and its notebooks."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape
from nbformat import NotebookNode

from nbgradient.course.folders import CourseError
from nbgradient.pages import look
from nbgradient.pages.marked import Marked
from nbgradient.safe.text import highlight_code

#: How long a page may be: outputs are bounded, but not what an answer holds.
MOST_CHARACTERS = 64 << 20


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
        CourseError: it would be larger than ``MOST_CHARACTERS``.
    """
    parts = [f"<h1>{escape(assignment)}</h1>"]
    for name, notebook in notebooks.items():
        parts.append(f"<h2>{escape(name)}: {marked[name].score:g}</h2>")
        parts += [highlight_code(cell.source) for cell in notebook.cells]
    made = look.document(assignment, Markup("\n".join(parts)))
    if len(made) > MOST_CHARACTERS:
        raise CourseError(
            f"The page would have more than {MOST_CHARACTERS >> 20} MB: look at what the notebooks "
            "hold, pictures that were pasted into them for instance."
        )
    return made


def warm_up() -> None:
    """Make a small page, so that the next one takes a tenth of the time."""
