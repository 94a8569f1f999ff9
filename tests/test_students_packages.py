"""What the students' guide says they may import is there when their work is graded."""

from __future__ import annotations

from pathlib import Path

import pytest
from graded import grade, written
from packaging.requirements import Requirement
from repository import ROOT
from small_course import hand_in, make, solved

pytestmark = pytest.mark.usefixtures("sandbox")

MODULES = {"scikit-learn": "sklearn"}
#: What a notebook is opened with, and the two that the course's own notebooks import anyway.
OTHERS = {"jupyterlab", "keras", "torch"}


@pytest.mark.slow
def test_a_student_may_import_what_the_guide_names_and_tqdm_among_it(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "student.md").read_text(encoding="utf-8")
    line = next(line for line in guide.splitlines() if 'pip install "jupyterlab' in line)
    named = {Requirement(word.strip('"')).name for word in line.split()[2:]} - OTHERS
    assert "tqdm" in named
    imports = "".join(f"import {MODULES.get(name, name)}\n" for name in sorted(named))
    code = (
        f"{imports}from tqdm.auto import tqdm\n\n\n"
        "def double(x):\n    return sum(numpy.asarray(x) for _ in tqdm(range(2)))"
    )
    make(tmp_path)
    (tmp_path / "source" / "first" / "two.ipynb").unlink()
    hand_in(tmp_path, "ada", one=solved(code))
    grade(tmp_path)
    (row,) = written(tmp_path)
    assert row["auto_score"] == 3, row["reason"]
