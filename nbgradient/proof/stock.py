"""Grading as nbgrader does it by itself: all cells in one kernel, a score for each test cell."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, IgnorePattern
from nbgrader.utils import determine_grade
from traitlets.config import Config

from nbgradient.course import notebooks


@dataclass(frozen=True)
class Mark:
    """What a test cell gave: its score, out of its points, and the error's text if it failed."""

    score: float
    points: float
    message: str = ""

    @property
    def is_full(self) -> bool:
        """Whether no point was lost."""
        return self.score == self.points


#: Settings of a course that is graded as nbgrader does it by itself, after those of another.
_ALONE = """
c = get_config()  # noqa: F821

load_subconfig("nbgrader_config.py", path={original!r})  # noqa: F821

del c.Autograde.sanitize_preprocessors, c.Autograde.autograde_preprocessors
c.CourseDirectory.root = {root!r}
"""


def write_settings(root: Path, original: Path) -> None:
    """Give the course at ``root`` the settings of that at ``original``, without the engine."""
    text = _ALONE.format(original=str(original), root=str(root))
    (root / "nbgrader_config.py").write_text(text)


def grade(notebook: NotebookNode, folder: Path, config: Config) -> dict[str, Mark]:
    """Run ``notebook`` in a kernel in ``folder``, and mark its test cells by name.

    The notebook itself stays as it is.

    Raises:
        nbclient.exceptions.DeadKernelError: the kernel died.
    """
    notebook = copy.deepcopy(notebook)
    Execute(config=config).preprocess(notebook, {"metadata": {"path": str(folder)}})
    IgnorePattern(config=config).preprocess(notebook, {})
    return {
        name: _mark(cell) for name, cell in notebooks.cells(notebook) if notebooks.is_test(cell)
    }


def _mark(cell: NotebookNode) -> Mark:
    score, points = determine_grade(cell)
    errors = [f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"]
    return Mark(score, points, "\n".join(errors))
