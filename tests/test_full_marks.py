"""The instructor's solutions earn every point, through nbgrader's own pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OwnCourse

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("sample")
def test_the_source_notebook_earns_full_marks_on_every_automatic_cell(
    own_course: OwnCourse, notebook: Path
) -> None:
    own_course.autograde("solved", notebook)
    marks = own_course.marks("solved")
    assert marks
    assert {name: mark for name, mark in marks.items() if not mark.is_full} == {}
