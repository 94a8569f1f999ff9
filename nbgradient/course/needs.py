"""What a warm process needs to be warm for: what the notebooks at hand import, and use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from nbformat import NotebookNode

from nbgradient.course.ownership import Ownership, Role
from nbgradient.course.regions import split


@dataclass(frozen=True)
class Needs:
    """What a warm process runs before the first submission.

    Attributes:
        imports: import statements, a line each.
        words: those that students can read in the notebooks; they tell what will be used.
        examiners: import statements of tests and of hidden solutions, a line each; they are the
            examiner's alone.
    """

    imports: str = ""
    words: frozenset[str] = frozenset()
    examiners: str = ""

    def __le__(self, other: Needs) -> bool:
        """Whether what is warm for ``other`` has imported all that this asks for."""
        return set(self.imports.splitlines()) <= set(other.imports.splitlines())


def needs(sources: Iterable[NotebookNode]) -> Needs:
    """What the submissions to ``sources`` need."""
    sources = list(sources)
    words = {
        word
        for source in sources
        for cell in source.cells
        for word in re.findall(r"\w+", split(cell)[0])
    }
    shared: dict[str, None] = {}
    examiners: dict[str, None] = {}
    for ownership in map(Ownership, sources):
        for cell in ownership.cells:
            for node in cell.tree.body:
                if isinstance(node, ast.Import | ast.ImportFrom):
                    is_told = cell.role is not Role.TEST and words.issuperset(_words(node))
                    (shared if is_told else examiners)[ast.unparse(node)] = None
    return Needs("\n".join(shared), frozenset(words), "\n".join(examiners))


def _words(statement: ast.stmt) -> list[str]:
    return re.findall(r"\w+", ast.unparse(statement))
