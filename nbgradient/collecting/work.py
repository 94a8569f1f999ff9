"""One student's work for one assignment: what has come of it, put right and into its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from nbgradient.collecting import names, versions
from nbgradient.collecting.model import Entry, HandIn, Tree
from nbgradient.collecting.opening import opened
from nbgradient.collecting.placing import TIMESTAMP, Place, PlaceError, kept_at
from nbgradient.collecting.roster import Person
from nbgradient.collecting.versions import Version
from nbgradient.course.folders import Course


@dataclass(frozen=True)
class Row:
    """What became of one student's work for one assignment.

    Attributes:
        student: the student's id.
        name: the student's name, if it is known.
        assignment: which one.
        fate: ``new``, ``replaces``, ``as before``, ``older``, ``nothing`` or ``trouble``.
        files: how many files there are now.
        when: when it was handed in, in UTC, if that is known.
        remarks: what is to be said of it.
        renamed: which files have got another name.
    """

    student: str
    name: str
    assignment: str
    fate: str
    files: int
    when: datetime | None
    remarks: list[str]
    renamed: list[str]


@dataclass
class Work:
    """What has come of one student's work for one assignment.

    Attributes:
        course: where it goes.
        person: the student.
        assignment: which one.
        asked: its notebooks, without ``.ipynb``, and nbgrader's names of their cells.
        zone: that of times in which a format names none.
        hand_ins: what has come, and the source that it is in.
    """

    course: Course
    person: Person
    assignment: str
    asked: Mapping[str, set[str]]
    zone: ZoneInfo | None
    hand_ins: list[tuple[Tree, HandIn]] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _renamed: list[str] = field(default_factory=list)

    def place(self, dry: bool) -> Row:
        """Put it into its place, unless it is ``dry``, and say what became of it."""
        self._said, self._renamed = [], []
        try:
            fate, version = self._placed(dry)
        except PlaceError as error:
            self._said.append(str(error))
            fate, version = "trouble", Version({})
        return Row(
            self.person.id,
            self.person.name,
            self.assignment,
            fate,
            len(version.contents),
            version.when,
            self._said,
            self._renamed,
        )

    def _placed(self, dry: bool) -> tuple[str, Version]:
        place = Place(self.course.root, self.assignment, self.person.id)
        there, odd = place.there()
        come = [self._version(tree, item) for tree, item in self.hand_ins]
        come = [version for version in come if version.contents]
        if not come:
            return "nothing", Version({})
        notebooks = {f"{name}.ipynb" for name in self.asked}
        merged = versions.merged(there, come, notebooks)
        self._say(merged.remarks)
        version = merged.version
        if place.holds(version):
            if version.path != (there.path if there else "") and not dry:
                place.note(version)
            return "older" if merged.has_older else "as before", version
        self._say(odd)
        if not notebooks & version.contents.keys():
            self._say([f"It holds no notebook of {self.assignment}."])
        kept = None if dry else place.put(version)
        if kept:
            self._say([f"What was there is in {kept_at(kept, self.course.root)}."])
        return "replaces" if there else "new", version

    def _version(self, tree: Tree, item: HandIn) -> Version:
        """What ``item`` holds, put right."""
        found = opened(tree, item)
        times = {path: (entry.order, entry.modified) for path, entry in item.files.items()}
        mended = names.mended(found.contents, self.asked, times)
        if mended.contents.pop(TIMESTAMP, None) is not None and item.when is None:
            mended.left_out.append(f"{TIMESTAMP} was left out: a student wrote it.")
        self._say([*item.remarks, *found.remarks, *mended.remarks])
        self._say([*found.left_out, *mended.left_out])
        self._renamed += [text for text in mended.renamed if text not in self._renamed]
        changed = max((e.modified for e in item.files.values() if e.modified), default=None)
        when, path = self._when(item), _of_notebook(item.files.values())
        return Version(mended.contents, when, item.format, item.order, changed, path)

    def _when(self, item: HandIn) -> datetime | None:
        """When ``item`` was handed in, to the second: in UTC, no zone."""
        when = item.when or (item.clock() if item.clock else None)
        if when is None and item.local and self.zone:
            when = item.local.replace(tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)
        return when.replace(microsecond=0) if when else None

    def _say(self, sentences: Iterable[str]) -> None:
        self._said += [sentence for sentence in sentences if sentence not in self._said]


def _of_notebook(files: Iterable[Entry]) -> str:
    """Where a notebook among ``files`` is, the latest; or another file, if there is none."""
    best = max(files, key=lambda file: (file.path.endswith(".ipynb"), file.order), default=None)
    return best.path if best else ""
