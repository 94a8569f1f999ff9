"""The texts for people hold together: each link leads somewhere, and each page is linked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guides import TEXTS, without_code
from repository import ROOT


def links(path: Path) -> list[str]:
    """The addresses in ``path`` that lead to a part of this repository."""
    found = re.findall(r"\]\(([^)\s]+)\)", without_code(path))
    return [link for link in found if not link.startswith(("http:", "https:", "mailto:"))]


def anchors(path: Path) -> set[str]:
    """What GitHub calls the headings of ``path``."""
    headings = re.findall(r"^#+ (.+)$", without_code(path), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        path = todo.pop()
        reached.add(path)
        linked = [(path.parent / link.partition("#")[0]).resolve() for link in links(path)]
        todo += [page for page in linked if page.suffix == ".md" and page not in reached]
    assert set(TEXTS) <= reached
