"""The makers' accounts: what sold of theirs at every stand, whatever a till called them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pos_app.domain.catalogue import DiscountBearer, Maker, sku_key
from pos_app.domain.settlement import Settlement
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.totals_algebra import Sums, add_sums


@dataclass(slots=True)
class MakerAccount:
    """What was added up of one maker so far."""

    code: str
    name: str
    sums: Sums = field(default_factory=Sums)
    share: int = 0
    due: int = 0
    paid_out: int = 0
    planned_bp: int = 0

    def add(self, sums: Sums, bearer: DiscountBearer) -> None:
        by_stand = bearer is DiscountBearer.STAND
        share = sums.share_of_list if by_stand else sums.share_of_amount
        self.sums = add_sums((self.sums, sums))
        self.share += share
        self.due += (sums.listed if by_stand else sums.net) - share

    def settlement(self) -> Settlement:
        sums = self.sums
        return Settlement(
            maker=self.code,
            name=self.name,
            qty=sums.qty,
            gross=sums.gross,
            discount=sums.discount,
            refunds=sums.refunds,
            net=sums.net,
            share=self.share,
            due=self.due,
            paid_out=self.paid_out,
            planned_bp=self.planned_bp,
        )


class Accounts:
    """Who is meant by what a till calls a maker: a planned one by code, else by name.

    A text that no planned maker answers to stays a maker of its own, whatever its letter case.
    """

    def __init__(self, plan: EventPlan) -> None:
        self._plan = plan
        self._planned: dict[tuple[str, str], Maker | None] = {}
        self._found: dict[str, MakerAccount] = {}
        self._keys: dict[tuple[str, str], str] = {}

    def key(self, day: BookDay, code: str) -> str:
        """What the account of a day's maker is kept under, opened if it is the first time."""
        file_maker = day.makers.get(code)
        return self.called(code, file_maker.name if file_maker else code)

    def called(self, code: str, name: str) -> str:
        """The key of whom a till calls by that code and name."""
        called = (code, name)
        if called not in self._keys:
            planned = self._planned[called] = self._plan.maker(code, name)
            if planned is not None:
                made = MakerAccount(planned.code, planned.name, planned_bp=planned.share_bp)
            else:
                made = MakerAccount(code, name)
            self._keys[called] = sku_key(made.code)
            self._found.setdefault(self._keys[called], made)
        return self._keys[called]

    def bearer(self, day: BookDay, code: str) -> DiscountBearer:
        """The office's agreement with the maker counts; a till's only for one it does not know."""
        found = day.makers.get(code)
        planned = self._planned.get((code, found.name if found else code))
        if planned is not None:
            return planned.discount_by
        return found.discount_by if found else DiscountBearer.MAKER

    def __getitem__(self, key: str) -> MakerAccount:
        return self._found[key]

    def in_order(self) -> list[MakerAccount]:
        return sorted(self._found.values(), key=lambda account: account.code)


def settle(plan: EventPlan, days: Iterable[BookDay]) -> list[MakerAccount]:
    """An account for every maker with a line or a payout, in the order of their codes."""
    accounts = Accounts(plan)
    rows: dict[tuple[str, DiscountBearer], list[Sums]] = defaultdict(list)
    for day in sorted(days, key=lambda day: day.slot):
        sold = day.breakdown.makers
        for code in sorted(sold.keys() | {c for c, m in day.makers.items() if m.paid_out}):
            key = accounts.key(day, code)
            if code in sold:
                rows[key, accounts.bearer(day, code)].append(sold[code])
            if code in day.makers:
                accounts[key].paid_out += day.makers[code].paid_out
    for (key, bearer), sums in rows.items():
        accounts[key].add(add_sums(sums), bearer)
    return accounts.in_order()


def named_makers(days: Iterable[BookDay]) -> dict[str, frozenset[tuple[str, str]]]:
    """The makers, by code and name, that the files of each stand speak of."""
    # Most files of a stand name the same makers, and those are then one object.
    found: dict[str, dict[int, BookDay]] = defaultdict(dict)
    for day in days:
        found[day.stand][id(day.makers)] = day
    return {
        stand: frozenset(
            (code, maker.name) for day in some.values() for code, maker in day.makers.items()
        )
        for stand, some in found.items()
    }
