"""Every item of what the course covers has its place in a notebook.

``tests/checklist/items.toml`` says what the course covers, an item a line. Beside it, a file for
each notebook says where: entries ``[[item]]`` with the item's id, the kind of cell, the cell, and
the names that must stand there.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbgradient.checks.finding import Finding
from nbgradient.course.folders import Course, CourseError
from nbgradient.course.names import names_of, parse
from nbgradient.course.notebooks import grade_id, is_exercise, is_question, read

#: The file of the items, beside those of the notebooks.
ITEMS = "items.toml"


@dataclass(frozen=True)
class Place:
    """Where an item is covered: an entry of a notebook's file."""

    id: str
    kind: str
    cell: str
    names: tuple[str, ...]


def folder(root: Path) -> Path:
    """Where the checklist of the course at ``root`` is kept."""
    return root / "tests" / "checklist"


def items(root: Path) -> dict[str, str]:
    """What the course covers: each item's id and what it is."""
    with (folder(root) / ITEMS).open("rb") as file:
        return {item: text for part in tomllib.load(file).values() for item, text in part.items()}


def places(path: Path) -> list[Place]:
    """The entries of a notebook's file.

    Raises:
        CourseError: an entry lacks a field or has one that is not known.
    """
    with path.open("rb") as file:
        entries = tomllib.load(file).get("item", [])
    try:
        return [Place(**{**entry, "names": tuple(entry["names"])}) for entry in entries]
    except (KeyError, TypeError) as error:
        raise CourseError(
            f"In {path.name} each [[item]] needs id, kind, cell and names, and no more: {error}."
        ) from None


def check(course: Course) -> list[Finding]:
    """What the checklist names and the notebooks lack."""
    known = items(course.root)
    books = {path.stem: path for name in course.assignments() for path in course.notebooks(name)}
    found, covered = [], set()
    for path in sorted(folder(course.root).glob("*.toml")):
        if path.name == ITEMS:
            continue
        if path.stem not in books:
            found.append(Finding(path.name, "is about a notebook that is not in source/."))
            continue
        for place in places(path):
            covered.add(place.id)
            where = f"{path.name} · {place.id}"
            if place.id not in known:
                found.append(Finding(where, "is not an item of the course."))
            faults = missing(read(books[path.stem]), place)
            found += [Finding(where, f"{fault}.") for fault in faults]
    missed = (item for item in known if item not in covered)
    return found + [Finding(ITEMS, f"{item} has no place: {known[item]}.") for item in missed]


def missing(notebook: NotebookNode, place: Place) -> Iterator[str]:
    """What ``notebook`` lacks of what ``place`` promises."""
    if place.kind not in KINDS:
        yield f"{place.kind} is no kind: there are {', '.join(KINDS)}"
        return
    is_kind, holds = KINDS[place.kind]
    for index, cell in enumerate(notebook.cells):
        if place.cell in (grade_id(cell), cell.get("id")):
            if not is_kind(cell):
                yield f"the cell {place.cell} is not of the kind {place.kind}"
            elif not place.names:
                yield f"names nothing that the cell {place.cell} should hold"
            else:
                before = notebook.cells[index - 1] if index else None
                yield from (
                    f"the cell {place.cell} lacks {name}"
                    for name in place.names
                    if not holds(name, cell, before)
                )
            return
    yield f"there is no cell {place.cell}"


def _defines(name: str, cell: NotebookNode, before: NotebookNode | None) -> bool:
    tree = parse(cell.source)
    return name in defined(tree) | keys(tree) or _calls(name, cell, before)


def _calls(name: str, cell: NotebookNode, before: NotebookNode | None) -> bool:
    name = re.sub(r"\[[^]]*\]", "", name)
    return any(call == name or call.endswith(f".{name}") for call in called(parse(cell.source)))


def _says(name: str, cell: NotebookNode, before: NotebookNode | None) -> bool:
    return _plain(name) in _plain(cell.source)


def _asks(name: str, cell: NotebookNode, before: NotebookNode | None) -> bool:
    text = before.source if before is not None and before.cell_type == "markdown" else ""
    return _plain(name) in _plain(f"{text}\n{cell.source}")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def defined(tree: ast.Module) -> set[str]:
    """The names that a cell binds, and ``Class.name`` for the methods and attributes of classes."""
    found = set(names_of(tree).binds)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for name in names_of(node.body).binds}
            found |= {
                f"{node.name}.{part.attr}"
                for part in ast.walk(node)
                if isinstance(part, ast.Attribute)
                and isinstance(part.ctx, ast.Store)
                and ast.unparse(part.value) == "self"
            }
    return found


def keys(tree: ast.Module) -> set[str]:
    """The texts that are keys of the dictionaries that a cell writes out."""
    dictionaries = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    entries = (key for dictionary in dictionaries for key in dictionary.keys)
    return {key.value for key in entries if isinstance(key, ast.Constant)}


def called(tree: ast.Module) -> set[str]:
    """What a cell calls, by dotted names without items: ``axes.plot`` for ``axes[0].plot(…)``."""
    return {_dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Subscript):
        return _dotted(node.value)
    return node.id if isinstance(node, ast.Name) else ""


def _is_code(cell: NotebookNode) -> bool:
    return cell.cell_type == "code"


def _is_text(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown"


#: Each kind of place: which cells are of it, and whether a cell holds a name.
KINDS: dict[str, tuple[Callable[[NotebookNode], bool], Callable[..., bool]]] = {
    "exercise": (is_exercise, _defines),
    "question": (is_question, _asks),
    "figure": (_is_code, _calls),
    "worked": (_is_code, _defines),
    "text": (_is_text, _says),
}
