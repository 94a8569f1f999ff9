"""``python -m firststeps.actions.summary grade.json``: counts, for the summary of a job.

It names assignments, which are the instructor's, and no student. It needs nothing but Python.
"""

from __future__ import annotations

import html
import json
import os
import sys
from pathlib import Path
from typing import Any

COLUMNS = ("handed_in", "graded", "unchanged", "failed")


def counts(found: dict[str, Any]) -> str:
    """A table of what ``nbgradient grade --json`` said, in Markdown."""
    lines = ["### Graded", ""]
    lines += [f"| assignment | {' | '.join(c.replace('_', ' ') for c in COLUMNS)} |"]
    lines += ["|---|" + "---:|" * len(COLUMNS)]
    for name, numbers in found["assignments"].items():
        shown = html.escape(name).replace("|", "&#124;")
        lines.append(f"| {shown} | {' | '.join(str(int(numbers[c])) for c in COLUMNS)} |")
    waiting = len(found["needs_person"]) + len(found["tests_for_person"])
    lines += ["", f"A person has to look at: {waiting}. More stands in the artifact *marks*."]
    return "\n".join(lines) + "\n"


def main(path: Path) -> None:
    """Add the table to the summary of the job, or print it where there is none."""
    try:
        said = counts(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        said = "### Not graded\n\nWhy stands in grade.log, in the artifact *marks*.\n"
    with open(os.environ.get("GITHUB_STEP_SUMMARY", os.devnull), "a", encoding="utf-8") as file:
        file.write(said)
    print(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
