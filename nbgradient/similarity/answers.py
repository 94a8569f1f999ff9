"""What students answered, exercise by exercise, read as grading reads it, and never run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from nbformat import NotebookNode

from nbgradient.course import notebooks
from nbgradient.course.folders import Course
from nbgradient.examiner.matching import given_texts, plain, text
from nbgradient.examiner.reader import UnreadableError, read_file
from nbgradient.examiner.rebuild import DELETED, rebuild
from nbgradient.grading.submission import is_there
from nbgradient.grading.tasks import why_ungradable
from nbgradient.safe.shown import shown
from nbgradient.similarity.bounded import MOST_CHARACTERS, bounded

#: The bytes of a notebook that is compared.
MOST_BYTES = 20 << 20

#: What a student's cells beside the answers are called.
OWN_CODE, OWN_TEXT = "own cells of code", "own cells of text"


class Subject(NamedTuple):
    """What answers are compared on: an exercise, a question, or the cells of students' own."""

    assignment: str
    notebook: str
    name: str
    is_code: bool


@dataclass(frozen=True)
class Student:
    """What one student answered.

    Attributes:
        name: the student's folder.
        earlier: the folder of earlier years that it is in, or None.
        answers: the texts, bounded.
        files: for each notebook that was handed in, by its path, what tells it from others.
        remarks: what could not be compared, and why.
    """

    name: str
    earlier: str | None = None
    answers: dict[Subject, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The name as a person reads it, with the folder of an earlier year."""
        return shown(f"{self.earlier}/{self.name}" if self.earlier else self.name)


class Exercises:
    """The notebooks of some assignments as students get them."""

    def __init__(self, course: Course, assignments: Sequence[str]) -> None:
        self.notebooks = [
            _Notebook(course, assignment, path)
            for assignment in assignments
            for path in course.notebooks(assignment)
        ]

    def given(self, subject: Subject) -> list[str]:
        """The texts that nobody has to have from somebody else: what the notebook gives, and the
        instructor's solutions."""
        for notebook in self.notebooks:
            if (notebook.assignment, notebook.name) == (subject.assignment, subject.notebook):
                return notebook.given(subject.is_code)
        return []

    def read(self, base: Path, name: str, earlier: str | None = None) -> Student:
        """What the student ``name`` has in ``base``, a folder like ``submitted/``."""
        student = Student(name, earlier)
        for notebook in self.notebooks:
            if not is_there(base / name / notebook.assignment):
                continue
            try:
                content = notebook.file_of(base, name)
            except (UnreadableError, OSError) as error:
                student.remarks.append(f"{student.label}: {error}")
                continue
            if content is not None:
                _take(student, notebook, content)
        return student


class _Notebook:
    """One notebook of the course."""

    def __init__(self, course: Course, assignment: str, path: Path) -> None:
        self.assignment, self.name = assignment, path.stem
        self._source = notebooks.read(path)
        self._release = course.root / "release" / assignment / path.name

    def file_of(self, base: Path, student: str) -> bytes | None:
        """The notebook that ``student`` handed in, or None.

        Raises:
            UnreadableError: it is no plain file in a plain folder.
        """
        file = f"{self.name}.ipynb"
        files = read_file(base, student, self.assignment, file)
        if why := files.left_out.get(file):
            raise UnreadableError(why)
        return files.contents.get(file)

    @cached_property
    def _cells(self) -> list[NotebookNode]:
        """The cells of source and release."""
        released = notebooks.read(self._release).cells if self._release.is_file() else []
        return [*self._source.cells, *released]

    def given(self, is_code: bool) -> list[str]:
        return [text(cell) for cell in self._cells if (cell.cell_type == "code") == is_code]

    @cached_property
    def _given_texts(self) -> set[str]:
        return set().union(*map(given_texts, self._cells))

    def answers(self, submitted: Mapping[str, Any]) -> dict[Subject, str]:
        """What ``submitted`` answers; the student's own cells of a kind are one text."""
        found: dict[Subject, list[str]] = {}
        for cell in rebuild(self._source, bounded(submitted)).notebook.cells:
            written = text(cell)
            known = plain(written)
            if not known or known in self._given_texts or DELETED in written:
                continue
            if (subject := self._subject(cell)) is not None:
                found.setdefault(subject, []).append(written)
        return {subject: "\n\n".join(texts)[:MOST_CHARACTERS] for subject, texts in found.items()}

    def _subject(self, cell: NotebookNode) -> Subject | None:
        is_code, name = cell.cell_type == "code", notebooks.grade_id(cell)
        if name is None:
            name = OWN_CODE if is_code else OWN_TEXT
        elif not (notebooks.is_exercise(cell) or notebooks.is_question(cell)):
            return None
        return Subject(self.assignment, self.name, name, is_code)


def _take(student: Student, notebook: _Notebook, content: bytes) -> None:
    """Add to ``student`` what a ``notebook`` with this ``content`` answers."""
    file = f"{notebook.name}.ipynb"
    if why := _why_not(content):
        student.remarks.append(f"{student.label}: {file} {why}")
        return
    student.files[f"{notebook.assignment}/{file}"] = sha256(content).digest()
    student.answers.update(notebook.answers(json.loads(content)))


def _why_not(content: bytes) -> str | None:
    """Why a notebook with this ``content`` is not compared; None if it is."""
    if len(content) > MOST_BYTES:
        return f"has more than {MOST_BYTES >> 20} MB."
    return why_ungradable(content)


def handed_in(base: Path, assignments: Sequence[str]) -> Iterator[str]:
    """The names of the folders in ``base`` that hold something for one of ``assignments``."""
    for folder in sorted(base.iterdir()) if base.is_dir() else ():
        if any(is_there(folder / name) for name in assignments):
            yield folder.name
