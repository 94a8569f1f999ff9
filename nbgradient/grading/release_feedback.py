"""Has ``nbgrader release_feedback`` give the page of the assignment to all who fetch feedback.

nbgrader's exchange knows a page by the notebook that was handed in. So the page of an assignment
goes to the place of each of them, and ``nbgrader fetch_feedback`` finds it there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from nbgradient.grading.submission import SECRET


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's own, for one page an assignment."""

    def copy_files(self) -> None:
        """Copy each student's page to the places of the notebooks that were handed in."""
        excluded = set(filter(None, self.coursedir.student_id_exclude.split(",")))
        for folder in self._folders():
            student = folder.parent.name
            page = folder / f"{self.coursedir.assignment_id}.html"
            if student in excluded or not page.is_file():
                continue
            secret = folder / SECRET
            if not secret.is_file():
                self.log.error(
                    "%s has no %s: it was not collected from the exchange, or nbgrader "
                    "generate_feedback has not been run.", folder, SECRET,
                )  # fmt: skip
                continue
            for notebook in self._notebooks(student):
                checksum = notebook_hash(secret=secret.read_text(), notebook_id=notebook)
                self._put(page, Path(self.dest_path) / f"{checksum}.html")
            self.log.info("Feedback on %s released to %s", self.coursedir.assignment_id, student)

    def _folders(self) -> Iterator[Path]:
        """The folders with feedback, as nbgrader has been asked for."""
        pattern = Path(self.src_path)
        yield from sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))

    def _notebooks(self, student: str) -> list[str]:
        folder = self.coursedir.format_path(
            self.coursedir.autograded_directory, student, self.coursedir.assignment_id
        )
        return [path.stem for path in sorted(Path(folder).glob("*.ipynb"))]

    def _put(self, page: Path, place: Path) -> None:
        part = place.with_name(f"{place.stem}-tmp.html")
        shutil.copy(page, part)
        os.replace(part, place)
