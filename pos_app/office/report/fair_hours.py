"""When in its days a fair sold: the net of each hour of each day, to compare fairs by the hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from pos_app.clock import parse_stamp
from pos_app.domain.money import Rupiah
from pos_app.office.reconcile.confirmed_totals import hour_order
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayPlace

_SETTLED = (TillDayPlace.IN_SUM, TillDayPlace.DECLARED_EMPTY, TillDayPlace.WITHDRAWN)


class DayHours(NamedTuple):
    """One day of a fair: the net in rupiah of each hour (two digits, WITA), and of each till.

    What cannot be told by the hour has the empty key, and counts as the day's end. `number` is the
    day's place among the planned days, from 1; two fairs are compared by it.
    """

    day: str
    hours: Mapping[str, Rupiah]
    tills: Mapping[tuple[str, str], Rupiah]
    number: int = 0

    @property
    def net(self) -> Rupiah:
        """The net of the day in rupiah."""
        return sum(self.hours.values())

    def until(self, at: str) -> Rupiah:
        """What had been sold at a time (ISO 8601); a running hour counts by its minutes."""
        moment = parse_stamp(at)
        running, minutes = hour_order(f"{moment.hour:02}"), moment.minute
        past = sum(net for hour, net in self.hours.items() if hour_order(hour) < running)
        return past + self.hours.get(f"{moment.hour:02}", 0) * minutes // 60


class FairHours(NamedTuple):
    """The days of a fair that are whole, in their order; nothing of them is missing."""

    name: str
    days: tuple[DayHours, ...] = ()

    @property
    def net(self) -> Rupiah:
        """The net of those days in rupiah."""
        return sum(day.net for day in self.days)

    @property
    def by_number(self) -> dict[int, DayHours]:
        """The whole days by their number; a day that is not whole is not among them."""
        return {day.number or place: day for place, day in enumerate(self.days, 1)}


def fair_hours(status: Status) -> FairHours:
    """The whole days of a status: of each, every planned till-day is in the sum or settled."""
    hours: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    tills: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for file in status.confirmed.days:
        for hour, flow in file.breakdown.hours.items():
            hours[file.day][hour] += flow.net
        tills[file.day][file.stand, file.till] += file.breakdown.totals.net
    numbers = day_numbers(status)
    found = tuple(
        DayHours(day, dict(hours[day]), dict(tills[day]), numbers.get(day, 0))
        for day in whole_days(status)
    )
    return FairHours(status.plan.name, found)


def day_numbers(status: Status) -> dict[str, int]:
    """The number of each planned day of a fair, from 1."""
    plan = status.plan
    planned = sorted({day for _, _, day in plan.till_days(plan.end)})
    return {day: number for number, day in enumerate(planned, 1)}


def whole_days(status: Status) -> list[str]:
    """The days through that of the status of which nothing is missing, disputed or on paper."""
    due = [each for each in status.till_days if each.is_due and each.place is not None]
    days = sorted({each.day for each in due})
    lacking = {each.day for each in due if each.place not in _SETTLED}
    return [day for day in days if day not in lacking]
