"""nbgrader's feedback pages, made without doing twice what one student shares with the next."""

from __future__ import annotations

import threading
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import GenerateFeedback
from traitlets.config import Config

from nbgradient.course.folders import CourseError
from nbgradient.examiner.outputs import error_output

#: How long a page may be: outputs are bounded, but not what an answer holds.
MOST_CHARACTERS = 64 << 20


class PageExporter(HTMLExporter):
    """nbconvert's exporter, but for its last step.

    That step parses the whole page again, which takes twice as long as all the others, to give
    figures a text that says that they have none.
    """

    # As those of nbconvert's own exporters that give a text, against their base class.
    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict | None = None, **kwargs: Any
    ) -> tuple[str, dict]:
        """The page of ``nb``, and the resources that it was made with."""
        resources = self._init_resources(resources)
        shown = WidgetsDataTypeFilter(
            notebook_metadata=nb.metadata, parent=self, resources=resources
        )
        self.register_filter("filter_data_type", shown)
        return TemplateExporter.from_notebook_node(self, nb, resources, **kwargs)


def page(notebook: NotebookNode, resources: dict, config: Config) -> str:
    """The feedback page of a graded ``notebook``.

    Args:
        notebook: with scores, points and comments in the metadata of its cells.
        resources: what nbgrader's template asks for: the names, the score, the penalty.
        config: the settings of the course.

    Raises:
        CourseError: it would be larger than ``MOST_CHARACTERS``.
    """
    with _lock:
        made = _exporter(config).from_notebook_node(notebook, resources)[0]
    if len(made) > MOST_CHARACTERS:
        raise CourseError(
            f"The page would have more than {MOST_CHARACTERS >> 20} MB: look at what the notebook "
            "holds, pictures that were pasted into it for instance."
        )
    return made


def warm_up(config: Config) -> None:
    """Make the page of a small notebook, so that the next one takes a tenth of the time."""
    error = error_output("NameError", "name 'x' is not defined")
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Title\n\n`code` and $x$"),
            new_code_cell("x + 1  # text", outputs=[error]),
        ]
    )
    scores = {"score": 0, "max_score": 0, "late_penalty": 0}
    resources = {"metadata": {"name": ""}, "nbgrader": {"notebook": "", **scores}}
    page(notebook, resources, config)


def _exporter(config: Config) -> PageExporter:
    """Templates are compiled once for each set of settings."""
    key = repr(config)
    if key not in _exporters:
        exporter = PageExporter(config=GenerateFeedback(config=config).config)
        # As nbgrader's command has it; else colours are variables that only JupyterLab's pages set.
        colours = CSSHTMLHeaderPreprocessor(parent=exporter, enabled=True, style="default")
        exporter.register_preprocessor(colours)
        _exporters[key] = exporter
    return _exporters[key]


_exporters: dict[str, PageExporter] = {}
#: An exporter makes one page at a time.
_lock = threading.Lock()
