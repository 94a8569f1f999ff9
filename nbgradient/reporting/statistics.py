"""What the points of a class say of an exercise: numbers in, numbers out.

A score is a share of the points, from 0 to 1, and NaN where there is none: not marked yet, or not
run. Each function leaves these out; no statistic is given of too few.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

#: Fewer students than these tell nothing of an exercise beyond the mean.
FEW = 10
#: Fewer than these tell nothing at all: what all of them fail may be chance.
VERY_FEW = 5


def shares(scores: np.ndarray, points: np.ndarray) -> np.ndarray:
    """What each student (row) has of the ``points`` of all cells (columns) together.

    NaN for a student who lacks the score of one of them, or if there are no points.
    """
    total = points.sum()
    return scores.sum(axis=1) / total if total else np.full(len(scores), math.nan)


def rest_shares(scores: np.ndarray, points: np.ndarray, item: list[int]) -> np.ndarray:
    """What each student has of the points of all cells but those of an ``item`` (columns).

    Cells without a score are left out, with their points: of a student whose written answers wait
    for a person, the rest is what the tests gave. NaN for a student without any other score.
    """
    others = np.ones(len(points), dtype=bool)
    others[item] = False
    known = ~np.isnan(scores[:, others])
    of = known @ points[others]
    got = np.nansum(scores[:, others], axis=1)
    return np.divide(got, of, out=np.full(len(scores), math.nan), where=of > 0)


def difficulty(item: np.ndarray) -> float | None:
    """The mean share of the points: classical test theory's index of difficulty, 1 for an exercise
    that all solve. None if nobody has a score."""
    known = item[~np.isnan(item)]
    return float(known.mean()) if len(known) else None


def discrimination(item: np.ndarray, rest: np.ndarray) -> float | None:
    """The corrected item-total correlation of an exercise.

    That is Pearson's correlation of what students have in it, ``x``, with what they have in the
    rest of the assignment, ``y``::

        r = sum((x - mean(x)) (y - mean(y))) / sqrt(sum((x - mean(x))²) sum((y - mean(y))²))

    With an exercise that is passed or failed it is the point-biserial correlation. The exercise is
    no part of the total, with which it would correlate by itself: J. P. Guilford, The correlation
    of an item with a composite of the remaining items in a test, Educational and Psychological
    Measurement 13 (1953), 87–93; L. Crocker and J. Algina, Introduction to Classical and Modern
    Test Theory (1986), chapter 14.

    None for fewer than ``FEW`` students, or if all have the same in one of the two.
    """
    known = ~(np.isnan(item) | np.isnan(rest))
    if known.sum() < FEW:
        return None
    x, y = item[known] - item[known].mean(), rest[known] - rest[known].mean()
    spread = math.sqrt((x @ x) * (y @ y))
    # What rounding leaves of a mean is no variance.
    if max(abs(x)) < 1e-9 or max(abs(y)) < 1e-9:
        return None
    return float(np.clip((x @ y) / spread, -1, 1))


def upper_third(rest: np.ndarray) -> np.ndarray:
    """Who is among the best third by ``rest``, and who is as good as the last of them."""
    known = np.sort(rest[~np.isnan(rest)])
    if not len(known):
        return np.zeros(len(rest), dtype=bool)
    return rest >= known[-math.ceil(len(known) / 3)]  # NaN is no more than anything


def middle(values: Sequence[float]) -> float | None:
    """The median; None of fewer than ``VERY_FEW``."""
    return float(np.median(values)) if len(values) >= VERY_FEW else None


def quartiles(values: Sequence[float]) -> tuple[float, float] | None:
    """The lower quartile and the upper one; None of fewer than ``FEW``."""
    if len(values) < FEW:
        return None
    lower, upper = np.percentile(values, [25, 75])
    return float(lower), float(upper)
