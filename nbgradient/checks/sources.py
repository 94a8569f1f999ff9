"""Source notebooks are clean: no outputs, stable ids, valid metadata, points for what is graded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.validator import iter_validate
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooNewError, SchemaTooOldError

from nbgradient.checks.finding import Finding
from nbgradient.course import notebooks
from nbgradient.course.keep_going import MAY_FAIL
from nbgradient.course.names import parse
from nbgradient.course.regions import split

Faults = Iterator[tuple[str, str]]


def read(path: Path) -> NotebookNode:
    """The notebook at ``path`` as it stands there: nbformat's own reader would mend its ids."""
    return nbformat.v4.reads(path.read_text())


def check(notebook: NotebookNode, where: str) -> list[Finding]:
    """What is not clean in the source ``notebook``, as ``read`` gives it."""
    return findings(notebook, where, RULES)


def findings(
    notebook: NotebookNode, where: str, rules: Iterable[Callable[[NotebookNode], Faults]]
) -> list[Finding]:
    """What ``rules`` say of ``notebook``: each gives cells, by name, and what is wrong there."""
    found = [
        Finding(f"{where} · {cell}" if cell else where, f"{what}.")
        for rule in rules
        for cell, what in rule(notebook)
    ]
    return list(dict.fromkeys(found))


def fits_the_schemas(notebook: NotebookNode) -> Faults:
    """The notebook is valid for nbformat, and its metadata for nbgrader."""
    for error in iter_validate(notebook):
        yield "", f"is not a valid notebook: {error.message}"
    try:
        MetadataValidator().validate_nb(notebook)
    except (
        *(nbformat.ValidationError, SchemaTooOldError, SchemaTooNewError),
        *(KeyError, ValueError),
    ) as error:
        yield "", f"has metadata that nbgrader does not take: {error}"


def holds_no_outputs(notebook: NotebookNode) -> Faults:
    """No cell has been run."""
    for name, cell in named(notebook):
        if cell.get("outputs"):
            yield name, "has outputs"
        if cell.get("execution_count") is not None:
            yield name, "has an execution count"


def has_stable_ids(notebook: NotebookNode) -> Faults:
    """Each cell has an id of its own, in the notebook formats that know ids."""
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        return
    seen: set[str] = set()
    for name, cell in named(notebook):
        identity = cell.get("id")
        if not identity:
            yield name, "has no id"
        elif identity in seen:
            yield name, f"has the id {identity}, as another cell has"
        seen.add(identity or "")


def is_python(notebook: NotebookNode) -> Faults:
    """Each code cell can be parsed."""
    for name, cell in named(notebook):
        if cell.cell_type == "code":
            try:
                parse(cell.source)
            except SyntaxError as error:
                yield name, f"is not Python: {error}"


def lets_every_error_stop(notebook: NotebookNode) -> Faults:
    """No cell may fail: the solutions are there, so an error is a fault that must show."""
    for name, cell in named(notebook):
        if MAY_FAIL in cell.metadata.get("tags", []):
            yield (
                name,
                f"has the tag {MAY_FAIL}, which hides an error; a release gets it by itself",
            )


def has_points(notebook: NotebookNode) -> Faults:
    """Each graded cell is worth something."""
    for name, cell in notebooks.cells(notebook):
        if notebooks.nbgrader_metadata(cell).get("grade") and not points(cell) > 0:
            yield name, "is graded and has no points"


def marks_its_solutions(notebook: NotebookNode) -> Faults:
    """Each exercise has a solution between its markers."""
    for name, cell in notebooks.cells(notebook):
        solution = notebooks.is_exercise(cell) or notebooks.is_question(cell)
        if solution and not ("BEGIN SOLUTION" in cell.source and "END SOLUTION" in cell.source):
            yield name, "has no BEGIN SOLUTION and END SOLUTION"
        elif solution and not split(cell)[1].strip():
            yield name, "has an empty solution"


def points(cell: NotebookNode) -> float:
    """What ``cell`` is worth; 0 if it is not graded."""
    meta = notebooks.nbgrader_metadata(cell)
    return float(meta.get("points", 0)) if meta.get("grade") else 0.0


def named(notebook: NotebookNode) -> Iterable[tuple[str, NotebookNode]]:
    """The cells, each with its name, or else with its id or its place."""
    for index, cell in enumerate(notebook.cells):
        yield notebooks.grade_id(cell) or cell.get("id", f"cell {index + 1}"), cell


RULES: tuple[Callable[[NotebookNode], Faults], ...] = (
    fits_the_schemas,
    holds_no_outputs,
    has_stable_ids,
    is_python,
    lets_every_error_stop,
    has_points,
    marks_its_solutions,
)
