"""Mutants of a solution: each is the instructor's answer with one change.

After DeMillo, Lipton and Sayward, "Hints on Test Data Selection" (1978): tests that notice every
small change notice most real mistakes. ``small`` makes the small changes. The other modules make
mistakes of the kinds that people make and that small changes are not: ``order`` takes the first for
the largest, or swaps results; ``calls`` ignores an argument or keeps state from call to call;
``training`` trains twice or on other data; ``objects`` hands in another object of the notebook.
``solution`` says what there is to change, ``surroundings`` what of the notebook is in reach.

A mutant that no test can notice, because it means the same as the solution, is listed with the
reason in ``bank/equivalent.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgradient.proof.mutants import calls, objects, order, small, training
from nbgradient.proof.mutants.solution import Solution
from nbgradient.proof.mutants.surroundings import Surroundings

#: The kinds of changes, by what the certificate calls them.
KINDS = {
    "a small change": small.changes,
    "the first for the largest, an end left out": order.changes,
    "results swapped": order.swaps,
    "an argument or an attribute ignored": calls.ignored,
    "state from call to call": calls.remembered,
    "trained twice, or on other data": training.changes,
    "another object of the notebook": objects.changes,
}


@dataclass(frozen=True)
class Mutant:
    """A changed solution.

    Attributes:
        kind: one of ``KINDS``.
        change: what was changed, in one line.
        code: the cell's new code.
    """

    kind: str
    change: str
    code: str


def mutants(source: str, surroundings: Surroundings | None = None) -> Iterator[Mutant]:
    """The mutants of the solution in a cell's ``source``, kind by kind, no code twice."""
    solution = Solution(source, surroundings or Surroundings())
    seen = {solution.code}
    for kind, changes in KINDS.items():
        for change in changes(solution):
            if change.code not in seen:
                seen.add(change.code)
                yield Mutant(kind, change.said, change.code)


def equivalents(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Why mutants mean the same as the solution, by notebook, exercise and change."""
    return tomllib.loads(path.read_text()) if path.exists() else {}
