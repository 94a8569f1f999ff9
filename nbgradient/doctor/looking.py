"""What can be seen in a source notebook without running it."""

from __future__ import annotations

import ast
import importlib.util
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from nbgrader.nbgraderformat import SCHEMA_VERSION

from nbgradient.course import notebooks
from nbgradient.course.names import parse
from nbgradient.course.ownership import runs
from nbgradient.doctor.files import SourceNotebook
from nbgradient.doctor.symptom import Symptom

#: Functions that read the file which their first argument names, by the ends of their names.
_READERS = {
    *("open", "read_csv", "read_excel", "read_json", "read_table", "read_parquet", "read_pickle"),
    *("load", "loadtxt", "genfromtxt", "fromfile", "imread", "loadmat"),
}
#: Methods that write one.
_WRITERS = {"to_csv", "to_json", "to_excel", "save", "savez", "savetxt", "savefig", "imsave"}


def symptoms(item: SourceNotebook) -> Iterator[Symptom]:
    """What is to be seen in a notebook, from its head to its cells."""
    kernel = item.notebook.metadata.get("kernelspec", {})
    if kernel.get("language", "python") != "python":
        what = f"The notebook is in {kernel['language']}."
        yield Symptom(item.where, what, "The engine grades Python alone.", True)
        return
    yield from _metadata(item)
    trees, broken = _parsed(item)
    yield from broken
    yield from _packages(item, trees)
    yield from _missing_files(item, trees)


def _metadata(item: SourceNotebook) -> Iterator[Symptom]:
    cells = list(enumerate(item.notebook.cells, start=1))
    known = [(number, cell) for number, cell in cells if "nbgrader" in cell.metadata]
    ids = Counter(notebooks.grade_id(cell) for _, cell in known)
    for name, count in ids.items():
        if name and count > 1:
            what = f"{count} cells have the grade_id '{name}'."
            yield Symptom(item.where, what, "Give each cell a grade_id of its own.", True)
    for number, cell in known:
        meta, name = notebooks.nbgrader_metadata(cell), notebooks.grade_id(cell)
        where = f"{item.where} · {name or f'cell {number}'}"
        if not name:
            yield Symptom(where, "The cell has no grade_id.", "Give it one in JupyterLab.", True)
        if meta.get("schema_version") != SCHEMA_VERSION:
            what = f"Its metadata are of version {meta.get('schema_version')}, not {SCHEMA_VERSION}"
            yield Symptom(where, f"{what}.", "Run: nbgrader update source", True)
        if meta.get("grade") and not _is_number(meta.get("points")):
            yield Symptom(where, "The graded cell has no points.", "Give it some.", True)


def _is_number(points: object) -> bool:
    return isinstance(points, int | float) and not isinstance(points, bool) and points >= 0


def _parsed(item: SourceNotebook) -> tuple[dict[str, ast.Module], list[Symptom]]:
    """The code cells that grading runs, by name, and what is to be said of those not Python."""
    trees, broken = {}, []
    for number, cell in enumerate(item.notebook.cells, start=1):
        if not runs(cell):
            continue
        name = notebooks.grade_id(cell) or f"cell {number}"
        try:
            trees[name] = parse(cell.source)
        except SyntaxError as error:
            where, is_test = f"{item.where} · {name}, line {error.lineno}", notebooks.is_test(cell)
            what = f"This is not Python: {error.msg}."
            advice = "Mend it, or make it a text cell or one tagged skip-grading."
            broken.append(Symptom(where, what, advice, is_test or notebooks.is_given(cell)))
    return trees, broken


def _packages(item: SourceNotebook, trees: dict[str, ast.Module]) -> Iterator[Symptom]:
    own = {PurePosixPath(path).parts[0].removesuffix(".py") for path in item.files}
    for name, tree in trees.items():
        for top, line in _imported(tree):
            if top not in own and not _is_installed(top):
                where = f"{item.where} · {name}, line {line}"
                what = f"The package '{top}' is not installed."
                advice = "Install it beside nbgradient: both sides of the wall take it there."
                yield Symptom(where, what, advice, True)


def _imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The packages that are imported in ``tree``, each with the line."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(aliases):
                modules = [alias.name for alias in aliases]
            case ast.ImportFrom(str(module), level=0):
                modules = [module]
            case _:
                continue
        for top in dict.fromkeys(module.split(".")[0] for module in modules):
            yield top, node.lineno


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _missing_files(item: SourceNotebook, trees: dict[str, ast.Module]) -> Iterator[Symptom]:
    written = _written(item, trees)
    for name, tree in trees.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            path = _first_text(call)
            if path is None or _called(call) not in _READERS or _writes(call):
                continue
            plain = PurePosixPath(path)
            if "://" in path or not plain.suffix or path in written:
                continue
            where = f"{item.where} · {name}, line {call.lineno}"
            if plain.is_absolute() or ".." in plain.parts:
                what = f"It reads '{path}', which lies outside the assignment's folder."
                yield Symptom(where, what, _PUT_BESIDE, True)
            elif plain.as_posix() not in item.files:
                what = f"It reads '{path}', which is not in source/{item.assignment}/."
                yield Symptom(where, what, _PUT_BESIDE, True)


_PUT_BESIDE = "Put the file beside the notebook and read it by its name."


def _written(item: SourceNotebook, trees: dict[str, ast.Module]) -> set[str]:
    """The files that cells of the notebook write."""
    calls = (node for tree in trees.values() for node in ast.walk(tree))
    found = {_first_text(node) for node in calls if isinstance(node, ast.Call) and _writes(node)}
    for cell in item.notebook.cells:
        first, *_ = cell.source.split("\n")
        if first.startswith("%%writefile") or first.startswith("%%file"):
            found.add(first.split()[-1])
    return {path for path in found if path}


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _first_text(call: ast.Call) -> str | None:
    match call.args:
        case [ast.Constant(str(text)), *_]:
            return text
    return None


def _writes(call: ast.Call) -> bool:
    if _called(call) in _WRITERS:
        return True
    modes = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    texts = [node.value for node in modes if isinstance(node, ast.Constant)]
    return _called(call) == "open" and any(set("wax") & set(str(text)) for text in texts)
