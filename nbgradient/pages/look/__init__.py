"""One look for every page that the project makes: for students, for markers, for instructors.

A page is one file that asks nothing of any server, in light and in dark, from a phone's width up.
It has no script: its own policy forbids them, so that one that slipped through would not run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent


def document(title: str, main: Markup, style: str = "") -> str:
    """A whole page.

    Args:
        title: its name, as plain text.
        main: what it shows, as HTML that is safe.
        style: CSS that this kind of page has beyond ``look.css``.
    """
    template = environment(_FOLDER).get_template("document.html.jinja")
    return template.render(title=title, main=main, style=Markup(_look() + style))


@cache
def environment(folder: Path) -> Environment:
    """The templates of a ``folder``; what they are given is text, unless it is ``Markup``."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _look() -> str:
    return (_FOLDER / "look.css").read_text(encoding="utf-8")
