"""The state that random numbers start from, the same in every run and on both sides of the wall."""

from __future__ import annotations

import random
import sys

import numpy as np


def seed(number: int = 0) -> None:
    """Set the global generators of Python, NumPy and, if it is loaded, PyTorch."""
    random.seed(number)
    np.random.seed(number)  # noqa: NPY002, students may use the global state
    if "torch" in sys.modules:
        # torch.manual_seed also asks for every device that is not here, which takes milliseconds.
        sys.modules["torch"].default_generator.manual_seed(number)
