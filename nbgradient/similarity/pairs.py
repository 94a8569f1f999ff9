"""The pairs of students that share more than is usual in their class.

An inverted index says who has which fingerprint, so texts are never compared two by two. What is
given counts for nothing, nor does what many have; the rest counts the more, the fewer have it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from nbgradient.similarity.answers import OWN_CODE, OWN_TEXT, Exercises, Student, Subject
from nbgradient.similarity.fingerprints import CODE, TEXT, Kind, without
from nbgradient.similarity.usual import surprise

#: What more than this share of those who answered have is the common solution.
COMMON = 0.25
#: A pair's closeness on an exercise counts if it is among the closest tenth: this surprise.
COUNTS = math.log(10)
#: By so many fingerprints that two of the class share a score has to be higher to be rarer by a
#: factor e, at least, however close the others are.
LEAST_FINGERPRINTS = 2


@dataclass(frozen=True)
class Close:
    """A subject on which a pair is close.

    Attributes:
        subject: which.
        one_in: of so many pairs one is at least so close.
    """

    subject: Subject
    one_in: float


@dataclass(frozen=True)
class Pair:
    """Two students, by their places in the class.

    Attributes:
        expected: how many pairs at least so close are to be expected in such a class by chance.
        close: what they are close on, the rarest first.
    """

    first: int
    second: int
    expected: float
    close: list[Close]


@dataclass(frozen=True)
class Found:
    """What came of a class.

    Attributes:
        pairs: the closest of those below the threshold, the closest first.
        number: how many there are below it, listed or not.
        compared: how many pairs were compared.
        ignored: the fingerprints of each subject that counted for nothing, in order of size.
    """

    pairs: list[Pair]
    number: int
    compared: int
    ignored: Mapping[Subject, np.ndarray]


def kind_of(subject: Subject) -> Kind:
    """How answers to ``subject`` are compared."""
    return CODE if subject.is_code else TEXT


def find(students: Sequence[Student], exercises: Exercises, threshold: float, most: int) -> Found:
    """The closest pairs of ``students``, of which at most ``threshold`` are to be expected.

    Args:
        most: how many are given at most.
    """
    group = _Group(students)
    subjects = sorted({subject for student in students for subject in student.answers})
    ignored, closeness = {}, {}
    for subject in subjects:
        given = _grams(kind_of(subject), tuple(exercises.given(subject)))
        index = _Index(subject, students, given)
        ignored[subject] = np.union1d(given, index.common)
        if (found := group.surprises(index)) is not None:
            closeness[subject] = found
    expected = group.expected(list(closeness.values()))
    order = np.argsort(expected.data, kind="stable")
    order = order[expected.data[order] <= threshold]
    pairs = [_pair(expected, place, closeness) for place in order[:most]]
    return Found(pairs, len(order), group.pairs(), ignored)


def _pair(
    expected: sparse.coo_matrix, place: int, closeness: Mapping[Subject, sparse.csr_matrix]
) -> Pair:
    first, second = int(expected.row[place]), int(expected.col[place])
    close = _close(closeness, first, second)
    return Pair(first, second, float(expected.data[place]), close)


def _close(closeness: Mapping[Subject, sparse.csr_matrix], first: int, second: int) -> list[Close]:
    found = {subject: matrix[first, second] for subject, matrix in closeness.items()}
    ranked = sorted(found.items(), key=lambda item: -item[1])
    # What is rarer still would be too large a number.
    return [Close(subject, math.exp(min(value, 100))) for subject, value in ranked if value]


@lru_cache(maxsize=100)  # the exercises of a notebook have the same
def _grams(kind: Kind, texts: tuple[str, ...]) -> np.ndarray:
    """The hashes of all k-grams of ``texts``, each once, in order of size."""
    return np.unique(np.concatenate([np.array([], np.int64), *map(kind.all_grams, texts)]))


class _Index:
    """Who has which fingerprint in the answers to a subject.

    Attributes:
        places: those of the students in the class, one for each fingerprint that somebody has.
        numbers: those of the fingerprints, beside ``places``.
        holders: how many have each of the fingerprints.
        answered: how many could have them.
        common: the fingerprints that too many have.
    """

    def __init__(self, subject: Subject, students: Sequence[Student], given: np.ndarray) -> None:
        kind = kind_of(subject)
        hashes, places = [], []
        for place, student in enumerate(students):
            if text := student.answers.get(subject):
                own = without(kind.fingerprints(text), given)
                hashes.append(own)
                places.append(np.full(len(own), place))
        known, self.numbers, self.holders = np.unique(
            np.concatenate(hashes), return_inverse=True, return_counts=True
        )
        self.places = np.concatenate(places)
        is_own = subject.name in (OWN_CODE, OWN_TEXT)  # nobody was asked for these
        self.answered = len(students) if is_own else len(np.unique(self.places))
        self.is_common = self.holders > max(2, math.ceil(COMMON * self.answered))
        self.common = known[self.is_common]

    def scores(self, students: int) -> sparse.coo_matrix:
        """What each pair shares, above the diagonal: the weights of its common fingerprints."""
        counts = (self.holders >= 2) & ~self.is_common
        weights = np.where(counts, np.log(self.answered / self.holders), 0)
        roots = np.sqrt(weights[self.numbers])
        has = sparse.csr_matrix(
            (roots, (self.places, self.numbers)), shape=(students, len(self.holders))
        )
        has.eliminate_zeros()
        return sparse.triu(has @ has.T, 1).tocoo()


class _Group:
    """The students that are compared; those of earlier years not with each other, and nobody with
    what the same person handed in."""

    def __init__(self, students: Sequence[Student]) -> None:
        self._students = len(students)
        self._is_earlier = np.array([student.earlier is not None for student in students])
        _, self._people = np.unique([student.name for student in students], return_inverse=True)

    def pairs(self) -> int:
        """How many pairs there are."""
        return self._pairs(np.arange(self._students))

    def _pairs(self, students: np.ndarray) -> int:
        earlier = int(self._is_earlier[students].sum())
        return math.comb(len(students), 2) - math.comb(earlier, 2)

    def surprises(self, index: _Index) -> sparse.csr_matrix | None:
        """How rare each pair's closeness is, where it counts; None if nobody shares anything."""
        scores = index.scores(self._students)
        rows, columns, values = self._compared(scores)
        if not len(values):
            return None
        pairs = self._pairs(np.unique(index.places))
        least = LEAST_FINGERPRINTS * math.log(max(index.answered / 2, 2))
        found = surprise(values, pairs, least)
        kept = found >= COUNTS
        shape = (self._students, self._students)
        return sparse.csr_matrix(
            (found[kept].astype(np.float32), (rows[kept], columns[kept])), shape=shape
        )

    def _compared(self, scores: sparse.coo_matrix) -> Iterator[np.ndarray]:
        rows, columns = scores.row, scores.col
        both_earlier = self._is_earlier[rows] & self._is_earlier[columns]
        kept = ~both_earlier & (self._people[rows] != self._people[columns])
        return (part[kept] for part in (rows, columns, scores.data))

    def expected(self, closeness: Sequence[sparse.csr_matrix]) -> sparse.coo_matrix:
        """How many pairs at least as close are to be expected by chance, for each that counts.

        A pair can stand out on all subjects together, or on a single one. Both are looked at, and
        all the single ones, so each is expected to happen the more often (Bonferroni).
        """
        shape = (self._students, self._students)
        total, highest = sparse.csr_matrix(shape), sparse.csr_matrix(shape)
        for matrix in closeness:
            total, highest = total + matrix, highest.maximum(matrix)
        total = total.tocoo()
        if not total.nnz:
            return total
        most = np.asarray(highest[total.row, total.col]).ravel()
        pairs = self.pairs()
        together = surprise(total.data, pairs, 1.0) - math.log(2)
        single = most - math.log(2 * len(closeness))
        total.data = pairs * np.exp(-np.maximum(together, single))
        return total
