"""Which assignment a hand-in is for: as the format says, or by the names of the notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from nbgradient.collecting import names, texts
from nbgradient.collecting.model import HandIn, SourceError
from nbgradient.course.folders import Course
from nbgradient.safe.shown import shown

#: How many hand-ins are opened where the names of their files tell nothing.
MOST_OPENED = 20


class Assignments:
    """The assignments of a course, and what their notebooks are called."""

    def __init__(self, course: Course) -> None:
        self._course = course

    @cached_property
    def asked(self) -> dict[str, dict[str, set[str]]]:
        """For each assignment its notebooks, and nbgrader's names of their cells."""
        return {
            name: {
                path.stem: texts.grade_ids(path.read_bytes())
                for path in self._course.notebooks(name)
            }
            for name in self._course.assignments()
        }

    def of(
        self,
        source: str,
        hand_ins: Iterable[HandIn],
        contents: Callable[[HandIn], Mapping[str, bytes]],
    ) -> str:
        """The one assignment that ``hand_ins`` of a ``source`` are for.

        Args:
            source: its name.
            hand_ins: those of which the format does not say it.
            contents: the files of a hand-in, for those whose names tell nothing.

        Raises:
            SourceError: it could be none, or several.
        """
        hand_ins = list(hand_ins)
        votes = self._votes({path: b"" for path in item.files} for item in hand_ins)
        votes = votes or self._votes(map(contents, hand_ins[:MOST_OPENED]))
        ways = f"Name it: --assignment, one of {', '.join(self.asked) or 'those in source/'}."
        if not votes:
            raise SourceError(
                f"No notebook in {shown(source)} has the name of one in source/. {ways}"
            )
        (best, most), *others = votes.most_common(2)
        if others and others[0][1] * 2 > most:
            raise SourceError(
                f"{shown(source)} could be for {best} or {others[0][0]}, by its notebooks. {ways}"
            )
        return best

    def _votes(self, hand_ins: Iterable[Mapping[str, bytes]]) -> Counter[str]:
        votes: Counter[str] = Counter()
        for contents in hand_ins:
            for assignment, asked in self.asked.items():
                votes[assignment] += bool(names.claims(contents, asked))
        return +votes
