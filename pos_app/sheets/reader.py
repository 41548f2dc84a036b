"""Reads a table from a CSV file or a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pos_app.bounded.child import read_in_child
from pos_app.bounded.files import read_bounded
from pos_app.errors import MachineError, PosError, Problem
from pos_app.sheets.table import Cell, SheetRow, Table, refused_table
from pos_app.sheets.text import read_csv
from pos_app.sheets.workbook import read_workbook

MAX_BYTES = 32 * 1024 * 1024
# A text of this size needs no process of its own: it is read line by line, by the csv module only,
# and takes at most some 60 times its bytes.
SMALL_TEXT = 256 << 10

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


def read_table(path: Path) -> Table:
    """Return the table in a file: its valid rows, and the problems of the others.

    A workbook, and any large file, is read in a process with bounded memory and time. Problems of
    the content are in the table. Raises PosError `file_not_found`, `file_unreadable` only if the
    file cannot be read, and MachineError `reader_not_started`.
    """
    try:
        data = read_bounded(path, MAX_BYTES)
    except PosError as error:
        if error.code != "file_too_large":
            raise PosError(error.code, file=path.name) from error
        error = PosError("sheet_too_large", limit_mb=MAX_BYTES // 2**20)
        return refused_table(path.name, error)
    if len(data) <= SMALL_TEXT and not data.startswith((_ZIP, _OLE)):
        return table_of(data, path.name)
    try:
        return _unpacked(read_in_child(partial(_packed_table, path.name), data))
    except MachineError:
        raise
    except PosError as error:
        code = {"check_too_heavy": "sheet_too_heavy", "check_too_long": "sheet_too_slow"}
        return refused_table(path.name, PosError(code.get(error.code, "sheet_unreadable")))


def table_of(data: bytes, name: str) -> Table:
    """Return the table in the bytes of a file called `name`, read in this process."""
    try:
        return _read(data, name)
    except PosError as error:
        return refused_table(name, error)


def _read(data: bytes, name: str) -> Table:
    """Read by the type of the content; the suffix only tells a broken workbook from text."""
    if len(data) > MAX_BYTES:
        raise PosError("sheet_too_large", limit_mb=MAX_BYTES // 2**20)
    if not data:
        raise PosError("sheet_empty")
    if data.startswith((_ZIP, _OLE)):
        return read_workbook(data, name)
    if Path(name).suffix.lower() in _WORKBOOKS:
        raise PosError("sheet_unreadable")
    return read_csv(data, name)


_PackedTable = tuple[tuple[str, ...], list[tuple[int, tuple[Cell, ...]]], tuple[Problem, ...]]


def _packed_table(name: str, data: bytes) -> _PackedTable:
    """Return the parts of the table, without the column names in every row."""
    table = table_of(data, name)
    rows = [(row.row, tuple(row.cells.values())) for row in table.rows]
    return table.header, rows, table.problems


def _unpacked(parts: _PackedTable) -> Table:
    header, rows, problems = parts
    found = (SheetRow(row, dict(zip(header, cells, strict=True))) for row, cells in rows)
    return Table(header, tuple(found), problems)
