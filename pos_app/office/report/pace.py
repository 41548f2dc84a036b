"""How fast a fair sells beside an earlier one: same day numbers and hours, else an average day.

Fairs of different length are never compared by their sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pos_app.domain.money import Rupiah, divide_half_up
from pos_app.office.reconcile.confirmed_totals import hour_order
from pos_app.office.reconcile.status import Status
from pos_app.office.report.fair_hours import DayHours, FairHours, day_numbers, fair_hours


class Pace(NamedTuple):
    """What was sold by now, beside what an earlier fair had sold by then, in rupiah.

    Attributes:
        name: The earlier fair.
        sold: This fair's days, and of a running day what tills said so far; of an average the net
            of a whole day.
        then: The same of the earlier fair.
        days: How many whole days of this fair that is.
        at: The time on the running day (ISO 8601); empty where only whole days are compared.
        then_days: How many days of the earlier fair.
        is_average: Whether both are the net of an average day.
    """

    name: str
    sold: Rupiah
    then: Rupiah
    days: int
    at: str = ""
    then_days: int = 0
    is_average: bool = False

    @property
    def ahead(self) -> Rupiah:
        """By how much this fair is ahead; negative where it is behind."""
        return self.sold - self.then


class DayPair(NamedTuple):
    """Whole days with the same number of both fairs, and the net of each in rupiah."""

    number: int
    day: str
    net: Rupiah
    earlier_day: str
    then: Rupiah


class HourPair(NamedTuple):
    """The net in rupiah of an hour (two digits, WITA) over the same days of both fairs."""

    hour: str
    net: Rupiah
    then: Rupiah


class Comparison(NamedTuple):
    """A fair beside an earlier one.

    Attributes:
        name: The earlier fair.
        days: The whole days with the same number; none where only a total is known.
        hours: The hours of those days.
        average: The net of a whole day of each; None before the first whole day.
        pace: The same day numbers, up to the same hour where every till said what it sold.
    """

    name: str
    days: tuple[DayPair, ...] = ()
    hours: tuple[HourPair, ...] = ()
    average: Pace | None = None
    pace: Pace | None = None


def compare(status: Status, earlier: FairHours | None = None) -> Comparison | None:
    """The comparison with an earlier fair's book, else with what the plan says of it.

    None where neither is known, or the plan does not say how many days it had.
    """
    hours = fair_hours(status)
    average = _average(status, hours, earlier)
    if earlier is None or not earlier.days:
        return Comparison(average.name, average=average, pace=average) if average else None
    pairs = _pairs(hours, earlier)
    found = tuple(DayPair(n, ours.day, ours.net, old.day, old.net) for n, ours, old in pairs)
    pace = _at_the_hour(status, hours, earlier)
    if pace is None and found and len(found) == len(hours.days):
        sold, then = sum(each.net for each in found), sum(each.then for each in found)
        pace = Pace(earlier.name, sold, then, len(found), then_days=len(found))
    return Comparison(earlier.name, found, _hours(pairs), average, pace or average)


def pace_of(status: Status, earlier: FairHours | None = None) -> Pace | None:
    """The pace; None without an earlier fair, or before the first whole day or interim total."""
    found = compare(status, earlier)
    return found.pace if found is not None else None


Pairs = list[tuple[int, DayHours, DayHours]]


def _pairs(hours: FairHours, earlier: FairHours) -> Pairs:
    """The whole days of both fairs that have the same number."""
    theirs = earlier.by_number
    return [(n, day, theirs[n]) for n, day in hours.by_number.items() if n in theirs]


def _hours(pairs: Pairs) -> tuple[HourPair, ...]:
    ours, theirs = (_by_hour(pair[side] for pair in pairs) for side in (1, 2))
    known = sorted(ours.keys() | theirs.keys(), key=hour_order)
    return tuple(HourPair(hour, ours.get(hour, 0), theirs.get(hour, 0)) for hour in known)


def _by_hour(days: Iterable[object]) -> dict[str, Rupiah]:
    found: dict[str, Rupiah] = defaultdict(int)
    for day in days:
        assert isinstance(day, DayHours)
        for hour, net in day.hours.items():
            found[hour] += net
    return found


def _average(status: Status, hours: FairHours, earlier: FairHours | None) -> Pace | None:
    """The net of a whole day of both fairs."""
    planned, count = status.plan.earlier, len(hours.days)
    if earlier is not None and earlier.days:
        name, net, days = earlier.name, earlier.net, len(earlier.days)
    elif planned is not None and planned.days:
        name, net, days = planned.name, planned.net, planned.days
    else:
        return None
    if not count:
        return None
    sold, then = divide_half_up(hours.net, count), divide_half_up(net, days)
    return Pace(name, sold, then, count, then_days=days, is_average=True)


def _at_the_hour(status: Status, hours: FairHours, earlier: FairHours) -> Pace | None:
    """Up to the hour at which every till of the running day said what it sold."""
    numbers, ours, theirs = day_numbers(status), hours.by_number, earlier.by_number
    for layer in status.interim_layers:
        number = numbers.get(layer.day, 0)
        is_next = number not in ours and layer.day == status.through
        if layer.count == layer.of and is_next and {number, *ours} <= theirs.keys():
            at = min(total.at for total in layer.totals)
            past = sum(theirs[each].net for each in ours)
            then = past + theirs[number].until(at)
            sold = hours.net + _closed(status, layer.day) + layer.net
            return Pace(earlier.name, sold, then, len(ours), at, len(ours))
    return None


def _closed(status: Status, day: str) -> Rupiah:
    """What is confirmed of a day that is not whole."""
    files = (file for file in status.confirmed.days if file.day == day)
    return sum(file.breakdown.totals.net for file in files)
