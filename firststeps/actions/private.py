"""``python -m firststeps.actions.private``: ends with an error where others could read the marks.

GitHub shows artifacts and logs of a public repository to everybody, and those of an internal one to
everybody in the enterprise, students among them. It needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Mapping

#: Seconds that GitHub may take to answer, and bytes of its answer.
SECONDS, MAX_BYTES = 30, 1 << 20


class NotPrivateError(Exception):
    """The repository is not known to be private; the message says why and what to do."""


def check(environment: Mapping[str, str]) -> None:
    """Ask GitHub whether the repository is private that the job of ``environment`` runs in.

    Raises:
        NotPrivateError: it is not, or cannot be asked.
    """
    try:
        address = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}"
        headers = {"Accept": "application/vnd.github+json"}
        if token := environment.get("GITHUB_TOKEN"):
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(address, headers=headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            found = json.loads(answer.read(MAX_BYTES))
        visibility = found["visibility"] if found["private"] is True else "public"
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise NotPrivateError(
            f"GitHub did not say whether this repository is private ({type(error).__name__}), so "
            "nothing is graded. Run the workflow again."
        ) from None
    if visibility != "private":
        raise NotPrivateError(
            f"This repository is {visibility}: others could download its artifacts, and with them "
            "pages and marks of students. Nothing is graded. Grade in a private repository "
            "(Settings > General > Change visibility), or on a computer of your own."
        )


def main() -> None:
    """Say why there is to be no grading here, in the log and in the summary of the job."""
    try:
        check(os.environ)
    except NotPrivateError as error:
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with open(summary, "a", encoding="utf-8") as file:
                file.write(f"### Not graded\n\n{error}\n")
        sys.exit(str(error))
    print("This repository is private.")


if __name__ == "__main__":
    main()
