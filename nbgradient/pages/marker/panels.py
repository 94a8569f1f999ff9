"""What stands beside each answer on formgrader's page of a submission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.examiner import elsewhere
from nbgradient.pages import look
from nbgradient.pages.marker import scheme
from nbgradient.pages.marker.remarks import Given, Wait
from nbgradient.pages.marker.scheme import Part
from nbgradient.safe.html import without_commands
from nbgradient.safe.markdown import to_html
from nbgradient.safe.text import highlight_code

_FOLDER = Path(__file__).parent

_CHANGED = "The answer or the question has changed since."
_UNREAD = "The new hand-in could not be graded."
_TOO_MUCH = "It has fewer points now."


@dataclass
class Panel:
    """What a marker is shown of one cell.

    Attributes:
        name: the cell's.
        notes: why it waits for a person.
        found: what a student wrote elsewhere that may be the answer, as HTML that is safe.
        parts: the model answer and the mark scheme.
        comments: what was said of it before.
    """

    name: str
    notes: list[str] = field(default_factory=list)
    found: list[Markup] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    comments: list[Given] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be shown."""
        return not (self.notes or self.found or self.parts or self.comments)


def of(
    source: NotebookNode | None,
    graded: NotebookNode,
    waits: Mapping[str, Wait],
    comments: Mapping[str, list[Given]],
) -> list[Panel]:
    """The panels of a notebook.

    Args:
        source: the instructor's, if it can be read.
        graded: the student's, as it was graded.
        waits: its cells that wait for a person.
        comments: what was said of its cells before.
    """
    asked = dict(notebooks.cells(source)) if source else {}
    panels = []
    for name, cell in notebooks.cells(graded):
        panel = Panel(name, comments=comments.get(name, []))
        panel.notes = list(map(without_commands, _notes(cell, waits.get(name))))
        others = elsewhere.cells(cell)
        panel.found = [_shown(own) for own in graded.cells if own.get("id") in others]
        if name in asked and scheme.is_marked(asked[name]):
            panel.parts = scheme.parts(asked[name])
        panels.append(panel)
    return [panel for panel in panels if not panel.is_empty]


def _notes(cell: NotebookNode, wait: Wait | None) -> Iterator[str]:
    if said := elsewhere.said(cell):
        yield said
    if wait and wait.reason:
        yield f"A person has to mark this test: {wait.reason}."
    if wait and wait.before is not None:
        points = f"Marked before, with {wait.before:g} points."
        yield f"{points} {_why_again(cell, wait)} Give a score, or press Resolve, to settle it."


def _why_again(cell: NotebookNode, wait: Wait) -> str:
    if wait.is_unread:
        return _UNREAD
    points = notebooks.nbgrader_metadata(cell).get("points")
    is_above = isinstance(points, (int, float)) and points < (wait.before or 0)
    return _TOO_MUCH if is_above else _CHANGED


def _shown(cell: NotebookNode) -> Markup:
    if cell.cell_type == "code":
        return Markup(highlight_code(cell.source))
    return Markup(to_html(cell.source, cell.get("attachments", {})))


def html(panels: list[Panel]) -> Markup:
    """``panels``, and the script that puts each to its cell: what goes to the end of a page."""
    return _render("panels.html.jinja", panels=panels, script=_asset("panels.js"))


def head() -> Markup:
    """What goes to the end of a page's head."""
    return _render("head.html.jinja", style=_asset("marker.css"), script=_asset("offline.js"))


def list_head(data: Mapping[str, object]) -> Markup:
    """What goes to the end of the head of a list, which tells its script ``data``."""
    return _render(
        "lists.html.jinja", style=_asset("marker.css"), script=_asset("lists.js"), data=data
    )


def _render(name: str, **what: object) -> Markup:
    return Markup(look.environment(_FOLDER).get_template(name).render(**what))


def _asset(name: str) -> Markup:
    return Markup((_FOLDER / name).read_text(encoding="utf-8"))
