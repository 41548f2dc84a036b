"""Refunds and voids that no sale in the book explains, or that give back more than was sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pos_app.domain.money import format_rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.terms import Folded
from pos_app.office.returns import Excess, excess_returns
from pos_app.office.totals_algebra import SaleDetails


def unfounded_refunds(
    plan: EventPlan, counted: Iterable[BookDay], days: Iterable[BookDay], gaps: Iterable[Gap]
) -> Iterator[Folded]:
    """Each file that counts with its refunds that are unfounded, folded into one.

    Args:
        plan: The plan of the event.
        counted: The files that count.
        days: All files of the book: a sale in one that does not count explains a refund too.
        gaps: Where something is missing before a file; it may hold the sale.
    """
    days = list(days)
    found: dict[TillDay, set[Excess]] = defaultdict(set)
    for day in counted:
        found[day.till_day].update(day.notes.excess)
    complete = _CompleteTills(plan, days, gaps)
    sales = _sales(days)
    for sale_id, corrections in _corrections(counted).items():
        if sale_id in sales:
            owners = {details.sale.number: day.till_day for day, details in corrections}
            for excess in excess_returns(sales[sale_id], (each for _, each in corrections)):
                found[owners[excess.number]].add(excess)
            continue
        for day, details in corrections:
            if complete.before(day):
                found[day.till_day].add(Excess(details.sale.number, -details.sale.net))
    for till_day, group in found.items():
        if group:
            largest = max(group, key=lambda each: (each.amount, each.number))
            detail = f"{largest.number} {format_rupiah(largest.amount)}"
            count = len({each.number for each in group})
            yield Folded(till_day, "refund_unfounded", detail, count)


def _sales(days: Iterable[BookDay]) -> dict[str, SaleDetails]:
    """The sales to which refunds in other files refer, by id."""
    linked = (digest.details for day in days for digest in day.linked)
    return {each.sale.sale_id: each for each in linked if each and each.sale.kind == "sale"}


def _corrections(counted: Iterable[BookDay]) -> dict[str, list[tuple[BookDay, SaleDetails]]]:
    """The corrections of each of those sales in the order in which they were made."""
    found: dict[str, list[tuple[BookDay, SaleDetails]]] = defaultdict(list)
    for day in counted:
        for digest in day.linked:
            if digest.details is not None and digest.details.sale.refers_to:
                found[digest.details.sale.refers_to].append((day, digest.details))
    for corrections in found.values():
        corrections.sort(key=lambda each: (each[0].day, each[0].seat, each[1].sale.number))
    return found


class _CompleteTills:
    """Tells whether every file of a till is there that may hold an earlier sale."""

    def __init__(self, plan: EventPlan, days: Iterable[BookDay], gaps: Iterable[Gap]) -> None:
        received = {day.till_day for day in days}
        self._missing: dict[tuple[str, str], str] = {}
        lacking = [each for each in plan.till_days(plan.end) if each not in received]
        for stand, till, day in (*lacking, *(gap.till_day for gap in gaps)):
            first = self._missing.get((stand, till), day)
            self._missing[stand, till] = min(first, day)

    def before(self, day: BookDay) -> bool:
        """Whether nothing is missing of the day's till up to that day."""
        missing = self._missing.get((day.stand, day.till))
        return missing is None or missing > day.day
