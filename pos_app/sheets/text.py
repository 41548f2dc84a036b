"""Reads CSV of any separator: UTF-8, UTF-16 (`Unicode Text` of Excel), or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Literal

from pos_app.errors import PosError, Problem
from pos_app.sheets.grid import Grid, filled_rows
from pos_app.sheets.header_row import LOOK_ROWS, how_well, is_own_header
from pos_app.sheets.table import MAX_CELL, MAX_COLUMNS, Record

# Every column filled to its limit; a record may have no more characters.
MAX_RECORD = MAX_COLUMNS * MAX_CELL
_PIECE = 1 << 20
_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r"sep=([,;\t|])", re.IGNORECASE)


def read_csv(data: bytes, file: str) -> Grid:
    """Return the cells of the table in `data`.

    Raises PosError `sheet_…` if the whole sheet is refused.
    """
    data = in_utf8(data)
    encoding, notes = _encoding(data, file)
    rows = _rows(data, encoding, _separator_of(data, encoding))
    return Grid(file, _unquoted(rows), notes, ragged=True)


def _rows(data: bytes, encoding: str, separator: str) -> tuple[Record, ...]:
    """Return the records that hold anything.

    Rows that were copied in a spreadsheet have tabs, and quotes that are a part of the text.
    """
    try:
        return filled_rows(_records(data, encoding, separator))
    except PosError as error:
        if error.code != "sheet_quotes" or separator != "\t":
            raise
    return filled_rows(_records(data, encoding, separator, quoted=False))


def in_utf8(data: bytes) -> bytes:
    """Return a text that begins with a mark of UTF-16 in UTF-8, any other as it is.

    Raises PosError `sheet_unreadable`.
    """
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        raise PosError("sheet_unreadable") from None


def _encoding(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the encoding of `data`: UTF-8, else Windows-1252 with a warning.

    The warning is needed because accented letters may be wrong.
    """
    if b"\0" in data:
        raise PosError("sheet_nul")
    if _can_decode(data, "utf-8-sig"):
        return "utf-8-sig", ()
    if not _can_decode(data, "cp1252"):
        raise PosError("sheet_unreadable")
    facts = {"encoding": "Windows-1252"}
    return "cp1252", (Problem("sheet_encoding", "warning", facts, file),)


def _can_decode(data: bytes, encoding: str) -> bool:
    """Whether `data` is text in `encoding`, found out piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(data[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """The lines of a text, of which a record may have so many characters and no more."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
        self._characters = 0
        self.row = 1

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(MAX_RECORD + 1):
            self._characters += len(line)
            if self._characters > MAX_RECORD:
                raise PosError("sheet_row_too_long", row=self.row, limit=MAX_RECORD)
            yield line

    def next_record(self) -> None:
        """Count from here: a record is complete."""
        self._characters = 0
        self.row += 1


def _records(
    data: bytes, encoding: str, separator: str, most: int = 0, *, quoted: bool = True
) -> Iterator[Record]:
    """Yield the records with their numbers; a cell of several lines counts as one row.

    With `most` only so many are read.
    """
    lines = _Lines(data, encoding)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)
    first = True
    try:
        for row, cells in enumerate(reader, 1):
            lines.next_record()
            is_hint = first and _SEP_LINE.fullmatch(separator.join(cells).strip())
            first = first and not any(cells)
            if not is_hint:
                yield row, cells
            if row == most:
                return
    except csv.Error as error:
        raise _damage(str(error), lines.row) from None


def _separator_of(data: bytes, encoding: str) -> str:
    """Return what separates the cells: as the hint of Excel says, else as the head is recognised.

    Where no head is recognised, or with any separator alike, it is the one that occurs most in
    the first line, outside quotes.
    """
    header = next((line for line in _Lines(data, encoding) if line.strip()), "")
    hint = _SEP_LINE.fullmatch(header.strip(" \r\n"))
    if hint:
        return hint[1]
    bare = re.sub(r'"[^"]*"', "", header)
    by_count = sorted(_SEPARATORS, key=bare.count, reverse=True)
    if is_own_header([(1, header.strip().split(by_count[0]))]):
        return by_count[0]
    return max(by_count, key=lambda each: _looks(data, encoding, each))


def _looks(data: bytes, encoding: str, separator: str) -> int:
    """Return how well a head is recognised in the first lines with this separator."""
    try:
        return how_well(tuple(_records(data, encoding, separator, LOOK_ROWS)))
    except PosError:
        return 0


def _unquoted(rows: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the rows of a sheet whose lines are wholly in quotes, each split into its cells."""
    if any(len(cells) > 1 for _, cells in rows):
        return rows
    lines = [(row, str(cells[0])) for row, cells in rows]
    splits = {each: _split(lines, each) for each in _SEPARATORS}
    best = max(splits, key=lambda each: how_well(splits[each][:LOOK_ROWS]))
    return splits[best] if how_well(splits[best][:LOOK_ROWS]) > how_well(rows) else rows


def _split(lines: list[tuple[int, str]], separator: str) -> tuple[Record, ...]:
    """Return each line split; nothing if they cannot be."""
    if not any(separator in line for _, line in lines):
        return ()
    found = []
    try:
        for row, line in lines:
            cells = next(csv.reader([line], delimiter=separator), [])
            found.append((row, [cell if cell.strip() else None for cell in cells]))
    except csv.Error:
        return ()
    return tuple(found)


def _damage(message: str, row: int) -> PosError:
    """Return the PosError for an error of the csv module in record `row`."""
    if "field limit" in message:
        return PosError("sheet_cell_too_long", row=row, limit=MAX_CELL)
    return PosError("sheet_quotes", row=row)
