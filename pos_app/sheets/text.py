"""Reads CSV with comma, semicolon or tab, in UTF-8 or in Windows-1252 as older Excel saves it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from pos_app.errors import PosError, Problem
from pos_app.sheets.table import MAX_CELL, Record, Table, build_table

_SEPARATORS = ",;\t"
_SEP_LINE = re.compile(r"sep=([,;\t])", re.IGNORECASE)


def read_csv(data: bytes, file: str) -> Table:
    """Return the table in `data`. Raises PosError `sheet_…` if the whole sheet is refused."""
    text, notes = _decode(data, file)
    table = build_table(file, _records(text), ragged=True)
    return replace(table, problems=notes + table.problems)


def _decode(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of `data` in UTF-8, else in Windows-1252 with a warning.

    The warning is needed because accented letters may be wrong.
    """
    if b"\0" in data:
        raise PosError("sheet_nul")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise PosError("sheet_unreadable") from None
    facts = {"encoding": "Windows-1252"}
    return text, (Problem("sheet_encoding", "warning", facts, file),)


def _records(text: str) -> Iterator[Record]:
    """Yield the records with their numbers; a cell of several lines counts as one row."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    hint = _SEP_LINE.fullmatch(header.strip(" \r\n"))
    separator = hint[1] if hint else _separator(header)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if not (hint and _SEP_LINE.fullmatch(separator.join(cells).strip())):
                yield row, cells
    except csv.Error as error:
        raise _damage(str(error), row + 1) from None


def _separator(header: str) -> str:
    """Return the separator that occurs most in the header line, outside quotes."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_SEPARATORS, key=bare.count)


def _damage(message: str, row: int) -> PosError:
    """Return the PosError for an error of the csv module in record `row`."""
    if "field limit" in message:
        return PosError("sheet_cell_too_long", row=row, limit=MAX_CELL)
    return PosError("sheet_quotes", row=row)
