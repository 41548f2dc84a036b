"""The tables of a business day: their columns, their keys and their totals.

A table is a tuple of rows in column order. The same rows are written to a day file, read back from
it, derived from the journal and summed, and all four must agree. Amounts are whole rupiah.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.payment_methods import (
    DEPOSIT_TENDER,
    LATER_METHODS,
    METHOD_OF_TENDER,
    METHODS,
    METHODS_IN_EVERY_TOTAL,
    NEEDS_CONFIRMATION,
)
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


class InquiryRow(NamedTuple):
    """One inquiry; `pieces` and `makers` are JSON arrays. It holds no money and no name."""

    number: str
    at: str
    cashier: str
    country: str
    business: str
    about_qty: int
    due: str
    warm: int
    lang: str
    pieces: str
    makers: str
    contact: str
    consent_at: str


class DayTables(NamedTuple):
    """All tables of one business day of one till, in the order of the running numbers."""

    sales: tuple[SaleRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    tenders: tuple[TenderRow, ...] = ()
    cash: tuple[CashRow, ...] = ()
    counts: tuple[CountRow, ...] = ()
    stock: tuple[StockRow, ...] = ()
    makers: tuple[MakerRow, ...] = ()
    inquiries: tuple[InquiryRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()


ROW_TYPES: dict[str, type[NamedTuple]] = {
    "sales": SaleRow,
    "lines": LineRow,
    "tenders": TenderRow,
    "cash": CashRow,
    "counts": CountRow,
    "stock": StockRow,
    "makers": MakerRow,
}
"""The tables of every day."""
LATER_ROW_TYPES: dict[str, type[NamedTuple]] = {"inquiries": InquiryRow, "orders": OrderRow}
"""Tables of a minor version 1: a day has them only where they have rows."""
ALL_ROW_TYPES = {**ROW_TYPES, **LATER_ROW_TYPES}


def later_tables(tables: DayTables) -> list[str]:
    """Return the names of the later tables that have rows."""
    return [name for name in LATER_ROW_TYPES if getattr(tables, name)]


KEYS = {
    "sales": ("sale_id",),
    "lines": ("sale_id", "line"),
    "tenders": ("sale_id", "tender"),
    "cash": ("row",),
    "counts": ("row",),
    "stock": ("row",),
    "makers": ("maker",),
    "inquiries": ("number",),
    "orders": ("row",),
}


_SUMS = ("sales", "voids", "gross", "discount", "refunds", "rounding", "net")
_NOTHING_PAID = (0,) * len(METHODS)
_FIRST, _LAST = len(_SUMS), len(_SUMS) + len(METHODS_IN_EVERY_TOTAL)
REQUIRED_TOTALS = (*_SUMS, *METHODS_IN_EVERY_TOTAL, "unconfirmed")
"""The keys that totals always have, in the order of files, QR codes and books."""
DEPOSITS = "deposits"
LATER_TOTALS = (DEPOSITS, *LATER_METHODS)
"""The keys that totals have only where they are not zero."""
TOTAL_KEYS = (*REQUIRED_TOTALS, *LATER_TOTALS)
"""Every key that totals can have, in the same order."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of some sales, in rupiah; `sales` and `voids` are counts.

    `paid` has one sum for each method, in the order of `METHODS`. `deposits` is what was taken for
    orders, less what was returned and what deliveries used.
    `net = gross − discount + rounding − refunds`, and `Σ paid = net + deposits`.
    """

    sales: int = 0
    voids: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    rounding: Rupiah = 0
    net: Rupiah = 0
    unconfirmed: Rupiah = 0
    deposits: Rupiah = field(default=0, kw_only=True)
    paid: tuple[Rupiah, ...] = field(default=_NOTHING_PAID, kw_only=True)

    def __add__(self, other: Totals) -> Totals:
        return add_totals((self, other))

    def paid_by(self, method: str) -> Rupiah:
        """Return the rupiah paid by one of `METHODS`."""
        return self.paid[_PLACES[method]]

    def by_method(self) -> dict[str, Rupiah]:
        """Return the rupiah paid by each method in order; a later method only if not zero."""
        paid = zip(METHODS, self.paid, strict=True)
        return {key: amount for key, amount in paid if amount or key not in LATER_METHODS}

    def values(self) -> tuple[int, ...]:
        """Return every sum in the order of `TOTAL_KEYS`."""
        *sums, unconfirmed, deposits = _sums(self)
        required = _LAST - _FIRST
        return (*sums, *self.paid[:required], unconfirmed, deposits, *self.paid[required:])

    def stored_values(self) -> tuple[int, ...]:
        """Return the sums for QR codes and books, without zeros of later keys at the end.

        They therefore do not change when a payment method is added that has not been used.
        """
        found, last = self.values(), len(TOTAL_KEYS)
        while last > len(REQUIRED_TOTALS) and not found[last - 1]:
            last -= 1
        return found[:last]

    @classmethod
    def from_values(cls, values: Sequence[int]) -> Totals:
        """Return the totals from `values` or `stored_values`.

        Raises ValueError for another number of values.
        """
        missing = len(TOTAL_KEYS) - len(values)
        if not 0 <= missing <= len(LATER_TOTALS):
            raise ValueError("totals")
        unconfirmed, deposits, *later = (*values[_LAST:], *(0,) * missing)
        paid = (*values[_FIRST:_LAST], *later)
        sums = cls(*(*values[:_FIRST], unconfirmed), paid=paid)
        return replace(sums, deposits=deposits) if deposits else sums

    def by_key(self) -> dict[str, int]:
        """Return every sum by key, including later ones."""
        return dict(zip(TOTAL_KEYS, self.values(), strict=True))

    def as_dict(self) -> dict[str, int]:
        """Return the sums by key for files and commands; a later key only if not zero."""
        return {key: value for key, value in self.by_key().items() if value or key in _ALWAYS_NAMED}

    @classmethod
    def from_dict(cls, found: Mapping[str, int]) -> Totals:
        """Return the totals from `as_dict`. Raises KeyError if a required key is missing."""
        later = (found.get(key, 0) for key in LATER_TOTALS)
        return cls.from_values([*(found[key] for key in REQUIRED_TOTALS), *later])


_sums = attrgetter(*_SUMS, "unconfirmed", DEPOSITS)
_paid = attrgetter("paid")
_PLACES: dict[str, int] = {key: place for place, key in enumerate(METHODS)}
_PLACE_OF_TENDER = {tender: _PLACES[key] for tender, key in METHOD_OF_TENDER.items()}
_ALWAYS_NAMED = frozenset(REQUIRED_TOTALS)


def add_totals(rows: Iterable[Totals]) -> Totals:
    """Return the sum of all `rows`, column by column, which is fast for thousands of rows."""
    found = (Totals(), *rows)
    paid = tuple(map(sum, zip(*map(_paid, found), strict=True)))
    *sums, deposits = map(sum, zip(*map(_sums, found), strict=True))
    return Totals(*sums, deposits=deposits, paid=paid)


class LineSums(NamedTuple):
    """The sums of a group of lines, for example of one maker or one category."""

    qty: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    net: Rupiah = 0


_COUNTED = {"sale": 1, "void": -1}


def count_sales(kinds: Iterable[str]) -> int:
    """Return how many sales documents of these kinds are: neither voided ones nor refunds.

    So the totals of a day count, and whatever else says how many sales a till made. Deposits for
    orders are none.
    """
    return sum(_COUNTED.get(kind, 0) for kind in kinds)


def totals_of(tables: DayTables) -> Totals:
    """Return the totals, computed from the rows only."""
    kinds = {row.sale_id: row.kind for row in tables.sales}
    sold = [row for row in tables.sales if row.kind != "refund"]
    voids = sum(row.kind == "void" for row in sold)
    paid, unconfirmed, deposits = _sum_tenders(tables.tenders)
    return Totals(
        sales=count_sales(kinds.values()),
        voids=voids,
        gross=sum(row.gross for row in sold),
        discount=sum(row.discount for row in sold),
        refunds=-sum(line.amount for line in tables.lines if kinds[line.sale_id] == "refund"),
        rounding=sum(row.rounding for row in tables.sales),
        net=sum(row.net for row in tables.sales),
        paid=tuple(paid),
        unconfirmed=unconfirmed,
        deposits=deposits,
    )


def _sum_tenders(tenders: Iterable[TenderRow]) -> tuple[list[Rupiah], Rupiah, Rupiah]:
    """Return the rupiah paid by each of `METHODS`, those not yet confirmed, and the deposits."""
    paid = list(_NOTHING_PAID)
    unconfirmed = deposits = 0
    for tender in tenders:
        if tender.method == DEPOSIT_TENDER:
            deposits -= tender.amount
            continue
        paid[_PLACE_OF_TENDER[tender.method]] += tender.amount
        if not tender.confirmed and tender.method in NEEDS_CONFIRMATION:
            unconfirmed += tender.amount
    return paid, unconfirmed, deposits


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
