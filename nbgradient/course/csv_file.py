"""A CSV file as some program wrote it: read whatever its encoding and its signs, and kept so.

What is written back is the file byte for byte, but for the cells that were set: the mark of the
encoding, the quotes, the line ends and the sign between cells are those of the program.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

#: What may stand between the cells, and how many rows and characters are looked at to tell.
_BETWEEN, _ROWS, _CHARACTERS = ",;\t|", 20, 10_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Excel says in the first line, to itself, what stands between the cells.
_TOLD = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)


class CsvError(Exception):
    """What was read is no table; the message says why."""


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes:
        text: what it says, without quotes.
        start: where it begins in the text of the file, and ``end`` where the next sign stands.
        is_quoted: whether it has quotes there.
    """

    text: str
    start: int
    end: int
    is_quoted: bool


class CsvFile:
    """The rows of a CSV file, in which cells can be set."""

    def __init__(self, content: bytes) -> None:
        """Read ``content``.

        Raises:
            CsvError: it is no such file.
        """
        self._mark, self._encoding, self._errors = _encoding(content)
        try:
            self._text = content[len(self._mark) :].decode(self._encoding, self._errors)
        except UnicodeDecodeError as error:
            raise CsvError(f"it is no text in {self._encoding}: {error.reason}") from None
        told = _TOLD.match(self._text)
        self.delimiter = told[1] if told else _delimiter(self._text)
        self.rows = list(_rows(self._text, told.end() if told else 0, self.delimiter))
        self._set: dict[tuple[int, int], str] = {}

    def texts(self, row: int) -> list[str]:
        """What the cells of the ``row`` say, without space around it."""
        return [cell.text.strip() for cell in self.rows[row]]

    def set(self, row: int, column: int, text: str) -> None:
        """Have the cell say ``text``; cells that the row lacks before it are empty.

        A character that the encoding of the file lacks is written as HTML writes it.
        """
        known = text.encode(self._encoding, "xmlcharrefreplace")
        self._set[row, column] = known.decode(self._encoding)

    def __bytes__(self) -> bytes:
        """The file with what was set."""
        parts, done = [], 0
        for (row, column), text in sorted(self._set.items()):
            start, end, written = self._place(row, column, text)
            parts += [self._text[done:start], written]
            done = end
        text = "".join([*parts, self._text[done:]])
        return self._mark + text.encode(self._encoding, self._errors)

    def _place(self, row: int, column: int, text: str) -> tuple[int, int, str]:
        """What is to be written instead of what, in the text of the file."""
        cells = self.rows[row]
        if column < len(cells):
            cell = cells[column]
            return cell.start, cell.end, self._written(text, cell.is_quoted)
        there = [len(cells) - 1, *(c for r, c in self._set if r == row and c < column)]
        between = self.delimiter * (column - max(there))
        return cells[-1].end, cells[-1].end, between + self._written(text, False)

    def _written(self, text: str, is_quoted: bool) -> str:
        if is_quoted or any(sign in text for sign in (self.delimiter, '"', "\r", "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text


def _encoding(content: bytes) -> tuple[bytes, str, str]:
    """The mark of the encoding, its name, and what is done with bytes that it does not know."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding, "surrogateescape" if encoding == "utf-8" else "surrogatepass"
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return b"", "utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "surrogatepass"
    try:
        content.decode()
    except UnicodeDecodeError:
        return b"", "cp1252", "surrogateescape"
    return b"", "utf-8", "strict"


def _delimiter(text: str) -> str:
    """What stands between cells: what gives all rows the same number of them, or is most frequent.

    Where the comma is the decimal sign, it may be more frequent than the semicolon.
    """
    beginning = text[:_CHARACTERS]
    lengths = {sign: _length(text, sign) for sign in _BETWEEN}
    return max(_BETWEEN, key=lambda sign: (lengths[sign], beginning.count(sign)))


def _length(text: str, sign: str) -> int:
    """How many cells each of the first rows has with this ``sign``; 0 if they differ."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        lengths = {len(row) for row in islice(filter(any, reader), _ROWS)}
    except csv.Error:
        return 0
    found = lengths.pop() if len(lengths) == 1 else 0
    return found if found > 1 else 0


def _rows(text: str, start: int, delimiter: str) -> Iterator[list[Cell]]:
    sign = re.escape(delimiter)
    pattern = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]++|"")*+)"(?P<rest>[^{sign}\r\n]*+)|(?P<plain>[^{sign}\r\n]*+))'
        rf"(?P<after>{sign}|\r\n|\r|\n|\Z)"
    )
    row: list[Cell] = []
    while start < len(text) or row:
        match = pattern.match(text, start)
        if match is None or (match["plain"] or "").startswith('"'):
            line = text.count("\n", 0, start) + 1
            raise CsvError(f"the quote in line {line} is not closed")
        is_quoted = match["plain"] is None
        said = match["quoted"].replace('""', '"') + match["rest"] if is_quoted else match["plain"]
        row.append(Cell(said, start, match.start("after"), is_quoted))
        start = match.end()
        if match["after"] != delimiter:
            yield row
            row = []
