"""An attack: a hostile submission, as a file of ``tests/attacks`` holds it.

The file's docstring says in its first line what the attack tries. Lines below may say which
notebook it answers (``notebook: logreg/logreg_pytorch``, if it is not ``softmax/softmax``), which
tests it earns honestly (``earns: test_relu …``) and that it must not run without the engine
(``stock: no, …`` with the reason). What follows stands in the first exercise of the notebook. After
a line ``# %% NAME`` it stands in the exercise NAME; after ``# %% file NAME`` in a file beside the
notebook, after ``# %% link NAME`` it is where a link leads, and ``# %% pipe NAME`` makes a pipe.
After ``# %% next`` comes the first exercise of the submission that is graded next.

What an attack shows when it was lucky is one of ``TRACES``.
"""

from __future__ import annotations

import ast
import copy
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbgradient.checks.leaks import secret_lines
from nbgradient.course import notebooks
from nbgradient.course.folders import CourseError

#: The words that tell what an attack has reached, and what they tell.
TRACES = {
    "PRIVATE": "read what is not its own",
    "ASKED": "told hidden inputs",
    "4711": "told hidden inputs",
    "CONNECTED": "reached the network",
    "WROTE MEMORY": "wrote into another process",
    "LEFT BEHIND": "reached the next submission",
    "NEW RIGHTS": "gained rights",
    "TOOK MEMORY": "took more memory than it may",
}

_PART = re.compile(r"^# %% (.+)\n", re.MULTILINE)
_FIELD = re.compile(r"^(notebook|earns|stock): *(.+)$", re.MULTILINE)

#: The notebook that an attack answers if it names none: its assignment, and its name there.
_USUAL = "softmax/softmax"


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        name: its file's.
        tries: what it tries, in a sentence.
        notebook: the notebook that it answers: its assignment, and its name there.
        earns: the test cells that it passes honestly.
        harms: why it must not run without a sandbox; empty if it may.
        first: the code in the first exercise.
        parts: what stands below the other headings, by these.
    """

    name: str
    tries: str
    notebook: str
    earns: frozenset[str]
    harms: str
    first: str
    parts: dict[str, str]

    @property
    def text(self) -> str:
        """All that the attacker wrote."""
        return "\n".join([self.first, *self.parts.values()])

    def put_files(self, folder: Path) -> None:
        """Write into ``folder`` what the attacker hands in beside the notebook."""
        for name, text in self.parts.items():
            match name.split():
                case ["file", name]:
                    (folder / name).write_text(text)
                case ["link", name]:
                    (folder / name).symlink_to(ast.literal_eval(text))
                case ["pipe", name]:
                    os.mkfifo(folder / name)

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
        raise CourseError(f"{path.name} does not say what it tries: it needs a docstring.")
    fields = dict(_FIELD.findall(said))
    return Attack(
        path.stem,
        said.split("\n")[0],
        fields.get("notebook", _USUAL),
        frozenset(fields.get("earns", "").split()),
        fields.get("stock", "").removeprefix("no").lstrip(", "),
        first,
        dict(zip(others[::2], others[1::2], strict=True)),
    )


def traces(shown: str) -> list[str]:
    """What the ``TRACES`` in ``shown`` tell."""
    return list(dict.fromkeys(said for trace, said in TRACES.items() if trace in shown))


def secrets(source: NotebookNode, shown: str, attack: Attack) -> list[str]:
    """Lines of hidden tests and solutions of ``source`` in ``shown``.

    Messages are none, nor is what the attacker wrote.
    """
    plain = re.sub(r"\\x1b\[[0-9;]*m|\\u001b\[[0-9;]*m", "", shown)
    code = [line for line in secret_lines(source) if not line.startswith(('"', 'f"', "'"))]
    return [line for line in code if json.dumps(line)[1:-1] in plain and line not in attack.text]


def _answered(source: NotebookNode, first: str, others: dict[str, str]) -> NotebookNode:
    notebook = copy.deepcopy(source)
    answers = {n: cell for n, cell in notebooks.cells(notebook) if notebooks.is_exercise(cell)}
    for name, cell in answers.items():
        cell.source = others.get(name, "")
    next(iter(answers.values())).source = first
    return notebook
