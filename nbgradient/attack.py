"""An attack: a hostile submission, as a file of ``tests/attacks`` holds it.

The file's docstring says in its first line what the attack tries. Lines below may say which tests
it earns honestly (``earns: test_relu …``) and that it must not run without a sandbox
(``stock: no, …`` with the reason). What follows stands in the first exercise of a notebook; after
a line ``# %% NAME`` in the exercise NAME, and after ``# %% file NAME`` in a file beside the
notebook. What stands after ``# %% next`` is the first exercise of the submission that comes next.
"""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbgradient import course

_PART = re.compile(r"^# %% (.+)\n", re.MULTILINE)
_FIELD = re.compile(r"^(earns|stock): *(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        name: its file's.
        tries: what it tries, in a sentence.
        earns: the test cells that it passes honestly.
        harms: why it must not run without a sandbox; empty if it may.
        first: the code in the first exercise.
        parts: the code in other exercises, and the text of files, by what the file calls them.
    """

    name: str
    tries: str
    earns: frozenset[str]
    harms: str
    first: str
    parts: dict[str, str]

    @property
    def files(self) -> dict[str, str]:
        """The texts of the files beside the notebook, by their names."""
        prefix = "file "
        return {
            name.removeprefix(prefix): text
            for name, text in self.parts.items()
            if name.startswith(prefix)
        }

    @property
    def text(self) -> str:
        """All that the attacker wrote."""
        return "\n".join([self.first, *self.parts.values()])

    def submission(self, source: NotebookNode) -> NotebookNode:
        """The ``source`` notebook with this attack in it, and no other answer."""
        return _answered(source, self.first, self.parts)

    def next_submission(self, source: NotebookNode) -> NotebookNode | None:
        """The submission that looks for what this one left, if there is one."""
        if "next" not in self.parts:
            return None
        return _answered(source, self.parts["next"], {})


def read(path: Path) -> Attack:
    """The attack in the file at ``path``.

    Raises:
        CourseError: it has no docstring.
    """
    first, *others = _PART.split(path.read_text())
    said = ast.get_docstring(ast.parse(first))
    if not said:
        raise course.CourseError(f"{path.name} does not say what it tries: it needs a docstring.")
    fields = dict(_FIELD.findall(said))
    return Attack(
        path.stem,
        said.split("\n")[0],
        frozenset(fields.get("earns", "").split()),
        fields.get("stock", "").removeprefix("no").lstrip(", "),
        first,
        dict(zip(others[::2], others[1::2], strict=True)),
    )


def _answered(source: NotebookNode, first: str, others: dict[str, str]) -> NotebookNode:
    notebook = copy.deepcopy(source)
    exercises = [cell for _, cell in course.cells(notebook) if course.is_exercise(cell)]
    for cell in exercises:
        cell.source = others.get(course.grade_id(cell), "")
    exercises[0].source = first
    return notebook
