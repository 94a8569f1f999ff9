"""The page of one submission: what it is made of, whether it has changed, and where it is."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from traitlets.config import Config

from nbgradient.course import whole
from nbgradient.course.folders import digest_of, files_in
from nbgradient.examiner.reader import UnreadableError, read_plain
from nbgradient.grading import records
from nbgradient.grading.giving_back.rule import Looked
from nbgradient.grading.submission import SECRET, Submission
from nbgradient.grading.tasks import Page
from nbgradient.pages import look, student
from nbgradient.pages.marked import Marked
from nbgradient.safe import images, pictures
from nbgradient.safe.shown import shown

#: Bytes of a graded notebook that are read: outputs are bounded, but not tightly.
MOST_BYTES = 512 << 20
_DIGESTS = "given_back"
_MOST_SECRET = 10_000


def job(folder: Path, assignment: str, marked: Mapping[str, Marked], config: Config) -> Page:
    """The page to make of the graded notebooks in ``folder``, with the pictures that they name.

    Raises:
        UnreadableError: a notebook is not there, or cannot be read.
    """
    notebooks = {name: _read(folder, f"{name}.ipynb", MOST_BYTES) for name in marked}
    named = pictures.named(text for content in notebooks.values() for text in _texts(content))
    return Page(assignment, notebooks, marked, dict(_pictures(folder, named)), config)


def _read(folder: Path, path: str, most: int) -> bytes:
    """A file in a student's folder, which no link leads to."""
    below = f"{folder.parent.name}/{folder.name}/{path}"
    try:
        return read_plain(folder.parent.parent, below, most)
    except (UnreadableError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UnreadableError(
            f"{shown(folder.parent.parent.name)}/{shown(below)} cannot be used: it {why}. "
            f"nbgradient grade {shown(folder.name)} --force makes it anew."
        ) from None


def _texts(notebook: bytes) -> Iterator[str]:
    """The texts in Markdown of a graded notebook, if there may be a picture in any."""
    text = notebook.decode()
    for cell in json.loads(text)["cells"] if pictures.may_show(text) else ():
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])  # of lines, or a text


def _pictures(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    room = pictures.MOST_BESIDE
    for path in sorted(paths)[: 4 * pictures.MOST]:
        with contextlib.suppress(UnreadableError):
            content = _read(folder, path, images.MOST_BYTES)
            room -= len(content)
            if room >= 0:
                yield path, content


def digest(looked: Looked) -> str:
    """What changes when the page of a graded submission would be another one.

    Raises:
        UnreadableError: a graded notebook is not there, or cannot be read.
    """
    submission, record = looked.standing.submission, looked.standing.record
    folder = submission.outcome("autograded")
    graded = {
        name: hashlib.sha256(_read(folder, f"{name}.ipynb", MOST_BYTES)).hexdigest()
        for name in looked.marked
    }
    told = {name: asdict(marked) for name, marked in looked.marked.items()}
    handed_in = record.fingerprint if record else ""
    parts = [submission.assignment, handed_in, graded, told, _maker()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def _maker() -> str:
    """What changes when pages are made in another way."""
    folders = [Path(str(module.__file__)).parent for module in (look, student)]
    files = [files_in(folder) for folder in folders]
    own = [{p: text for p, text in found.items() if not p.endswith(".pyc")} for found in files]
    return "".join(digest_of(found).hex() for found in own)


def made_of(submission: Submission) -> str | None:
    """The digest of what the page of ``submission`` was made of; None if there is no such page."""
    try:
        known = records.path(submission, _DIGESTS).read_text()
    except (OSError, ValueError):
        return None
    return known if submission.page.is_file() else None


def write(submission: Submission, content: bytes, made_of: str) -> None:
    """Put a page into its place, and note what it was ``made_of``.

    Nothing else stays there but what ``nbgrader release_feedback`` needs.
    """
    known, page = records.path(submission, _DIGESTS), submission.page
    known.unlink(missing_ok=True)  # a command that is killed from here on makes the page again
    page.parent.mkdir(parents=True, exist_ok=True)
    whole.write(page, content)
    for other in page.parent.iterdir():
        if other.name != page.name:
            _remove(other)
    with contextlib.suppress(UnreadableError):  # most courses do without the exchange
        secret = _read(submission.outcome("autograded"), SECRET, _MOST_SECRET)
        whole.write(page.with_name(SECRET), secret)
    known.parent.mkdir(parents=True, exist_ok=True)
    whole.write(known, made_of.encode())


def take_away(submission: Submission) -> bool:
    """Take a page away that may not be there; whether there was one."""
    records.path(submission, _DIGESTS).unlink(missing_ok=True)
    folder = submission.page.parent
    was_there = os.path.lexists(folder)
    _remove(folder)
    with contextlib.suppress(OSError):  # other assignments' are there, or none ever was
        folder.parent.rmdir()
    return was_there


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
