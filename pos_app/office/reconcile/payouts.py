"""Payouts at a till, held against what the maker sold there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.carried_payouts import payouts_once


class Overpaid(NamedTuple):
    """A till-day on which a maker was paid out more than the till had sold of theirs."""

    till_day: TillDay
    maker: str
    excess: Rupiah


def overpaid(plan: EventPlan, counted: Iterable[BookDay]) -> Iterator[Overpaid]:
    """Payouts above what the maker sold at that till up to that day, in rupiah.

    Days before which a file of the till is missing are left out: it may hold the sales.
    """
    ordered = sorted(counted, key=lambda day: (day.stand, day.till, day.day, day.seat))
    days = list(payouts_once(ordered))
    received = {day.till_day for day in days}
    missing = [each for each in plan.till_days(plan.end) if each not in received]
    sold: dict[tuple[str, str, str], Rupiah] = defaultdict(int)
    paid: dict[tuple[str, str, str], Rupiah] = defaultdict(int)
    last = {day.till_day: day.identity for day in days}
    for day in days:
        for code, sums in day.breakdown.makers.items():
            sold[day.stand, day.till, code] += sums.net
        for code, maker in day.makers.items():
            paid[day.stand, day.till, code] += maker.paid_out
        is_known = not any(each[:2] == day.till_day[:2] and each[2] < day.day for each in missing)
        if is_known and last[day.till_day] == day.identity:
            yield from _of_day(day, sold, paid)


def _of_day(
    day: BookDay,
    sold: dict[tuple[str, str, str], Rupiah],
    paid: dict[tuple[str, str, str], Rupiah],
) -> Iterator[Overpaid]:
    for code, maker in day.makers.items():
        excess = paid[day.stand, day.till, code] - max(0, sold[day.stand, day.till, code])
        if maker.paid_out > 0 and excess > 0:
            yield Overpaid(day.till_day, code, excess)
