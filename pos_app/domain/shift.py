"""Shifts inside a business day: the drawer is counted and goes from one person to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift that has ended, in rupiah.

    `expected` is what its first count left in the drawer, or the float, and what came and went
    since; so the differences of all shifts of a day add up to the difference of the day.

    Attributes:
        number: From 1 in each day.
        at: When it ended.
        by: Who had the drawer.
        to: Who took it over; empty for the shift that ended with the close.
    """

    number: int
    at: str
    by: str
    to: str
    expected: Rupiah
    counted: Rupiah
    reason: str = ""

    @property
    def difference(self) -> Rupiah:
        """Counted less expected: negative when money is missing."""
        return self.counted - self.expected


def told_so_far(shifts: Sequence[Shift]) -> Rupiah:
    """Return the difference of the drawer that the shifts up to now account for."""
    return sum(shift.difference for shift in shifts)


def last_shift(
    shifts: Sequence[Shift], at: str, by: str, expected: Rupiah, counted: Rupiah, reason: str = ""
) -> Shift:
    """Return the shift that ends the day; `expected` is that of the whole day's drawer."""
    number, before = len(shifts) + 1, told_so_far(shifts)
    return Shift(number, at, by, "", expected + before, counted, reason)
