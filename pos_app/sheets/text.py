"""CSV as shops write it: comma, semicolon or tab, UTF-8 or what an old Excel saved."""

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
    """The table in `data`; PosError `sheet_…` for what condemns it whole."""
    text, notes = _decode(data, file)
    table = build_table(file, _records(text), ragged=True)
    return replace(table, problems=notes + table.problems)


def _decode(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of `data`: UTF-8, else Windows-1252 with a warning, for accents may be wrong."""
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
    """The records with their numbers: a cell of several lines is in one row, as on a screen."""
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
    """The separator that the header line has most of, outside quotes."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_SEPARATORS, key=bare.count)


def _damage(message: str, row: int) -> PosError:
    """What the csv module stumbled over in record `row`."""
    if "field limit" in message:
        return PosError("sheet_cell_too_long", row=row, limit=MAX_CELL)
    return PosError("sheet_quotes", row=row)
