"""An error as its reader needs it: what is wrong and in which line, before all the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode

from nbgradient.pages.student import paths
from nbgradient.safe.shown import cut
from nbgradient.safe.text import MOST_PRINTED, coloured

#: A traceback with more lines is folded.
MOST_OPEN = 12
#: Characters of a message, and of the first line of it in the summary.
MOST_MESSAGE, MOST_LINE = 2_000, 200
#: Of a longer traceback the line is not looked for.
_MOST_READ = 200_000

_CELL = re.compile(r"(?:Cell |Input )?In ?\[|<ipython-input|Cell ")
_STYLE = re.compile(r'(<span\b[^<>]*?) style="[^"<>]*+"')
_ARROW = re.compile(r"-+> ?(?:\d+ )?(?P<line>.*)")


@dataclass(frozen=True)
class Error:
    """An error that a cell ended with.

    Attributes:
        name: of the exception.
        message: of the exception.
        line: that of the cell which failed, if it is known.
        trace: the whole traceback as HTML; empty if it tells no more than the others.
        lines: how many it has.
    """

    name: str
    message: str
    line: str
    trace: Markup
    lines: int

    @property
    def is_folded(self) -> bool:
        """Whether the traceback is shown only to those who ask for it."""
        return self.lines > MOST_OPEN

    @property
    def summary(self) -> str:
        """One line: the message, or the exception's name where that says more."""
        first = next(filter(None, map(str.strip, self.message.splitlines())), "")
        if self.name in ("AssertionError", "NeedsPerson") and first:
            return cut(first, MOST_LINE)
        return cut(": ".join(filter(None, [self.name, first])), MOST_LINE)


def of(output: NotebookNode) -> Error:
    """The error that ``output`` tells of."""
    text = paths.shortened("\n".join(output.traceback)[: MOST_PRINTED + 1])
    plain = strip_ansi(text[:_MOST_READ]).splitlines()
    told = [line for line in plain if line.strip()]
    message = cut(paths.shortened(output.evalue), MOST_MESSAGE)
    parts = [strip_ansi(part).strip() for part in output.traceback]
    known = f"{output.ename}: {output.evalue}".strip()
    tells_more = any(not _ARROW.match(part) and part != known for part in parts)
    return Error(
        cut(output.ename, MOST_LINE),
        message,
        cut(_own_line(told), MOST_LINE),
        terminal(text) if tells_more else Markup(),
        text.count("\n") + 1,
    )


def terminal(text: str) -> Markup:
    """What was printed to a terminal, in those of its colours that can be read here.

    Libraries choose others for a light or for a dark screen, and do not know which one this is.
    """
    return Markup(_STYLE.sub(r"\1", coloured(text)))


def _own_line(lines: list[str]) -> str:
    """The last line in a cell of the notebook to which an arrow points."""
    found, is_cell = "", True
    for line in lines:
        arrow = _ARROW.match(line)
        if arrow and is_cell:
            found = arrow["line"].strip()
        elif not line.startswith((" ", "-")):
            is_cell = _CELL.match(line) is not None
    return found
