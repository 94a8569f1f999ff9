"""Files that are there whole or not at all, however the command that writes them ends."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``; what was there stays until then.

    Raises:
        OSError: it cannot be written; then nothing is left of it.
    """
    part = path.with_name(f".{path.name}.part")  # which the next run writes over
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
