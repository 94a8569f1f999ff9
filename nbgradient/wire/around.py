"""What goes around a question beside its arguments: names, streams, random states.

A question may have a part ``around``, and then its reply has one, too. Its bounds are these.
"""

from __future__ import annotations

#: How many characters a question may print, and how many it may be given to read.
MAX_PRINTED, MAX_INPUT = 1 << 18, 1 << 18
PRINTED_TOO_MUCH = "Your code prints more than a test can read."
#: How many files that the other side wrote are copied for a test, how many bytes they have
#: together, and how long and deep their paths may be.
MAX_FILES, MAX_FILE_BYTES, MAX_PATH, MAX_DEPTH = 50, 8 << 20, 200, 3


def is_plain_path(path: str) -> bool:
    """Whether ``path`` names a file in a folder, or a little below, that nothing looks for."""
    parts = path.split("/")
    return (
        len(path) <= MAX_PATH
        and len(parts) <= MAX_DEPTH
        and path.isprintable()
        and not path.endswith((".py", ".pyc", ".pth", ".so"))
        and all(part and not part.startswith(".") for part in parts)
        and parts[-1] != "matplotlibrc"
    )
