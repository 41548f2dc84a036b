"""The confirmed totals: of the files that count, each sale once, by day, stand, maker, category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pos_app.domain.catalogue import DiscountBearer, Maker, sku_key
from pos_app.domain.day import Totals
from pos_app.domain.settlement import Settlement
from pos_app.office.book_day import BookDay, SaleMark
from pos_app.office.event_plan import EventPlan
from pos_app.office.tally import Sums, Tally, add_up


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
class Confirmed:
    """Everything that is confirmed, and the settlement that follows from it."""

    days: tuple[BookDay, ...]
    totals: Totals
    by_day: tuple[Row, ...]
    by_stand: tuple[Row, ...]
    by_maker: tuple[Row, ...]
    by_category: tuple[Row, ...]
    settlements: tuple[Settlement, ...]


def confirm(plan: EventPlan, days: Iterable[BookDay]) -> Confirmed:
    """The totals of files that count: at most one a till, seat and day, none in dispute."""
    once = _each_sale_once(days)
    whole = add_up(day.tally for day in once)
    settlements = settle(plan, once)
    return Confirmed(
        days=tuple(once),
        totals=whole.totals,
        by_day=_by("day", once),
        by_stand=_by("stand", once),
        by_maker=tuple(_maker_row(found) for found in settlements if found.lines),
        by_category=tuple(_line_row("category", *item) for item in whole.categories.items()),
        settlements=tuple(found.settlement() for found in settlements),
    )


def _each_sale_once(days: Iterable[BookDay]) -> list[BookDay]:
    """The days, with each sale that several hold left only in the first of them."""
    found = []
    for day, repeated in told_before(days):
        tally = day.tally
        for mark in repeated:
            tally = tally.plus(mark.tally, -1)
        found.append(replace(day, tally=tally))
    return found


def told_before(days: Iterable[BookDay]) -> Iterator[tuple[BookDay, tuple[SaleMark, ...]]]:
    """The days in the order of their slots, each with those of its sales that an earlier holds."""
    seen: set[str] = set()
    for day in sorted(days, key=lambda day: day.slot):
        yield day, tuple(mark for mark in day.marks if mark.sale_id in seen)
        seen.update(mark.sale_id for mark in day.marks)


def _by(kind: str, days: Iterable[BookDay]) -> tuple[Row, ...]:
    groups: dict[str, list[Tally]] = defaultdict(list)
    for day in days:
        groups[getattr(day, kind)].append(day.tally)
    sums = {key: add_up(iter(groups[key])) for key in sorted(groups)}
    return tuple(_total_row(kind, key, tally) for key, tally in sums.items() if tally.lines.lines)


def _total_row(kind: str, key: str, tally: Tally) -> Row:
    totals = tally.totals
    extra = (("sales", totals.sales), ("rounding", totals.rounding))
    sums = (totals.gross, totals.discount, totals.refunds, totals.net)
    return Row(kind, key, tally.lines.qty, *sums, extra)


def _line_row(kind: str, key: str, sums: Sums, extra: tuple[tuple[str, str], ...] = ()) -> Row:
    return Row(kind, key, sums.qty, sums.gross, sums.discount, sums.refunds, sums.net, extra)


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

    @property
    def lines(self) -> int:
        return self.sums.lines

    def add(self, sums: Sums, bearer: DiscountBearer) -> None:
        by_stand = bearer is DiscountBearer.STAND
        share = sums.share_of_list if by_stand else sums.share_of_amount
        self.sums = self.sums.plus(sums)
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


def settle(plan: EventPlan, days: Iterable[BookDay]) -> list[MakerAccount]:
    """An account for every maker with a line or a payout, in the order of their codes.

    A text that no planned maker answers to stays a maker of its own, whatever its letter case.
    """
    accounts: dict[str, MakerAccount] = {}
    for day in sorted(days, key=lambda day: day.slot):
        codes = day.tally.makers.keys() | {c for c, m in day.makers.items() if m.paid_out}
        for code in sorted(codes):
            file_maker = day.makers.get(code)
            name = file_maker.name if file_maker else code
            planned = plan.maker(code, name)
            account = _account(accounts, planned, code, name)
            if code in day.tally.makers:
                account.add(day.tally.makers[code], _bearer(planned, day, code))
            account.paid_out += file_maker.paid_out if file_maker else 0
    return sorted(accounts.values(), key=lambda account: account.code)


def _account(
    accounts: dict[str, MakerAccount], planned: Maker | None, code: str, name: str
) -> MakerAccount:
    if planned is not None:
        made = MakerAccount(planned.code, planned.name, planned_bp=planned.share_bp)
    else:
        made = MakerAccount(code, name)
    return accounts.setdefault(sku_key(made.code), made)


def _bearer(planned: Maker | None, day: BookDay, code: str) -> DiscountBearer:
    """The office's agreement with the maker counts; a till's only for one it does not know."""
    if planned is not None:
        return planned.discount_by
    found = day.makers.get(code)
    return found.discount_by if found else DiscountBearer.MAKER


def _maker_row(account: MakerAccount) -> Row:
    return _line_row("maker", account.code, account.sums, (("name", account.name),))
