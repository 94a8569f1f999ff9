"""A submitted notebook, cut to what is compared: whatever it holds, it takes a bounded time."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from nbgradient.examiner.outputs import text_of
from nbgradient.safe.text import MOST_CODE

#: The cells of a notebook that are looked at, and the characters of all of them.
MOST_CELLS, MOST_TEXT = 2_000, 2_000_000
#: The characters of a cell, and of an answer, that are compared: as many as can have colours.
MOST_CHARACTERS = MOST_CODE
#: The accents on a character. To order them takes a time that grows with the square of their
#: number; Unicode's own bound for text that is taken piece by piece (UAX 15) is as much.
MOST_ACCENTS = 30


def bounded(submitted: Mapping[str, Any]) -> dict[str, Any]:
    """``submitted``, a notebook as JSON has it, with the beginnings of its first cells."""
    cells: list[Any] = []
    room = MOST_TEXT
    for cell in submitted["cells"][:MOST_CELLS]:
        if not isinstance(cell, dict) or room <= 0:
            continue
        source = _text(cell.get("source", ""))[: min(room, MOST_CHARACTERS)]
        room -= len(source)
        cells.append({**cell, "source": _with_few_accents(source)})
    return {**submitted, "cells": cells}


def _text(source: object) -> str:
    if isinstance(source, list):
        return "".join(map(text_of, source))
    return text_of(source)


def _with_few_accents(text: str) -> str:
    if text.isascii():
        return text
    kept, accents = [], 0
    for character in text:
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents <= MOST_ACCENTS:
            kept.append(character)
    return "".join(kept)
