"""Reads the source notebooks of a course, and says of those that are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.folders import Course
from nbgradient.doctor.symptom import Symptom


@dataclass(frozen=True)
class SourceNotebook:
    """A notebook in ``source/``, and the files beside it by their paths."""

    assignment: str
    name: str
    notebook: NotebookNode
    files: Mapping[str, bytes]

    @property
    def where(self) -> str:
        """Its place, as a person reads it."""
        return f"{self.assignment}/{self.name}"


def read(names: Iterable[str], course: Course) -> tuple[list[SourceNotebook], list[Symptom]]:
    """The notebooks of the assignments ``names``, and a symptom for each that cannot be read."""
    read, found = [], []
    for assignment in names:
        files = course.files(assignment)
        beside = {path: text for path, text in files.items() if not path.endswith(".ipynb")}
        for path in course.notebooks(assignment):
            try:
                notebook = notebooks.read(path)
            except Exception as error:  # nbformat raises what its parts do
                what = f"This is no notebook that can be read ({type(error).__name__})."
                advice = "Open it in JupyterLab and save it, or take it out of source/."
                found.append(Symptom(f"{assignment}/{path.name}", what, advice, True))
                continue
            read.append(SourceNotebook(assignment, path.name, notebook, beside))
    return read, found
