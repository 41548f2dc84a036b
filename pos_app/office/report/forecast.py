"""Where the running day and the fair may end: an estimate with its basis, never a confirmed figure.

Each whole day so far is played out once more for everything that is not known yet, and the days of
an earlier fair likewise. The estimate reaches from the least to the most of these outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.interim_total import InterimTotal
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayPlace
from pos_app.office.report.fair_hours import DayHours, FairHours, day_numbers, fair_hours

_NOTHING = (TillDayPlace.DECLARED_EMPTY, TillDayPlace.WITHDRAWN)
_EARLY_PCT = 3
"""A day of which less than this had been sold by then says nothing of how it will end."""
_FEW, _LEAST_PCT = 3, 10
"""Fewer outcomes than `_FEW` are widened by this part of what is estimated, to either side."""


class Range(NamedTuple):
    """An estimate in rupiah: probably not less than `low` and not more than `high`."""

    low: Rupiah
    high: Rupiah


class Forecast(NamedTuple):
    """The estimate, and what it is made of.

    Attributes:
        day: The newest day so far that is not whole; empty when only later days are open.
        day_end: Where that day may end; None without such a day.
        fair_end: Where the fair may end.
        days: How many whole days of this fair it is made of.
        interims: How many tills said what they have sold so far.
        earlier: The name of the earlier fair whose days it uses; empty without one.
    """

    day: str
    day_end: Range | None
    fair_end: Range
    days: int
    interims: int
    earlier: str = ""


def forecast(status: Status, earlier: FairHours | None = None) -> Forecast | None:
    """The estimate; None where nothing is open, or nothing is known to make one of."""
    hours, planned = fair_hours(status), status.plan.till_days(status.plan.end)
    whole = {day.day for day in hours.days}
    ahead = sorted({day for _, _, day in planned} - whole)
    if not ahead:
        return None
    rest = _Rest(status, hours)
    outcomes = list(rest.outcomes(ahead, earlier))
    if not outcomes:
        return None
    running = max((day for day in ahead if day <= status.through), default="")
    day_end = rest.end_of(running, [each[running] for each in outcomes]) if running else None
    fair_end = rest.end_of("", [sum(each.values()) + hours.net for each in outcomes])
    used = earlier.name if earlier is not None and rest.used_earlier else ""
    return Forecast(running, day_end, fair_end, len(hours.days), len(rest.told), used)


def _range(known: Rupiah, said: Rupiah, outcomes: Sequence[Rupiah]) -> Range:
    """From the least to the most outcome.

    A few of them are widened by a part of what is not `known`, that is confirmed. Nothing ends
    below that and what tills `said` that they sold beside it.
    """
    low, high = min(outcomes), max(outcomes)
    if len(outcomes) < _FEW:
        low -= max(0, low - known) * _LEAST_PCT // 100
        high += max(0, high - known) * _LEAST_PCT // 100
    return Range(max(low, known + said), max(high, known + said))


class _Rest:
    """What is known of the till-days that are not whole, and how they may end."""

    def __init__(self, status: Status, hours: FairHours) -> None:
        self._status = status
        self._hours = hours
        self.used_earlier = False
        self.known: dict[TillDay, Rupiah] = {}
        for file in status.confirmed.days:
            self.known[file.till_day] = self.known.get(file.till_day, 0) + file.breakdown.totals.net
        self.told: dict[TillDay, InterimTotal] = {
            total.till_day: total for layer in status.interim_layers for total in layer.totals
        }
        self._nothing = {each.till_day for each in status.till_days if each.place in _NOTHING}

    def end_of(self, day: str, outcomes: Sequence[Rupiah]) -> Range:
        """Where a day, or with an empty `day` the whole fair, may end by some outcomes."""
        known = sum(net for till_day, net in self.known.items() if day in ("", till_day[2]))
        said = sum(
            total.net
            for till_day, total in self.told.items()
            if till_day not in self.known and day in ("", till_day[2])
        )
        return _range(known, said, outcomes)

    def outcomes(
        self, ahead: Sequence[str], earlier: FairHours | None
    ) -> Iterator[Mapping[str, Rupiah]]:
        """The net of each day ahead, once for each day that it may be like."""
        for day in self._hours.days:
            found = self._like(ahead, {each: day for each in ahead}, 1, 1)
            if found is not None:
                yield found
        if earlier is not None and earlier.net > 0:
            found = self._like_earlier(ahead, earlier)
            if found is not None:
                self.used_earlier = True
                yield found

    def _like_earlier(
        self, ahead: Sequence[str], earlier: FairHours
    ) -> Mapping[str, Rupiah] | None:
        """As the days of the earlier fair with the same number, in the proportion so far."""
        pairs = self._pairs(earlier)
        whole = [day for day in self._hours.days if day.day in pairs]
        ours, theirs = sum(day.net for day in whole), sum(pairs[day.day].net for day in whole)
        if not set(ahead) <= pairs.keys() or (whole and min(ours, theirs) <= 0):
            return None
        return self._like(ahead, pairs, ours or 1, theirs or 1)

    def _pairs(self, earlier: FairHours) -> dict[str, DayHours]:
        """The days of the earlier fair by the days of this one with the same number."""
        theirs = earlier.by_number
        numbers = day_numbers(self._status)
        return {day: theirs[number] for day, number in numbers.items() if number in theirs}

    def _like(
        self, ahead: Sequence[str], models: Mapping[str, DayHours], ours: int, theirs: int
    ) -> Mapping[str, Rupiah] | None:
        found = dict.fromkeys(ahead, 0)
        for till_day in self._status.plan.till_days(self._status.plan.end):
            day = till_day[2]
            if day in found and till_day not in self._nothing:
                net = self._till_day(till_day, models[day], ours, theirs)
                if net is None:
                    return None
                found[day] += net
        return found

    def _till_day(
        self, till_day: TillDay, model: DayHours, ours: int, theirs: int
    ) -> Rupiah | None:
        """The net of one till-day: confirmed, or from its interim total, or as in the model."""
        if till_day in self.known:
            return self.known[till_day]
        told = self.told.get(till_day)
        if told is not None:
            sold, whole = model.until(told.at), model.net
            if sold * 100 < whole * _EARLY_PCT or sold <= 0:
                return None
            return max(told.net, told.net * whole // sold)
        per_till = model.net // max(1, len(model.tills))
        net = model.tills.get(till_day[:2], per_till) if ours == theirs else per_till
        return net * ours // theirs
