"""The gradebook's picture of an assignment, brought in line with ``source/``.

It may have changed after hand-ins. All rows that nbgrader makes only together with a submission are
made for those that are there, and what people marked goes along with its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from nbgradient.course.folders import CourseError
from nbgradient.examiner import own_tables
from nbgradient.grading.assignment import changes, digests, entered, picture
from nbgradient.grading.assignment.changes import Changes
from nbgradient.grading.assignment.entered import Entered
from nbgradient.grading.assignment.naming import Renaming
from nbgradient.grading.assignment.picture import Picture
from nbgradient.grading.assignment.rows import Given, Rows
from nbgradient.grading.assignment.successors import Place
from nbgradient.grading.database import connection
from nbgradient.grading.database.backup import back_up
from nbgradient.safe.shown import cut, shown

#: How many cells of a kind are named.
_MOST_NAMES = 5
_LONGEST_ERROR = 300


def enter(api: NbGraderAPI, assignment: str, force: bool = False) -> list[str]:
    """Tell the gradebook of ``assignment`` as ``source/`` has it; ``release/`` stays as it is.

    What it knows is not told again, unless with ``force``.

    Returned are sentences for the instructor: what has changed after hand-ins, and what became of
    the marks of people.

    Raises:
        CourseError: a notebook cannot be released, or the gradebook cannot be written or backed
            up; then it is as it was.
    """
    folders = api.coursedir
    now = entered.digest(Path(folders.root), assignment)
    with _opened(folders) as book:
        if not force and entered.is_known(book, assignment, now):
            return []
    converter = GenerateAssignment(coursedir=folders, parent=api)
    return bring_in_line(folders, assignment, picture.read(converter, assignment), now)


def bring_in_line(
    folders: CourseDirectory, assignment: str, wanted: Picture, now: str | None = None
) -> list[str]:
    """Make the gradebook hold ``wanted``, in one transaction; see :func:`enter`.

    ``now`` is the digest of what ``wanted`` was read from, if that is known.
    """
    root, url = Path(folders.root), folders.db_url
    with _opened(folders) as book, transaction(book):
        entry = _entry(book, assignment)
        rows = Rows(book.db, entry, None if wanted.is_whole else wanted.notebooks)
        known = rows.digests | digests.read(root, assignment)
        found = changes.between(rows.cells, set(rows.notebooks), known, wanted)
        has_work = rows.has_submissions
        backup = None
        if has_work and found.are_more_than_additions:
            backup = back_up(url, root)
        lost = rows.follow(wanted, found)
        above = rows.flag_above(found.valued)
        entered.note(book, entry, now)
    digests.write(root, assignment, wanted)
    if not has_work:
        return []
    copy = str(backup.relative_to(root)) if backup else ""
    return [*_of_changes(assignment, found), *_of_marks(lost, above, copy)]


@contextmanager
def _opened(folders: CourseDirectory) -> Iterator[Gradebook]:
    connection.check(folders.db_url)
    with connection.explained(folders.db_url):
        with Gradebook(folders.db_url, folders.course_id) as book:
            with book.engine.begin() as beginning:
                own_tables.make(beginning, Entered)
            yield book


@contextmanager
def transaction(book: Gradebook) -> Iterator[None]:
    """All that is done to ``book``, or nothing.

    Raises:
        CourseError: the gradebook refuses.
    """
    try:
        if book.engine.dialect.name == "sqlite":  # no mark of a person comes in between
            book.db.execute(text("BEGIN IMMEDIATE"))
        yield
        book.db.commit()
    except SQLAlchemyError as error:
        book.db.rollback()
        said = shown(cut(str(getattr(error, "orig", None) or error), _LONGEST_ERROR))
        raise CourseError(
            f"The gradebook cannot be written, and stays as it was ({said}). If another program "
            "uses it, wait for that, and run the command again."
        ) from error
    except BaseException:
        book.db.rollback()
        raise


def _entry(book: Gradebook, assignment: str) -> Assignment:
    try:
        return book.find_assignment(assignment)
    except MissingEntry:
        entry = Assignment(name=assignment, course_id=book.course_id)
        book.db.add(entry)
        book.db.flush()
        return entry


def _of_changes(assignment: str, found: Changes) -> list[str]:
    moved = {f"{_name(one)} (now {_name(two)})" for one, two in found.moved.items()}
    renamed = {f"{one} (now {two})" for one, two in found.renamed_notebooks.items()}
    said = [
        _several("New", map(_name, found.added)),
        _several("Gone", map(_name, found.gone)),
        _several("Renamed or moved", moved),
        _several("With other points", map(_name, found.valued)),
        _several("Of another type", map(_name, found.retyped)),
        _several("Notebooks gone", found.gone_notebooks),
        _several("Notebooks renamed", renamed),
    ]
    told = ". ".join(filter(None, said))
    return [
        *([f"{assignment} changed after hand-ins. {told}."] if told else []),
        *(
            f"What was handed in as {shown(one)}.ipynb counts after: "
            f"{Renaming(assignment, two, one)}"
            for one, two in found.renamed_notebooks.items()
        ),
    ]


def _of_marks(lost: Given, above: Mapping[Place, int], backup: str) -> list[str]:
    said = []
    if lost:
        said.append(
            f"With the cells that are gone went what people had given there: {lost}. "
            f"The gradebook from before is {backup}."
        )
    elif backup:
        said.append(f"No mark of a person went. The gradebook from before is {backup}.")
    for place, count in above.items():
        said.append(
            f"{count} of the scores that people gave {_name(place)} are above its points now: they "
            "stay as they are. Look at them in formgrader."
        )
    return said


def _several(what: str, names: Iterable[str]) -> str:
    """``names`` after what they are; nothing if there are none."""
    some = sorted(names)
    more = f" and {len(some) - _MOST_NAMES} more" if len(some) > _MOST_NAMES else ""
    return f"{what}: {', '.join(map(shown, some[:_MOST_NAMES]))}{more}" if some else ""


def _name(place: Place) -> str:
    return "/".join(place)
