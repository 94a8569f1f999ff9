"""The text of a notebook that is nearly one: its encoding and its format put right."""

from __future__ import annotations

import codecs
import json
import logging
import warnings

import nbformat

#: Bytes of a notebook of an older format that is brought to format 4: that takes seconds a MB.
MOST_OLD = 2 << 20
#: What a text begins with that says how it is encoded.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "It was text in UTF-16."),
    (codecs.BOM_UTF16_BE, "utf-16-be", "It was text in UTF-16."),
)


def mended(content: bytes) -> tuple[bytes, list[str]]:
    """``content`` as a notebook in UTF-8 and format 4, and sentences on what was put right.

    What is no notebook stays as it is: grading says what is wrong with it.
    """
    text, said = _decoded(content)
    notebook = _parsed(text)
    if notebook is None:
        return content, []
    version = notebook["nbformat"]
    if version in (1, 2, 3):
        upgraded = _upgraded(text) if len(content) <= MOST_OLD else None
        if upgraded is None:
            return content, [f"It has the notebook format {version}, and cannot be brought to 4."]
        return upgraded, [*said, f"It was brought from notebook format {version} to 4."]
    return (text.encode(), said) if said or not content.startswith(text.encode()) else (content, [])


def grade_ids(content: bytes) -> set[str]:
    """nbgrader's names of the cells of the notebook ``content``; empty if it is none."""
    notebook = _parsed(_decoded(content)[0]) or {}
    cells = notebook.get("cells") or _cells_of_format_3(notebook)
    found = set()
    for cell in cells if isinstance(cells, list) else []:
        try:
            found.add(cell["metadata"]["nbgrader"]["grade_id"])
        except (KeyError, TypeError):
            continue
    return {name for name in found if isinstance(name, str)}


def _cells_of_format_3(notebook: dict) -> object:
    sheets = notebook.get("worksheets")
    if isinstance(sheets, list) and sheets and isinstance(sheets[0], dict):
        return sheets[0].get("cells")
    return None


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for mark, encoding, sentence in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            return text, [sentence or "A byte order mark was taken off."]
    if content[1:2] == b"\0" or content[:1] == b"\0":
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return content.decode(encoding, errors="replace"), ["It was text in UTF-16."]
    try:
        return content.decode(), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ["It was text in Windows-1252."]


def _parsed(text: str) -> dict | None:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(notebook, dict) or type(notebook.get("nbformat")) is not int:
        return None
    return notebook


def _upgraded(text: str) -> bytes | None:
    """The notebook ``text`` of an older format in format 4; None if it cannot be brought to it."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # nbformat would print what a student wrote
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(text, as_version=4)
            nbformat.validate(notebook)
            return (nbformat.writes(notebook) + "\n").encode()
    except Exception:  # the text is a stranger's, and nbformat raises what its parts do
        return None
    finally:
        logging.disable(before)
