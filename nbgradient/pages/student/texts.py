"""The texts of a notebook as HTML: Markdown, HTML and formulas, with pictures and macros."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from markupsafe import Markup

from nbgradient.course.folders import CourseError
from nbgradient.pages.student import paths
from nbgradient.safe.formulas import Formulas, Macros, defines
from nbgradient.safe.html import clean_output
from nbgradient.safe.markdown import MOST_CHARACTERS, rendered
from nbgradient.safe.pictures import Beside, Pictures, may_show
from nbgradient.safe.text import as_text, shortened

#: How long a page may be: outputs are bounded, but not what an answer holds.
MOST_IN_PAGE = 64 << 20

_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


class Texts:
    """Those of one notebook, which share macros; headings come below one of a given level."""

    def __init__(self, beside: Beside, level: int) -> None:
        """``beside`` are the files beside the notebook, where Markdown finds pictures."""
        self._beside = beside
        self._macros = Macros()
        self._top = self._last = level
        self._length = 0

    def markdown(self, source: str, attachments: Mapping | None = None) -> Markup:
        """``source`` as HTML, with those of the ``attachments`` that are pictures.

        Raises:
            CourseError: as ``check_length``, with all texts before.
        """
        has_pictures = bool(attachments) or may_show(source)
        if has_pictures or defines(source) or len(source) > MOST_CHARACTERS:
            pictures = Pictures(attachments, self._beside)
            html = rendered(source, pictures, Formulas(self._macros))
        else:
            html = _remembered(source, self._macros.all)
        return self._markup(html)

    def html(self, html: str) -> Markup:
        """What a library made for a notebook.

        Raises:
            CourseError: as ``check_length``, with all texts before.
        """
        formulas = Formulas(self._macros)
        shown = clean_output(formulas.take_out_of_html(paths.shortened(html)))
        return self._markup(formulas.put_back(shown))

    def latex(self, text: str) -> Markup:
        """A text in which formulas stand as in LaTeX."""
        if len(text) > MOST_CHARACTERS:
            return Markup(as_text(text))
        formulas = Formulas(self._macros)
        shown = formulas.take_out_of_html(escape(shortened(text), quote=False))
        return Markup(formulas.put_back(shown))

    def _markup(self, html: str) -> Markup:
        self._length += len(html)
        check_length(self._length)  # before there is no more memory for it
        return Markup(_HEADING.sub(self._place, html))

    def _place(self, tag: re.Match[str]) -> str:
        """A heading's tag with a level that follows from the last one, and skips none."""
        if tag[1] == "<h":
            self._last = min(int(tag[2]) + self._top, self._last + 1, 6)
        return f"{tag[1]}{self._last}"


def check_length(characters: int) -> None:
    """Refuse a page that would be too long.

    Raises:
        CourseError: it would have more than ``MOST_IN_PAGE`` characters.
    """
    if characters > MOST_IN_PAGE:
        raise CourseError(
            f"The page would have more than {MOST_IN_PAGE >> 20} MB: look at what the notebooks "
            "hold, pictures that were pasted into them for instance."
        )


@lru_cache(maxsize=1_000)  # most of a notebook's text is in every student's
def _remembered(source: str, macros: tuple[tuple[str, str], ...]) -> str:
    return rendered(source, Pictures(), Formulas(Macros(macros)))
