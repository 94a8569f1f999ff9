"""Fingerprints of answers by winnowing, after Schleimer, Wilkerson and Aiken (2003).

copydetect chooses which of all k-grams stand for an answer. What it is given are our own hashes of
tokens: those that it makes itself differ from run to run, as Python's hashes of texts do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from copydetect.utils import winnow

from nbgradient.similarity.tokens import Tokens, of_code, of_text

#: Of so many k-grams in a row at least one is chosen.
WINDOW = 4

#: copydetect compares hashes as floats, which hold this many bits.
_BITS = 52


@dataclass(frozen=True)
class Kind:
    """How a kind of answer is compared.

    Attributes:
        is_code: whether it is code.
        length: the tokens of a fingerprint.
        tokens: what takes a text to pieces.
    """

    is_code: bool
    length: int
    tokens: Callable[[str], Tokens]

    def grams(self, keys: list[str]) -> np.ndarray:
        """The hashes of all k-grams, in order."""
        length = self.length
        hashes = [
            _hash("\0".join(keys[place : place + length]))
            for place in range(len(keys) - length + 1)
        ]
        return np.array(hashes, dtype=np.int64)

    def all_grams(self, text: str) -> np.ndarray:
        """The hashes of all k-grams of ``text``, in order."""
        return self.grams(self.tokens(text).keys)

    def fingerprints(self, text: str) -> np.ndarray:
        """The hashes that stand for ``text``, each once, in order of size."""
        grams = self.all_grams(text)
        if not len(grams):
            return grams
        chosen, _ = winnow(grams, WINDOW)
        return chosen


def without(hashes: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Those of ``hashes`` that are not ``known``, which is in order of size."""
    if not len(known):
        return hashes
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return hashes[known[places] != hashes]


def _hash(gram: str) -> int:
    digest = blake2b(gram.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)


CODE, TEXT = Kind(True, 10, of_code), Kind(False, 6, of_text)
