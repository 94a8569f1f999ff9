"""What an assignment in ``source/`` has otherwise than the gradebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nbgrader.api import BaseCell, GradeCell, SolutionCell, TaskCell

from nbgradient.grading.assignment import successors
from nbgradient.grading.assignment.picture import Cell, Picture
from nbgradient.grading.assignment.successors import Digests, Place

#: The rows of a cell, by their class.
Kinds = Mapping[type[BaseCell], BaseCell]


@dataclass(frozen=True)
class Changes:
    """What has to be done to the gradebook.

    Attributes:
        moves: the new place of each cell that is still there.
        added: the places of cells that are new.
        gone: the places of cells that are no longer there.
        valued: the new places of cells that have other points.
        retyped: the new places of cells that nbgrader takes for something else now.
        renamed_notebooks: the new name of each notebook that got another one.
        gone_notebooks: the notebooks that are no longer there.
    """

    moves: Mapping[Place, Place]
    added: list[Place]
    gone: list[Place]
    valued: list[Place]
    retyped: list[Place]
    renamed_notebooks: Mapping[str, str]
    gone_notebooks: list[str]

    @property
    def moved(self) -> dict[Place, Place]:
        """The new place of each cell that has another one, but for its notebook's new name."""
        return {
            one: two
            for one, two in self.moves.items()
            if (self.renamed_notebooks.get(one[0], one[0]), one[1]) != two
        }

    @property
    def are_more_than_additions(self) -> bool:
        """Whether something of the gradebook's is removed, renamed, or gets another meaning."""
        return bool(
            self.gone
            or self.moved
            or self.valued
            or self.retyped
            or self.renamed_notebooks
            or self.gone_notebooks
        )


def between(
    rows: Mapping[Place, Kinds], notebooks: set[str], known: Digests, wanted: Picture
) -> Changes:
    """The changes from ``rows`` in ``notebooks``, whose cells have ``known`` digests."""
    cells, new = wanted.cells, wanted.digests
    old = {place: known.get(place) for place in rows}
    renamed = successors.notebooks(old, new)
    moves = successors.cells(old, new)
    return Changes(
        moves=moves,
        added=sorted(new.keys() - moves.values()),
        gone=sorted(old.keys() - moves.keys()),
        valued=[two for one, two in moves.items() if _has_other_points(rows[one], cells[two])],
        retyped=[two for one, two in moves.items() if _is_of_other_kind(rows[one], cells[two])],
        renamed_notebooks=renamed,
        gone_notebooks=sorted(notebooks - wanted.notebooks.keys() - renamed.keys()),
    )


def kinds(cell: Cell) -> list[type[BaseCell]]:
    """The classes of the rows that ``cell`` has in a gradebook."""
    asked = ((cell.is_grade, GradeCell), (cell.is_solution, SolutionCell), (cell.is_task, TaskCell))
    return [kind for is_asked, kind in asked if is_asked]


def _has_other_points(rows: Kinds, cell: Cell) -> bool:
    points = [row.max_score for row in _graded(rows)]
    return cell.points is not None and points not in ([], [cell.points])


def _is_of_other_kind(rows: Kinds, cell: Cell) -> bool:
    types = {row.cell_type for row in _graded(rows)}
    return set(rows) != set(kinds(cell)) or types not in (set(), {cell.cell_type})


def _graded(rows: Kinds) -> list[GradeCell | TaskCell]:
    return [row for row in rows.values() if isinstance(row, (GradeCell, TaskCell))]
