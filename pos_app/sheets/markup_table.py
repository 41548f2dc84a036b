"""Reads the tables of web pages and of Excel's XML of 2003, which many tills save as `.xls`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from pos_app.errors import PosError
from pos_app.sheets.grid import MAX_GRID_CELLS, Grid, filled_rows
from pos_app.sheets.header_row import LOOK_ROWS, how_well
from pos_app.sheets.table import MAX_CELL, MAX_COLUMNS, Cell, check_size
from pos_app.sheets.text import in_utf8

_LOOK_BYTES = 64 << 10
_TABLES = re.compile(rb"<(table|[a-z]{0,9}:?worksheet)[\s>]", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,4}")
_ROWS, _CELLS = {"tr", "row"}, {"td", "th", "cell"}
_BREAKS = {"br", "p", "div"}
_HIDDEN = {"script", "style"}


def is_markup(data: bytes) -> bool:
    """Whether a text is a web page, or XML, with a table."""
    start = data[:_LOOK_BYTES].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return start.startswith(b"<") and bool(_TABLES.search(start))


def read_markup(data: bytes, file: str) -> Grid:
    """Return the cells of the table that looks most like goods, all of them texts.

    Raises PosError `sheet_…` if the page is refused.
    """
    found = _tables(_text(in_utf8(data)))
    tables = [filled_rows(enumerate(table, 1)) for table in found if any(map(any, table))]
    if not tables:
        raise PosError("sheet_empty")
    return Grid(file, max(tables, key=lambda rows: how_well(rows[:LOOK_ROWS])))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _tables(text: str) -> list[list[list[Cell]]]:
    parser = _Tables()
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, ValueError) as error:  # the library's, of damaged declarations
        raise PosError("sheet_unreadable") from error
    return parser.tables


class _Tables(HTMLParser):
    """The rows of every table; a table within a cell is part of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[Cell]]] = []
        self._depth = 0
        self._text: list[str] | None = None
        self._length = 0
        self._cells_left = MAX_GRID_CELLS
        self._hidden = ""
        # Values of cells that go on in the rows below: by column, with the rows that are left.
        self._below: dict[int, tuple[Cell, int]] = {}
        self._next_below: dict[int, tuple[Cell, int]] = {}
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        tag = tag.rpartition(":")[2]
        if tag == "table":
            self._begin_table()
        elif tag in _HIDDEN:
            self._hidden = tag
        elif tag in _BREAKS:
            self.handle_data(" ")
        elif self._depth == 1 and tag in _ROWS | _CELLS:
            self._end_cell()
            begin = self._begin_row if tag in _ROWS else self._begin_cell
            begin({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """End a cell, a row or a table."""
        tag = tag.rpartition(":")[2]
        if self._depth == 1 and tag in _ROWS | _CELLS | {"table"}:
            self._end_cell()
        if tag == "table":
            self._depth = max(0, self._depth - 1)
        elif tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        """Add to the text of the cell."""
        if self._text is None or self._hidden:
            return
        self._length += len(data)
        if self._length > MAX_CELL:
            row = len(self.tables[-1])
            raise PosError("sheet_cell_too_long", row=row, limit=MAX_CELL)
        self._text.append(data)

    def _begin_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self.tables.append([])
            self._below, self._next_below = {}, {}

    def _begin_row(self, attributes: dict[str, str]) -> None:
        table = self.tables[-1]
        for _ in range(len(table) + 1, _number(attributes.get("ss:index", ""))):
            table.append([])
        table.append([])
        check_size(len(table), 0)
        self._below, self._next_below = self._next_below, {}
        self._fill_from_above()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if not self.tables[-1]:
            self._begin_row({})
        row = self.tables[-1][-1]
        while len(row) + 1 < _number(attributes.get("ss:index", "")):
            self._append(None)
        self._text, self._length = [], 0
        across = _number(attributes.get("colspan", "")) or 1
        down = _number(attributes.get("rowspan", "")) or 1
        across += _number(attributes.get("ss:mergeacross", ""))
        self._span = (across, down + _number(attributes.get("ss:mergedown", "")))

    def _end_cell(self) -> None:
        if self._text is None:
            return
        value: Cell = " ".join("".join(self._text).split()) or None
        self._text = None
        across, down = self._span
        column = len(self.tables[-1][-1])
        self._append(value)
        for _ in range(across - 1):
            self._append(None)
        if down > 1:
            for at in range(column, column + across):
                below = value if across == 1 else None
                self._next_below[at] = (below, down - 1)
        self._fill_from_above()

    def _fill_from_above(self) -> None:
        """Add the cells of the rows above that reach down to where the row stands."""
        row = self.tables[-1][-1]
        while len(row) in self._below:
            column = len(row)
            value, left = self._below.pop(column)
            self._append(value)
            if left > 1:
                self._next_below[column] = (value, left - 1)

    def _append(self, value: Cell) -> None:
        row = self.tables[-1][-1]
        row.append(value)
        self._cells_left -= 1
        if self._cells_left < 0:
            raise PosError("sheet_too_heavy")
        check_size(0, len(row) if value is not None else min(len(row), MAX_COLUMNS))


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0
