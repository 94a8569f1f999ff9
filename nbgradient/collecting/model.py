"""What the formats make of a source: hand-ins, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from nbgradient.course.folders import CourseError


class SourceError(CourseError):
    """Nothing can be collected from a source; the message says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """A file in a source.

    Attributes:
        path: where it is, with ``/`` between folders; safe to write.
        modified: when it was changed, as a zip says it: in no zone, and often only when it was
            packed.
        order: a number that grows from file to file that a student handed in, if the format has
            one.
    """

    path: str
    modified: datetime | None = None
    order: int = 0


class Tree(Protocol):
    """A source: an archive, or a folder.

    Attributes:
        name: what it is called.
        entries: its files.
        left_out: sentences on files that are not among them.
    """

    name: str
    entries: list[Entry]
    left_out: list[str]

    def read(self, path: str, most: int) -> bytes:
        """The file at ``path``.

        Raises:
            UnreadableError: it cannot be read, or has more than ``most`` bytes.
        """


@dataclass(frozen=True)
class Who:
    """What a format says of a person.

    Attributes:
        name: the person's name, perhaps without spaces.
        keys: what else it says, by kind: ``id`` (any login or number; ``login`` and ``number``
            where it says both), ``lms``, ``email``, ``github``, ``participant``.
        own_id: the student's id where no roster says another one.
    """

    name: str
    keys: Mapping[str, str]
    own_id: str

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """What tells this person from others of the same source."""
        return tuple(sorted(self.keys.items())) or (("name", self.name),)

    @property
    def shown(self) -> str:
        """How the person is named in a list."""
        given = ", ".join(value for value in self.keys.values() if value)
        return f"{self.name} ({given})" if self.name and given else self.name or given


@dataclass(frozen=True)
class HandIn:
    """What one person, or a group, handed in at one time.

    Attributes:
        who: whose it is; several for a group.
        files: where each file is in the source, by its path inside the hand-in.
        format: the name of the format.
        assignment: the assignment, if the format tells it.
        when: when it was handed in, in UTC and without a zone, if the format tells it.
        local: that time, where the format names no zone.
        order: a text that grows from hand-in to hand-in of this format.
        clock: finds out ``when``, where that takes a look.
        remarks: what else is to be said.
    """

    who: tuple[Who, ...]
    files: Mapping[str, Entry]
    format: str
    assignment: str | None = None
    when: datetime | None = None
    local: datetime | None = None
    order: str = ""
    clock: Callable[[], datetime | None] | None = None
    remarks: tuple[str, ...] = ()


@dataclass
class Found:
    """What a format finds in a source.

    Attributes:
        hand_ins: what people handed in.
        own: the paths of the files that belong to the format itself, such as a list of names.
    """

    hand_ins: list[HandIn] = field(default_factory=list)
    own: set[str] = field(default_factory=set)

    @property
    def paths(self) -> set[str]:
        """Where the files are that the format knows."""
        return self.own | {entry.path for item in self.hand_ins for entry in item.files.values()}


class Format(Protocol):
    """How one program hands out what students handed in.

    Attributes:
        name: the program.
        remark: what is to be known of its times, in a sentence, if anything.
    """

    name: str
    remark: str

    def read(self, tree: Tree) -> Found:
        """What is in ``tree``; nothing if ``tree`` is not of this format."""
