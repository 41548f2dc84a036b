"""Turns the rows of a sheet of any layout into rows of our own columns.

Rows that hold no goods are left out and named: a total, a repeated head, a note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pos_app.domain.catalogue import sku_key
from pos_app.errors import Problem, Severity
from pos_app.sheets.amounts import (
    has_fractions,
    is_cell_error,
    is_of_many,
    is_torn,
    pieces_of,
    price_of,
)
from pos_app.sheets.grid import Grid
from pos_app.sheets.layout import Layout
from pos_app.sheets.other_rows import has_price, is_total, kind_of_row
from pos_app.sheets.table import Cell, column_letter

SMALL_PRICE = 500
SEVERAL_PRICES = 3
# Spreadsheets keep 15 digits of a number; those behind them become zeros.
EXACT_NUMBER = 10**15
_ROUNDED_CODE = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
_WITH_ZERO = re.compile(r"([0-9]{3,})\.0+")
_MONTHS = "jan|feb|mar|apr|mei|may|jun|jul|agu|ags|aug|sep|okt|oct|nov|des|dec"
_DAY = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    rf"|[0-9]{{1,2}}-({_MONTHS})(-[0-9]{{2,4}})?",
    re.IGNORECASE,
)
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u00ad"))
_GROUP_NUMBER = re.compile(r"[A-Z]{1,5}[.)]?", re.IGNORECASE)
_NO_VARIANT = {
    "regular",
    "reguler",
    "default",
    "default title",
    "normal",
    "-",
    "standar",
    "tanpa varian",
}


_MAY_BE_DASHED = {"sku", "category", "maker", "barcode", "name_en", "share_pct"}
_DASHES = {"-", "--", "–", "—"}


def _tidy(text: str) -> str:
    """Return a text in one line, without the spaces of no width that come with copied texts."""
    bare = text if text.isascii() else text.translate(_NO_WIDTH)
    return " ".join(bare.split())


def _is_rounded(code: Cell) -> bool:
    """Whether a spreadsheet has put a code in scientific notation, or cut a number off."""
    if isinstance(code, str):
        return bool(_ROUNDED_CODE.fullmatch(code))
    return isinstance(code, int | float) and abs(code) >= EXACT_NUMBER


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of goods: its number in the file, and its cells by our columns.

    `detail` tells pieces of one name apart: their size or colour.
    """

    row: int
    cells: dict[str, Cell]
    detail: str = ""


class GoodsRows:
    """The goods of a sheet, and the problems of the rows that cannot be taken."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self.problems: list[Problem] = []
        self._grid = grid
        self._layout = layout
        self._rows = grid.rows[layout.first :]
        self._price_fractions = has_fractions(self._column("price_rp"))
        self._stock_fractions = has_fractions(self._column("stock"))
        self._group: Cell = None
        self._handle: Cell = None
        self._has_total = self._is_foot = self._is_numbered = self._is_in_thousands = False
        self._product: dict[str, Cell] = {}
        self._last_title = max((at for at, t in enumerate(layout.titles) if t), default=0)

    def _column(self, name: str) -> Iterator[Cell]:
        at = self._layout.columns.get(name)
        return (self._at(cells, at) for _, cells in self._rows) if at is not None else iter(())

    def take(self) -> list[FoundRow]:
        """Return the rows of goods; the problems of the others are in `problems`."""
        found = []
        priced = [at for at in range(len(self._rows)) if self._is_priced(at)]
        self._is_numbered = self._are_goods_numbered(priced)
        self._is_in_thousands = self._are_all_small(priced)
        for at, (row, cells) in enumerate(self._rows):
            self._is_foot = at > max(priced[-1:], default=0) and self._has_total
            if self._is_no_goods(row, cells):
                continue
            before = len(self.problems)
            goods = self._goods(row, cells)
            if not any(each.severity == "error" for each in self.problems[before:]):
                found.append(goods)
        return found

    def _is_priced(self, at: int) -> bool:
        """Whether a row has a price, and is no total."""
        cells = self._rows[at][1]
        return has_price(cells, self._layout) and not kind_of_row(cells, self._layout, ())

    @staticmethod
    def _at(cells: Sequence[Cell], at: int | None) -> Cell:
        return cells[at] if at is not None and at < len(cells) else None

    def _get(self, cells: Sequence[Cell], name: str) -> Cell:
        return self._at(cells, self._layout.columns.get(name))

    def _note(
        self, code: str, row: int, column: str, severity: Severity = "error", **facts: object
    ) -> None:
        all_facts = {"row": row, "column": column, **facts}
        self.problems.append(
            Problem(code, severity, all_facts, self._grid.file, row, column or None)
        )

    def _is_no_goods(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether a row holds something else than goods; noted, unless it is a blank form."""
        extras = self._layout.extras
        numbers = {*extras.get("number", ()), *extras.get("handle", ())}
        filled = [at for at, cell in enumerate(cells) if cell is not None]
        if all(at in numbers for at in filled):
            return True
        if self._is_more_of_a_product(cells):
            return True
        if filled == [self._layout.columns.get("category")]:
            self._group = cells[filled[0]]
            return True
        if self._is_group(cells, numbers):
            self._group = self._get(cells, "name")
            self._note("row_is_group", row, "", "warning", text=str(self._group).strip()[:60])
            return True
        what = kind_of_row(cells, self._layout, numbers, after_total=self._is_foot)
        self._has_total |= what == "row_is_total"
        if what:
            text = next((c for c in cells if isinstance(c, str)), "")
            self._note(what, row, "", "warning", text=text.strip()[:60])
        return bool(what)

    def _is_group(self, cells: Sequence[Cell], numbers: Collection[int]) -> bool:
        """Whether a row has nothing but the name of the goods below it, and no number or a letter.

        That can be told only where the goods are numbered and have no category of their own.
        """
        name = self._get(cells, "name")
        filled = {at for at, cell in enumerate(cells) if cell is not None}
        others = filled - {self._layout.columns["name"], *numbers}
        if others or not self._is_numbered or not isinstance(name, str):
            return False
        own = [str(cells[at]).strip() for at in filled & set(numbers)]
        is_head = all(map(_GROUP_NUMBER.fullmatch, own))
        return is_head and not self._is_foot and not is_total(name)

    def _are_goods_numbered(self, priced: Sequence[int]) -> bool:
        """Whether every row with a price has a whole number of its own, and no category."""
        columns = self._layout.extras.get("number", ())
        if not columns or not priced or "category" in self._layout.columns:
            return False
        found = (self._at(self._rows[at][1], columns[0]) for at in priced)
        return all(re.fullmatch(r"[0-9]+[.)]?", str(cell).strip()) for cell in found)

    def _is_more_of_a_product(self, cells: Sequence[Cell]) -> bool:
        """Whether a row only adds to the product above it: a second picture (Shopify)."""
        handle = self._first(cells, "handle")
        is_same = handle is not None and handle == self._handle
        columns = self._layout.columns.values()
        return is_same and all(self._at(cells, at) is None for at in columns)

    def _first(self, cells: Sequence[Cell], extra: str) -> Cell:
        columns = self._layout.extras.get(extra, ())
        return next((self._at(cells, at) for at in columns if self._at(cells, at)), None)

    def _goods(self, row: int, cells: Sequence[Cell]) -> FoundRow:
        self._check_form(row, cells)
        columns = self._layout.columns
        found = {name: self._cell(row, cells, at) for name, at in columns.items()}
        for name in _MAY_BE_DASHED & found.keys():
            found[name] = None if found[name] in _DASHES else found[name]
        self._take_from_product(cells, found)
        if found.get("category") is None and self._group is not None:
            found["category"] = self._group
        found["name"] = self._with_variant(cells, found["name"])
        self._read_price(row, cells, found)
        if "stock" in found:
            found["stock"] = self._stock(row, found["stock"])
        self._check_kept(row, found)
        return FoundRow(row, found, self._detail(cells))

    def _check_kept(self, row: int, found: dict[str, Cell]) -> None:
        """Note a code or a name that the spreadsheet has changed into another; mend `123.0`."""
        for name in ("sku", "barcode"):
            match = _WITH_ZERO.fullmatch(str(found.get(name)))
            found.update({name: match[1]} if match else {})
        for name in ("sku", "name"):
            if _DAY.fullmatch(str(found.get(name))):
                self._note(f"{name}_is_date", row, name, text=str(found[name])[:10])
        if _is_rounded(found.get("sku")):
            self._note("sku_rounded", row, "sku", text=str(found["sku"])[:40])

    def _check_form(self, row: int, cells: Sequence[Cell]) -> None:
        """Note cells that are missing at the end of a row of a CSV, or more than it has heads."""
        if not self._grid.ragged:
            return
        needed = max(self._layout.columns.values())
        if len(cells) <= needed:
            columns = self._last_title + 1
            self._note("sheet_row_short", row, "", cells=len(cells), columns=columns)
        for at in range(len(self._layout.titles), len(cells)):
            if cells[at] is not None and self._layout.header_row:
                self._note("sheet_row_long", row, column_letter(at + 1))
                return

    def _cell(self, row: int, cells: Sequence[Cell], at: int) -> Cell:
        """Return a cell that a field is read from, and note a formula or a spreadsheet's error."""
        cell = self._at(cells, at)
        title = self._layout.titles[at] or column_letter(at + 1)
        if self._grid.formulas.is_at(row, at + 1):
            self._note("sheet_formula", row, title)
        elif is_cell_error(cell):
            self._note("cell_error", row, title, text=str(cell)[:20])
        return _tidy(cell) if isinstance(cell, str) else cell

    def _take_from_product(self, cells: Sequence[Cell], found: dict[str, Cell]) -> None:
        """Fill in what a variant leaves to the first row of its handle."""
        handle = self._first(cells, "handle")
        if handle is None or handle != self._handle:
            self._handle = handle
            self._product = {name: found.get(name) for name in ("name", "category", "maker")}
            return
        for name, cell in self._product.items():
            if name in found and found[name] is None:
                found[name] = cell

    def _with_variant(self, cells: Sequence[Cell], name: Cell) -> Cell:
        parts = []
        for at in self._layout.extras.get("variant", ()):
            cell = self._at(cells, at)
            if cell is not None and str(cell).strip().casefold() not in _NO_VARIANT:
                parts.append(str(cell).strip())
        return " ".join([str(name), *parts]) if parts and name is not None else name

    def _detail(self, cells: Sequence[Cell]) -> str:
        columns = self._layout.extras.get("detail", ())
        found = [self._at(cells, at) for at in columns]
        return " ".join(str(cell).strip() for cell in found if cell is not None)

    def _read_price(self, row: int, cells: Sequence[Cell], found: dict[str, Cell]) -> None:
        cell = found["price_rp"]
        if is_cell_error(cell):
            return
        at = self._layout.columns["price_rp"]
        price = price_of(cell, among_fractions=self._price_fractions)
        text = str(cell)[:40]
        if self._grid.ragged and is_torn(cell, self._at(cells, at + 1)):
            self._note("price_torn", row, "price_rp", text=text)
        elif isinstance(price, str):
            self._note(f"price_{price}", row, "price_rp", text=text)
        elif any(is_of_many(self._at(cells, at)) for at in self._layout.extras.get("unit", ())):
            self._note("price_per_dozen", row, "price_rp", text=text)
        elif price is not None:
            found["price_rp"] = price
        amount = found["price_rp"]
        if isinstance(amount, int) and 0 < amount < SMALL_PRICE:
            severity: Severity = "error" if self._is_in_thousands else "warning"
            self._note("price_small", row, "price_rp", severity, text=str(amount))

    def _are_all_small(self, priced: Sequence[int]) -> bool:
        """Whether several prices are all so small that the list must be in thousands."""
        found = (self._get(self._rows[at][1], "price_rp") for at in priced)
        amounts = [price_of(cell) if isinstance(cell, str) else cell for cell in found]
        are_small = all(isinstance(each, int) and each < SMALL_PRICE for each in amounts)
        return len(amounts) >= SEVERAL_PRICES and are_small

    def _stock(self, row: int, cell: Cell) -> Cell:
        pieces = pieces_of(cell, among_fractions=self._stock_fractions)
        if pieces == "ambiguous":
            self._note("stock_ambiguous", row, "stock", text=str(cell)[:40])
        if isinstance(pieces, float) and pieces.is_integer():
            return int(pieces)
        return pieces


def with_details(rows: Sequence[FoundRow], maker_of: Mapping[int, str]) -> list[FoundRow]:
    """Return the rows, with the detail in the name of those that share a name and a maker."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        counts[_key(row, maker_of)] = counts.get(_key(row, maker_of), 0) + 1
    found = []
    for row in rows:
        name = row.cells["name"]
        if row.detail and name is not None and counts[_key(row, maker_of)] > 1:
            cells = {**row.cells, "name": f"{name} {row.detail}"}
            found.append(FoundRow(row.row, cells))
        else:
            found.append(row)
    return found


def _key(row: FoundRow, maker_of: Mapping[int, str]) -> tuple[str, str]:
    return sku_key(maker_of[row.row]), sku_key(str(row.cells["name"]))
