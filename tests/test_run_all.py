"""An untouched release runs to its end in JupyterLab and a real browser, whatever fails in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import COURSE, ROOT

from firststeps import browser, data
from nbgradient.course import notebooks
from nbgradient.course.keep_going import MAY_FAIL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(browser.CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the students get, as it stands in the repository."""
    return shutil.copytree(ROOT / "release", tmp_path_factory.mktemp("student") / "release")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """JupyterLab in ``folder``, with a small sample of the images in place of a download."""
    data.use_sample(COURSE)
    with browser.jupyter_lab(folder) as address:
        yield address


def test_run_all_comes_to_the_last_cell_and_only_tagged_cells_fail(
    notebook: Path, folder: Path, address: str
) -> None:
    released = folder / notebook.parent.name / notebook.name
    with browser.open_notebook(address, f"{notebook.parent.name}/{notebook.name}") as page:
        browser.run_all(page)
    cells = [cell for cell in notebooks.read(released).cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.execution_count is None] == []
    failed = [cell for cell in cells if any(out.output_type == "error" for out in cell.outputs)]
    assert failed
    assert [cell.id for cell in failed if MAY_FAIL not in cell.metadata.get("tags", [])] == []
