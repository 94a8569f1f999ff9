"""Files of images and their labels: NumPy's, with ``x_train``, ``y_train``, ``x_test``, ``y_test``.

Whoever only asks where such a file is need not import NumPy.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np


def are_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same images for training."""
    with np.load(one) as a, np.load(other) as b:
        return np.array_equal(a["x_train"], b["x_train"])


def cut(whole: Path, target: Path, numbers: Mapping[str, int]) -> None:
    """Write a part of the file ``whole`` to ``target``: all of it or nothing, for two graders may
    do so at the same time.

    ``numbers`` tells how many images a class are kept, of ``train`` and of ``test``: the first of
    each class, and where a class has too few, more of the others.
    """
    sample: dict[str, np.ndarray] = {}
    with np.load(whole) as images:
        for part, number in numbers.items():
            kept = _first(images[f"y_{part}"], number)
            sample |= {name: images[name][kept] for name in (f"x_{part}", f"y_{part}")}
    target.parent.mkdir(parents=True, exist_ok=True)
    written = target.with_name(f"{target.stem}-{os.getpid()}.npz")
    # NumPy's types take each name for the one that is no array's, allow_pickle.
    np.savez(written, **sample)  # type: ignore[arg-type]
    os.replace(written, target)


def _first(labels: np.ndarray, number: int) -> np.ndarray:
    """The places of the first ``number`` images of each class, as far as there are so many."""
    turn = np.empty(len(labels), int)  # 0 for the first image of a class, 1 for its second, ...
    for label in np.unique(labels):
        turn[labels == label] = np.arange(np.sum(labels == label))
    return np.sort(np.argsort(turn, kind="stable")[: 10 * number])
