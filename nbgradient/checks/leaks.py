"""No release holds a line of a solution, of a hidden test or of a mark scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from nbgradient.checks.finding import Finding
from nbgradient.course.folders import Course
from nbgradient.course.notebooks import grade_id, read
from nbgradient.course.regions import split

#: Shorter lines, counted without spaces, say nothing.
_SHORTEST = 8

_TRIVIAL = re.compile(
    r"(import|from) .*|return( None| self)?|else:|try:|[\W_]*|\*\*Mark scheme\*\*"
)


def check(source: NotebookNode, release: Path) -> list[Finding]:
    """The lines of secrets of ``source`` that the file ``release`` holds."""
    secrets = secret_lines(source)
    found: dict[Finding, None] = {}
    for place, text in _texts(release):
        for line in text.splitlines():
            for secret in secrets:
                if secret in _squeeze(line):
                    where = f"{release.parent.name}/{release.name} · {place}"
                    found[Finding(where, f"shows a secret line of the source: {secret}")] = None
    return list(found)


def check_files(assignment: str, course: Course) -> list[Finding]:
    """The notebooks of ``assignment`` that stand in only one of source/ and release/."""
    source = {path.name for path in course.notebooks(assignment)}
    release = {path.name for path in course.notebooks(assignment, "release")}
    missing = [
        Finding(f"release/{assignment}/{name}", "is missing: generate the assignment.")
        for name in sorted(source - release)
    ]
    stale = [
        Finding(f"release/{assignment}/{name}", "has no source notebook: delete it.")
        for name in sorted(release - source)
    ]
    return missing + stale


def stale_assignments(course: Course) -> list[Finding]:
    """The folders of release/ that have no source."""
    folders = {path.parent.name for path in (course.root / "release").glob("*/*.ipynb")}
    return [
        Finding(f"release/{name}", "has no source assignment: delete it.")
        for name in sorted(folders - set(course.assignments()))
    ]


def secret_lines(source: NotebookNode) -> list[str]:
    """The lines of ``source`` that tell something, and that students must not see."""
    shown: list[str] = []
    secret: list[str] = []
    for cell in source.cells:
        seen, hidden = split(cell)
        shown += map(_squeeze, seen.splitlines())
        secret += map(_squeeze, hidden.splitlines())
    tells = (line for line in dict.fromkeys(secret) if not _is_trivial(line))
    return [line for line in tells if not any(line in other for other in shown)]


def _is_trivial(line: str) -> bool:
    return len(line.replace(" ", "")) < _SHORTEST or _TRIVIAL.fullmatch(line) is not None


def _squeeze(line: str) -> str:
    return " ".join(line.split())


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """All that a notebook shows, with the cell's name: sources, outputs, attachments, metadata."""
    notebook = read(path)
    for index, cell in enumerate(notebook.cells):
        name = grade_id(cell) or cell.get("id", f"cell {index + 1}")
        yield name, cell.source
        for part in ("outputs", "metadata", "attachments"):
            yield f"{name} ({part})", "\n".join(_strings(cell.get(part)))
    yield "metadata", "\n".join(_strings(notebook.metadata))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
