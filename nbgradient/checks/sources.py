"""Source notebooks are clean: no outputs, stable ids, valid metadata, points that add up."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.validator import iter_validate
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooNewError, SchemaTooOldError

from nbgradient.checks.finding import Finding
from nbgradient.course import notebooks
from nbgradient.course.keep_going import MAY_FAIL
from nbgradient.course.names import parse
from nbgradient.course.regions import asks_for_autotests, split

#: What the graded cells of an assignment are worth together.
POINTS = 100

#: The locked cell with the helpers of the tests, the same in all notebooks.
SHARED_TOOLS = "test_tools"

#: Locked cells that are the same in all notebooks that have them: they tell what is still open.
_SHARED = frozenset({SHARED_TOOLS, "note_outcomes", "still_open"})

#: A locked cell that loads images names their file, and is the same wherever this file occurs.
_DATA_FILE = re.compile(r"\w+\.npz")

_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_POINTS_IN_HEADING = re.compile(r"\((\d+(?:\.\d+)?) points?\)\s*$")
_MARK = re.compile(r"^[-*] (\d+(?:\.\d+)?|½) points?: \S", re.MULTILINE)

Faults = Iterator[tuple[str, str]]


def read(path: Path) -> NotebookNode:
    """The notebook at ``path`` as it stands there: nbformat's own reader would mend its ids."""
    return nbformat.v4.reads(path.read_text())


def check(notebook: NotebookNode, where: str) -> list[Finding]:
    """What is not clean in the source ``notebook``, as ``read`` gives it."""
    found = [
        Finding(f"{where} · {cell}" if cell else where, f"{what}.")
        for rule in RULES
        for cell, what in rule(notebook)
    ]
    return list(dict.fromkeys(found))


def check_assignment(books: Mapping[str, NotebookNode], assignment: str) -> list[Finding]:
    """What is wrong with the notebooks of one assignment together, given by name."""
    found = []
    total = sum(_points(cell) for book in books.values() for cell in book.cells)
    if total != POINTS:
        found.append(Finding(assignment, f"is worth {total:g} points, not {POINTS}."))
    holders = defaultdict(list)
    for name, notebook in books.items():
        for grade_id, cell in notebooks.cells(notebook):
            if _points(cell):
                holders[grade_id].append(name)
    found += [
        Finding(assignment, f"has several graded cells {grade_id}: in {', '.join(names)}.")
        for grade_id, names in holders.items()
        if len(names) > 1
    ]
    return found


def check_shared_cells(books: Mapping[str, NotebookNode]) -> list[Finding]:
    """The cells that should be the same in all notebooks, given by name, and are not."""
    sources: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    found = []
    for name, notebook in books.items():
        given = {key: cell for key, cell in notebooks.cells(notebook) if notebooks.is_given(cell)}
        if SHARED_TOOLS not in given:
            found.append(Finding(name, f"has no locked cell {SHARED_TOOLS}."))
        for key, cell in given.items():
            shared = [key] if key in _SHARED else _DATA_FILE.findall(cell.source)
            if shared:
                sources[shared[0]][cell.source].append((name, key))
    for versions in sources.values():
        ((first, _), *_), *others = versions.values()
        for name, key in (place for places in others for place in places):
            found.append(Finding(f"{name} · {key}", f"differs from that of {first}."))
    return found


# -- one notebook -------------------------------------------------------------------------------


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
    for name, cell in _named(notebook):
        if cell.get("outputs"):
            yield name, "has outputs"
        if cell.get("execution_count") is not None:
            yield name, "has an execution count"


def has_stable_ids(notebook: NotebookNode) -> Faults:
    """Each cell has an id of its own, which is its grade_id where it has one."""
    seen: set[str] = set()
    for name, cell in _named(notebook):
        identity = cell.get("id")
        if not identity:
            yield name, "has no id"
        elif identity in seen:
            yield name, f"has the id {identity}, as another cell has"
        elif notebooks.grade_id(cell) not in (None, identity):
            yield name, f"has the id {identity}, not its grade_id"
        seen.add(identity or "")


def is_python(notebook: NotebookNode) -> Faults:
    """Each code cell can be parsed."""
    for name, cell in _named(notebook):
        if cell.cell_type == "code":
            try:
                parse(cell.source)
            except SyntaxError as error:
                yield name, f"is not Python: {error}"


def lets_every_error_stop(notebook: NotebookNode) -> Faults:
    """No cell may fail: the solutions are there, so an error is a fault that must show."""
    for name, cell in _named(notebook):
        if MAY_FAIL in cell.metadata.get("tags", []):
            yield (
                name,
                f"has the tag {MAY_FAIL}, which hides an error; a release gets it by itself",
            )


def has_points(notebook: NotebookNode) -> Faults:
    """Each graded cell is worth something."""
    for name, cell in notebooks.cells(notebook):
        if notebooks.nbgrader_metadata(cell).get("grade") and not _points(cell) > 0:
            yield name, "is graded and has no points"


def announces_its_points(notebook: NotebookNode) -> Faults:
    """The points in a heading are those of the graded cells up to the next heading."""
    heading, announced, graded = "", None, 0.0
    for cell in [*notebook.cells, nbformat.v4.new_markdown_cell("# End")]:
        headings = _headings(cell)
        if not headings:
            graded += _points(cell)
            if _points(cell) and announced is None:
                yield (
                    notebooks.grade_id(cell) or "",
                    "has points, and the heading above it has none",
                )
            continue
        if announced is not None and announced != graded:
            yield "", f"announces {announced:g} points, and gives {graded:g}: {heading}"
        heading, graded = headings[-1], 0.0
        match = _POINTS_IN_HEADING.search(heading)
        announced = float(match[1]) if match else None


def marks_its_solutions(notebook: NotebookNode) -> Faults:
    """Each exercise has a solution between its markers."""
    for name, cell in notebooks.cells(notebook):
        solution = notebooks.is_exercise(cell) or notebooks.is_question(cell)
        if solution and not ("BEGIN SOLUTION" in cell.source and "END SOLUTION" in cell.source):
            yield name, "has no BEGIN SOLUTION and END SOLUTION"
        elif solution and not split(cell)[1].strip():
            yield name, "has an empty solution"


def shows_and_hides_tests(notebook: NotebookNode) -> Faults:
    """Each test cell has an assertion that students see, and one that they don't."""
    given = _asserting(cell for _, cell in notebooks.cells(notebook) if notebooks.is_given(cell))
    for name, cell in notebooks.cells(notebook):
        if notebooks.is_test(cell):
            helpers = given | _asserting([cell])
            shown, hidden = split(cell)
            if not _asserts(shown, helpers):
                yield name, "has no visible assertion"
            if not _asserts(hidden, helpers):
                yield name, "has no hidden test with an assertion"


def _asserting(cells: Iterable[NotebookNode]) -> set[str]:
    """The functions that ``cells`` define and that assert something."""
    nodes = (node for cell in cells for node in _walk(cell.source))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef))
    return {
        function.name
        for function in functions
        if any(isinstance(node, ast.Assert) for node in ast.walk(function))
    }


def _asserts(source: str, helpers: set[str]) -> bool:
    """Whether ``source`` asserts something, itself, by one of ``helpers`` or by an autotest."""
    return asks_for_autotests(source) or any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in helpers)
        for node in _walk(source)
    )


def _walk(source: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(parse(source))
    except SyntaxError:
        return  # is_python tells it


def says_how_to_mark(notebook: NotebookNode) -> Faults:
    """Each question has a mark scheme whose points add up to the question's."""
    for name, cell in notebooks.cells(notebook):
        if notebooks.is_question(cell):
            marks = [_number(points) for points in _MARK.findall(split(cell)[1])]
            if not marks:
                yield name, "has no mark scheme (lines such as '- 2 points: …')"
            elif sum(marks) != _points(cell):
                yield name, f"has {sum(marks):g} points in its mark scheme, not {_points(cell):g}"


def _number(points: str) -> float:
    return 0.5 if points == "½" else float(points)


def _headings(cell: NotebookNode) -> list[str]:
    graded = notebooks.nbgrader_metadata(cell).get("grade")
    return [] if cell.cell_type != "markdown" or graded else _HEADING.findall(cell.source)


def _points(cell: NotebookNode) -> float:
    meta = notebooks.nbgrader_metadata(cell)
    return float(meta.get("points", 0)) if meta.get("grade") else 0.0


def _named(notebook: NotebookNode) -> Iterable[tuple[str, NotebookNode]]:
    for index, cell in enumerate(notebook.cells):
        yield notebooks.grade_id(cell) or cell.get("id", f"cell {index + 1}"), cell


RULES: tuple[Callable[[NotebookNode], Faults], ...] = (
    fits_the_schemas,
    holds_no_outputs,
    has_stable_ids,
    is_python,
    lets_every_error_stop,
    has_points,
    announces_its_points,
    marks_its_solutions,
    shows_and_hides_tests,
    says_how_to_mark,
)
