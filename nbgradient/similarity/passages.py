"""What two answers share, marked in their texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from nbgradient.similarity.fingerprints import WINDOW, Kind, without
from nbgradient.similarity.tokens import Tokens

#: The characters of an answer that are shown, and how many of these stand before the first mark.
MOST_SHOWN, BEFORE = 6_000, 300

_OWN, _IGNORED, _SHARED = range(3)


@dataclass(frozen=True)
class Part:
    """A piece of a text: ``is_shared`` with the other, ``is_ignored`` as given or common, or
    neither."""

    text: str
    is_shared: bool
    is_ignored: bool


@dataclass(frozen=True)
class Marked:
    """An answer with its pieces.

    Attributes:
        parts: the pieces that are shown, in order.
        left_out: how many characters are not shown.
        share: the part of its tokens that it shares with the other answer and that count.
    """

    parts: list[Part]
    left_out: int
    share: float


def marked(texts: tuple[str, str], kind: Kind, ignored: np.ndarray) -> list[Marked]:
    """Both ``texts``, with what they share and what counted for nothing."""
    first, second = texts
    chosen = np.intersect1d(kind.fingerprints(first), kind.fingerprints(second))
    both = np.intersect1d(kind.all_grams(first), kind.all_grams(second))
    chosen, both = without(chosen, ignored), without(both, ignored)
    return [_marked(text, kind, chosen, both, ignored) for text in texts]


def _marked(
    text: str, kind: Kind, chosen: np.ndarray, both: np.ndarray, ignored: np.ndarray
) -> Marked:
    tokens = kind.tokens(text)
    grams = kind.grams(tokens.keys)
    signs = bytearray(len(text))
    _sign(signs, tokens, np.flatnonzero(np.isin(grams, ignored)), kind.length, _IGNORED)
    # Of each window one k-gram is chosen: those beside it that both have belong to the passage.
    beside = np.convolve(np.isin(grams, chosen), np.ones(2 * WINDOW - 1), "same")[: len(grams)]
    places = np.flatnonzero(np.isin(grams, both) & (beside > 0))
    _sign(signs, tokens, places, kind.length, _SHARED)
    covered = {place + step for place in places for step in range(kind.length)}
    first = max(0, signs.find(_SHARED) - BEFORE) if len(text) > MOST_SHOWN else 0
    last = first + MOST_SHOWN
    parts = _parts(text[first:last], signs[first:last])
    left_out = len(text) - len(text[first:last])
    return Marked(parts, left_out, len(covered) / max(1, len(tokens.keys)))


def _sign(signs: bytearray, tokens: Tokens, places: np.ndarray, length: int, sign: int) -> None:
    """Put ``sign`` on the characters of the k-grams that begin at ``places``."""
    for place in places:
        start, end = tokens.starts[place], tokens.ends[place + length - 1]
        signs[start:end] = bytes([sign]) * (end - start)


def _parts(text: str, signs: bytearray) -> list[Part]:
    parts, start = [], 0
    for sign, run in groupby(signs):
        end = start + sum(1 for _ in run)
        parts.append(Part(text[start:end], sign == _SHARED, sign == _IGNORED))
        start = end
    return parts
