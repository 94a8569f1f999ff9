"""The pictures of the docs: each is shown, and each is made by a command, from what is here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guides import TEXTS, without_code
from PIL import Image
from repository import COURSE, ROOT

from firststeps import browser, pictures
from nbgradient.course.folders import CourseError
from nbgradient.proof import certificate

FOLDER = ROOT / "docs" / "pictures"
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def shown() -> list[tuple[Path, str]]:
    """The pictures that the README and the guides show, each with the text in its place."""
    return [
        ((guide.parent / path).resolve(), text)
        for guide in TEXTS
        for text, path in SHOWN.findall(without_code(guide))
    ]


def test_every_picture_that_is_shown_is_there_and_has_a_text() -> None:
    assert [path for path, text in shown() if not path.is_file() or not text] == []


def test_every_picture_that_is_there_is_shown() -> None:
    assert set(FOLDER.iterdir()) == {path for path, _ in shown()}


@pytest.mark.filterwarnings("ignore:constrained_layout")  # a figure without a bar
def test_every_picture_is_made_by_a_command(tmp_path: Path) -> None:
    certificate.write(certificate.Rates([], []), tmp_path)
    drawn = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert {path.name for path in FOLDER.iterdir()} == drawn | set(pictures.PICTURES)


def test_every_picture_is_small() -> None:
    assert [path for path in FOLDER.iterdir() if path.stat().st_size >= 200_000] == []


def test_without_chromium_a_sentence_says_so_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "CHROMIUM", None)
    with pytest.raises(CourseError, match="Chromium is not installed"):
        next(pictures.make(COURSE, tmp_path))


@pytest.mark.slow
@pytest.mark.skipif(browser.CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.usefixtures("sandbox")
def test_all_pictures_are_taken_anew(tmp_path: Path) -> None:
    taken = list(pictures.make(COURSE, tmp_path))
    assert [path.name for path in taken] == list(pictures.PICTURES)
    for path in taken:
        assert Image.open(path).width == Image.open(FOLDER / path.name).width
