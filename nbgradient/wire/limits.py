"""What the grader allows a submission's processes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds for a submission's processes."""

    #: Bytes of memory that all processes together may take beyond what the warm process has.
    memory: int
    #: Seconds of processor time for a process.
    cpu: int
    #: Bytes that a file may grow to.
    file_size: int
    #: Processes and threads that may run at a time.
    processes: int
    #: Bytes that each of the folders may hold in which files can be written.
    scratch: int = 256 << 20
    #: Files and folders that each of them may hold.
    files: int = 10_000
