"""How each LMS lays out the file that it exports and imports: a module for each."""

from __future__ import annotations

from nbgradient.exporting.formats.canvas import Canvas
from nbgradient.exporting.formats.gradescope import Gradescope
from nbgradient.exporting.formats.layout import Format
from nbgradient.exporting.formats.moodle import Moodle

#: By the options of ``nbgradient export``.
FORMATS: dict[str, Format] = {
    "canvas": Canvas(),
    "moodle": Moodle(),
    "gradescope": Gradescope(),
}
