"""What several sources hold: whose it is, and for which assignment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from traitlets.config import Config

from nbgradient.collecting import formats
from nbgradient.collecting.archives import open_zip
from nbgradient.collecting.assignments import Assignments
from nbgradient.collecting.folders import FolderTree
from nbgradient.collecting.model import Format, Found, HandIn, Tree, Who
from nbgradient.collecting.opening import opened
from nbgradient.collecting.people import NobodyError, People, Strangers
from nbgradient.collecting.roster import Person
from nbgradient.collecting.work import Row, Work
from nbgradient.course.folders import Course
from nbgradient.safe.shown import shown


@dataclass
class Collection:
    """What is to be collected, and what is not.

    Attributes:
        nobody: sentences on hand-ins that are nobody's for certain.
        left_out: sentences on files of the sources that belong to no hand-in.
        remarks: sentences on the sources.
        works: what has come, by student and assignment.
    """

    nobody: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    works: dict[tuple[str, str], Work] = field(default_factory=dict)

    def place(self, dry: bool) -> Iterator[Row]:
        """Put everything into its place, unless it is ``dry``, and say what became of it."""
        for _, work in sorted(self.works.items()):
            yield work.place(dry)


@dataclass(frozen=True)
class Collector:
    """Finds out whose hand-ins are, and for which assignment.

    Attributes:
        course: where they go.
        config: the settings of the course.
        people: who the students are.
        only: the only assignment that is collected, where it is named.
        zone: that of times in which a format names none.
    """

    course: Course
    config: Config
    people: People | Strangers
    only: str | None = None
    zone: ZoneInfo | None = None

    def collect(self, sources: Sequence[Path]) -> Collection:
        """What is in ``sources``; nothing is written.

        Raises:
            SourceError: one is of no known format, or for no assignment that is known.
        """
        known = formats.of_course(self.course, self.config)
        assignments = Assignments(self.course)
        result = Collection()
        for path in sources:
            whole: Tree = FolderTree(path) if path.is_dir() else open_zip(path)
            tree, form, found = formats.recognized(whole, known)
            result.left_out += whole.left_out
            self._say(result, whole.name, tree, form, found)
            self._assign(result, tree, found.hand_ins, assignments)
        if isinstance(self.people, Strangers):
            result.remarks.append(
                "There is no roster: the students' ids are those of the source. For other ids, "
                "name a --roster from the start: a later one renames nothing."
            )
        else:
            result.remarks += _others(self.course, self.people, assignments.asked)
        return result

    def _say(self, result: Collection, name: str, tree: Tree, form: Format, found: Found) -> None:
        """Say what is to be known of a source, and which of its files are nobody's."""
        said = [f"{shown(name)}: {form.name}.", form.remark]
        if self.zone is None and any(item.local and not item.when for item in found.hand_ins):
            said.append(
                f"{form.name} names no zone for its times: say which, as in --timezone "
                "Europe/Berlin, and they go into timestamp.txt."
            )
        result.remarks += [text for text in said if text and text not in result.remarks]
        known = found.paths
        result.left_out += [
            f"{shown(entry.path)} belongs to nobody by its name."
            for entry in tree.entries
            if entry.path not in known
        ]

    def _assign(
        self, result: Collection, tree: Tree, hand_ins: list[HandIn], assignments: Assignments
    ) -> None:
        """Find for each of ``hand_ins`` its assignment and its student."""
        untold = [item for item in hand_ins if item.assignment is None]
        guess = self.only or ""
        if untold and not guess:
            guess = assignments.of(tree.name, untold, lambda item: opened(tree, item).contents)
        foreign: Counter[str] = Counter()
        claims: dict[str, list[_Claim]] = defaultdict(list)
        for item in hand_ins:
            name = item.assignment or guess
            if name not in assignments.asked or self.only not in (None, name):
                foreign[name] += 1
                continue
            for claim in self._claims(item, name, result):
                claims[claim.person.id].append(claim)
        for claimed in claims.values():
            self._settle(result, tree, claimed, assignments)
        result.left_out += [
            f"What is for '{shown(name)}' was left alone: {count} of {len(hand_ins)} hand-ins."
            for name, count in foreign.items()
        ]

    def _claims(self, item: HandIn, assignment: str, result: Collection) -> Iterator[_Claim]:
        """Whose ``item`` is."""
        if not item.who:
            file = next(iter(item.files.values())).path
            result.nobody.append(f"{shown(file)}: the source does not say whose it is.")
        for who in item.who:
            try:
                person = self.people.find(who)
            except NobodyError as error:
                result.nobody.append(f"{shown(who.shown)} {error}.")
            else:
                yield _Claim(person, who, self.people.told(person, who, item), assignment)

    def _settle(
        self,
        result: Collection,
        tree: Tree,
        claimed: list[_Claim],
        assignments: Assignments,
    ) -> None:
        """Give a student what was claimed, unless it is of several people who are told apart."""
        person = claimed[0].person
        people = {claim.who.identity: claim.who for claim in claimed}
        if len(people) > 1:
            listed = " and ".join(shown(who.shown) for who in people.values())
            result.nobody.append(f"{listed} could both be {shown(person.id)}.")
            return
        for claim in claimed:
            name = claim.assignment
            work = Work(self.course, person, name, assignments.asked[name], self.zone)
            work = result.works.setdefault((person.id, name), work)
            work.hand_ins.append((tree, claim.item))


@dataclass(frozen=True)
class _Claim:
    """A hand-in that is, by all that is known, a student's."""

    person: Person
    who: Who
    item: HandIn
    assignment: str


def finder(people: Iterable[Person]) -> People | Strangers:
    """Who the students are: ``people``, or, where there are none, whom the formats name."""
    known = list(people)
    return People(known) if known else Strangers()


def _others(course: Course, people: People, assignments: Iterable[str]) -> list[str]:
    """What to know of folders by ids that are nobody's, as collecting without a roster makes."""
    folder = course.root / "submitted"
    there = {path.parent.name for name in assignments for path in folder.glob(f"*/{escape(name)}")}
    others = sorted(name for name in there if name not in people)
    if not others:
        return []
    more = f" and {len(others) - 5:,} more" if len(others) > 5 else ""
    return [
        f"submitted/ has folders by ids that the roster does not have: "
        f"{', '.join(map(shown, others[:5]))}{more}. They are graded as further students: if they "
        "were collected without the roster, delete them, and collect again."
    ]
