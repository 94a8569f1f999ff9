"""What cells showed, as a page shows it: the best kind of each output, and long ones folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode

from nbgradient.examiner.outputs import clean
from nbgradient.pages.student import errors, paths
from nbgradient.pages.student.errors import Error, terminal
from nbgradient.pages.student.texts import Texts
from nbgradient.safe.pictures import address_of_data
from nbgradient.safe.text import MOST_PRINTED, shortened

#: An output with more lines, or rows, is folded; its first ones are shown.
MOST_OPEN, FIRST = 30, 10
#: Characters of the first ones.
MOST_FIRST = 2_000

#: The kinds of data of which the first is shown that says anything.
KINDS = (
    "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg",
    "image/gif", "image/webp", "text/plain", "application/json",
)  # fmt: skip

_SHOWS = re.compile(r"<img |(?:^|>)\s*+[^<>\s]")


@dataclass(frozen=True)
class Output:
    """An output to show: exactly one of its attributes is there, with those that go with it.

    Attributes:
        error: an error.
        picture: the address of a picture.
        html: what is shown in a box.
        text: what was printed, with a terminal's colours.
        is_warning: whether that was printed for errors and warnings.
        first: the beginning of ``text``, which is shown if it is folded.
        size: how long it is, in words, if it is folded.
    """

    error: Error | None = None
    picture: str = ""
    html: Markup = Markup()  # noqa: RUF009 (it cannot be changed)
    text: Markup = Markup()  # noqa: RUF009
    is_warning: bool = False
    first: str = ""
    size: str = ""


def of(cell: NotebookNode, texts: Texts) -> list[Output]:
    """Those of a code ``cell``."""
    return list(_shown(clean(cell.get("outputs", []), 0), texts))


def _shown(outputs: list[NotebookNode], texts: Texts) -> Iterator[Output]:
    for output in outputs:
        if output.output_type == "error":
            yield Output(error=errors.of(output))
        elif output.output_type == "stream":
            yield _printed(output.text, output.name == "stderr")
        else:
            found = (_of_kind(kind, output.data, texts) for kind in KINDS if kind in output.data)
            yield from list(filter(None, found))[:1]


def _of_kind(kind: str, data: NotebookNode, texts: Texts) -> Output | None:
    content = data[kind]
    if kind.startswith("image/"):
        address = address_of_data(kind, content)
        return Output(picture=address) if address else None
    if kind == "text/html":
        html = texts.html(content)
        rows = html.count("<tr")
        size = f"{rows} rows" if rows > MOST_OPEN else ""
        return Output(html=html, size=size) if _SHOWS.search(html) else None
    if kind == "text/markdown":
        return Output(html=texts.markdown(content))
    if kind == "text/latex":
        return Output(html=texts.latex(content))
    return _printed(content) if content.strip() else None


def _printed(text: str, is_warning: bool = False) -> Output:
    text = paths.shortened(shortened(text, MOST_PRINTED))
    lines = text.count("\n") + 1
    if lines <= MOST_OPEN and len(text) <= 10 * MOST_FIRST:
        return Output(text=terminal(text), is_warning=is_warning)
    first = "\n".join(strip_ansi(text[:MOST_FIRST]).split("\n")[:FIRST])
    size = f"{lines:,} lines" if lines > MOST_OPEN else f"{len(text):,} characters"
    return Output(text=terminal(text), is_warning=is_warning, first=first, size=size)
