"""Has ``nbgrader generate_feedback``, and formgrader's button, make the page of the engine.

nbgrader asks for a page of each notebook. Each time it gets the page of the whole assignment, and
writes it to the place of that one; it is made once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook

from nbgradient.grading import tasks
from nbgradient.grading.final_marks import FinalMarks
from nbgradient.grading.giving_back import pages


class FeedbackExporter(Exporter):
    """Makes a page of all notebooks of a submission."""

    file_extension = ".html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._made: tuple[Path, str] | None = None

    # As those of nbconvert's own exporters that give a text, against their base class.
    def from_filename(  # type: ignore[override]
        self, filename: str, resources: dict | None = None, **_: Any
    ) -> tuple[str, dict]:
        """The page of the submission whose graded notebook is at ``filename``.

        Args:
            resources: nbgrader's: whose it is, which assignment, and where the gradebook is.
        """
        folder = Path(filename).absolute().parent
        known = self._init_resources(resources)
        if self._made is None or self._made[0] != folder:
            self._made = folder, self._page(folder, known["nbgrader"])
        known["output_extension"] = self.file_extension
        known["unique_key"] = known["nbgrader"]["assignment"]
        return self._made[1], known

    def _page(self, folder: Path, known: dict) -> str:
        with Gradebook(known["db_url"]) as book:
            marked = FinalMarks(book).of_submission(known["assignment"], known["student"])
        there = {name: marked[name] for name in marked if (folder / f"{name}.ipynb").is_file()}
        job = pages.job(folder, known["assignment"], there, self.config)
        notebooks = {name: job.notebooks.get(name) or _missing(name) for name in marked}
        return tasks.page(replace(job, notebooks=notebooks, marked=marked)).decode()


def _missing(name: str) -> bytes:
    """A notebook that says that there is none."""
    return tasks.refused(f"{name}.ipynb was not handed in.").notebook
