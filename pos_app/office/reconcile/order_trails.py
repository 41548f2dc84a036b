"""The documents of orders in the files of all tills and days: which contradict each other.

An order's deposit is used or returned once. What closes an order twice is in dispute until the
office chooses. Amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.orders import OrderEvent
from pos_app.office.book_day import BookDay, SaleDigest
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.decide.order_decisions import OrderCounts
from pos_app.office.order_events import OrderNote
from pos_app.office.plan.event_plan import TillDay

_CONFLICT_CODES = {
    frozenset((OrderEvent.DELIVERY.value,)): "order_delivered_twice",
    frozenset((OrderEvent.DEPOSIT_RETURN.value,)): "order_returned_twice",
}
_BOTH_WAYS = "order_delivered_and_cancelled"


class Told(NamedTuple):
    """An event of an order, and the file that tells it first."""

    day: BookDay
    note: OrderNote

    @property
    def place(self) -> str:
        """The till of the file, for people: `A07-1`."""
        return f"{self.day.stand}-{self.day.till}"


@dataclass(slots=True)
class OrderTrail:
    """What some files tell of one order, each document once."""

    deposits: dict[str, Told] = field(default_factory=dict)
    closings: dict[str, Told] = field(default_factory=dict)
    voided: set[str] = field(default_factory=set)
    changes: list[Told] = field(default_factory=list)

    def add(self, told: Told) -> None:
        """Adds an event; a document that was added before changes nothing."""
        note = told.note
        if note.row.event == OrderEvent.DEPOSIT:
            self.deposits.setdefault(note.row.sale_id, told)
        elif note.is_closing:
            self.closings.setdefault(note.row.sale_id, told)
        elif note.row.event == OrderEvent.VOID:
            self.voided.add(note.refers_to)
        else:
            self.changes.append(told)

    def live(self, chosen: str) -> list[Told]:
        """The closings that were not voided; where the office chose one, no other one."""
        found = [told for sale, told in self.closings.items() if sale not in self.voided]
        return [each for each in found if not chosen or each.note.row.sale_id == chosen]


def order_trails(days: Iterable[BookDay]) -> dict[str, OrderTrail]:
    """What some files tell of each order, by its number."""
    found: dict[str, OrderTrail] = defaultdict(OrderTrail)
    told = (day for day in days if day.notes.orders)
    for day in sorted(told, key=lambda day: (day.day, day.seat_day, day.revision)):
        for note in day.notes.orders:
            found[note.order].add(Told(day, note))
    return found


def _chosen(effective: EffectiveDecisions) -> dict[str, str]:
    """The id of the document that the office chose, by the order's number."""
    return {each.order: each.sale for _, each in effective.decided(OrderCounts)}


class ClosedTwice(NamedTuple):
    """An order that several documents close, of which at most one can be right."""

    order: str
    code: str
    closings: tuple[Told, ...]


def closed_twice(
    days: Iterable[BookDay], effective: EffectiveDecisions = NO_DECISIONS
) -> Iterator[ClosedTwice]:
    """The orders whose deposit was used or returned more than once, and no decision settles it."""
    chosen = _chosen(effective)
    for order, trail in sorted(order_trails(days).items()):
        live = trail.live(chosen.get(order, ""))
        if len(live) > 1:
            kinds = frozenset(told.note.row.event for told in live)
            yield ClosedTwice(order, _CONFLICT_CODES.get(kinds, _BOTH_WAYS), tuple(live))


def not_counted(
    days: Iterable[BookDay], effective: EffectiveDecisions
) -> dict[str, tuple[Told, ...]]:
    """The closings that the office did not choose, by the order's number."""
    chosen = _chosen(effective)
    found = {}
    for order, trail in order_trails(days).items() if chosen else ():
        right = chosen.get(order, "")
        left = [told for told in trail.live("") if right and told.note.row.sale_id != right]
        if left:
            found[order] = tuple(left)
    return found


def without_overruled(days: Iterable[BookDay], effective: EffectiveDecisions) -> list[BookDay]:
    """The days without the deliveries and returns that the office did not choose."""
    days = list(days)
    overruled = {
        told.note.row.sale_id for found in not_counted(days, effective).values() for told in found
    }
    return [_without(day, overruled) for day in days] if overruled else days


def without_contested(days: Iterable[BookDay], orders: Collection[str]) -> list[BookDay]:
    """The days without every delivery and return of some orders, given by their numbers."""
    days = list(days)
    trails = order_trails(days) if orders else {}
    found = [trails[order].live("") for order in orders if order in trails]
    contested = {told.note.row.sale_id for live in found for told in live}
    return [_without(day, contested) for day in days] if contested else days


def _without(day: BookDay, overruled: set[str]) -> BookDay:
    held = {note.row.sale_id: note for note in day.notes.orders if note.row.sale_id in overruled}
    if not held:
        return day
    gone = [SaleDigest(sale, "", note.details) for sale, note in held.items()]
    orders = tuple(note for note in day.notes.orders if note.row.sale_id not in held)
    digests = tuple(each for each in day.sale_digests if each.sale_id not in held)
    notes = day.notes._replace(orders=orders)
    return replace(day.without_sales(gone), notes=notes, sale_digests=digests)


class OrderNotice(NamedTuple):
    """What is worth a look in an order's documents; it changes no total."""

    till_day: TillDay
    code: str
    detail: str


def order_notices(
    counted: Iterable[BookDay], days: Iterable[BookDay], effective: EffectiveDecisions
) -> Iterator[OrderNotice]:
    """Deliveries without their deposit, or of another amount, and what is not counted.

    Args:
        counted: The files that count.
        days: All files that may count: a deposit in any of them is not missing.
        effective: The decisions in force.
    """
    days = list(days)
    known = order_trails(days)
    for order, trail in sorted(order_trails(counted).items()):
        deposits = list(known[order].deposits.values())
        if len(deposits) > 1:
            numbers = ", ".join(told.note.number for told in deposits)
            detail = f"{order}: {numbers}"
            yield OrderNotice(deposits[-1].day.till_day, "order_taken_twice", detail)
        for told in trail.live(""):
            detail = f"{order}: {told.place} {told.note.number}"
            if not deposits:
                yield OrderNotice(told.day.till_day, "order_deposit_missing", detail)
            elif _differs(told.note, deposits[0].note):
                amounts = _amounts(deposits[0].note, told.note)
                yield OrderNotice(told.day.till_day, "order_differs", f"{detail}: {amounts}")
    for order, left in sorted(not_counted(days, effective).items()):
        for told in left:
            amount = format_rupiah(told.note.net)
            detail = f"{order}: {told.place} {told.note.number} {amount}"
            yield OrderNotice(told.day.till_day, "order_not_counted", detail)


def _differs(closing: OrderNote, deposit: OrderNote) -> bool:
    told = (abs(closing.row.deposit) + closing.row.kept, closing.row.total, closing.row.maker)
    return told != (deposit.row.deposit, deposit.row.total, deposit.row.maker)


def _amounts(deposit: OrderNote, closing: OrderNote) -> str:
    before, after = deposit.row, closing.row
    first = f"{format_rupiah(before.total)}/{format_rupiah(before.deposit)}"
    last = f"{format_rupiah(after.total)}/{format_rupiah(abs(after.deposit) + after.kept)}"
    return f"{first} → {last}"


def contested_net(day: BookDay, orders: Collection[str]) -> Rupiah:
    """What the deliveries of some orders, by their numbers, add to the net of a day."""
    return sum(note.net for note in contested_notes(day) if note.order in orders)


def contested_notes(day: BookDay) -> list[OrderNote]:
    """The deliveries and returns of a day that it does not void."""
    voided = {note.refers_to for note in day.notes.orders if note.refers_to}
    return [n for n in day.notes.orders if n.is_closing and n.row.sale_id not in voided]
