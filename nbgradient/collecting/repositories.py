"""The list of students' repositories, ``classroom.csv``: whose each is, and where at GitHub."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgradient.collecting.paths import why_no_id
from nbgradient.course.folders import CourseError
from nbgradient.safe.shown import shown

#: Bytes of a list, and repositories in it.
MAX_BYTES, MOST = 4 << 20, 10_000

#: What GitHub lets an owner and a repository be called, and nothing more.
_OWNER = r"(?P<owner>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))"
_NAME = r"(?P<name>[A-Za-z0-9_][A-Za-z0-9._-]{0,99}?)"
_REPOSITORY = re.compile(rf"(?:https://github\.com/)?{_OWNER}/{_NAME}(?:\.git)?/?")


@dataclass(frozen=True)
class Repository:
    """A student's repository for an assignment.

    Attributes:
        student: the student's id in the course.
        owner, name: those of ``https://github.com/owner/name``.
    """

    student: str
    owner: str
    name: str
    assignment: str

    @property
    def url(self) -> str:
        """Where it is cloned from."""
        return f"https://github.com/{self.owner}/{self.name}"


def slugs(assignment: str) -> list[str]:
    """What a classroom may call ``assignment`` in the names of its repositories."""
    return [assignment, assignment.replace("_", "-")]


def _begins(name: str, slug: str) -> bool:
    return name.lower().startswith(f"{slug.lower()}-") and len(name) > len(slug) + 1


def read(path: Path, assignments: Sequence[str]) -> tuple[list[Repository], list[str]]:
    """The repositories in the list at ``path``, and a sentence on each line that cannot be taken.

    It has a line a repository, with the columns ``id`` and ``repository``, and ``assignment`` where
    the repository's name does not begin with it.

    Raises:
        CourseError: it cannot be read, or lacks a column.
    """
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    lacking = {"id", "repository"} - {*(rows.fieldnames or ())}
    if lacking:
        names = " and ".join(sorted(lacking))
        raise CourseError(
            f"{path.name} has no column {names}: its first line should be id,repository."
        )
    found: dict[tuple[str, str], Repository] = {}
    trouble = []
    try:
        for row in rows:
            taken = _repository({k: v for k, v in row.items() if k and v}, assignments)
            if isinstance(taken, Repository) and (taken.student, taken.assignment) in found:
                taken = f"{taken.student} has another repository for {taken.assignment} above"
            if isinstance(taken, str):
                trouble.append(f"{path.name}, line {rows.line_num}: {taken}.")
            else:
                found[taken.student, taken.assignment] = taken
    except csv.Error as error:
        raise CourseError(f"{path.name}, line {rows.line_num}: {error}.") from None
    if len(found) > MOST:
        raise CourseError(f"{path.name} has more than {MOST} repositories.")
    return list(found.values()), trouble


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise CourseError(f"{path.name} has more than {MAX_BYTES >> 20} MB.")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CourseError(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path.name} is not in UTF-8: save it as CSV in UTF-8.") from None


def _repository(row: dict[str, str], assignments: Sequence[str]) -> Repository | str:
    """What a line says, or what is wrong with it."""
    student, asked = row.get("id", "").strip(), row.get("assignment", "").strip()
    if why := why_no_id(student):
        return f"the id {why}"
    where = row.get("repository", "").strip()
    match = _REPOSITORY.fullmatch(where)
    if match is None:
        return f"'{shown(where[:100])}' is no repository at GitHub: write owner/name"
    name = match["name"]
    assignment = asked or _assignment_of(name, assignments)
    if assignment is None or assignment not in assignments:
        known = ", ".join(assignments)
        said = f"there is no assignment '{shown(asked[:100])}'" if asked else f"{name} names none"
        return f"{said}: give the line an assignment, one of {known}"
    return Repository(student, match["owner"], name, assignment)


def _assignment_of(name: str, assignments: Iterable[str]) -> str | None:
    """The assignment that a repository's ``name`` begins with: the longest, if several do."""
    fitting = [known for known in assignments if any(_begins(name, s) for s in slugs(known))]
    return max(fitting, key=len, default=None)
