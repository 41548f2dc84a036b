"""The makers' statements: what was sold, who bears the discounts, and what was paid out already.

The lines of a statement add up to the settlement of the same status. The status must be made of
days that were read with their goods. Amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.catalogue import DiscountBearer, sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import Settlement
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.maker_accounts import Accounts
from pos_app.office.reconcile.orders import BookOrder
from pos_app.office.reconcile.settlement_rules import SettledGoods, SettlementRules
from pos_app.office.reconcile.status import Status
from pos_app.office.totals_algebra import GoodsKey, add_line_sums

_LineKey = tuple[str, str, GoodsKey, DiscountBearer]


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What was sold of one product at one stand on one day, at one list price and share.

    `share_bp` is the stand's share in basis points, `bearer` who bears the discount, `corrected` by
    how much `listed` is more than by the till's list price, where the office corrected that.
    """

    day: str
    stand: str
    name: str
    sku: str
    list_price: Rupiah
    share_bp: int
    bearer: DiscountBearer
    qty: int
    listed: Rupiah
    sold: Rupiah
    share: Rupiah
    corrected: Rupiah = 0

    @property
    def discount(self) -> Rupiah:
        """How much less than the till's list price the buyers paid."""
        return self.listed - self.corrected - self.sold

    @property
    def is_cancelled_out(self) -> bool:
        """Whether refunds and voids cancel the line completely."""
        return not (self.qty or self.listed or self.sold or self.share or self.corrected)

    @property
    def due(self) -> Rupiah:
        """What the maker is owed for the line."""
        by_stand = self.bearer is DiscountBearer.STAND
        return (self.listed if by_stand else self.sold + self.corrected) - self.share


@dataclass(frozen=True, slots=True, order=True)
class Payout:
    """An amount that a till paid out to the maker."""

    day: str
    stand: str
    till: str
    amount: Rupiah


class Statement(NamedTuple):
    """A maker's settlement with its lines and payouts.

    `files` are the day files from which it was calculated. `waiting` are incomplete till-days that
    may still change it: of stands that sell the maker's goods, or that sent no file yet. `orders`
    are all orders of the maker.
    """

    settlement: Settlement
    lines: tuple[Line, ...]
    payouts: tuple[Payout, ...]
    files: tuple[BookDay, ...]
    waiting: tuple[TillDay, ...]
    orders: tuple[BookOrder, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether the statement may still change."""
        return bool(self.waiting)

    @property
    def bearers(self) -> tuple[DiscountBearer, ...]:
        """Who bears the discounts; both, where tills differ on a maker who is not in the plan."""
        return tuple(sorted({line.bearer for line in self.lines}))


def statements_of(status: Status) -> tuple[Statement, ...]:
    """A statement for every settlement of the status, in the same order."""
    accounts = Accounts(status.plan)
    days = status.confirmed.days
    rules = SettlementRules(status.plan, status.effective_decisions, days)
    builder = _StatementBuilder(accounts, rules)
    for day in days:
        builder.add(day)
    accounts_by_stand = _accounts_by_stand(status, accounts)
    return tuple(
        builder.statement(one, status, accounts_by_stand) for one in status.confirmed.settlements
    )


class _StatementBuilder:
    """Collects the lines, payouts and files of every maker, by the key of the account."""

    def __init__(self, accounts: Accounts, rules: SettlementRules) -> None:
        self._accounts = accounts
        self._rules = rules
        self._lines: dict[str, dict[_LineKey, list[SettledGoods]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._payouts: dict[str, list[Payout]] = defaultdict(list)
        self._files: dict[str, dict[str, BookDay]] = defaultdict(dict)

    def add(self, day: BookDay) -> None:
        """Adds the sales and payouts of a day."""
        for code in {good.maker for good in day.breakdown.goods}:
            key = self._accounts.key(day, code)
            for goods in self._rules.settled(day, code, self._accounts.bearer(day, code)):
                # The goods of one maker under two names make one line.
                good = goods.good._replace(maker="", line_qty=0, line_amount=0)
                self._lines[key][day.day, day.stand, good, goods.bearer].append(goods)
                self._files[key][day.identity] = day
        for code, maker in day.makers.items():
            if maker.paid_out:
                key = self._accounts.key(day, code)
                payout = Payout(day.day, day.stand, day.till, maker.paid_out)
                self._payouts[key].append(payout)
                self._files[key][day.identity] = day

    def statement(
        self, settlement: Settlement, status: Status, accounts_by_stand: dict[str, set[str]]
    ) -> Statement:
        """The statement for a maker's settlement."""
        key = sku_key(settlement.maker)
        lines = [_line(*at, goods) for at, goods in self._lines[key].items()]
        return Statement(
            settlement,
            tuple(sorted(line for line in lines if not line.is_cancelled_out)),
            tuple(sorted(self._payouts[key])),
            tuple(sorted(self._files[key].values(), key=lambda day: (day.day, day.seat_day))),
            tuple(
                sorted(
                    item for item in status.doubtful if _may_sell(accounts_by_stand, item[0], key)
                )
            ),
            tuple(each for each in status.orders if self._is_of(each, key)),
        )

    def _is_of(self, order: BookOrder, key: str) -> bool:
        return self._accounts.key_of(order.maker, order.maker_name) == key


def _line(
    day: str, stand: str, good: GoodsKey, bearer: DiscountBearer, goods: list[SettledGoods]
) -> Line:
    sums = add_line_sums(each.sums for each in goods)
    return Line(
        day=day,
        stand=stand,
        name=good.name,
        sku=good.sku,
        list_price=good.list_price,
        share_bp=good.share_bp,
        bearer=bearer,
        qty=sums.qty,
        listed=sum(each.listed for each in goods),
        sold=sums.net,
        share=sum(each.share for each in goods),
        corrected=sum(each.corrected for each in goods),
    )


def _accounts_by_stand(status: Status, accounts: Accounts) -> dict[str, set[str]]:
    """The keys of the accounts of the makers that the files of each stand name."""
    return {
        stand: {accounts.key_of(code, name) for code, name in named}
        for stand, named in status.named.items()
    }


def _may_sell(accounts_by_stand: dict[str, set[str]], stand: str, key: str) -> bool:
    """Whether a stand may sell a maker's goods; without any file of the stand it may."""
    return stand not in accounts_by_stand or key in accounts_by_stand[stand]
