"""Reads a table from a CSV file or a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pos_app.bounded.child import read_in_child
from pos_app.bounded.files import read_bounded
from pos_app.errors import MachineError, PosError
from pos_app.sheets.grid import Grid, refused_grid, table_of_grid
from pos_app.sheets.header_row import LIST_OF_GOODS, LOOK_ROWS, how_well
from pos_app.sheets.markup_table import is_markup, read_markup
from pos_app.sheets.table import Table, refused_table
from pos_app.sheets.text import read_csv
from pos_app.sheets.workbook import read_workbook

MAX_BYTES = 32 * 1024 * 1024
# A text of this size needs no process of its own: it is read line by line, by the csv module only,
# and takes at most some 60 times its bytes.
SMALL_TEXT = 256 << 10

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = ((b"%PDF-", "PDF"), (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"{\\rtf", "RTF"))
_LOOK_FOR_WORD = 8_192
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


def read_grid(path: Path, sheet: str = "") -> Grid:
    """Return the cells of a file: of the sheet called `sheet`, else of the one with the goods.

    A workbook, and any large file, is read in a process with bounded memory and time. Problems of
    the content are in the grid. Raises PosError `file_not_found`, `file_unreadable` only if the
    file cannot be read, and MachineError `reader_not_started`.
    """
    try:
        data = read_bounded(path, MAX_BYTES)
    except PosError as error:
        if error.code != "file_too_large":
            raise PosError(error.code, file=path.name) from error
        error = PosError("sheet_too_large", limit_mb=MAX_BYTES // 2**20)
        return refused_grid(path.name, error)
    return grid_of_bytes(data, path.name, sheet)


def grid_of_bytes(data: bytes, name: str, sheet: str = "") -> Grid:
    """Return the cells in the bytes of a file called `name`, read within bounds as `read_grid`.

    Raises MachineError `reader_not_started`.
    """
    is_small = len(data) <= SMALL_TEXT and not data.startswith((_ZIP, _OLE))
    if is_small and not is_markup(data):
        return grid_of(data, name, sheet)
    try:
        return read_in_child(partial(_grid_in_child, name, sheet), data)
    except MachineError:
        raise
    except PosError as error:
        code = {"check_too_heavy": "sheet_too_heavy", "check_too_long": "sheet_too_slow"}
        return refused_grid(name, PosError(code.get(error.code, "sheet_unreadable")))


def _grid_in_child(name: str, sheet: str, data: bytes) -> Grid:
    return grid_of(data, name, sheet)


def grid_of(data: bytes, name: str, sheet: str = "") -> Grid:
    """Return the cells in the bytes of a file called `name`, read in this process."""
    try:
        return _read(data, name, sheet)
    except PosError as error:
        return refused_grid(name, error)


def read_table(path: Path) -> Table:
    """Return the table in a file whose first row has the names of its columns.

    Raises as `read_grid` does.
    """
    return _table(read_grid(path))


def table_of(data: bytes, name: str) -> Table:
    """Return the table in the bytes of a file called `name`, read in this process."""
    return _table(grid_of(data, name))


def _table(grid: Grid) -> Table:
    try:
        return table_of_grid(grid)
    except PosError as error:
        return refused_table(grid.file, error)


def _read(data: bytes, name: str, sheet: str) -> Grid:
    """Read by the type of the content; the suffix only tells a broken workbook from text."""
    if len(data) > MAX_BYTES:
        raise PosError("sheet_too_large", limit_mb=MAX_BYTES // 2**20)
    if not data:
        raise PosError("sheet_empty")
    if kind := _other_kind(data):
        raise PosError("sheet_no_table", kind=kind)
    if data.startswith((_ZIP, _OLE)):
        return read_workbook(data, name, sheet)
    if is_markup(data):
        return read_markup(data, name)
    if Path(name).suffix.lower() in _WORKBOOKS:
        return _read_text_of_workbook(data, name)
    return read_csv(data, name)


def _other_kind(data: bytes) -> str:
    """Return what a file is that people send for a list though it has no table; empty for others.

    Of a zip only the names at its start are looked at: Word writes `word/` into them.
    """
    found = next((kind for start, kind in _OTHERS if data.startswith(start)), "")
    is_word = data.startswith(_ZIP) and b"word/" in data[:_LOOK_FOR_WORD]
    return "Word" if is_word else found


def _read_text_of_workbook(data: bytes, name: str) -> Grid:
    """Read a text that is called a workbook, as many tills save it, if it is a list of goods."""
    try:
        grid = read_csv(data, name)
    except PosError:
        raise PosError("sheet_unreadable") from None
    if how_well(grid.rows[:LOOK_ROWS]) < LIST_OF_GOODS:
        raise PosError("sheet_unreadable")
    return grid
