"""Reads CSV with comma, semicolon or tab, in UTF-8 or in Windows-1252 as older Excel saves it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from pos_app.errors import PosError, Problem
from pos_app.sheets.table import MAX_CELL, MAX_COLUMNS, Record, Table, build_table

# Every column filled to its limit; a record may have no more characters.
MAX_RECORD = MAX_COLUMNS * MAX_CELL
_PIECE = 1 << 20
_SEPARATORS = ",;\t"
_SEP_LINE = re.compile(r"sep=([,;\t])", re.IGNORECASE)


def read_csv(data: bytes, file: str) -> Table:
    """Return the table in `data`. Raises PosError `sheet_…` if the whole sheet is refused."""
    encoding, notes = _encoding(data, file)
    table = build_table(file, _records(data, encoding), ragged=True)
    return replace(table, problems=notes + table.problems)


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


def _records(data: bytes, encoding: str) -> Iterator[Record]:
    """Yield the records with their numbers; a cell of several lines counts as one row."""
    header = next((line for line in _Lines(data, encoding) if line.strip()), "")
    hint = _SEP_LINE.fullmatch(header.strip(" \r\n"))
    separator = hint[1] if hint else _separator(header)
    lines = _Lines(data, encoding)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for row, cells in enumerate(reader, 1):
            lines.next_record()
            if not (hint and _SEP_LINE.fullmatch(separator.join(cells).strip())):
                yield row, cells
    except csv.Error as error:
        raise _damage(str(error), lines.row) from None


def _separator(header: str) -> str:
    """Return the separator that occurs most in the header line, outside quotes."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_SEPARATORS, key=bare.count)


def _damage(message: str, row: int) -> PosError:
    """Return the PosError for an error of the csv module in record `row`."""
    if "field limit" in message:
        return PosError("sheet_cell_too_long", row=row, limit=MAX_CELL)
    return PosError("sheet_quotes", row=row)
