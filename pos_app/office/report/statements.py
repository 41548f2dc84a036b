"""What every maker is told: each line that sold, who bears its discount, what was paid already.

A statement is made of the goods that the days' tallies keep, so the status has to be made of days
that were read with them. It adds up to the settlement of the same status, line by line.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pos_app.domain.catalogue import DiscountBearer, sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import Settlement
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.maker_accounts import Accounts
from pos_app.office.reconcile.status import Status
from pos_app.office.totals_algebra import GoodsKey, LineSums, add_line_sums


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What sold of one thing at one stand on one day, at one list price and share."""

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

    @property
    def discount(self) -> Rupiah:
        """What the buyers paid less than the list price: bargained for or given."""
        return self.listed - self.sold

    @property
    def is_undone(self) -> bool:
        """Whether everything came back: nothing of it is left to be told."""
        return not (self.qty or self.listed or self.sold or self.share)

    @property
    def due(self) -> Rupiah:
        return (self.listed if self.bearer is DiscountBearer.STAND else self.sold) - self.share


@dataclass(frozen=True, slots=True, order=True)
class Payout:
    """What a till paid out to the maker."""

    day: str
    stand: str
    till: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Statement:
    """A maker's settlement with everything behind it.

    `files` are the day files that it rests on; `waiting` the till-days that may still change it:
    of stands that carry the maker, or of which nothing is known yet.
    """

    settlement: Settlement
    lines: tuple[Line, ...]
    payouts: tuple[Payout, ...]
    files: tuple[BookDay, ...]
    waiting: tuple[TillDay, ...]

    @property
    def provisional(self) -> bool:
        return bool(self.waiting)

    @property
    def bearers(self) -> tuple[DiscountBearer, ...]:
        """Who bears a discount; both where tills of a maker without a plan say different things."""
        return tuple(sorted({line.bearer for line in self.lines}))


def statements_of(status: Status) -> tuple[Statement, ...]:
    """A statement for every settlement of the status, in the same order."""
    accounts = Accounts(status.plan)
    books = _Books(accounts)
    for day in status.confirmed.days:
        books.take(day)
    carried = _carried(status, accounts)
    return tuple(books.statement(one, status, carried) for one in status.confirmed.settlements)


class _Books:
    """The lines, payouts and files of every maker, by the key of the account."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._lines: dict[str, dict[tuple[str, str, GoodsKey, DiscountBearer], list[LineSums]]] = (
            defaultdict(lambda: defaultdict(list))
        )
        self._payouts: dict[str, list[Payout]] = defaultdict(list)
        self._files: dict[str, dict[str, BookDay]] = defaultdict(dict)

    def take(self, day: BookDay) -> None:
        for good, sums in day.breakdown.goods.items():
            key = self._accounts.key(day, good.maker)
            # Two texts of one maker are one maker: the line does not tell them apart.
            at = (day.day, day.stand, good._replace(maker=""))
            self._lines[key][*at, self._accounts.bearer(day, good.maker)].append(sums)
            self._files[key][day.identity] = day
        for code, maker in day.makers.items():
            if maker.paid_out:
                key = self._accounts.key(day, code)
                payout = Payout(day.day, day.stand, day.till, maker.paid_out)
                self._payouts[key].append(payout)
                self._files[key][day.identity] = day

    def statement(
        self, settlement: Settlement, status: Status, carried: dict[str, set[str]]
    ) -> Statement:
        key = sku_key(settlement.maker)
        lines = [_line(*at, add_line_sums(sums)) for at, sums in self._lines[key].items()]
        return Statement(
            settlement,
            tuple(sorted(line for line in lines if not line.is_undone)),
            tuple(sorted(self._payouts[key])),
            tuple(sorted(self._files[key].values(), key=lambda day: (day.day, day.seat_day))),
            tuple(sorted(item for item in status.doubtful if _may_carry(carried, item[0], key))),
        )


def _line(day: str, stand: str, good: GoodsKey, bearer: DiscountBearer, sums: LineSums) -> Line:
    by_stand = bearer is DiscountBearer.STAND
    return Line(
        day=day,
        stand=stand,
        name=good.name,
        sku=good.sku,
        list_price=good.list_price,
        share_bp=good.share_bp,
        bearer=bearer,
        qty=sums.qty,
        listed=sums.listed,
        sold=sums.net,
        share=sums.share_of_list if by_stand else sums.share_of_amount,
    )


def _carried(status: Status, accounts: Accounts) -> dict[str, set[str]]:
    """The accounts of the makers that each stand's files name."""
    return {
        stand: {accounts.key_of(code, name) for code, name in named}
        for stand, named in status.named.items()
    }


def _may_carry(carried: dict[str, set[str]], stand: str, key: str) -> bool:
    """A stand that nothing came from yet may carry anyone."""
    return stand not in carried or key in carried[stand]
