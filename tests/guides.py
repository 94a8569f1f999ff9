"""The texts for people that this repository has."""

from __future__ import annotations

import re
from pathlib import Path

from repository import ROOT

TEXTS = [ROOT / "README.md", ROOT / "bank" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def without_code(path: Path) -> str:
    """The text at ``path`` but for its code."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`([^`\n]*)`", lambda code: re.sub(r"[\[\]()]", "", code[1]), text)
