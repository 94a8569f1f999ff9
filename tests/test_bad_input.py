"""Whatever is handed in, it has a mark or a reason, and whoever handed in well has full marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutated import make_class, troubles

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sandbox")]

#: ``python tests/mutated.py`` makes others, and more of them.
COUNT, SEED = 64, 64


def test_each_of_a_mutated_class_has_a_mark_or_a_reason(tmp_path: Path) -> None:
    root = tmp_path / "course"
    assert list(troubles(root, make_class(root, COUNT, SEED))) == []
