"""A CSV file is read whatever its signs, and is written byte for byte but for what was set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbgradient.course.csv_file import CsvError, CsvFile

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")

#: What people are called, and what a spreadsheet or a reader of CSV might trip over.
texts = st.text(st.sampled_from("aé,;\t|\"'\n\r=+-@ 7.5ñß"), max_size=8) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)
tables = st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=5)


def rows(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in CsvFile(content).rows]


@given(st.binary(max_size=200) | texts.map(str.encode))
def test_what_was_read_is_written_as_it_was(content: bytes) -> None:
    try:
        file = CsvFile(content)
    except CsvError:
        return
    assert bytes(file) == content


def written(table: list[list[str]], delimiter: str, end: str, always: bool) -> str:
    """``table`` as programs write it, with quotes where there have to be or ``always``."""

    def cell(text: str) -> str:
        needs = always or any(sign in text for sign in (delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if needs else text

    return "".join(delimiter.join(map(cell, row)) + end for row in table)


@given(
    table=tables,
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    always=st.booleans(),
    mark=st.text('0123456789.,;"', min_size=1, max_size=6),
    data=st.data(),
)
def test_setting_a_cell_changes_that_cell_alone(
    table: list[list[str]], delimiter: str, end: str, always: bool, mark: str, data: st.DataObject
) -> None:
    text = f"sep={delimiter}\n" + written(table, delimiter, end, always)
    file = CsvFile(text.encode())
    assert [[cell.text for cell in row] for row in file.rows] == table
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[row]) - 1))
    cell = file.rows[row][column]
    file.set(row, column, mark)
    table[row][column] = mark
    assert rows(bytes(file)) == table
    after = bytes(file).decode()
    assert after.startswith(text[: cell.start]) and after.endswith(text[cell.end :])


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_stays_with_its_mark(encoding: str) -> None:
    content = "name;mark\r\nRené;\r\n".encode(encoding)
    file = CsvFile(content)
    assert file.texts(1) == ["René", ""]
    file.set(1, 1, "7,5")
    assert bytes(file) == "name;mark\r\nRené;7,5\r\n".encode(encoding)


def test_bytes_that_windows_does_not_know_stay() -> None:
    content = b"name,mark\nRen\xe9 \x81,\n"
    file = CsvFile(content)
    file.set(1, 1, "7")
    assert bytes(file) == b"name,mark\nRen\xe9 \x81,7\n"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("name;mark\nLovelace, Ada;7,5\nNoether, Emmy;8,25\n", ";"),
        ('name,mark\n"Lovelace; Ada; Countess",7\n', ","),
        ("name\tmark\nLovelace, Ada\t7,5\n", "\t"),
        ("sep=|\nname|mark\na,b|c,d\n", "|"),
    ],
)
def test_the_sign_between_cells_is_that_of_all_rows(text: str, delimiter: str) -> None:
    assert CsvFile(text.encode()).delimiter == delimiter


def test_a_row_that_lacks_the_cell_gets_it() -> None:
    file = CsvFile(b"name,section,a,b\nada\nemmy,B,1,2\n")
    file.set(1, 3, "8")
    file.set(1, 2, "7")
    assert bytes(file) == b"name,section,a,b\nada,,7,8\nemmy,B,1,2\n"


def test_a_mark_with_the_sign_between_cells_has_quotes() -> None:
    file = CsvFile(b'name,mark\nada,\nemmy,"1,0"\n')
    file.set(1, 1, "7,5")
    file.set(2, 1, "8")
    assert bytes(file) == b'name,mark\nada,"7,5"\nemmy,"8"\n'


def test_a_character_that_the_encoding_lacks_is_written_as_html_does() -> None:
    file = CsvFile("name,said\nRené,\n".encode("cp1252"))
    file.set(1, 1, "α é")
    assert bytes(file) == "name,said\nRené,&#945; é\n".encode("cp1252")


@pytest.mark.parametrize("content", [b'a,"b\nc,d\n', b"\xff\xfea"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(CsvError):
        CsvFile(content)
