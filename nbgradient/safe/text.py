"""Text and code of a student's, shown as what they are, in a time that grows with their length.

Pygments and nbconvert take a time for some texts that grows with the square of their length, or
with its cube. What could be such a text is shown without colours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from nbconvert.filters import Highlight2HTML, ansi2html, strip_ansi

#: What is shown of a text that is longer than a page can be expected to hold.
MOST_SHOWN = 100_000
#: The characters of a stream, or of another output that is text.
MOST_PRINTED = 1_000_000
#: nbconvert copies the rest of a text for each colour in it.
MOST_COPIED = 500_000_000

#: The characters of code that has colours, and of a line of it.
MOST_CODE, MOST_LINE = 20_000, 400
#: Languages whose lexers are quick up to these bounds.
LANGUAGES = frozenset("bash ipython ipython3 json pycon py python python3 sh text".split())

#: Runs of characters that the lexers of Python read again from each place in them. What IPython
#: passes on to the lexer of another language is without colours, too.
_SLOW = re.compile(
    rf"[^\n]{{{MOST_LINE + 1}}}|\s{{200}}|[\w.*?@%]{{200}}"
    r"|%%(html|javascript|js|latex|perl|ruby|!)",
    re.IGNORECASE,
)

_LONG_COLOUR = re.compile(r"\x1b\[[^@-~]{100}")


def shortened(text: str, bound: int = MOST_SHOWN) -> str:
    """``text``; its beginning, and a sentence that says so, if it is longer than ``bound``."""
    if len(text) <= bound:
        return text
    return f"{text[:bound]}\n[The first {bound:,} of {len(text):,} characters are shown.]\n"


def as_text(text: str) -> str:
    """``text`` as HTML in which nothing of it has a meaning."""
    return f"<pre>{escape(shortened(text), quote=False)}</pre>"


def is_quick(code: str) -> bool:
    """Whether a lexer that is in ``LANGUAGES`` can be given ``code``."""
    return len(code) <= MOST_CODE and not _SLOW.search(code)


def highlight_code(source: str, language: str | None = None, metadata: dict | None = None) -> str:
    """The filter of this name that a template uses for the ``source`` of a cell of code."""
    if is_quick(source):
        return _highlighted(source)
    return f'<div class="highlight">{as_text(source)}</div>'


@lru_cache(maxsize=500)  # most cells are the same in every student's notebook
def _highlighted(source: str) -> str:
    return Highlight2HTML("ipython3")(source)


def coloured(text: str) -> str:
    """``text`` as HTML, with the colours of a terminal; the filter ``ansi2html`` of a template."""
    text = shortened(text, MOST_PRINTED)
    if text.count("\x1b") * len(text) > MOST_COPIED or _LONG_COLOUR.search(text):
        return escape(strip_ansi(text), quote=False)
    return ansi2html(text)
