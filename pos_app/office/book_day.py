"""What the office keeps in mind of a verified day file, so that no total reads a file again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pos_app.dayfile.reader import VerifiedDay
from pos_app.dayfile.takeover_proof import TakeoverProof, read_takeover_proof
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.day import DayTables
from pos_app.domain.event import TillIdentity, running_of
from pos_app.domain.journal import canonical
from pos_app.domain.money import Rupiah
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.totals_algebra import Breakdown, SaleParts, breakdown_of, parts_of

Seat = tuple[str, str, int]
Slot = tuple[str, str, int, str]
"""A stand, a till, a seat and a day: what one chain of revisions is of."""


@dataclass(frozen=True, slots=True)
class SaleMark:
    """A sale that another file may hold too: its id, a hash of all it says, and the sale, where
    what it adds is asked for."""

    sale_id: str
    content: str
    parts: SaleParts | None = None

    @property
    def breakdown(self) -> Breakdown:
        """What it adds to a day."""
        return self.parts.breakdown() if self.parts else Breakdown()


class FileMaker(NamedTuple):
    """A maker as a day file names it, with what a till paid out to it that day."""

    name: str
    discount_by: DiscountBearer = DiscountBearer.MAKER
    paid_out: Rupiah = 0


@dataclass(frozen=True, slots=True)
class BookDay:
    """A verified day file: where it belongs, what it hangs on, and what it adds up to.

    `marks` are those of its sales that stand in a file of another day, till or seat too.
    """

    identity: str
    stand: str
    till: str
    seat: int
    day: str
    revision: int
    supersedes: str | None
    prev_day: str | None
    key: str
    first: int | None
    last: int | None
    running_start: Rupiah
    running_total: Rupiah
    till_id: str = ""
    enrolled: str | None = None
    journal_first: int = 0
    journal_last: int = 0
    journal_head: str = ""
    continues: TakeoverProof | None = None
    breakdown: Breakdown = field(default_factory=Breakdown)
    makers: Mapping[str, FileMaker] = field(default_factory=dict)
    marks: tuple[SaleMark, ...] = ()

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day

    @property
    def place(self) -> Seat:
        return self.stand, self.till, self.seat

    @property
    def slot(self) -> Slot:
        return self.stand, self.till, self.seat, self.day

    def without(self, marks: Iterable[SaleMark]) -> BookDay:
        """The day less some of its sales; its marks stay, for what it says is still said."""
        breakdown = self.breakdown
        for mark in marks:
            # Of a day that was read without its goods, none can be taken.
            taken = mark.breakdown if self.breakdown.goods else replace(mark.breakdown, goods={})
            breakdown = breakdown.plus(taken, -1)
        return self if breakdown is self.breakdown else replace(self, breakdown=breakdown)

    def number(self, running: int, seat: int | None = None) -> str:
        """The receipt number of the `running`-th sale of this seat, or of another of its till."""
        seat = self.seat if seat is None else seat
        return TillIdentity("", self.stand, self.till, "", seat).number(running)


def book_day(day: VerifiedDay) -> BookDay:
    """What can be said of a verified day, with a mark for each of its sales."""
    return replace(unmarked_day(day), marks=marks_of(day.tables))


def unmarked_day(day: VerifiedDay) -> BookDay:
    """What the office keeps of a verified day; no sale is marked before another file holds it."""
    head = day.head
    return BookDay(
        identity=day.identity,
        stand=head.stand,
        till=head.till,
        seat=head.seat,
        day=head.day,
        revision=head.revision,
        supersedes=head.supersedes,
        prev_day=head.prev_day,
        key=head.key,
        first=_running(head.first_number),
        last=_running(head.last_number),
        running_start=day.running_start,
        running_total=head.running_total,
        till_id=head.till_id,
        enrolled=head.enrolled,
        journal_first=head.journal.first,
        journal_last=head.journal.last,
        journal_head=head.journal.head,
        continues=read_takeover_proof(head.continues),
        breakdown=breakdown_of(day.tables),
        makers=_makers(day.tables),
    )


def sale_keys(tables: DayTables) -> tuple[int, ...]:
    """A number for each sale's id, sorted: two files with a sale in common have one in common."""
    digests = (hashlib.sha256(sale.sale_id.encode()).digest() for sale in tables.sales)
    return tuple(sorted(int.from_bytes(digest[:8], "big", signed=True) for digest in digests))


def marks_of(tables: DayTables) -> tuple[SaleMark, ...]:
    """A mark for each sale of a day, in order."""
    return tuple(_mark(parts) for parts in parts_of(tables))


def _running(number: str | None) -> int | None:
    return None if number is None else running_of(number)


def _mark(parts: SaleParts) -> SaleMark:
    said = {"sale": parts.sale, "lines": parts.lines, "tenders": parts.tenders}
    content = hashlib.sha256(canonical(said)).hexdigest()
    return SaleMark(parts.sale.sale_id, content, parts)


def _makers(tables: DayTables) -> dict[str, FileMaker]:
    paid: dict[str, int] = defaultdict(int)
    for row in tables.cash:
        if row.kind == "payout" and row.maker:
            paid[row.maker] -= row.amount
    known = {row.maker: row for row in tables.makers}
    found = {}
    for code in sorted(known.keys() | paid.keys()):
        maker = known.get(code)
        stand_bears = maker is not None and maker.discount_by == DiscountBearer.STAND
        bearer = DiscountBearer.STAND if stand_bears else DiscountBearer.MAKER
        found[code] = FileMaker(maker.name if maker else code, bearer, paid.get(code, 0))
    return found
