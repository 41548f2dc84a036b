"""The confirmed totals of the files that count, each sale once, grouped in several ways.

All amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from pos_app.domain.day import DEPOSITS, Totals, add_totals
from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import METHODS
from pos_app.domain.settlement import Owed, Settlement, owed_and_overpaid
from pos_app.office.book_day import BookDay, SaleDigest
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.carried_payouts import payouts_once
from pos_app.office.reconcile.maker_accounts import MakerAccount, settle
from pos_app.office.totals_algebra import (
    Breakdown,
    LineSums,
    Origin,
    Turnover,
    add_by_key,
    origins_of,
    turnover_of,
)


class TotalsRow(NamedTuple):
    """A row of totals. `kind` names the grouping (`day`, `stand`…); `extra` are further columns."""

    kind: str
    key: str
    qty: int
    gross: int
    discount: int
    refunds: int
    net: int
    extra: tuple[tuple[str, int | str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The row as `status --json` prints it."""
        sums = {name: getattr(self, name) for name in ("qty", "gross", "discount", "refunds")}
        return {self.kind: self.key, **sums, "net": self.net, **dict(self.extra)}


class TurnoverRow(NamedTuple):
    """Sales and net of an hour (`08`), or of the buyers from a country (empty: not asked).

    Voids and refunds are in the row of their sale; those whose sale is in no file that counts are
    in the row with an empty key.
    """

    kind: str
    key: str
    sales: int
    net: int

    def as_json(self) -> dict[str, Any]:
        """The row as `status --json` prints it."""
        return {self.kind: self.key, "sales": self.sales, "net": self.net}


PAID_KEYS = (*METHODS, "unconfirmed", "net")
"""The columns of a table of what was paid by each method."""
DEPOSIT = "deposit"
"""The account of deposits beside the ways of paying; with it the ways add up to the net."""


class PaymentRow(NamedTuple):
    """How the buyers of a day or of a stand paid; this adds up to `net` and deposits for orders."""

    kind: str
    key: str
    totals: Totals

    def as_json(self) -> dict[str, Any]:
        """The row as `status --json` prints it."""
        sums = {"unconfirmed": self.totals.unconfirmed, "net": self.totals.net}
        if self.totals.deposits:
            sums[DEPOSITS] = self.totals.deposits
        return {self.kind: self.key, **self.totals.by_method(), **sums}

    def values(self) -> tuple[Rupiah, ...]:
        """Rupiah under each of `PAID_KEYS`."""
        return (*self.totals.paid, self.totals.unconfirmed, self.totals.net)


class PriceRow(NamedTuple):
    """What the lines of a category would have cost at list price, and what was paid for them."""

    category: str
    listed: int
    sold: int

    def as_json(self) -> dict[str, Any]:
        """The row as `status --json` prints it."""
        return {"category": self.category, "listed": self.listed, "sold": self.sold}


class TillRow(NamedTuple):
    """The sums of one till over all its days and seats."""

    stand: str
    till: str
    qty: int
    totals: Totals

    def as_json(self) -> dict[str, Any]:
        """The row as `status --json` prints it."""
        names = ("sales", "gross", "discount", "refunds", "rounding", "net")
        sums = {name: getattr(self.totals, name) for name in names}
        return {"stand": self.stand, "till": self.till, "qty": self.qty, **sums}


class Confirmed(NamedTuple):
    """The confirmed totals, and the makers' settlements that follow from them.

    `days` are the files that count. A sale that two of them hold is in the breakdown of the first.
    """

    days: tuple[BookDay, ...]
    totals: Totals
    by_day: tuple[TotalsRow, ...]
    by_stand: tuple[TotalsRow, ...]
    by_maker: tuple[TotalsRow, ...]
    by_category: tuple[TotalsRow, ...]
    settlements: tuple[Settlement, ...]
    by_till: tuple[TillRow, ...] = ()
    by_hour: tuple[TurnoverRow, ...] = ()
    by_country: tuple[TurnoverRow, ...] = ()
    by_price: tuple[PriceRow, ...] = ()
    paid_by_day: tuple[PaymentRow, ...] = ()
    paid_by_stand: tuple[PaymentRow, ...] = ()

    @property
    def owed(self) -> Owed:
        """What is owed to makers, and what others were paid too much."""
        return owed_and_overpaid(self.settlements)

    def more_as_json(self) -> dict[str, Any]:
        """The tables beyond the first four; rows without sales are left out."""
        names = ("by_till", "by_hour", "by_country", "by_price", "paid_by_day", "paid_by_stand")
        found = {name: [row.as_json() for row in getattr(self, name)] for name in names}
        paid = (*self.totals.by_method().items(), (DEPOSIT, -self.totals.deposits))
        ways = [{"payment": way, "net": net} for way, net in paid if net]
        return {**found, "by_payment": ways, "settlement": self.owed._asdict()}


def confirm(
    plan: EventPlan, days: Iterable[BookDay], effective: EffectiveDecisions = NO_DECISIONS
) -> Confirmed:
    """The totals of the files that count: at most one for each till, seat and day.

    Raises ValueError where a decision bears on a day that was read without its goods.
    """
    once = _each_sale_once(days)
    by_day = _by(lambda day: day.day, once)
    by_stand = _by(lambda day: day.stand, once)
    by_till = _by(lambda day: f"{day.stand}-{day.till}", once)
    categories = _by_category(once)
    accounts = settle(plan, once, effective)
    moved = corrections_with_origins(once)
    return Confirmed(
        days=tuple(once),
        totals=_totals(once),
        by_day=_total_rows("day", by_day),
        by_stand=_total_rows("stand", by_stand),
        by_maker=_maker_rows(accounts),
        by_category=_category_rows(categories),
        settlements=tuple(account.settlement() for account in accounts),
        by_till=_till_rows(by_till),
        by_hour=_hour_rows(once, moved),
        by_country=_turnover_rows(
            "country", (day.breakdown.countries for day in once), moved, lambda o: o.country
        ),
        by_price=_price_rows(categories),
        paid_by_day=_payment_rows("day", by_day),
        paid_by_stand=_payment_rows("stand", by_stand),
    )


def _each_sale_once(days: Iterable[BookDay]) -> list[BookDay]:
    """The days; a sale that several of them hold is left only in the first one."""
    return [day.without_sales(repeated) for day, repeated in repeated_sales(days)]


def net_of(days: Iterable[BookDay]) -> Rupiah:
    """The net of some days, each sale once: that of `confirm`, without its other sums."""
    return sum(
        day.breakdown.totals.net - sum(digest.breakdown.totals.net for digest in repeated)
        for day, repeated in repeated_sales(days)
    )


def repeated_sales(days: Iterable[BookDay]) -> Iterator[tuple[BookDay, tuple[SaleDigest, ...]]]:
    """The days by stand, till, seat and day, each with its sales that are left to another one.

    A sale is left in the first of its days in which its money is confirmed, else in the first. A
    payout that was carried over from an old laptop is left in that one's file, if that came.
    """
    ordered = list(payouts_once(sorted(days, key=lambda day: day.seat_day)))
    keeper: dict[str, tuple[bool, int]] = {}
    for place, day in enumerate(ordered):
        for digest in day.sale_digests:
            rank = digest.breakdown.totals.unconfirmed != 0, place
            keeper[digest.sale_id] = min(rank, keeper.get(digest.sale_id, rank))
    for place, day in enumerate(ordered):
        yield day, tuple(each for each in day.sale_digests if keeper[each.sale_id][1] != place)


class _Group(NamedTuple):
    """What a day, a stand or a till sold."""

    key: str
    qty: int
    totals: Totals


def _by(key: Callable[[BookDay], str], days: Iterable[BookDay]) -> list[_Group]:
    """The days add_by_key and sorted by a key; groups without a line are left out."""
    groups: dict[str, list[Breakdown]] = defaultdict(list)
    for day in days:
        if day.breakdown.lines.lines:
            groups[key(day)].append(day.breakdown)
    return [_group(key, groups[key]) for key in sorted(groups)]


def _group(key: str, breakdowns: list[Breakdown]) -> _Group:
    qty = sum(breakdown.lines.qty for breakdown in breakdowns)
    return _Group(key, qty, add_totals(breakdown.totals for breakdown in breakdowns))


def _totals(days: Iterable[BookDay]) -> Totals:
    return add_totals(day.breakdown.totals for day in days)


def _by_category(days: Iterable[BookDay]) -> dict[str, LineSums]:
    return add_by_key(chain.from_iterable(day.breakdown.categories.items() for day in days))


def _till_rows(groups: Iterable[_Group]) -> tuple[TillRow, ...]:
    return tuple(_till_row(group) for group in groups)


def _till_row(group: _Group) -> TillRow:
    stand, _, till = group.key.partition("-")
    return TillRow(stand, till, group.qty, group.totals)


def _total_rows(kind: str, groups: Iterable[_Group]) -> tuple[TotalsRow, ...]:
    return tuple(_total_row(kind, group) for group in groups)


def _total_row(kind: str, group: _Group) -> TotalsRow:
    totals = group.totals
    extra = (("sales", totals.sales), ("rounding", totals.rounding))
    sums = (totals.gross, totals.discount, totals.refunds, totals.net)
    return TotalsRow(kind, group.key, group.qty, *sums, extra)


def _line_row(
    kind: str, key: str, sums: LineSums, extra: tuple[tuple[str, str], ...] = ()
) -> TotalsRow:
    return TotalsRow(kind, key, sums.qty, sums.gross, sums.discount, sums.refunds, sums.net, extra)


def _category_rows(categories: Mapping[str, LineSums]) -> tuple[TotalsRow, ...]:
    return tuple(_line_row("category", key, sums) for key, sums in categories.items())


def _maker_rows(accounts: Iterable[MakerAccount]) -> tuple[TotalsRow, ...]:
    """The makers of whom something sold; a payout alone makes no row."""
    return tuple(
        _line_row("maker", account.code, account.sums, (("name", account.name),))
        for account in accounts
        if account.sums.lines
    )


def _price_rows(categories: Mapping[str, LineSums]) -> tuple[PriceRow, ...]:
    return tuple(PriceRow(key, sums.listed, sums.net) for key, sums in categories.items())


def _payment_rows(kind: str, groups: Iterable[_Group]) -> tuple[PaymentRow, ...]:
    return tuple(PaymentRow(kind, group.key, group.totals) for group in groups)


def corrections_with_origins(days: Iterable[BookDay]) -> list[tuple[Origin, Turnover]]:
    """The refunds whose sale another of the days holds, each with the origin of its sale.

    Their own days hold them in the rows with an empty key, from which they are to be moved.
    """
    linked = [d.details for day in days for d in day.linked if d.details is not None]
    origins = origins_of(details.sale for details in linked)
    return [
        (origins[details.sale.refers_to], turnover_of(details.sale))
        for details in linked
        if details.corrects_another_file and details.sale.refers_to in origins
    ]


def _turnover_rows(
    kind: str,
    turnovers: Iterable[Mapping[str, Turnover]],
    moved: Iterable[tuple[Origin, Turnover]],
    key_of: Callable[[Origin], str],
) -> tuple[TurnoverRow, ...]:
    rows = [*chain.from_iterable(each.items() for each in turnovers)]
    for origin, flow in moved:
        rows += [("", Turnover(-flow.sales, -flow.net)), (key_of(origin), flow)]
    return tuple(TurnoverRow(kind, key, *flow) for key, flow in add_by_key(rows).items())


def _hour_rows(
    days: Iterable[BookDay], moved: Iterable[tuple[Origin, Turnover]]
) -> tuple[TurnoverRow, ...]:
    hours = (day.breakdown.hours for day in days)
    rows = _turnover_rows("hour", hours, moved, lambda origin: origin.hour)
    return tuple(sorted(rows, key=lambda row: hour_order(row.key)))


def hour_order(hour: str) -> int:
    """The place of an hour (two digits) within a business day, which begins at 05:00.

    A business day may run past midnight, so its first hours sort after 23. The empty text, for
    corrections of sales in no file that counts, comes last.
    """
    return (int(hour) - 5) % 24 if hour else 24
