"""The texts of a notebook as HTML: Markdown, HTML, formulas, with its pictures and macros."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from markupsafe import Markup

from nbgradient.pages.student import paths
from nbgradient.safe.formulas import Formulas, Macros, defines
from nbgradient.safe.html import clean_output
from nbgradient.safe.markdown import MOST_CHARACTERS, rendered
from nbgradient.safe.pictures import Pictures
from nbgradient.safe.text import as_text, shortened

_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


class Texts:
    """Those of one notebook, which share macros; headings come below one of a given level."""

    def __init__(self, files: Mapping[str, bytes], level: int) -> None:
        """``files`` are those handed in beside the notebook, where Markdown finds pictures."""
        self._files = files
        self._macros = Macros()
        self._top = self._last = level

    def markdown(self, source: str, attachments: Mapping | None = None) -> Markup:
        """``source`` as HTML, with those of the ``attachments`` that are pictures."""
        has_pictures = bool(attachments or (self._files and _PICTURE.search(source)))
        if has_pictures or defines(source) or len(source) > MOST_CHARACTERS:
            pictures = Pictures(attachments, self._files)
            html = rendered(source, pictures, Formulas(self._macros))
        else:
            html = _remembered(source, self._macros.all)
        return Markup(_HEADING.sub(self._place, html))

    def html(self, html: str) -> Markup:
        """What a library made for a notebook."""
        formulas = Formulas(self._macros)
        shown = clean_output(formulas.take_out_of_html(paths.shortened(html)))
        return Markup(_HEADING.sub(self._place, formulas.put_back(shown)))

    def latex(self, text: str) -> Markup:
        """A text in which formulas stand as in LaTeX."""
        if len(text) > MOST_CHARACTERS:
            return Markup(as_text(text))
        formulas = Formulas(self._macros)
        shown = formulas.take_out_of_html(escape(shortened(text), quote=False))
        return Markup(formulas.put_back(shown))

    def _place(self, tag: re.Match[str]) -> str:
        """A heading's tag with a level that follows from the last one, and skips none."""
        if tag[1] == "<h":
            self._last = min(int(tag[2]) + self._top, self._last + 1, 6)
        return f"{tag[1]}{self._last}"


@lru_cache(maxsize=1_000)  # most of a notebook's text is in every student's
def _remembered(source: str, macros: tuple[tuple[str, str], ...]) -> str:
    return rendered(source, Pictures(), Formulas(Macros(macros)))
