"""A zip of pages, by names from which an LMS knows whose each of them is.

Moodle takes the folders of its own download for "Upload multiple feedback files in a zip": the
number of the participant stands after the name. Canvas takes the names of its own download for
"Upload Submissions": the number of the user and that of the file that was handed in. Both numbers
are known from what was collected, and from nothing else.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from nbgradient.course.folders import CourseError
from nbgradient.grading import origin
from nbgradient.grading.origin import Origin
from nbgradient.grading.submission import Submission
from nbgradient.safe.shown import shown

_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:[_/].*)?")
_CANVAS = re.compile(r"(?P<owner>(?:.+?_)?(?:LATE_)?(?:\d+|anon_[0-9A-Za-z]+)_\d+)_.+")


@dataclass(frozen=True)
class Lms:
    """A way to name pages.

    Attributes:
        name: what it is called, as by ``Origin.format``.
        place: where a page is in the zip; None if its owner cannot be told from where the hand-in
            came from.
        takes_one: whether it takes a zip for one assignment only.
        how: what is done with the zip.
    """

    name: str
    place: Callable[[Submission, Origin], str | None]
    takes_one: bool
    how: str


@dataclass
class Zipped:
    """What a zip holds.

    Attributes:
        pages: how many.
        unknown: the submissions whose pages the LMS could not match.
    """

    pages: int = 0
    unknown: list[Submission] = field(default_factory=list)


def _moodle(submission: Submission, came: Origin) -> str | None:
    found = _MOODLE.fullmatch(came.path) if came.format == "Moodle" else None
    if found is None:
        return None
    # Moodle looks for the number after the first underscore, and has none in names.
    owner = f"{found['name'].replace('_', ' ')}_{found['number']}"
    return f"{owner}_assignsubmission_file/{submission.assignment}.html"


def _canvas(submission: Submission, came: Origin) -> str | None:
    found = _CANVAS.fullmatch(came.path) if came.format == "Canvas" else None
    # What follows the numbers is not looked at, unless it begins with "link".
    return f"{found['owner']}_feedback.html" if found else None


def _folders(submission: Submission, came: Origin) -> str:
    owner = submission.student.replace("\\", "_")  # which some programs take for a folder's end
    return f"{owner}/{submission.assignment}.html"


#: The ways to name pages, as on the command line.
KINDS = {
    "moodle": Lms(
        "Moodle", _moodle, True,
        "In Moodle: open the assignment, Submissions, and choose Upload multiple feedback files in "
        "a zip. Its feedback type Feedback files has to be on.",
    ),
    "canvas": Lms(
        "Canvas", _canvas, True,
        "In Canvas: Gradebook, the menu of the assignment's column, Upload Submissions. Canvas "
        "gives each page the name of the file that was handed in: students open it in a browser.",
    ),
    "folders": Lms("folders", _folders, False, "There is a folder for each student in it."),
}  # fmt: skip


def kind_of(submissions: Iterable[Submission]) -> str:
    """The LMS that all ``submissions`` were collected from, or else folders."""
    found = {origin.read(submission).format for submission in submissions}
    return next((key for key, lms in KINDS.items() if found == {lms.name}), "folders")


def check(kind: str, assignments: list[str]) -> None:
    """Refuse a zip that the LMS would not take.

    Raises:
        CourseError: it takes one assignment at a time.
    """
    lms = KINDS[kind]
    if lms.takes_one and len(assignments) > 1:
        raise CourseError(
            f"{lms.name} takes a zip for one assignment: name it, as in nbgradient feedback "
            f"{assignments[0]} --zip FILE, or have a folder for each student with --for folders."
        )


def write(path: Path, submissions: Iterable[Submission], kind: str) -> Zipped:
    """Write a zip of the pages of ``submissions``, which are there; a zip at ``path`` is replaced.

    Raises:
        CourseError: it cannot be written.
    """
    result = Zipped()
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, page in _places(submissions, kind, result):
                archive.write(page, name)
                result.pages += 1
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise CourseError(
            f"{shown(str(path))} cannot be written: {error.strerror}. Name another file: --zip FILE"
        ) from None
    return result


def _places(
    submissions: Iterable[Submission], kind: str, result: Zipped
) -> Iterator[tuple[str, Path]]:
    taken: set[str] = set()
    for submission in submissions:
        name = KINDS[kind].place(submission, origin.read(submission))
        if name is None or name in taken:
            result.unknown.append(submission)
        else:
            taken.add(name)
            yield name, submission.page
