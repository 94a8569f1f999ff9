"""The libraries that both sides may have, and know by their names."""

from __future__ import annotations

#: Libraries that the examiner imports for tests, and whose data can cross the wall.
LIBRARIES = ("torch", "keras", "sklearn", "pandas", "numpy", "scipy", "matplotlib")

#: Modules of Python's own whose classes are written so that an isinstance is all they decide by.
_PYTHONS = (
    "collections", "datetime", "decimal", "enum", "fractions", "pathlib", "re", "sqlite3", "uuid",
)  # fmt: skip

#: Further libraries whose classes are asked for with isinstance, though no data of theirs crosses.
_OTHERS = ("PIL", "networkx", "seaborn", "sympy")

#: Where the classes are from that a test may ask for with isinstance.
CLASSES_FROM = (*LIBRARIES, *_OTHERS, *_PYTHONS)
