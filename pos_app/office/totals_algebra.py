"""Sums that can be added and taken apart again: of one sale, and so of any set of sales.

A day's breakdown is the sum of the breakdowns of its sales, so a sale that two files hold can be
taken out of one of them exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from pos_app.clock import WITA, parse_stamp
from pos_app.domain.day import DayTables, LineRow, SaleRow, TenderRow, Totals, totals_of
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import settle_line

COUNTS_AS = {"sale": 1, "void": -1, "refund": 0}
"""How many sales a sale, a void and a refund are."""


class Sums(NamedTuple):
    """The sums of some lines. `listed` = Σ qty × list price; `lines` is how many there are."""

    lines: int = 0
    qty: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    net: Rupiah = 0
    listed: Rupiah = 0
    share_of_amount: Rupiah = 0
    share_of_list: Rupiah = 0


class Flow(NamedTuple):
    """Sales and their net, rounding included: of an hour, or of the buyers from a country."""

    sales: int = 0
    net: Rupiah = 0


class Good(NamedTuple):
    """What a maker sold under one name, price and share: what a settlement has a line for."""

    maker: str
    sku: str
    name: str
    share_bp: int
    list_price: Rupiah


K = TypeVar("K", str, Good)
R = TypeVar("R", Sums, Flow)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Totals, and the sums of what is behind them; a group of which nothing is left is not there.

    `hours` are those of the sales' times in WITA, two digits; `countries` the buyers', empty for
    those who were not asked. `goods` are only there where a settlement is made.
    """

    totals: Totals = field(default_factory=Totals)
    lines: Sums = Sums()  # noqa: RUF009 - a tuple of numbers
    makers: Mapping[str, Sums] = field(default_factory=dict)
    categories: Mapping[str, Sums] = field(default_factory=dict)
    hours: Mapping[str, Flow] = field(default_factory=dict)
    countries: Mapping[str, Flow] = field(default_factory=dict)
    goods: Mapping[Good, Sums] = field(default_factory=dict)

    def plus(self, other: Breakdown, sign: int = 1) -> Breakdown:
        """Both together; with `sign` −1 this one without the other."""
        there = other if sign > 0 else other._negative()
        return Breakdown(
            add_totals((self.totals, there.totals)),
            _added((self.lines, there.lines)),
            grouped((*self.makers.items(), *there.makers.items())),
            grouped((*self.categories.items(), *there.categories.items())),
            grouped((*self.hours.items(), *there.hours.items())),
            grouped((*self.countries.items(), *there.countries.items())),
            grouped((*self.goods.items(), *there.goods.items())),
        )

    def _negative(self) -> Breakdown:
        return Breakdown(
            Totals(*(-value for value in _values(self.totals))),
            _negated(self.lines),
            {key: _negated(sums) for key, sums in self.makers.items()},
            {key: _negated(sums) for key, sums in self.categories.items()},
            {key: _negated(flow) for key, flow in self.hours.items()},
            {key: _negated(flow) for key, flow in self.countries.items()},
            {key: _negated(sums) for key, sums in self.goods.items()},
        )

    def as_json(self) -> dict[str, Any]:
        """All but the goods, which are kept by themselves: no total needs them."""
        return {
            "totals": _values(self.totals),
            "lines": self.lines,
            "makers": dict(self.makers),
            "categories": dict(self.categories),
            "hours": dict(self.hours),
            "countries": dict(self.countries),
        }

    def goods_as_json(self) -> list[list[Any]]:
        return [[*good, *sums] for good, sums in self.goods.items()]

    @classmethod
    def from_json(cls, found: Mapping[str, Any], goods: Iterable[list[Any]] = ()) -> Breakdown:
        width = len(Good._fields)
        return cls(
            Totals(*found["totals"]),
            Sums._make(found["lines"]),
            {key: Sums._make(row) for key, row in found["makers"].items()},
            {key: Sums._make(row) for key, row in found["categories"].items()},
            {key: Flow._make(row) for key, row in found["hours"].items()},
            {key: Flow._make(row) for key, row in found["countries"].items()},
            {Good._make(row[:width]): Sums._make(row[width:]) for row in goods},
        )


_values = attrgetter(*(f.name for f in fields(Totals)))


def add_totals(rows: Iterable[Totals]) -> Totals:
    """All of them together."""
    return Totals(*map(sum, zip(*map(_values, (Totals(), *rows)), strict=True)))


def grouped(rows: Iterable[tuple[K, R]]) -> dict[K, R]:
    """What stands under each key added up, in the order of the keys; no key without anything."""
    found: dict[K, list[R]] = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return {key: row for key in sorted(found) if any(row := _added(found[key]))}


def add_sums(rows: Iterable[Sums]) -> Sums:
    """All of them together."""
    return _added((Sums(), *rows))


def _added(rows: Sequence[R]) -> R:
    first = rows[0]
    return first if len(rows) == 1 else type(first)(*map(sum, zip(*rows, strict=True)))


def _negated(row: R) -> R:
    return type(row)(*(-value for value in row))


@dataclass(frozen=True, slots=True)
class SaleParts:
    """A sale, refund or void with everything that belongs to it."""

    sale: SaleRow
    lines: tuple[LineRow, ...]
    tenders: tuple[TenderRow, ...]

    def breakdown(self) -> Breakdown:
        return breakdown_of(DayTables(sales=(self.sale,), lines=self.lines, tenders=self.tenders))

    def as_json(self) -> list[Any]:
        """All but the sale's id, which whoever keeps it knows."""
        lines, tenders = ([row[1:] for row in rows] for rows in (self.lines, self.tenders))
        return [self.sale[1:], lines, tenders]

    @classmethod
    def from_json(cls, sale_id: str, found: Sequence[Any]) -> SaleParts:
        sale, lines, tenders = found
        return cls(
            SaleRow(sale_id, *sale),
            tuple(LineRow(sale_id, *row) for row in lines),
            tuple(TenderRow(sale_id, *row) for row in tenders),
        )


def parts_of(tables: DayTables) -> Iterator[SaleParts]:
    """Each sale of a day with its lines and tenders, in order."""
    lines: dict[str, list[LineRow]] = defaultdict(list)
    tenders: dict[str, list[TenderRow]] = defaultdict(list)
    for line in tables.lines:
        lines[line.sale_id].append(line)
    for tender in tables.tenders:
        tenders[tender.sale_id].append(tender)
    for sale in tables.sales:
        yield SaleParts(sale, tuple(lines[sale.sale_id]), tuple(tenders[sale.sale_id]))


def breakdown_of(tables: DayTables) -> Breakdown:
    """The breakdown of a day's sales, or of one sale's."""
    refunds = {sale.sale_id for sale in tables.sales if sale.kind == "refund"}
    lines = [(line, _line_sums(line, line.sale_id in refunds)) for line in tables.lines]
    sales = [(sale, Flow(COUNTS_AS[sale.kind], sale.net)) for sale in tables.sales]
    return Breakdown(
        totals_of(tables),
        add_sums(sums for _, sums in lines),
        grouped((line.maker, sums) for line, sums in lines),
        grouped((line.category, sums) for line, sums in lines),
        grouped((hour_of(sale.at), flow) for sale, flow in sales),
        grouped((sale.country, flow) for sale, flow in sales),
        grouped((_good(line), sums) for line, sums in lines),
    )


def hour_of(at: str) -> str:
    """The hour of a time in WITA, `08`."""
    return at[11:13] if at.endswith("+08:00") else f"{parse_stamp(at).astimezone(WITA):%H}"


def _good(line: LineRow) -> Good:
    return Good(line.maker, line.sku, line.name, line.share_bp, line.list_price)


def _line_sums(line: LineRow, is_refund: bool) -> Sums:
    return _sums_of(line.qty, line.list_price, line.amount, line.share_bp, is_refund)


@lru_cache(maxsize=4096)
def _sums_of(qty: int, list_price: Rupiah, amount: Rupiah, share_bp: int, is_refund: bool) -> Sums:
    """The sums of one line; a stand sells the same goods at the same prices all day long."""
    due = settle_line(qty, list_price, amount, share_bp)
    return Sums(
        lines=1,
        qty=qty,
        gross=0 if is_refund else due.listed,
        discount=0 if is_refund else due.listed - amount,
        refunds=-amount if is_refund else 0,
        net=amount,
        listed=due.listed,
        share_of_amount=due.share_of_amount,
        share_of_list=due.share_of_list,
    )
