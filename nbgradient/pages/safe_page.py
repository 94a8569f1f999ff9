"""What of a notebook, and of who handed it in, may reach a page that shows it.

nbconvert's and nbgrader's templates put much of it into a page as it is: the width of an image,
the name of a cell, the name of a student. ``nbgrader_config.py`` names the class as a preprocessor
of nbconvert's HTML exporter. What HTML, Markdown and other texts become is the matter of
``html``, ``markdown`` and ``text``.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.examiner.outputs import clean
from nbgradient.pages.beside import in_folder
from nbgradient.safe.html import framed, without_commands
from nbgradient.safe.markdown import BESIDE
from nbgradient.safe.text import shortened

#: The kinds of data that a template shows rather than LaTeX.
BEFORE_LATEX = {"text/html", "text/markdown", "image/svg+xml"}

#: What formgrader tells its template of a student.
NAMES = ("student", "first_name", "last_name", "notebook_path")


class SafePage(Preprocessor):
    """Leaves of a graded notebook what a page needs, in a form that is safe there."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """``nb`` with clean outputs and nbgrader's metadata alone; names without markup.

        Pictures that it names are those in its folder.
        """
        nb.metadata = NotebookNode()
        for cell in nb.cells:
            cell.metadata = _needed(cell)
            if cell.cell_type == "code":
                cell.outputs = clean(cell.outputs, cell.execution_count)
                for output in cell.outputs:
                    _frame(output.get("data", {}))
        for name in NAMES:
            if resources.get(name):
                text = resources[name]
                is_path = name == "notebook_path"
                resources[name] = escape(text if is_path else without_commands(text))
        if folder := resources.get("metadata", {}).get("path"):
            resources[BESIDE] = in_folder(Path(folder).absolute())
        return nb, resources


def _needed(cell: NotebookNode) -> NotebookNode:
    name = notebooks.grade_id(cell)
    if isinstance(name, str) and re.fullmatch(r"[\w-]+", name):
        return NotebookNode(nbgrader=cell.metadata.nbgrader)
    return NotebookNode()


def _frame(data: NotebookNode) -> None:
    """Keep formulas of an output in their place: templates put HTML and LaTeX in as they are."""
    if "text/html" in data:
        data["text/html"] = framed(data["text/html"])
    elif "text/latex" in data and not BEFORE_LATEX & data.keys():
        data["text/html"] = framed(escape(shortened(data["text/latex"])))
