"""The demo: a fictional class that meets everything that can go wrong, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from graded import give_back, grade, to_grade, written
from small_course import hand_in, make, solved

from firststeps.demo import classroom
from firststeps.demo.students import HABITS, MISHAPS
from nbgradient.course.folders import Course, CourseError


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course with a real class."""
    monkeypatch.setenv("NBGRADIENT_DATA", str(tmp_path))
    make(tmp_path)
    hand_in(tmp_path, "a real student", one=solved(), two=solved())
    return tmp_path


def snapshot(root: Path) -> dict[str, bytes]:
    """All files outside of the demo."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "demo" not in path.parts
    }


@pytest.mark.slow
def test_the_demo_grades_its_class_once_and_touches_no_other(root: Path) -> None:
    before = snapshot(root)
    course, demo = Course(root), Course(root / "demo")
    classroom.set_up(demo, course)
    classroom.release("first", demo, course)
    todo = to_grade(demo.root)
    assert len(todo) == len(HABITS + MISHAPS) >= 12
    outcomes = grade(demo.root).values()
    assert [outcome.error for outcome in outcomes if outcome.error] == []

    table = pd.DataFrame(written(demo.root)).set_index("student_id")
    assert table["auto_score"].to_dict() == {
        "ada": 6,
        "alan": 6,
        "blaise": 6,
        "emmy": 6,
        "mary": 6,
        "carl": 3,
        "sofia": 3,
        "george": 3,
        "hedy": 3,
        "mallory": 3,
        "niels": 3,
        "rosa": 3,
        "grace": 0,
        "kurt": 0,
    }
    for student in ("george", "hedy", "niels", "rosa"):
        assert "one.ipynb" in table.loc[student, "reason"]
    assert "'test_double' was missing and was put back" in table.loc["mary", "reason"]
    assert "ran longer than" in table.loc["carl", "reason"]
    assert give_back(demo.root, provisional=True).made == len(HABITS + MISHAPS)
    for student in HABITS + MISHAPS:
        folder = demo.root / "feedback" / student.__name__ / "first"
        assert sorted(page.name for page in folder.iterdir()) == ["first.html"]

    classroom.set_up(demo, course)
    classroom.release("first", demo, course)
    assert to_grade(demo.root) == []
    assert snapshot(root) == before


def test_a_changed_source_makes_the_demo_anew(root: Path) -> None:
    course, demo = Course(root), Course(root / "demo")
    classroom.set_up(demo, course)
    (demo.root / "gradebook.db").touch()
    classroom.set_up(demo, course)
    assert (demo.root / "gradebook.db").exists()
    path = root / "source" / "first" / "one.ipynb"
    path.write_text(path.read_text().replace("# Twice", "# Two times"))
    classroom.set_up(demo, course)
    assert not (demo.root / "gradebook.db").exists()
    assert "# Two times" in (demo.root / "source" / "first" / "one.ipynb").read_text()


def test_a_folder_of_somebody_else_is_left_alone(root: Path) -> None:
    (root / "demo").mkdir()
    (root / "demo" / "thesis.txt").write_text("years of work")
    with pytest.raises(CourseError, match="move it away first"):
        classroom.set_up(Course(root / "demo"), Course(root))
    assert (root / "demo" / "thesis.txt").exists()
