"""How long each source notebook takes, from top to bottom in a fresh kernel, as grading runs it.

    python benchmarks/notebooks.py             # on the small sample of grading
    python benchmarks/notebooks.py --whole     # on all images: downloaded, cached, or the stand-in

Prints for each notebook the seconds from the start of the kernel to its end, the seconds of its
cells, and of these those beyond the cell with the imports. Cells tagged skip-grading are left out.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute

from firststeps import data
from nbgradient.course import settings
from nbgradient.course.folders import Course
from nbgradient.course.notebooks import read

COURSE = Course.find(Path(__file__).parent)


def seconds(cell: NotebookNode) -> float:
    """How long ``cell`` ran; 0 for one that did not."""
    times = cell.metadata.get("execution", {})
    if "iopub.execute_input" not in times or "shell.execute_reply" not in times:
        return 0.0
    start, end = (
        datetime.fromisoformat(times[key]) for key in ("iopub.execute_input", "shell.execute_reply")
    )
    return (end - start).total_seconds()


def run(notebook: NotebookNode) -> tuple[float, float, float]:
    """The seconds of a run in all, of its cells, and of its cells beyond the imports."""
    execute = Execute(config=settings.load(COURSE.root))
    start = time.perf_counter()
    with TemporaryDirectory() as folder:
        execute.preprocess(notebook, {"metadata": {"path": folder}})
    whole = time.perf_counter() - start
    cells = {cell.id: seconds(cell) for cell in notebook.cells if cell.cell_type == "code"}
    return whole, sum(cells.values()), sum(cells.values()) - cells.get("imports", 0.0)


@click.command()
@click.option("--whole", is_flag=True, help="Load all images, not the small sample of grading.")
def main(whole: bool) -> None:
    """Time every source notebook."""
    if not whole:
        data.use_sample(COURSE)
    print(f"{'notebook':<28}{'run':>8}{'cells':>8}{'own':>8}   NBGRADIENT_DATA: ", end="")
    print(os.environ.get("NBGRADIENT_DATA", "not set"))
    for assignment in COURSE.assignments():
        for path in COURSE.notebooks(assignment):
            times = run(read(path))
            print(f"{assignment + '/' + path.stem:<28}", *(f"{t:7.2f}" for t in times), flush=True)


if __name__ == "__main__":
    main()
