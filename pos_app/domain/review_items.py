"""Items worth a look: their kinds, their order, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from pos_app.domain.money import Rupiah

LONGEST_TEXT = 80
"""Characters of a text that are kept: names and reasons come from outside and may be long."""


class ReviewKind(StrEnum):
    """What is worth a look. The values are stored in books and written into workbooks.

    Attributes:
        VOID: A sale was voided.
        REFUND: Pieces came back and money was returned.
        ORDER_RETURNED: An order was cancelled, and at least part of the deposit went back.
        ORDER_KEPT: An order was cancelled, and the maker keeps at least part of the deposit.
        DRAWER: The drawer was opened without a sale.
        REPRINT: A receipt was printed again.
        DISCOUNT: A price far below what the day usually gives.
        UNLISTED: A piece was sold that is not in the catalogue.
        UNCONFIRMED: A QRIS payment that nobody saw arrive.
        QRIS_CHANGED: The stand's QRIS code was replaced.
        LEAD: A lead allowed something by PIN.
        PIN_FAILED: Wrong PINs.
        CLOCK_BACK: The clock was set back.
        REPLAYED: Times were given by another program instead of the clock.
        COMMANDED: Rows written by the command line.
        DIFFERENCE: The drawer held more or less than it should.
        TWIN_DIFFERS: The journal's copy held other rows than the database.
        NO_LEAD: The till was restored or taken over, and no lead's PIN was given.
        PRACTICE: Practice mode was opened from the real till.
        REOPENED: A closed day was opened again.
        RING: Sales that another program rang up.
        UNREADABLE: A journal row that does not have the parts of its kind.
    """

    VOID = "void"
    REFUND = "refund"
    ORDER_RETURNED = "order_returned"
    ORDER_KEPT = "order_kept"
    DRAWER = "drawer"
    REPRINT = "reprint"
    DISCOUNT = "discount"
    UNLISTED = "unlisted"
    UNCONFIRMED = "unconfirmed"
    QRIS_CHANGED = "qris_changed"
    LEAD = "lead"
    PIN_FAILED = "pin_failed"
    CLOCK_BACK = "clock_back"
    REPLAYED = "replayed"
    COMMANDED = "commanded"
    DIFFERENCE = "difference"
    TWIN_DIFFERS = "twin_differs"
    NO_LEAD = "no_lead"
    PRACTICE = "practice"
    REOPENED = "reopened"
    RING = "ring"
    UNREADABLE = "unreadable"


OF_PROGRAMS = frozenset((ReviewKind.RING, ReviewKind.REPLAYED))
"""What a stand that sells through another program has every day, and other stands never."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing worth a look.

    Attributes:
        kind: What happened.
        amount: The rupiah at stake, never negative; 0 where none can be named.
        by: The code of the person in whose name it stands (of a permission: the lead); empty
            where nobody is named.
        at: When (ISO 8601) the first fact behind it was written.
        row: The journal row (seq) of that fact.
        number: The receipt that it is about; empty where there is none.
        count: How many facts it stands for.
        minutes: How long after the sale a correction came, or how far a clock was set back.
        detail: A name or reason as it was typed; of a correction the way of paying, of a difference
            `short` or `over`, of the journal's copy what a lead chose, `restored` or `kept`, of a
            till that went on without a lead's PIN how, `restored` or `takeover`.
        listed: The list price in rupiah of the listed piece that an unlisted one is named like.
    """

    kind: ReviewKind
    amount: Rupiah
    by: str
    at: str
    row: int
    number: str = ""
    count: int = 1
    minutes: int | None = None
    detail: str = ""
    listed: Rupiah = 0

    def as_list(self) -> list[Any]:
        """The fields in order, as JSON knows them."""
        return [str(self.kind), *(getattr(self, name) for name in _FIELDS)]

    @classmethod
    def from_list(cls, values: Sequence[Any]) -> ReviewItem:
        """The item that `as_list` gave."""
        return cls(ReviewKind(values[0]), *values[1:])


_FIELDS = tuple(each.name for each in fields(ReviewItem))[1:]


def order_of(item: ReviewItem) -> tuple[Any, ...]:
    """What items are sorted by: rupiah at stake, then how many facts, then time and row.

    What another program did comes last.
    """
    return item.kind in OF_PROGRAMS, -item.amount, -item.count, item.at, item.row


def by_amount(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """The items with the most rupiah at stake first."""
    return tuple(sorted(items, key=order_of))


def of_people(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """The items without those of other programs, in the same order."""
    return tuple(item for item in items if item.kind not in OF_PROGRAMS)


def counts(items: Iterable[ReviewItem]) -> dict[ReviewKind, int]:
    """How many facts of each kind, in the order of the kinds; kinds without any are left out."""
    found: Counter[ReviewKind] = Counter()
    for item in items:
        found[item.kind] += item.count
    return {kind: found[kind] for kind in ReviewKind if found[kind]}
