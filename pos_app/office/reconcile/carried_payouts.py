"""Payouts that two laptops of one till state: the old one that made them, and the one after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pos_app.office.book_day import BookDay


def payouts_once(days: Iterable[BookDay]) -> Iterator[BookDay]:
    """The days; a carried payout is left out of all but one of them.

    It stays in the file of the laptop that made it, else in the first of those that carry it: two
    laptops may have taken over from one whose own file never came.
    """
    days = list(days)
    spans: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
    if any(day.journal.carried.payouts for day in days):
        for day in days:
            spans[day.till_seat].append((day.journal_first, day.journal_last))
    told: set[tuple[str, str, int, int]] = set()
    for day in days:
        paid: dict[tuple[str, int], int] = {}
        for seat, row, maker, amount in day.journal.carried.payouts:
            ours = spans[day.stand, day.till, seat]
            place = (day.stand, day.till, seat, row)
            if place in told or any(first <= row <= last for first, last in ours):
                paid[maker, row] = paid.get((maker, row), 0) + amount
            told.add(place)
        yield _without(day, paid) if paid else day


def _without(day: BookDay, paid: dict[tuple[str, int], int]) -> BookDay:
    makers = dict(day.makers)
    for (code, _), amount in paid.items():
        makers[code] = makers[code]._replace(paid_out=makers[code].paid_out - amount)
    return replace(day, makers=makers)
