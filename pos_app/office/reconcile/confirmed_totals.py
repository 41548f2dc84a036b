"""The confirmed totals: of the files that count, each sale once, by whatever they are asked by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pos_app.domain.day import Totals
from pos_app.domain.settlement import Settlement
from pos_app.office.book_day import BookDay, SaleMark
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.maker_accounts import MakerAccount, settle
from pos_app.office.totals_algebra import Breakdown, Flow, Sums, add_totals, grouped

METHODS = ("cash", "qris", "transfer", "card")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of totals; `kind` is what it is by. `extra` are columns of its own."""

    kind: str
    key: str
    qty: int
    gross: int
    discount: int
    refunds: int
    net: int
    extra: tuple[tuple[str, int | str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        sums = {name: getattr(self, name) for name in ("qty", "gross", "discount", "refunds")}
        return {self.kind: self.key, **sums, "net": self.net, **dict(self.extra)}


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Sales and net of an hour (`08`), or of the buyers from a country (empty: not asked)."""

    kind: str
    key: str
    sales: int
    net: int

    def as_json(self) -> dict[str, Any]:
        return {self.kind: self.key, "sales": self.sales, "net": self.net}


@dataclass(frozen=True, slots=True)
class PaidRow:
    """How the buyers of a day or of a stand paid; the ways add up to `net`."""

    kind: str
    key: str
    totals: Totals

    def as_json(self) -> dict[str, Any]:
        names = (*METHODS, "unconfirmed", "net")
        return {self.kind: self.key, **{name: getattr(self.totals, name) for name in names}}


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What the lines of a category would have brought at list price, and what they brought."""

    category: str
    listed: int
    sold: int

    def as_json(self) -> dict[str, Any]:
        return {"category": self.category, "listed": self.listed, "sold": self.sold}


@dataclass(frozen=True, slots=True)
class TillRow:
    """One till's sums; its net is in the drawer or was paid otherwise."""

    stand: str
    till: str
    qty: int
    totals: Totals

    def as_json(self) -> dict[str, Any]:
        names = ("sales", "gross", "discount", "refunds", "rounding", "net")
        sums = {name: getattr(self.totals, name) for name in names}
        return {"stand": self.stand, "till": self.till, "qty": self.qty, **sums}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Everything that is confirmed, and the settlement that follows from it.

    `days` are the files that count; a sale that two of them hold is in the first one's breakdown.
    """

    days: tuple[BookDay, ...]
    totals: Totals
    by_day: tuple[Row, ...]
    by_stand: tuple[Row, ...]
    by_maker: tuple[Row, ...]
    by_category: tuple[Row, ...]
    settlements: tuple[Settlement, ...]
    by_till: tuple[TillRow, ...] = ()
    by_hour: tuple[FlowRow, ...] = ()
    by_country: tuple[FlowRow, ...] = ()
    by_price: tuple[PriceRow, ...] = ()
    paid_by_day: tuple[PaidRow, ...] = ()
    paid_by_stand: tuple[PaidRow, ...] = ()

    def more_as_json(self) -> dict[str, Any]:
        """The tables beyond the four of the contract; none has an empty row."""
        names = ("by_till", "by_hour", "by_country", "by_price", "paid_by_day", "paid_by_stand")
        found = {name: [row.as_json() for row in getattr(self, name)] for name in names}
        paid = {method: getattr(self.totals, method) for method in METHODS}
        ways = [{"payment": way, "net": net} for way, net in paid.items() if net]
        return {**found, "by_payment": ways}


def confirm(plan: EventPlan, days: Iterable[BookDay]) -> Confirmed:
    """The totals of files that count: at most one a till, seat and day, none in dispute."""
    once = _each_sale_once(days)
    by_day = _by(lambda day: day.day, once)
    by_stand = _by(lambda day: day.stand, once)
    by_till = _by(lambda day: f"{day.stand}-{day.till}", once)
    categories = grouped(chain.from_iterable(day.breakdown.categories.items() for day in once))
    accounts = settle(plan, once)
    hours = _flow_rows("hour", (day.breakdown.hours for day in once))
    return Confirmed(
        days=tuple(once),
        totals=add_totals(day.breakdown.totals for day in once),
        by_day=tuple(_total_row("day", part) for part in by_day),
        by_stand=tuple(_total_row("stand", part) for part in by_stand),
        by_maker=tuple(_maker_row(found) for found in accounts if found.sums.lines),
        by_category=tuple(_line_row("category", *item) for item in categories.items()),
        settlements=tuple(found.settlement() for found in accounts),
        by_till=tuple(_till_row(part) for part in by_till),
        by_hour=tuple(sorted(hours, key=lambda row: hour_order(row.key))),
        by_country=tuple(_flow_rows("country", (day.breakdown.countries for day in once))),
        by_price=tuple(PriceRow(key, sums.listed, sums.net) for key, sums in categories.items()),
        paid_by_day=tuple(PaidRow("day", part.key, part.totals) for part in by_day),
        paid_by_stand=tuple(PaidRow("stand", part.key, part.totals) for part in by_stand),
    )


def _each_sale_once(days: Iterable[BookDay]) -> list[BookDay]:
    """The days, with each sale that several hold left only in the first of them."""
    return [day.without(repeated) for day, repeated in told_before(days)]


def told_before(days: Iterable[BookDay]) -> Iterator[tuple[BookDay, tuple[SaleMark, ...]]]:
    """The days in the order of their slots, each with those of its sales that an earlier holds."""
    seen: set[str] = set()
    for day in sorted(days, key=lambda day: day.slot):
        yield day, tuple(mark for mark in day.marks if mark.sale_id in seen)
        seen.update(mark.sale_id for mark in day.marks)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a day, a stand or a till sold."""

    key: str
    qty: int
    totals: Totals


def _by(key: Callable[[BookDay], str], days: Iterable[BookDay]) -> list[_Part]:
    """The parts by a key of the day, in its order; none without a line."""
    groups: dict[str, list[Breakdown]] = defaultdict(list)
    for day in days:
        if day.breakdown.lines.lines:
            groups[key(day)].append(day.breakdown)
    return [_part(key, groups[key]) for key in sorted(groups)]


def _part(key: str, breakdowns: list[Breakdown]) -> _Part:
    qty = sum(breakdown.lines.qty for breakdown in breakdowns)
    return _Part(key, qty, add_totals(breakdown.totals for breakdown in breakdowns))


def _till_row(part: _Part) -> TillRow:
    stand, _, till = part.key.partition("-")
    return TillRow(stand, till, part.qty, part.totals)


def _total_row(kind: str, part: _Part) -> Row:
    totals = part.totals
    extra = (("sales", totals.sales), ("rounding", totals.rounding))
    sums = (totals.gross, totals.discount, totals.refunds, totals.net)
    return Row(kind, part.key, part.qty, *sums, extra)


def _line_row(kind: str, key: str, sums: Sums, extra: tuple[tuple[str, str], ...] = ()) -> Row:
    return Row(kind, key, sums.qty, sums.gross, sums.discount, sums.refunds, sums.net, extra)


def _maker_row(account: MakerAccount) -> Row:
    return _line_row("maker", account.code, account.sums, (("name", account.name),))


def _flow_rows(kind: str, flows: Iterable[Mapping[str, Flow]]) -> list[FlowRow]:
    found = grouped(chain.from_iterable(each.items() for each in flows))
    return [FlowRow(kind, key, *flow) for key, flow in found.items()]


def hour_order(hour: str) -> int:
    """A business day may run past midnight: its first hours are the day before's last."""
    return (int(hour) - 5) % 24
