"""Payouts that two laptops of one till state: the old one that made them, and the one after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pos_app.office.book_day import BookDay


def payouts_once(days: Iterable[BookDay]) -> Iterator[BookDay]:
    """The days; a carried payout is taken out where a file of the old laptop holds its row."""
    days = list(days)
    spans: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
    if any(day.journal.carried.payouts for day in days):
        for day in days:
            spans[day.till_seat].append((day.journal_first, day.journal_last))
    for day in days:
        paid = {
            (maker, row): amount
            for seat, row, maker, amount in day.journal.carried.payouts
            if any(first <= row <= last for first, last in spans[day.stand, day.till, seat])
        }
        yield _without(day, paid) if paid else day


def _without(day: BookDay, paid: dict[tuple[str, int], int]) -> BookDay:
    makers = dict(day.makers)
    for (code, _), amount in paid.items():
        makers[code] = makers[code]._replace(paid_out=makers[code].paid_out - amount)
    return replace(day, makers=makers)
