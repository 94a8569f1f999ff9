"""The conventions of this course beyond what any course needs: points, headings, tests, marks."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import nbformat
from nbformat import NotebookNode

from nbgradient.checks.finding import Finding
from nbgradient.checks.sources import Faults, findings, named, points
from nbgradient.course import notebooks
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


def check(notebook: NotebookNode, where: str) -> list[Finding]:
    """Where the source ``notebook`` is not as the notebooks of this course are."""
    return findings(notebook, where, RULES)


def check_assignment(books: Mapping[str, NotebookNode], assignment: str) -> list[Finding]:
    """What is wrong with the notebooks of one assignment together, given by name."""
    found = []
    total = sum(points(cell) for book in books.values() for cell in book.cells)
    if total != POINTS:
        found.append(Finding(assignment, f"is worth {total:g} points, not {POINTS}."))
    holders = defaultdict(list)
    for name, notebook in books.items():
        for grade_id, cell in notebooks.cells(notebook):
            if points(cell):
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


def has_grade_ids_as_ids(notebook: NotebookNode) -> Faults:
    """The id of a cell is its grade_id, where it has one."""
    for name, cell in named(notebook):
        if notebooks.grade_id(cell) not in (None, cell.get("id")):
            yield name, f"has the id {cell.get('id')}, not its grade_id"


def announces_its_points(notebook: NotebookNode) -> Faults:
    """The points in a heading are those of the graded cells up to the next heading."""
    heading, announced, graded = "", None, 0.0
    for cell in [*notebook.cells, nbformat.v4.new_markdown_cell("# End")]:
        headings = _headings(cell)
        if not headings:
            graded += points(cell)
            if points(cell) and announced is None:
                yield notebooks.grade_id(cell), "has points, and the heading above it has none"
            continue
        if announced is not None and announced != graded:
            yield "", f"announces {announced:g} points, and gives {graded:g}: {heading}"
        heading, graded = headings[-1], 0.0
        match = _POINTS_IN_HEADING.search(heading)
        announced = float(match[1]) if match else None


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
            marks = [_number(mark) for mark in _MARK.findall(split(cell)[1])]
            if not marks:
                yield name, "has no mark scheme (lines such as '- 2 points: …')"
            elif sum(marks) != points(cell):
                yield name, f"has {sum(marks):g} points in its mark scheme, not {points(cell):g}"


def _number(mark: str) -> float:
    return 0.5 if mark == "½" else float(mark)


def _headings(cell: NotebookNode) -> list[str]:
    graded = notebooks.nbgrader_metadata(cell).get("grade")
    return [] if cell.cell_type != "markdown" or graded else _HEADING.findall(cell.source)


RULES: tuple[Callable[[NotebookNode], Faults], ...] = (
    has_grade_ids_as_ids,
    announces_its_points,
    shows_and_hides_tests,
    says_how_to_mark,
)
