"""Totals of sales with sums by maker, category, hour and country, to add and to subtract.

The breakdown of a day is the sum of the breakdowns of its sales. A sale that two files hold can
therefore be subtracted exactly from one of them. All amounts are in rupiah.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from pos_app.clock import WITA, parse_stamp
from pos_app.domain.day import DayTables, LineRow, SaleRow, TenderRow, Totals, add_totals, totals_of
from pos_app.domain.money import Rupiah, spread
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION
from pos_app.domain.settlement import settle_line

SALES_COUNT = {"sale": 1, "void": -1}
"""What a sale and a void add to the number of sales; documents of other kinds add nothing."""
CORRECTIONS = frozenset(("refund", "void"))


class LineSums(NamedTuple):
    """The sums of some sale lines.

    Attributes:
        lines: The number of lines.
        listed: The sum of quantity × list price.
        share_of_amount: The stand's share, calculated from the amounts that were paid.
        share_of_list: The stand's share, calculated from the list prices.
    """

    lines: int = 0
    qty: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    net: Rupiah = 0
    listed: Rupiah = 0
    share_of_amount: Rupiah = 0
    share_of_list: Rupiah = 0


class Turnover(NamedTuple):
    """The number of sales and their net, rounding included."""

    sales: int = 0
    net: Rupiah = 0


class GoodsKey(NamedTuple):
    """What lines have in common that are settled alike, rounding included.

    `share_bp` is the stand's share in basis points, `line_qty` and `line_amount` the pieces and the
    rupiah of each line; both are negative in refunds and voids.
    """

    maker: str
    sku: str
    name: str
    share_bp: int
    list_price: Rupiah
    line_qty: int = 0
    line_amount: Rupiah = 0


K = TypeVar("K", str, GoodsKey)
R = TypeVar("R", LineSums, Turnover)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The totals of some sales, and their sums by several keys. Groups that are zero are left out.

    Attributes:
        lines: The sums of all lines.
        makers: The sums by the maker's code.
        categories: The sums by category.
        hours: The sales of each hour in WITA, by two digits. A void or refund is in the hour of
            its sale; the empty text stands for corrections of sales in other files.
        countries: The sales by the buyer's country. A void or refund is in the country of its
            sale; the empty text stands for buyers not asked, and for corrections of sales in other
            files.
        goods: The sums by goods; filled only where a settlement is made.
        unseen: By the maker's code, what was paid for their goods by QRIS that nobody saw arrive,
            and in how many sales. What is paid in parts is spread over a sale's lines.
    """

    totals: Totals = field(default_factory=Totals)
    lines: LineSums = LineSums()  # noqa: RUF009 - a tuple of numbers
    makers: Mapping[str, LineSums] = field(default_factory=dict)
    categories: Mapping[str, LineSums] = field(default_factory=dict)
    hours: Mapping[str, Turnover] = field(default_factory=dict)
    countries: Mapping[str, Turnover] = field(default_factory=dict)
    goods: Mapping[GoodsKey, LineSums] = field(default_factory=dict)
    unseen: Mapping[str, Turnover] = field(default_factory=dict)

    def plus(self, other: Breakdown, sign: int = 1) -> Breakdown:
        """The sum of both; with `sign` −1 the difference."""
        added = other if sign > 0 else other._negative()
        return Breakdown(
            add_totals((self.totals, added.totals)),
            _added((self.lines, added.lines)),
            add_by_key((*self.makers.items(), *added.makers.items())),
            add_by_key((*self.categories.items(), *added.categories.items())),
            add_by_key((*self.hours.items(), *added.hours.items())),
            add_by_key((*self.countries.items(), *added.countries.items())),
            add_by_key((*self.goods.items(), *added.goods.items())),
            add_by_key((*self.unseen.items(), *added.unseen.items())),
        )

    def _negative(self) -> Breakdown:
        return Breakdown(
            Totals.from_values([-value for value in self.totals.values()]),
            _negated(self.lines),
            {key: _negated(sums) for key, sums in self.makers.items()},
            {key: _negated(sums) for key, sums in self.categories.items()},
            {key: _negated(flow) for key, flow in self.hours.items()},
            {key: _negated(flow) for key, flow in self.countries.items()},
            {key: _negated(sums) for key, sums in self.goods.items()},
            {key: _negated(flow) for key, flow in self.unseen.items()},
        )

    def as_json(self) -> dict[str, Any]:
        """Everything but the goods, which the book stores apart because no total needs them."""
        return {
            "totals": self.totals.stored_values(),
            "lines": self.lines,
            "makers": dict(self.makers),
            "categories": dict(self.categories),
            "hours": dict(self.hours),
            "countries": dict(self.countries),
            "unseen": dict(self.unseen),
        }

    def goods_as_json(self) -> list[list[Any]]:
        """The goods and their sums, one flat list for each."""
        return [[*good, *sums] for good, sums in self.goods.items()]


def goods_from_json(goods: Iterable[list[Any]]) -> dict[GoodsKey, LineSums]:
    """The goods and their sums that `Breakdown.goods_as_json` wrote."""
    width = len(GoodsKey._fields)
    return {GoodsKey._make(row[:width]): LineSums._make(row[width:]) for row in goods}


def add_by_key(rows: Iterable[tuple[K, R]]) -> dict[K, R]:
    """The sum of the rows of each key, sorted by key; keys whose sum is zero are left out."""
    found: dict[K, list[R]] = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return {key: row for key in sorted(found) if any(row := _added(found[key]))}


def add_line_sums(rows: Iterable[LineSums]) -> LineSums:
    """The sum of some sums; zeros for none."""
    return _added((LineSums(), *rows))


def _added(rows: Sequence[R]) -> R:
    first = rows[0]
    return first if len(rows) == 1 else type(first)._make(map(sum, zip(*rows, strict=True)))


def _negated(row: R) -> R:
    return type(row)(*(-value for value in row))


class Origin(NamedTuple):
    """What a sale is grouped by: its hour in WITA (two digits) and the buyer's country.

    Both are empty for a correction of a sale that its file does not hold.
    """

    hour: str = ""
    country: str = ""


class SaleDetails(NamedTuple):
    """The rows of one sale, refund or void: its head, its lines and its tenders.

    `origin` is that of the sale which a correction refers to, as its file knows it.
    """

    sale: SaleRow
    lines: tuple[LineRow, ...]
    tenders: tuple[TenderRow, ...]
    origin: Origin = Origin()

    @property
    def corrects_another_file(self) -> bool:
        """Whether it is a refund of a sale that its file does not hold."""
        return self.sale.kind in CORRECTIONS and self.origin == Origin()

    def breakdown(self) -> Breakdown:
        """What this sale adds to its day."""
        tables = DayTables(sales=(self.sale,), lines=self.lines, tenders=self.tenders)
        return breakdown_of(tables, {self.sale.refers_to: self.origin})

    def as_json(self) -> list[Any]:
        """The rows without the sale's id, which is stored beside them."""
        lines, tenders = ([row[1:] for row in rows] for rows in (self.lines, self.tenders))
        return [self.sale[1:], lines, tenders, self.origin]

    @classmethod
    def from_json(cls, sale_id: str, found: Sequence[Any]) -> SaleDetails:
        """The sale that `as_json` wrote."""
        sale, lines, tenders, origin = found
        return cls(
            SaleRow(sale_id, *sale),
            tuple(LineRow(sale_id, *row) for row in lines),
            tuple(TenderRow(sale_id, *row) for row in tenders),
            Origin(*origin),
        )


def sale_details_of(tables: DayTables) -> Iterator[SaleDetails]:
    """Each sale of a day with its lines and tenders, in order."""
    lines: dict[str, list[LineRow]] = defaultdict(list)
    tenders: dict[str, list[TenderRow]] = defaultdict(list)
    for line in tables.lines:
        lines[line.sale_id].append(line)
    for tender in tables.tenders:
        tenders[tender.sale_id].append(tender)
    origins = origins_of(tables.sales)
    for sale in tables.sales:
        parts = tuple(lines[sale.sale_id]), tuple(tenders[sale.sale_id])
        origin = Origin() if sale.kind not in CORRECTIONS else origins.get(sale.refers_to, Origin())
        yield SaleDetails(sale, *parts, origin)


def origin_of(sale: SaleRow) -> Origin:
    """What a sale is grouped by, itself and its corrections."""
    return Origin(hour_of(sale.at), sale.country)


def origins_of(sales: Iterable[SaleRow]) -> dict[str, Origin]:
    """The origins of the sales, by their ids; corrections have none of their own."""
    return {sale.sale_id: origin_of(sale) for sale in sales if sale.kind == "sale"}


def turnover_of(sale: SaleRow) -> Turnover:
    """What a sale, void or refund adds to the hour and the country of its sale."""
    return Turnover(SALES_COUNT.get(sale.kind, 0), sale.net)


def breakdown_of(tables: DayTables, elsewhere: Mapping[str, Origin] | None = None) -> Breakdown:
    """The breakdown of the sales in a day's tables.

    A void or refund is grouped as the sale that it refers to: one of these tables, or one whose
    origin is given by its id in `elsewhere`.
    """
    refunds = {sale.sale_id for sale in tables.sales if sale.kind == "refund"}
    lines = list(_alike(tables.lines, refunds))
    sales = _by_origin(tables.sales, elsewhere or {})
    return Breakdown(
        totals_of(tables),
        add_line_sums(sums for _, _, sums in lines),
        add_by_key((good.maker, sums) for good, _, sums in lines),
        add_by_key((category, sums) for _, category, sums in lines),
        add_by_key((origin.hour, flow) for origin, flow in sales),
        add_by_key((origin.country, flow) for origin, flow in sales),
        add_by_key((good, sums) for good, _, sums in lines),
        add_by_key(_unseen(tables)),
    )


def _alike(
    lines: Iterable[LineRow], refunds: Collection[str]
) -> Iterator[tuple[GoodsKey, str, LineSums]]:
    """The goods, category and sums of lines that are alike, summed at once.

    A stand sells the same goods at the same prices all day, so there are far fewer than lines.
    """
    backs = [line for line in lines if line.sale_id in refunds] if refunds else []
    sold = [line for line in lines if line.sale_id not in refunds] if refunds else lines
    for is_refund, some in ((False, sold), (True, backs)):
        for (*good, category), count in Counter(map(_sold_values, some)).items():
            _, _, _, share_bp, list_price, qty, amount = good
            one = _sums_of(qty, list_price, amount, share_bp, is_refund)
            yield GoodsKey._make(good), category, _times(one, count)


def _times(sums: LineSums, count: int) -> LineSums:
    return sums if count == 1 else LineSums._make([value * count for value in sums])


def _unseen(tables: DayTables) -> Iterator[tuple[str, Turnover]]:
    """What each maker's goods have of the money that nobody saw arrive."""
    unseen: dict[str, Rupiah] = defaultdict(int)
    for tender in tables.tenders:
        if not tender.confirmed and tender.method in NEEDS_CONFIRMATION:
            unseen[tender.sale_id] += tender.amount
    lines: dict[str, list[LineRow]] = defaultdict(list)
    for line in tables.lines if unseen else ():
        if line.sale_id in unseen:
            lines[line.sale_id].append(line)
    for sale_id, amount in unseen.items():
        sold = lines[sale_id]
        # A void or refund is negative in all its rows, and is spread like what it mirrors.
        sign = -1 if amount < 0 else 1
        parts = spread(sign * amount, [max(0, sign * line.amount) for line in sold])
        found = add_by_key(
            (line.maker, Turnover(0, part)) for line, part in zip(sold, parts, strict=True)
        )
        yield from ((maker, Turnover(sign, sign * flow.net)) for maker, flow in found.items())


def _by_origin(
    sales: Sequence[SaleRow], elsewhere: Mapping[str, Origin]
) -> list[tuple[Origin, Turnover]]:
    """The sum of the sales of each origin."""
    origins, nowhere = {**elsewhere, **origins_of(sales)}, Origin()
    found: dict[Origin, list[int]] = {}
    for sale in sales:
        flow = found.setdefault(origins.get(sale.refers_to or sale.sale_id, nowhere), [0, 0])
        flow[0] += SALES_COUNT.get(sale.kind, 0)
        flow[1] += sale.net
    return [(origin, Turnover._make(flow)) for origin, flow in found.items()]


def hour_of(at: str) -> str:
    """The hour in WITA (UTC+8) of an ISO 8601 time, for example `08`."""
    return at[11:13] if at.endswith("+08:00") else f"{parse_stamp(at).astimezone(WITA):%H}"


_sold_values = itemgetter(
    *map(
        LineRow._fields.index,
        ("maker", "sku", "name", "share_bp", "list_price", "qty", "amount", "category"),
    )
)


@lru_cache(maxsize=4096)
def _sums_of(
    qty: int, list_price: Rupiah, amount: Rupiah, share_bp: int, is_refund: bool
) -> LineSums:
    """The sums of one line; cached, since a stand sells the same goods at the same prices."""
    due = settle_line(qty, list_price, amount, share_bp)
    return LineSums(
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
