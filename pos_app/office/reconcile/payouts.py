"""Payouts at a till, held against what the maker sold there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    days = _of_paying_tills(list(payouts_once(ordered)))
    if not days:
        return
    missing = _first_missing(plan, days)
    sold: dict[tuple[str, str, str], Rupiah] = defaultdict(int)
    paid: dict[tuple[str, str, str], Rupiah] = defaultdict(int)
    last = {day.till_day: day.identity for day in days}
    for day in days:
        stand, till, at = day.till_day
        for code, sums in day.breakdown.makers.items():
            sold[stand, till, code] += sums.net
        for code, maker in day.makers.items():
            if maker.paid_out:
                paid[stand, till, code] += maker.paid_out
        is_known = missing.get((stand, till), at) >= at
        if is_known and last[day.till_day] == day.identity:
            yield from _of_day(day, sold, paid)


def _of_paying_tills(days: Sequence[BookDay]) -> list[BookDay]:
    """The days of the tills that paid a maker out on any of them."""
    # Most files of a till have the same makers and share one mapping, so compare by identity.
    shared = {id(day.makers): day.makers for day in days}
    paying = {key for key, makers in shared.items() if any(m.paid_out for m in makers.values())}
    tills = {(day.stand, day.till) for day in days if id(day.makers) in paying}
    return [day for day in days if (day.stand, day.till) in tills]


def _first_missing(plan: EventPlan, days: Iterable[BookDay]) -> dict[tuple[str, str], str]:
    """The first planned day of each till that none of the days is of."""
    received = {day.till_day for day in days}
    missing: dict[tuple[str, str], str] = {}
    for stand, till, at in plan.till_days(plan.end):
        if (stand, till, at) not in received:
            missing[stand, till] = min(at, missing.get((stand, till), at))
    return missing


def _of_day(
    day: BookDay,
    sold: dict[tuple[str, str, str], Rupiah],
    paid: dict[tuple[str, str, str], Rupiah],
) -> Iterator[Overpaid]:
    for code, maker in day.makers.items():
        if maker.paid_out <= 0:
            continue
        excess = paid[day.stand, day.till, code] - max(0, sold[day.stand, day.till, code])
        if excess > 0:
            yield Overpaid(day.till_day, code, excess)
