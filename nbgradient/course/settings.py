"""nbgrader's settings of a course."""

from __future__ import annotations

from pathlib import Path

from traitlets.config import Config, PyFileConfigLoader


def load(root: Path) -> Config:
    """The settings in ``nbgrader_config.py`` of the course at ``root``."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
