"""The tables of a business day: their columns, their keys and their totals.

A table is a tuple of rows in column order. The same rows are written to a day file, read back from
it, derived from the journal and summed, and all four must agree. Amounts are whole rupiah.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale


class SaleRow(NamedTuple):
    """One sale, refund or void; amounts of refunds and voids are negative."""

    sale_id: str
    number: str
    kind: str
    refers_to: str
    at: str
    cashier: str
    gross: int
    discount: int
    rounding: int
    net: int
    country: str
    note: str


class LineRow(NamedTuple):
    """One line of a sale, with its own copy of product, maker, prices and share."""

    sale_id: str
    line: int
    sku: str
    name: str
    category: str
    maker: str
    share_bp: int
    qty: int
    list_price: int
    unit_price: int
    discount: int
    amount: int


class TenderRow(NamedTuple):
    """One payment within a sale, signed; change is a row of its own."""

    sale_id: str
    tender: int
    method: str
    amount: int
    reference: str
    confirmed: bool


class CashRow(NamedTuple):
    """One entry of the cash ledger, signed as the drawer sees it."""

    row: int
    at: str
    kind: str
    amount: int
    maker: str
    reason: str
    cashier: str


class CountRow(NamedTuple):
    """The pieces of one denomination in a cash count."""

    row: int
    at: str
    denomination: int
    pieces: int
    cashier: str
    role: str


class StockRow(NamedTuple):
    """One change of a product's stock, in pieces."""

    row: int
    at: str
    sku: str
    change: int
    kind: str
    reason: str


class MakerRow(NamedTuple):
    """One maker with the stand's share (basis points) and who bears discounts."""

    maker: str
    name: str
    share_bp: int
    discount_by: str


@dataclass(frozen=True, slots=True)
class DayTables:
    """All tables of one business day of one till, in the order of the running numbers."""

    sales: tuple[SaleRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    tenders: tuple[TenderRow, ...] = ()
    cash: tuple[CashRow, ...] = ()
    counts: tuple[CountRow, ...] = ()
    stock: tuple[StockRow, ...] = ()
    makers: tuple[MakerRow, ...] = ()


ROW_TYPES: dict[str, type[NamedTuple]] = {
    "sales": SaleRow,
    "lines": LineRow,
    "tenders": TenderRow,
    "cash": CashRow,
    "counts": CountRow,
    "stock": StockRow,
    "makers": MakerRow,
}
KEYS = {
    "sales": ("sale_id",),
    "lines": ("sale_id", "line"),
    "tenders": ("sale_id", "tender"),
    "cash": ("row",),
    "counts": ("row",),
    "stock": ("row",),
    "makers": ("maker",),
}


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of some sales, in rupiah; `sales` and `voids` are counts.

    `net = gross − discount + rounding − refunds = cash + qris + transfer + card`.
    """

    sales: int = 0
    voids: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    rounding: Rupiah = 0
    net: Rupiah = 0
    cash: Rupiah = 0
    qris: Rupiah = 0
    transfer: Rupiah = 0
    card: Rupiah = 0
    unconfirmed: Rupiah = 0

    def __add__(self, other: Totals) -> Totals:
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Totals(*(mine + theirs for mine, theirs in pairs))

    def as_dict(self) -> dict[str, int]:
        """Return the totals by name, in the order of the fields."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class LineSums:
    """The sums of a group of lines, for example of one maker or one category."""

    qty: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    net: Rupiah = 0


def totals_of(tables: DayTables) -> Totals:
    """Return the totals, computed from the rows only."""
    kinds = {row.sale_id: row.kind for row in tables.sales}
    sold = [row for row in tables.sales if row.kind != "refund"]
    voids = sum(row.kind == "void" for row in sold)
    by_method = dict.fromkeys(("cash", "qris", "transfer", "card"), 0)
    unconfirmed = 0
    for tender in tables.tenders:
        by_method["cash" if tender.method == "change" else tender.method] += tender.amount
        if tender.method == "qris" and not tender.confirmed:
            unconfirmed += tender.amount
    return Totals(
        sales=len(sold) - 2 * voids,
        voids=voids,
        gross=sum(row.gross for row in sold),
        discount=sum(row.discount for row in sold),
        refunds=-sum(line.amount for line in tables.lines if kinds[line.sale_id] == "refund"),
        rounding=sum(row.rounding for row in tables.sales),
        net=sum(row.net for row in tables.sales),
        unconfirmed=unconfirmed,
        **by_method,
    )


def group_lines(
    lines: Iterable[LineRow], kinds: Mapping[str, str], key: Callable[[LineRow], str]
) -> dict[str, LineSums]:
    """Return the sums of the lines by `key`, sorted; `kinds` maps each sale id to its kind."""
    sums: dict[str, list[int]] = {}
    for line in lines:
        row = sums.setdefault(key(line), [0, 0, 0, 0, 0])
        row[0] += line.qty
        if kinds[line.sale_id] == "refund":
            row[3] -= line.amount
        else:
            gross = line.qty * line.list_price
            row[1] += gross
            row[2] += gross - line.amount
        row[4] += line.amount
    return {name: LineSums(*sums[name]) for name in sorted(sums)}


def expected_cash(cash: Iterable[CashRow]) -> Rupiah:
    """Return the cash that the drawer should hold: the sum of the cash ledger."""
    return sum(row.amount for row in cash)


def drawer_rows(sale: Sale) -> list[tuple[str, Rupiah]]:
    """Return the cash ledger entries of a sale: (kind, signed amount) for each cash tender."""
    rows = []
    for tender in sale.tenders:
        if tender.method.touches_drawer:
            kind = "change" if sale.kind == "sale" and tender.method == "change" else sale.kind
            rows.append((str(kind), tender.amount))
    return rows
