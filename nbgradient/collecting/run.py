"""Collect what several sources hold, student by student."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from traitlets.config import Config

from nbgradient.collecting import formats, names, versions
from nbgradient.collecting.archives import open_zip
from nbgradient.collecting.assignments import Assignments
from nbgradient.collecting.folders import FolderTree
from nbgradient.collecting.model import HandIn, Tree, Who
from nbgradient.collecting.opening import opened
from nbgradient.collecting.people import NobodyError, People, Strangers
from nbgradient.collecting.placing import TIMESTAMP, Place, PlaceError, kept_at
from nbgradient.collecting.roster import Person
from nbgradient.collecting.versions import Version
from nbgradient.course.folders import Course
from nbgradient.safe.shown import shown


@dataclass(frozen=True)
class Row:
    """What became of one student's work for one assignment.

    Attributes:
        student: the student's id.
        name: the student's name, if it is known.
        assignment: which one.
        files: how many files there are now.
        when: when it was handed in, in UTC, if that is known.
        fate: ``new``, ``replaces``, ``as before``, ``older``, ``nothing`` or ``trouble``.
        remarks: what is to be said of it.
    """

    student: str
    name: str
    assignment: str
    files: int
    when: datetime | None
    fate: str
    remarks: list[str]


@dataclass
class _Incoming:
    """A hand-in that has found its student and its assignment."""

    tree: Tree
    item: HandIn
    who: Who


@dataclass
class Collection:
    """What is to be collected, and what is not.

    Attributes:
        nobody: sentences on hand-ins that are nobody's for certain.
        left_out: sentences on files of the sources that belong to no hand-in.
        remarks: sentences on the sources.
    """

    course: Course
    assignments: Assignments
    zone: ZoneInfo | None = None
    nobody: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _found: dict[tuple[str, str], list[_Incoming]] = field(default_factory=dict)
    _people: dict[str, Person] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._found)

    def rows(self, dry: bool) -> Iterator[Row]:
        """Put everything into its place, unless it is ``dry``, and say what became of it."""
        for (student, assignment), incoming in sorted(self._found.items()):
            yield self._row(self._people[student], assignment, incoming, dry)

    def _row(self, person: Person, assignment: str, incoming: list[_Incoming], dry: bool) -> Row:
        place = Place(self.course.root, assignment, person.id)
        asked = self.assignments.asked[assignment]
        said: list[str] = []

        def row(files: int, when: datetime | None, fate: str) -> Row:
            return Row(person.id, person.name, assignment, files, when, fate, said)

        try:
            there, odd = place.there()
            come = [self._version(each, asked, said) for each in incoming]
            come = [version for version in come if version.contents]
            if not come:
                return row(0, None, "nothing")
            merged = versions.merged(there, come, [f"{name}.ipynb" for name in asked])
            said += merged.remarks
            version = merged.version
            if place.holds(version):
                fate = "older" if merged.has_older else "as before"
                return row(len(version.contents), version.when, fate)
            said += odd
            if not any(f"{name}.ipynb" in version.contents for name in asked):
                said.append(f"It holds no notebook of {assignment}.")
            kept = None if dry else place.put(version)
            if kept:
                said.append(f"What was there is in {kept_at(kept, self.course.root)}.")
            return row(len(version.contents), version.when, "replaces" if there else "new")
        except PlaceError as error:
            said.append(str(error))
            return row(0, None, "trouble")

    def _version(self, each: _Incoming, asked: dict[str, set[str]], said: list[str]) -> Version:
        """What ``each`` holds, put right; what is to be said of it goes to ``said``."""
        item, found = each.item, opened(each.tree, each.item)
        times = {path: (entry.order, entry.modified) for path, entry in item.files.items()}
        mended = names.mended(found.contents, asked, times)
        if mended.contents.pop(TIMESTAMP, None) is not None and item.when is None:
            mended.left_out.append(f"{TIMESTAMP} was left out: a student wrote it.")
        for sentence in (
            *item.remarks, *found.remarks, *mended.remarks, *found.left_out, *mended.left_out,
        ):  # fmt: skip
            if sentence not in said:
                said.append(sentence)
        changed = max((e.modified for e in item.files.values() if e.modified), default=None)
        return Version(mended.contents, self._when(item), item.format, item.order, changed)

    def _when(self, item: HandIn) -> datetime | None:
        when = item.when or (item.clock() if item.clock else None)
        if when is None and item.local and self.zone:
            when = item.local.replace(tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)
        return when.replace(microsecond=0) if when else None

    def add(self, student: Person, assignment: str, tree: Tree, item: HandIn, who: Who) -> None:
        """Remember that ``item`` is the work of ``student``, who is ``who`` in its format."""
        self._people[student.id] = student
        incoming = _Incoming(tree, item, who)
        self._found.setdefault((student.id, assignment), []).append(incoming)


def collect(
    course: Course,
    sources: Sequence[Path],
    config: Config,
    people: Iterable[Person],
    assignment: str | None = None,
    zone: ZoneInfo | None = None,
) -> Collection:
    """What is in ``sources``, whose it is, and for which assignment; nothing is written.

    Args:
        course: where it goes.
        sources: archives and folders.
        config: the settings of the course.
        people: the roster; if it is empty, the formats' own ids are taken.
        assignment: the only one that is collected, where it is named.
        zone: that of times in which a format names none.

    Raises:
        SourceError: a source is of no known format, or for no assignment that is known.
    """
    known = formats.of_course(config, course.assignments())
    result = Collection(course, Assignments(course), zone)
    roster = list(people)
    finder = People(roster) if roster else Strangers()
    for path in sources:
        whole: Tree = FolderTree(path) if path.is_dir() else open_zip(path)
        tree, form, found = formats.recognized(whole, known)
        _say(result, whole, tree, form.name, form.remark, found.paths)
        _assign(result, tree, found.hand_ins, assignment, finder)
        if zone is None and any(item.local and not item.when for item in found.hand_ins):
            result.remarks.append(
                f"{form.name} names no zone for its times: say which, as in --timezone "
                "Europe/Berlin, and they go into timestamp.txt."
            )
    if not roster:
        result.remarks.append("There is no roster: the students' ids are those of the source.")
    return result


def _say(
    result: Collection, whole: Tree, tree: Tree, form: str, remark: str, known: set[str]
) -> None:
    result.remarks.append(f"{shown(whole.name)}: {form}.")
    if remark and remark not in result.remarks:
        result.remarks.append(remark)
    result.left_out += whole.left_out
    others = [entry.path for entry in tree.entries if entry.path not in known]
    result.left_out += [f"{shown(path)} belongs to nobody by its name." for path in others]


def _assign(
    result: Collection,
    tree: Tree,
    hand_ins: list[HandIn],
    only: str | None,
    finder: People | Strangers,
) -> None:
    """Find for each of ``hand_ins`` its assignment and its student."""
    untold = [item for item in hand_ins if item.assignment is None]
    guess = only
    if untold and only is None:
        guess = result.assignments.of(tree.name, untold, lambda item: opened(tree, item).contents)
    foreign: Counter[str] = Counter()
    claims: dict[str, list[tuple[Who, HandIn, str, Person]]] = defaultdict(list)
    for item in hand_ins:
        name = item.assignment or guess or ""
        if name not in result.assignments.asked or only not in (None, name):
            foreign[name] += 1
            continue
        if not item.who:
            file = next(iter(item.files.values())).path
            result.nobody.append(f"{shown(file)}: the source does not say whose it is.")
        for who in item.who:
            try:
                person = finder.find(who)
            except NobodyError as error:
                result.nobody.append(f"{shown(who.shown)} {error}.")
            else:
                claims[person.id].append((who, item, name, person))
    for student, claimed in claims.items():
        _settle(result, tree, student, claimed)
    result.left_out += [
        f"{count} hand-ins for '{shown(name)}' were left alone." for name, count in foreign.items()
    ]


def _settle(
    result: Collection,
    tree: Tree,
    student: str,
    claimed: list[tuple[Who, HandIn, str, Person]],
) -> None:
    """Give ``student`` what was claimed, unless it is of several people who are told apart."""
    people = {who.identity: who for who, *_ in claimed}
    if len(people) > 1:
        listed = " and ".join(shown(who.shown) for who in people.values())
        result.nobody.append(f"{listed} could both be {shown(student)}.")
        return
    for who, item, name, person in claimed:
        result.add(person, name, tree, item, who)
