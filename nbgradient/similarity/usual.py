"""How rare it is in this class that two answers share so much.

The closeness of all pairs is the yardstick. Up to the closest tenth, the share of pairs that are at
least as close is counted. Beyond it, too few are left to count: there the share falls off
exponentially, as do the scores of chance matches between sequences (Karlin and Altschul 1990), at
the rate that the closest tenth itself has. Its uppermost fifth, where copies would be, counts only
as "at least so close" (a censored sample), and that the rate is but estimated is allowed for
(Lawless 2003, Statistical Models and Methods for Lifetime Data, 4.1): a small class shows less.
"""

from __future__ import annotations

import math

import numpy as np

#: The share of pairs beyond which closeness is no longer counted, and how many there are at least.
TOP, LEAST = 0.1, 10
#: The share of those that are taken to be at least so close.
CENSORED = 0.2
#: For how many pairs of the ordinary the least scale counts as if they had been seen.
KNOWN_BEFORE = 5


def surprise(scores: np.ndarray, pairs: float, least_scale: float) -> np.ndarray:
    """How rare each of ``scores`` is: the negative logarithm of the share of pairs that reach it.

    Args:
        scores: those above 0, in any order.
        pairs: how many pairs there are in all; the others score 0.
        least_scale: by how much a score has to be higher to be rarer by a factor e, at least.
    """
    highest = np.sort(scores)[::-1]
    start, excess = _beyond(highest, pairs)
    reached = np.searchsorted(-highest, -scores, side="right")
    counted = -np.log(reached / pairs)
    scale, seen = _scale(excess)
    seen += KNOWN_BEFORE
    steps = np.maximum(scores - start, 0) / max(scale, least_scale)
    extended = math.log(pairs / max(len(excess), 1)) + seen * np.log1p(steps / seen)
    return np.where(scores > start, extended, counted)


def _beyond(highest: np.ndarray, pairs: float) -> tuple[float, np.ndarray]:
    """Where counting ends, and by how much the pairs beyond it are above; the largest first."""
    number = min(int(pairs), max(math.ceil(TOP * pairs), LEAST))
    start = float(highest[number]) if number < len(highest) else 0.0
    return start, highest[highest > start] - start


def _scale(excess: np.ndarray) -> tuple[float, int]:
    """The mean of the exponential distribution that ``excess`` is of, and of how many it is."""
    censored = min(len(excess), max(1, math.ceil(CENSORED * len(excess))))
    seen = excess[censored:]
    if not len(seen):
        return 0.0, 0
    return float(seen.sum() + censored * seen[0]) / len(seen), len(seen)
