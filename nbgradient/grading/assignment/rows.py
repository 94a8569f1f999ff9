"""The rows of one assignment in an open gradebook, and how they change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import Delete, Select, Update, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased, with_polymorphic

from nbgradient.grading.assignment import changes
from nbgradient.grading.assignment.changes import Changes
from nbgradient.grading.assignment.picture import Cell, Picture, digest
from nbgradient.grading.assignment.successors import Place

#: Where the rows of students refer to a cell: the classes that they refer to.
_REFER: dict[type[Grade] | type[Comment], tuple[type[BaseCell], ...]] = {
    Grade: (GradeCell, TaskCell),
    Comment: (SolutionCell, TaskCell),
}


@dataclass(frozen=True)
class Given:
    """How many scores and comments people gave in some cells."""

    scores: int = 0
    comments: int = 0

    def __add__(self, other: Given) -> Given:
        return Given(self.scores + other.scores, self.comments + other.comments)

    def __bool__(self) -> bool:
        return bool(self.scores or self.comments)

    def __str__(self) -> str:
        named = ((self.scores, "score"), (self.comments, "comment"))
        return " and ".join(f"{n} {name}{'s' * (n != 1)}" for n, name in named if n)


class Rows:
    """The rows of an assignment. Who uses them commits."""

    def __init__(self, db: Session, entry: Assignment, only: Collection[str] | None = None) -> None:
        """``entry`` is the assignment's own; with ``only`` no other notebooks are looked at."""
        self._db = db
        self._entry = entry
        notebooks = db.query(Notebook).filter(Notebook.assignment_id == entry.id)
        self.notebooks = {row.name: row for row in notebooks if only is None or row.name in only}
        names = {row.id: name for name, row in self.notebooks.items()}
        self.sources = {
            (names[row.notebook_id], row.name): row
            for row in db.query(SourceCell).filter(SourceCell.notebook_id.in_(names))
        }
        self.cells: dict[Place, dict[type[BaseCell], BaseCell]] = {p: {} for p in self.sources}
        every = with_polymorphic(BaseCell, "*")
        for row in db.query(every).filter(every.notebook_id.in_(names)):
            place = names[row.notebook_id], row.name
            self.cells.setdefault(place, {})[type(row)] = row

    @property
    def digests(self) -> dict[Place, str]:
        """The digests of locked cells, of which the gradebook has the whole text."""
        return {place: digest(row) for place, row in self.sources.items() if row.locked}

    @property
    def has_submissions(self) -> bool:
        """Whether anybody's work is entered."""
        query = exists().where(SubmittedAssignment.assignment_id == self._entry.id)
        return bool(self._db.query(query).scalar())

    def follow(self, wanted: Picture, found: Changes) -> Given:
        """Make the rows those of ``wanted``; return how many marks of people went with cells."""
        self._name_notebooks(wanted, found)
        self._add_submitted_notebooks()
        lost = Given()
        for place in found.gone:
            lost += self._remove(list(self.cells[place].values()))
            if place in self.sources:
                self._db.delete(self.sources[place])
        cells = wanted.cells
        for old, new in found.moves.items():
            lost += self._take(old, new, cells[new])
        for new in found.added:
            self._take(None, new, cells[new])
        self._db.flush()
        self._remove_notebooks(found.gone_notebooks)
        self._add_marks()
        return lost

    def flag_above(self, places: Iterable[Place]) -> dict[Place, int]:
        """How many scores that people gave are above the points of their cells, now for a look."""
        found = {}
        for place in places:
            for row in self._graded(place):
                above = Grade.cell_id == row.id, Grade.manual_score > row.max_score
                if count := self._db.query(Grade).filter(*above).count():
                    found[place] = count
                    self._write(update(Grade).where(*above).values(needs_manual_grade=True))
        return found

    def _graded(self, place: Place) -> list[GradeCell | TaskCell]:
        every = with_polymorphic(BaseCell, [GradeCell, TaskCell])
        notebook, name = self.notebooks[place[0]].id, place[1]
        query = self._db.query(every).filter(every.notebook_id == notebook, every.name == name)
        return [row for row in query if isinstance(row, (GradeCell, TaskCell))]

    def _name_notebooks(self, wanted: Picture, found: Changes) -> None:
        for old, new in found.renamed_notebooks.items():
            self.notebooks[new] = self.notebooks.pop(old)
            self.notebooks[new].name = new
        for name, notebook in wanted.notebooks.items():
            if name not in self.notebooks:
                self.notebooks[name] = Notebook(name=name, assignment_id=self._entry.id)
                self._db.add(self.notebooks[name])
            self.notebooks[name].kernelspec = notebook.kernelspec
        self._db.flush()

    def _take(self, old: Place | None, new: Place, cell: Cell) -> Given:
        """Have the cell at ``old``, or a new one, stand at ``new`` as ``cell`` is."""
        notebook = self.notebooks[new[0]].id
        rows = dict(self.cells[old]) if old else {}
        origins = {row.notebook_id for row in rows.values()}
        asked = changes.kinds(cell)
        created = {kind: kind(id=new_uuid()) for kind in asked if kind not in rows}
        for kind in asked:
            row = rows.get(kind) or created[kind]
            row.name, row.notebook_id = new[1], notebook
            if isinstance(row, (GradeCell, TaskCell)):
                row.max_score, row.cell_type = cell.points, cell.cell_type
        self._db.add_all(created.values())
        self._take_source(old, new[1], notebook, cell)
        self._db.flush()
        dropped = [row for kind, row in rows.items() if kind not in asked]
        for row in dropped:
            self._hand_over(row, created)
        lost = self._remove(dropped)
        if origins - {notebook}:
            self._move_marks([rows[kind].id for kind in asked if kind in rows], notebook)
            self._move_marks([row.id for row in created.values()], notebook)
        return lost

    def _take_source(self, old: Place | None, name: str, notebook: str, cell: Cell) -> None:
        row = self.sources.get(old) if old else None
        if row is None:
            row = SourceCell()
            self._db.add(row)
        row.name, row.notebook_id = name, notebook
        row.cell_type, row.locked = cell.cell_type, cell.locked
        row.source, row.checksum = cell.source, cell.checksum

    def _hand_over(self, row: BaseCell, created: Mapping[type[BaseCell], BaseCell]) -> None:
        """Have marks refer to what has come in the place of ``row``: a task is of two kinds."""
        for mark, kinds in _REFER.items():
            heirs = [created[kind].id for kind in kinds if kind in created]
            if type(row) in kinds and heirs:
                self._write(update(mark).where(mark.cell_id == row.id).values(cell_id=heirs[0]))

    def _move_marks(self, cells: list[str], notebook: str) -> None:
        """Have the marks in ``cells`` be in each student's version of ``notebook``."""
        here, there = aliased(SubmittedNotebook), aliased(SubmittedNotebook)
        for mark in _REFER:
            target = (
                select(there.id)
                .join(here, here.assignment_id == there.assignment_id)
                .where(here.id == mark.notebook_id, there.notebook_id == notebook)
                .scalar_subquery()
            )
            moved = update(mark).where(mark.cell_id.in_(cells)).values(notebook_id=target)
            self._write(moved)

    def _remove(self, rows: list[BaseCell]) -> Given:
        """Remove ``rows`` with all that refers to them; return how many marks of people went."""
        ids = [row.id for row in rows]
        lost = Given(
            self._count(Grade, ids, or_(Grade.manual_score.is_not(None), Grade.extra_credit != 0)),
            self._count(Comment, ids, func.coalesce(Comment.manual_comment, "") != ""),
        )
        for mark in _REFER:
            self._write(delete(mark).where(mark.cell_id.in_(ids)))
        for row in rows:
            self._db.delete(row)
        self._db.flush()
        return lost

    def _count(self, mark: type[Grade] | type[Comment], cells: list[str], *which: Any) -> int:
        return self._db.query(mark).filter(mark.cell_id.in_(cells), *which).count()

    def _remove_notebooks(self, names: Iterable[str]) -> None:
        for name in names:
            row = self.notebooks.pop(name)
            gone = SubmittedNotebook.notebook_id == row.id
            self._write(delete(SubmittedNotebook).where(gone))
            self._db.delete(row)
        self._db.flush()

    def _add_submitted_notebooks(self) -> None:
        there = exists().where(
            SubmittedNotebook.assignment_id == SubmittedAssignment.id,
            SubmittedNotebook.notebook_id == Notebook.id,
        )
        query = (
            select(SubmittedAssignment.id, Notebook.id)
            .join(Notebook, Notebook.assignment_id == SubmittedAssignment.assignment_id)
            .where(SubmittedAssignment.assignment_id == self._entry.id, ~there)
        )
        self._insert(SubmittedNotebook, ("assignment_id", "notebook_id"), query)

    def _add_marks(self) -> None:
        """Add what nbgrader makes only together with a submission."""
        for mark, kinds in _REFER.items():
            there = exists().where(
                mark.cell_id == BaseCell.id, mark.notebook_id == SubmittedNotebook.id
            )
            query = (
                select(BaseCell.id, SubmittedNotebook.id)
                .join(SubmittedNotebook, SubmittedNotebook.notebook_id == BaseCell.notebook_id)
                .join(Notebook, Notebook.id == BaseCell.notebook_id)
                .where(Notebook.assignment_id == self._entry.id)
                .where(BaseCell.type.in_([kind.__name__ for kind in kinds]), ~there)
            )
            self._insert(mark, ("cell_id", "notebook_id"), query)

    def _insert(self, kind: type, columns: tuple[str, str], query: Select) -> None:
        found = [dict(zip(columns, row, strict=True)) for row in self._db.execute(query)]
        if found:
            self._db.execute(insert(kind), [{"id": new_uuid()} | values for values in found])

    def _write(self, statement: Update | Delete) -> None:
        self._db.execute(statement, execution_options={"synchronize_session": False})
