"""What the open part of a test leaves on the student's side, where cells below it go on with it.

In one kernel a test's ``import numpy as np`` serves the cells below it, too, and functions above
it that are called later. What students can read of a test is no secret, so such a statement is run
on their side after the test. What stands in hidden lines never is.
"""

from __future__ import annotations

from collections import defaultdict

from nbgradient.course.ownership import Ownership, Part, Role


class LeftBehind:
    """The statements of a source notebook's tests that cells of the student's side go on with."""

    def __init__(self, ownership: Ownership) -> None:
        self._ownership = ownership
        self._needed: set[int] = set()
        self._open: dict[str, list[Part]] = defaultdict(list)
        for part in ownership.parts:
            if part.cell.role is Role.TEST and not _hides(part):
                self._open[part.cell.name].append(part)
        waiting = [
            part
            for part in ownership.parts
            if part.cell.role is not Role.TEST and not ownership.is_the_examiners(part)
        ]
        while waiting:
            for part in self._of_tests(waiting.pop()):
                if part.order not in self._needed and not _hides(part):
                    self._needed.add(part.order)
                    waiting.append(part)

    def by(self, test: str, lacking: frozenset[str] = frozenset()) -> str:
        """The statements of ``test``, as they stand there, one after the other; often none.

        A student's functions read ``lacking``, which no cell of theirs binds.
        """
        found = (
            part
            for part in self._open.get(test, ())
            if part.order in self._needed or part.names.binds & lacking
        )
        return "\n".join(map(_text, found))

    def _of_tests(self, reader: Part) -> list[Part]:
        """The statements of tests that bind what ``reader`` reads."""
        names = reader.names.uses | reader.names.reads_when_called
        found = (self._ownership.origin(name, reader.order) for name in names)
        return [part for part in found if part is not None and part.cell.role is Role.TEST]


def _hides(part: Part) -> bool:
    return part.cell.hides(part.tree.body[0])


def _text(part: Part) -> str:
    (node,) = part.tree.body
    decorators = getattr(node, "decorator_list", [])
    first = min(one.lineno for one in (node, *decorators))
    return "\n".join(part.cell.source.split("\n")[first - 1 : node.end_lineno])
