"""What the values of a column say of it: amounts of money, codes that tell goods apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from pos_app.sheets.amounts import price_of
from pos_app.sheets.table import Cell

# No number of pieces is a multiple of such a price.
LEAST_PRICE = 500


def are_amounts(prices: Iterable[Cell], column: Iterable[Cell]) -> bool:
    """Whether a column has price times pieces in each row, as `Jumlah` often has."""
    pairs = zip(prices, column, strict=True)
    found = [
        (_rupiah(price), _rupiah(cell))
        for price, cell in pairs
        if price is not None and cell is not None
    ]
    return bool(found) and all(_is_multiple(amount, price) for price, amount in found)


def are_distinct(codes: Sequence[Cell]) -> bool:
    """Whether no code of a column stands twice: that of a product does in its variants."""
    found = [str(code) for code in codes if code is not None]
    return len(found) == len(set(found))


def _is_multiple(amount: int, price: int) -> bool:
    return price >= LEAST_PRICE and amount >= price and amount % price == 0


def _rupiah(cell: Cell) -> int:
    """Return the amount in a cell; 0 for none."""
    found = price_of(cell) if isinstance(cell, str) else cell
    return int(found) if isinstance(found, int | float) and math.isfinite(found) else 0
