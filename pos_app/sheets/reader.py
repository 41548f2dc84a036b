"""Reads a table from a CSV file or a workbook."""

from __future__ import annotations

from pathlib import Path

from pos_app.errors import PosError
from pos_app.sheets.table import Table, refused_table
from pos_app.sheets.text import read_csv
from pos_app.sheets.workbook import read_workbook

MAX_BYTES = 32 * 1024 * 1024

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


def read_table(path: Path) -> Table:
    """Return the table in a file: its valid rows, and the problems of the others.

    Problems of the content are in the table. Raises PosError `file_not_found`, `file_unreadable`
    only if the file cannot be read.
    """
    data = _bytes(path)
    try:
        return _read(data, path)
    except PosError as error:
        return refused_table(path.name, error)


def _bytes(path: Path) -> bytes:
    """Return the content of the file, at most one byte more than the limit."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise PosError("file_not_found", file=path.name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PosError("file_unreadable", file=path.name, reason=reason) from error


def _read(data: bytes, path: Path) -> Table:
    """Read by the type of the content; the suffix only tells a broken workbook from text."""
    if len(data) > MAX_BYTES:
        raise PosError("sheet_too_large", limit_mb=MAX_BYTES // 2**20)
    if not data:
        raise PosError("sheet_empty")
    if data.startswith((_ZIP, _OLE)):
        return read_workbook(data, path.name)
    if path.suffix.lower() in _WORKBOOKS:
        raise PosError("sheet_unreadable")
    return read_csv(data, path.name)
