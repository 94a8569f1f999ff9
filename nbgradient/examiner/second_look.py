"""Where a person gave a mark: does a regrade ask for a second look?

Only if what the mark was given for has changed: the student's answer, or the question. So a digest
of both is kept for each graded cell, in a table of our own in nbgrader's database.

- A cell that a person marks: the answer is the student's text of it, with the pictures that are
  attached to it or that it names, and, if it is untouched, what may be the answer elsewhere; of a
  task, all that the student wrote. The question is the cell in ``source/``, with model answer and
  mark scheme, and the text directly above it.
- A test, whose score a person may have overridden: the answer is all code of the notebook that
  students may change, and the question is the test in ``source/``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from nbformat import NotebookNode
from nbgrader.api import Grade, Gradebook, SubmittedNotebook
from nbgrader.utils import is_grade, is_solution, is_task
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nbgradient.course import notebooks
from nbgradient.examiner import elsewhere, own_tables, reasons
from nbgradient.examiner.elsewhere import REPAIRED
from nbgradient.examiner.matching import is_locked, text
from nbgradient.examiner.own_tables import OwnTable
from nbgradient.safe import pictures


class Seen(OwnTable):
    """What was last graded of a cell: what a person who marks it sees.

    Without a foreign key: whatever nbgrader does with its own tables minds no row of this one.
    """

    __tablename__ = "nbgradient_seen"

    #: The ``id`` of nbgrader's ``Grade``.
    grade_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: Of the answer and the question, or None if they were never read.
    digest: Mapped[str | None] = mapped_column(String(64))
    #: Whether a person is asked only because the notebook could not be read, or examined.
    is_unread: Mapped[bool] = mapped_column(default=False)


class SecondLook:
    """Says who has to look again at the marks of submitted notebooks."""

    def __init__(self, book: Gradebook) -> None:
        """Make the tables in the database of ``book``, if they are not there."""
        self._session = book.db
        with book.engine.begin() as connection:
            own_tables.make(connection, Seen, reasons.Reason)

    def settle(
        self,
        notebook: SubmittedNotebook,
        digests: Mapping[Grade, str | None],
        for_person: Mapping[Grade, str],
    ) -> None:
        """Flag what a person has to look at among grades of ``notebook``, and keep the digests.

        The grades have their new automatic scores. All of it is part of the session's transaction.

        Args:
            digests: that of each grade's cell; None if the notebook could not be read, or examined.
            for_person: the tests among them that a person has to mark, and why.
        """
        reasons.keep(self._session, digests, for_person)
        query = self._session.query(Seen).join(Grade, Grade.id == Seen.grade_id)
        kept = {seen.grade_id: seen for seen in query.filter(Grade.notebook_id == notebook.id)}
        for grade, digest in digests.items():
            seen = kept.get(grade.id)
            if seen is None:
                seen = Seen(grade_id=grade.id, is_unread=False)
                self._session.add(seen)
            grade.needs_manual_grade = _needs_person(grade, seen, digest)
            if digest is not None:
                seen.digest, seen.is_unread = digest, False


def _needs_person(grade: Grade, seen: Seen, digest: str | None) -> bool:
    """A flag that is set stays until a person has looked, who takes it away in formgrader."""
    if grade.manual_score is None and not (grade.auto_score is not None and grade.extra_credit):
        return grade.auto_score is None
    if digest is None:
        seen.is_unread = seen.is_unread or not grade.needs_manual_grade
        return True
    return (grade.needs_manual_grade and not seen.is_unread) or digest != seen.digest


def digests(
    source: NotebookNode, notebook: NotebookNode, files: Mapping[str, bytes]
) -> dict[str, str]:
    """A digest of answer and question for each graded cell, by grade_id.

    Args:
        source: the instructor's notebook.
        notebook: what was rebuilt from it with a student's answers.
        files: what lies beside the notebook.
    """
    answers = dict(notebooks.cells(notebook))
    found, above = {}, None
    for cell in source.cells:
        name = notebooks.grade_id(cell)
        if name is not None and (is_grade(cell) or is_task(cell)):
            asked = [above, cell] if above is not None and not notebooks.is_test(cell) else [cell]
            found[name] = _digest(_answer(cell, answers[name], notebook), asked, files)
        above = cell if cell.cell_type == "markdown" and not is_solution(cell) else None
    return found


def _answer(asked: NotebookNode, given: NotebookNode, notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that hold what the student answered to the source's cell ``asked``."""
    if is_solution(asked):
        others = elsewhere.cells(given)
        return [given, *(cell for cell in notebook.cells if cell.get("id") in others)]
    open_cells = [cell for cell in notebook.cells if not is_locked(cell)]
    if notebooks.is_test(asked):
        return [cell for cell in open_cells if cell.cell_type == "code"]
    return [cell for cell in open_cells if cell.get("id") != REPAIRED]


def _digest(
    answer: list[NotebookNode], question: list[NotebookNode], files: Mapping[str, bytes]
) -> str:
    parts: list = [
        [(_text(cell), cell.get("attachments", {})) for cell in cells]
        for cells in (answer, question)
    ]
    texts = [cell.source for cell in answer if cell.cell_type == "markdown"]
    if shown := sorted(pictures.named(texts) & files.keys()):
        parts.append([(path, hashlib.sha256(files[path]).hexdigest()) for path in shown])
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _text(cell: NotebookNode) -> str:
    """What ``cell`` says, without what editors change at the ends of lines."""
    lines = notebooks.composed(text(cell)).strip("\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)
