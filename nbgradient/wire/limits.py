"""What the grader allows a submission's processes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds for a submission's processes."""

    #: Bytes of memory that a process may take beyond what the warm process has.
    memory: int
    #: Seconds of processor time for a process.
    cpu: int
    #: Bytes that a file may grow to.
    file_size: int
    #: Processes and threads that may run at a time.
    processes: int
