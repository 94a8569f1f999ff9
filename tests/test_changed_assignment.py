"""An assignment that changes after hand-ins: the gradebook follows it, and people's marks stay."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from graded_class import AUTO, COMMENT, EXTRA, MANUAL, book, comments, edited, enter, graded, marks

BY_HAND = (None, MANUAL, EXTRA, 2.0, "markdown")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course whose class was graded, and marked by a person."""
    return graded(tmp_path)


def backups(root: Path) -> list[Path]:
    return sorted((root / ".nbgradient" / "backups").glob("*"))


def test_what_has_not_changed_is_left_alone_and_nothing_is_said(root: Path) -> None:
    before = marks(root), comments(root)
    assert enter(root) == []
    assert (marks(root), comments(root)) == before
    assert backups(root) == []


def test_a_new_cell_has_rows_for_all_who_handed_in(root: Path) -> None:
    with edited(root) as cells:
        new = copy.deepcopy(cells["test_double"])
        new.id = new.metadata.nbgrader["grade_id"] = "test_more"
        cells["test_more"] = new
        answer = copy.deepcopy(cells["double"])
        answer.id = answer.metadata.nbgrader["grade_id"] = "more"
        cells["more"] = answer
    (said,) = enter(root)
    assert said == "first changed after hand-ins. New: one/more, one/test_more."
    for student in ("ada", "bob"):
        assert marks(root, student)["one", "test_more"] == (None, None, None, 2.0, "code")
        assert comments(root, student)["one", "more"] is None
    assert marks(root)["one", "q_double"] == BY_HAND
    assert backups(root) == []  # nothing but an addition
