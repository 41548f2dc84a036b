"""How fast a fair sells: against its target, and against an earlier fair at the same hour."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.office.reconcile.status import Status
from pos_app.office.report.fair_hours import FairHours, fair_hours


@dataclass(frozen=True, slots=True)
class Pace:
    """What was sold by now, beside what an earlier fair had sold by then, in rupiah.

    Attributes:
        name: The earlier fair.
        sold: This fair's whole days, and of the next day what tills said so far.
        then: The earlier fair's sum at the same point.
        days: How many whole days this fair has.
        at: The time on the next day (ISO 8601); empty where only whole days are compared.
        is_average: Whether the earlier fair is known by its total alone, spread over its days.
    """

    name: str
    sold: Rupiah
    then: Rupiah
    days: int
    at: str = ""
    is_average: bool = False

    @property
    def ahead(self) -> Rupiah:
        """By how much this fair is ahead; negative where it is behind."""
        return self.sold - self.then


def pace_of(status: Status, earlier: FairHours | None = None) -> Pace | None:
    """The pace; None without an earlier fair, or before the first whole day or interim total."""
    hours = fair_hours(status)
    if earlier is not None:
        found = _by_the_hour(status, hours, earlier)
        if found is not None:
            return found
    planned = status.plan.earlier
    if planned is None or not planned.days or not hours.days:
        return None
    count = min(len(hours.days), planned.days)
    return Pace(
        planned.name,
        hours.net,
        planned.net * count // planned.days,
        len(hours.days),
        is_average=True,
    )


def _by_the_hour(status: Status, hours: FairHours, earlier: FairHours) -> Pace | None:
    """Only where every till of the running day said what it sold is the hour compared."""
    count, whole = len(hours.days), {day.day for day in hours.days}
    for layer in status.interim_layers:
        is_next = layer.day not in whole and layer.day == status.through
        if layer.count == layer.of and is_next:
            at = min(total.at for total in layer.totals)
            then = earlier.until(count, at)
            if then is not None:
                sold = hours.net + _closed(status, layer.day) + layer.net
                return Pace(earlier.name, sold, then, count, at)
    then = earlier.until(count, None) if count else None
    return None if then is None else Pace(earlier.name, hours.net, then, count)


def _closed(status: Status, day: str) -> Rupiah:
    """What is confirmed of a day that is not whole."""
    files = (file for file in status.confirmed.days if file.day == day)
    return sum(file.breakdown.totals.net for file in files)
