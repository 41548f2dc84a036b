"""The drawers of the files in the confirmed total, and the cash that each stand hands over.

A difference is no gap in the total: what was sold is known from the sales, not from the drawer.
All amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.book_drawer import Drawer
from pos_app.office.plan.event_plan import TillDay


class TillDrawer(NamedTuple):
    """The drawer of one day file that counts."""

    stand: str
    till: str
    seat: int
    day: str
    drawer: Drawer

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day

    def as_json(self) -> dict[str, Any]:
        """The drawer as `status --json` prints it."""
        drawer = self.drawer
        return {
            "stand": self.stand,
            "till": self.till,
            "day": self.day,
            "expected": drawer.expected,
            "counted": drawer.counted,
            "difference": drawer.difference,
            "seat": self.seat,
            "verified": drawer.verified,
            "counted_by": drawer.counted_by,
            "verified_by": drawer.verified_by,
            "float": drawer.float_,
            "reason": drawer.reason,
            "shifts": [
                {**asdict(shift), "difference": shift.difference} for shift in drawer.shifts
            ],
        }


class StandCash(NamedTuple):
    """The cash that a stand hands over: what was counted, less the floats it began with."""

    stand: str
    amount: Rupiah


class Differences(NamedTuple):
    """How many drawers held less and more than they should, and the two sums, never netted."""

    short_count: int = 0
    short: Rupiah = 0
    over_count: int = 0
    over: Rupiah = 0


def drawers_of(counted: Iterable[BookDay]) -> tuple[TillDrawer, ...]:
    """The drawers of the files that count, by stand, till, day and seat."""
    found = [
        TillDrawer(day.stand, day.till, day.seat, day.day, day.drawer)
        for day in counted
        if day.drawer is not None
    ]
    return tuple(sorted(found, key=lambda each: (*each.till_day, each.seat)))


def cash_to_hand_over(drawers: Iterable[TillDrawer]) -> tuple[StandCash, ...]:
    """The cash of each stand, by its code.

    The float is taken off every day: either it went back to who lent it, or it was the next day's
    float and would else be handed over twice.
    """
    sums: dict[str, int] = defaultdict(int)
    for each in drawers:
        sums[each.stand] += each.drawer.counted - each.drawer.float_
    return tuple(StandCash(stand, sums[stand]) for stand in sorted(sums))


def differences(drawers: Iterable[TillDrawer]) -> Differences:
    """The drawers that differ; both sums are positive."""
    found = [each.drawer.difference for each in drawers if each.drawer.difference]
    short = [-amount for amount in found if amount < 0]
    over = [amount for amount in found if amount > 0]
    return Differences(len(short), sum(short), len(over), sum(over))
