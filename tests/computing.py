"""What computes for a while, and nothing else."""

from __future__ import annotations

import time


def compute(seconds: float) -> None:
    """Keep a processor busy for so many of its seconds."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
