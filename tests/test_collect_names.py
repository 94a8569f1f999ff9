"""What is nearly right is put right, and said."""

from __future__ import annotations

import json
from datetime import datetime

import nbformat
import pytest
from collecting import answer, source

from nbgradient.collecting import names, texts

MADE = answer("softmax")
ASKED = {"softmax": texts.grade_ids(MADE), "logreg_2": set[str]()}


@pytest.mark.parametrize(
    "given",
    [
        "softmax.ipynb", "Softmax.ipynb", "SOFTMAX.IPYNB", "softmax (1).ipynb", "softmax(1).ipynb",
        "softmax-2.ipynb", "softmax_1.ipynb", "softmax - Copy.ipynb", "softmax - Copy (2).ipynb",
        "softmax-Copy1.ipynb", "softmax copy 2.ipynb", "softmax - Kopie.ipynb",
        "softmax-1 (2).ipynb",
        "softmax.ipynb.json", "softmax.ipynb.txt", "softmax.ipynb.ipynb", " softmax .ipynb",
        "softmax/softmax.ipynb", "week 3/softmax/Softmax-1.ipynb.txt",
    ],
)  # fmt: skip
def test_a_notebook_gets_the_name_that_is_asked_for(given: str) -> None:
    mended = names.mended({given: MADE}, ASKED, {})
    assert mended.contents == {"softmax.ipynb": MADE}
    assert mended.found == {"softmax"}
    assert bool(mended.remarks or mended.renamed) == (given != "softmax.ipynb")


def test_a_name_that_ends_with_a_number_is_that_name() -> None:
    mended = names.mended({"logreg_2.ipynb": b"a", "logreg-2 (1).ipynb": b"b"}, ASKED, {})
    assert mended.contents["logreg_2.ipynb"] == b"a"


@pytest.mark.parametrize("given", ["softmaxes.ipynb", "notes.ipynb", "softmax.pdf", "copy.ipynb"])
def test_another_file_keeps_its_name(given: str) -> None:
    assert names.mended({given: b"x"}, ASKED, {}).contents == {given: b"x"}


def test_a_notebook_of_another_name_is_known_by_its_cells() -> None:
    mended = names.mended({"final_ada.ipynb": MADE, "notes.ipynb": answer("numpy")}, ASKED, {})
    assert mended.contents == {"softmax.ipynb": MADE, "notes.ipynb": answer("numpy")}
    assert mended.remarks == [
        "final_ada.ipynb was taken for softmax.ipynb, by nbgrader's names of its cells."
    ]


def test_of_two_the_newer_is_taken_and_said() -> None:
    both = {"softmax.ipynb": b"old", "softmax (1).ipynb": b"new"}
    days = {"softmax.ipynb": 19, "softmax (1).ipynb": 20}
    times = {path: (0, datetime(2026, 11, day)) for path, day in days.items()}
    mended = names.mended(both, ASKED, times)
    assert mended.contents == {"softmax.ipynb": b"new"}
    assert "softmax (1).ipynb was taken for softmax.ipynb (the newer one, by" in mended.remarks[0]
    mended = names.mended(both, ASKED, {"softmax.ipynb": (7, None), "softmax (1).ipynb": (9, None)})
    assert mended.contents == {"softmax.ipynb": b"new"}


def test_times_of_packing_tell_nothing() -> None:
    both = {"softmax.ipynb": b"a", "softmax (1).ipynb": b"b"}
    times = {path: (0, datetime(2026, 11, 20, 9, 0, second)) for second, path in enumerate(both)}
    mended = names.mended(both, ASKED, times)
    assert mended.contents == {"softmax.ipynb": b"a"}
    assert "no time tells which is newer" in mended.remarks[0]


def test_where_no_time_tells_the_right_name_is_taken_and_said() -> None:
    both = {"softmax.ipynb": b"a", "softmax (1).ipynb": b"b"}
    mended = names.mended(both, ASKED, {})
    assert mended.contents == {"softmax.ipynb": b"a"}
    assert "no time tells which is newer), not softmax (1).ipynb." in mended.remarks[0]


def test_files_beside_the_notebook_come_out_of_the_folder_with_it() -> None:
    files = {"softmax/softmax.ipynb": MADE, "softmax/data/x.csv": b"1", "notes.txt": b"2"}
    mended = names.mended(files, ASKED, {})
    assert mended.contents == {"softmax.ipynb": MADE, "data/x.csv": b"1"}
    assert mended.remarks == ["It lay in the folder softmax."]
    assert mended.left_out == ["1 file outside softmax: left out."]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8-sig", "A byte order mark was taken off."),
        ("utf-16", "It was text in UTF-16."),
        ("utf-16-le", "It was text in UTF-16."),
        ("utf-16-be", "It was text in UTF-16."),
        ("cp1252", "It was text in Windows-1252."),
    ],
)
def test_the_text_of_a_notebook_becomes_utf_8(encoding: str, said: str) -> None:
    text = json.dumps(json.loads(answer("softmax", "x = 'naïve'")), ensure_ascii=False)
    assert texts.mended(text.encode(encoding)) == (text.encode(), [said])


@pytest.mark.parametrize("minor", range(6))
def test_notebooks_of_format_4_stay_as_they_are(minor: int) -> None:
    content = json.dumps(json.loads(MADE) | {"nbformat_minor": minor}).encode()
    assert texts.mended(content) == (content, [])


def format_3() -> bytes:
    """The answer in notebook format 3, as IPython 2 wrote it."""
    cells = []
    for cell in source("softmax").cells:
        kind = {"input": cell.source, "language": "python", "outputs": [], "collapsed": False}
        kind = kind if cell.cell_type == "code" else {"source": cell.source}
        cells.append({"cell_type": cell.cell_type, "metadata": cell.metadata} | kind)
    book = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}
    return json.dumps(book | {"worksheets": [{"cells": cells, "metadata": {}}]}).encode()


def test_a_notebook_of_format_3_becomes_one_of_format_4() -> None:
    content, said = texts.mended(format_3())
    notebook = nbformat.reads(content.decode(), as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert notebook.nbformat == 4 and said == ["It was brought from notebook format 3 to 4."]
    assert texts.grade_ids(content) == texts.grade_ids(MADE) == texts.grade_ids(format_3())
    assert [c.source for c in notebook.cells] == [c.source for c in source("softmax").cells]


def test_a_large_notebook_of_format_3_is_left_to_grading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_OLD", 100)
    content, said = texts.mended(format_3())
    assert content == format_3() and "cannot be brought to 4" in said[0]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no json", b"[1]", b'{"nbformat": "4"}', b"[" * 100_000, b"\xff\xfe\x00", b"\x80abc",
        b'{"nbformat": 3, "worksheets": 7}', b'{"nbformat": 3, "worksheets": [[]]}',
        b'{"nbformat": 4, "cells": [7, {"metadata": 7}]}', b'{"nbformat": 99}',
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_left_to_grading(content: bytes) -> None:
    assert texts.mended(content)[0] == content
    assert texts.grade_ids(content) == set()
