"""The libraries that both sides may have, and know by their names."""

from __future__ import annotations

#: Libraries whose classes a test may ask for with isinstance.
LIBRARIES = ("torch", "keras", "sklearn", "pandas", "numpy", "scipy", "matplotlib")
