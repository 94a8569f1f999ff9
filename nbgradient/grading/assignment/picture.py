"""An assignment as nbgrader's own steps make it of ``source/``: what the gradebook has to know."""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape, glob
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import SourceCell
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import chdir, is_grade, is_locked, is_solution, is_task

from nbgradient.course import notebooks
from nbgradient.course.folders import CourseError
from nbgradient.grading.assignment.successors import Place
from nbgradient.grading.integration import REHEARSE, step_name
from nbgradient.safe.shown import cut, shown

#: Characters of an error of nbgrader's that are told.
_LONGEST_ERROR = 300
#: The types of cells that a gradebook can hold.
_TYPES = ("code", "markdown")


@dataclass(frozen=True)
class Cell:
    """A cell that the gradebook has to know.

    Attributes:
        points: those of a graded cell or a task, or None.
        is_grade, is_solution, is_task: what nbgrader takes it for.
        cell_type: ``code`` or ``markdown``.
        locked: whether students must not change it.
        source: its text as students get it, with hidden tests.
        checksum: nbgrader's, of that text.
        digest: of the instructor's text, solution and all.
    """

    points: float | None
    is_grade: bool
    is_solution: bool
    is_task: bool
    cell_type: str
    locked: bool
    source: str
    checksum: str | None
    digest: str


@dataclass(frozen=True)
class Notebook:
    """A notebook that the gradebook has to know: its cells by grade_id, and its kernel."""

    cells: Mapping[str, Cell]
    kernelspec: str


@dataclass(frozen=True)
class Picture:
    """An assignment, or a part of it.

    Attributes:
        notebooks: its notebooks, by name.
        is_whole: whether these are all that the assignment has.
    """

    notebooks: Mapping[str, Notebook]
    is_whole: bool = True

    @property
    def cells(self) -> dict[Place, Cell]:
        """All cells, by notebook and grade_id."""
        return {
            (name, grade_id): cell
            for name, notebook in self.notebooks.items()
            for grade_id, cell in notebook.cells.items()
        }

    @property
    def digests(self) -> dict[Place, str]:
        """Those of all cells."""
        return {place: cell.digest for place, cell in self.cells.items()}


def read(converter: GenerateAssignment, assignment: str) -> Picture:
    """Go through all that ``converter`` would do for ``assignment``, and write nothing.

    Raises:
        CourseError: there is no notebook, or one of the steps fails; the message says which.
    """
    folders = converter.coursedir
    folder = folders.format_path(folders.source_directory, ".", assignment)
    paths = sorted(glob(os.path.join(escape(folder), f"{folders.notebook_id}.ipynb")))
    if not paths:
        raise CourseError(f"There is no notebook in {os.path.relpath(folder)}.")
    with _as_nbgrader_has_it(folders, assignment):
        converter.notebooks = paths
        converter.run_pre_convert_hook()
        found = {Path(path).stem: _notebook(converter, path) for path in paths}
    return Picture(found, folders.notebook_id == "*")


@contextmanager
def _as_nbgrader_has_it(folders: CourseDirectory, assignment: str) -> Iterator[None]:
    """Have folder and names be those with which nbgrader's steps are called."""
    before = folders.assignment_id, folders.student_id
    folders.assignment_id, folders.student_id = assignment, "."
    try:
        with chdir(folders.root):
            yield
    finally:
        folders.assignment_id, folders.student_id = before


def digest(cell: NotebookNode | SourceCell) -> str:
    """A text by which ``cell`` is known again if it only got another name."""
    return hashlib.sha256(f"{cell.cell_type}\0{cell.source}".encode()).hexdigest()


def _notebook(converter: GenerateAssignment, path: str) -> Notebook:
    try:
        source = notebooks.read(Path(path))
        texts = {name: digest(cell) for name, cell in notebooks.cells(source)}
        converted = _converted(converter, path)
        return Notebook(_cells(converted, texts), json.dumps(converted.metadata["kernelspec"]))
    except CourseError:
        raise
    except Exception as error:  # the course chooses the steps, and these raise what they like
        raise CourseError(
            f"{os.path.relpath(path)} cannot be released, and nothing was changed. {_told(error)}"
        ) from error


def _told(error: Exception) -> str:
    """What went wrong; nbgrader's own check says that something did, for a reason of its kind."""
    inner = error.__context__
    reason = inner if isinstance(inner, type(error)) else error
    return shown(cut(f"{type(reason).__name__}: {reason}".strip(), _LONGEST_ERROR))


def _converted(converter: GenerateAssignment, path: str) -> NotebookNode:
    """The notebook at ``path`` as it is where nbgrader saves its cells."""
    kept: list[NotebookNode] = []

    def keep(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        kept.append(copy.deepcopy(notebook))
        return notebook, resources

    exporter = converter.exporter_class(parent=converter, config=converter.config)
    for step in converter.preprocessors:
        if step_name(step) == SaveCells.__name__:
            exporter.register_preprocessor(keep)
        elif step_name(step) != step_name(REHEARSE):
            exporter.register_preprocessor(step)
    exporter.from_filename(path, resources=converter.init_single_notebook_resources(path))
    if not kept:
        raise CourseError(
            "GenerateAssignment.preprocessors in nbgrader_config.py lacks nbgrader's SaveCells: "
            "add it, or else the gradebook knows no cell."
        )
    kept[-1].metadata.setdefault("kernelspec", {})
    return kept[-1]


def _cells(notebook: NotebookNode, texts: Mapping[str, str]) -> dict[str, Cell]:
    return {
        name: _cell(name, cell, texts.get(name))
        for name, cell in notebooks.cells(notebook)
        if is_grade(cell) or is_solution(cell) or is_task(cell) or is_locked(cell)
    }


def _cell(name: str, cell: NotebookNode, text: str | None) -> Cell:
    if cell.cell_type not in _TYPES:
        raise CourseError(f"The cell '{shown(name)}' is neither code nor Markdown: make it one.")
    known = notebooks.nbgrader_metadata(cell)
    has_points = is_grade(cell) or is_task(cell)
    return Cell(
        points=float(known["points"]) if has_points else None,
        is_grade=bool(is_grade(cell)),
        is_solution=bool(is_solution(cell)),
        is_task=bool(is_task(cell)),
        cell_type=cell.cell_type,
        locked=bool(is_locked(cell)),
        source=cell.source,
        checksum=known.get("checksum"),
        digest=text or digest(cell),
    )
