"""A fair in a few objects: tills that sell, lose files, correct them, or sell on two laptops."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import permutations

from pos_app.dayfile.signing import Signer, signer_of
from pos_app.domain.day import DayTables, LineRow, SaleRow, TenderRow
from pos_app.messages import catalogue
from pos_app.office.book_day import (
    BookDay,
    FileMaker,
    SaleDigest,
    corrections_of_other_files,
)
from pos_app.office.book_links import corrected_elsewhere
from pos_app.office.decide.decisions import AcceptSeat, DecisionContent, sign_decision
from pos_app.office.decide.effective_decisions import evaluate_decisions
from pos_app.office.plan.event_plan import EventPlan, read_plan
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.records import Record, RecordKind, sign_record
from pos_app.office.report.tables import problem_table
from pos_app.office.report.words import status_text
from pos_app.office.totals_algebra import SaleDetails, breakdown_of, sale_details_of

DAYS = ("2023-10-25", "2023-10-26", "2023-10-27")
END = DAYS[-1]
TOML = b"""
code = "EXPO23"
name = "Expo"
start = 2023-10-25
end = 2023-10-27
[[stand]]
code = "A07"
tills = 2
phone = "0812-0000-0007"
[[stand]]
code = "A08"
tills = ["1"]
[[maker]]
code = "M1"
name = "Bu Sri"
share_pct = 12.5
[[maker]]
code = "M2"
name = "Pak Budi"
share_pct = 10
discount_by = "stand"
"""


def plan() -> EventPlan:
    return read_plan(TOML)[0]


def digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def sale(
    sale_id: str,
    amount: int,
    *,
    qty: int = 1,
    discount: int = 0,
    maker: str = "M1",
    share_bp: int = 1000,
    kind: str = "sale",
    at: str = "2023-10-25T10:00:00+08:00",
    country: str = "",
    of: str = "other",
) -> SaleDetails:
    """A sale of one line for cash; `amount` is the list price of one piece, `qty` signed.

    A refund or void corrects the sale `of`.
    """
    net = qty * amount - discount
    refers_to = "" if kind == "sale" else of
    head = SaleRow(
        sale_id, sale_id, kind, refers_to, at, "", qty * amount, discount, 0, net, country, ""
    )
    line = LineRow(
        sale_id, 1, "S", "Kalung", "Manik", maker, share_bp, qty, amount, amount, discount, net
    )
    return SaleDetails(head, (line,), (TenderRow(sale_id, 1, "cash", net, "", True),))


def day_tables(*sales: SaleDetails) -> DayTables:
    return DayTables(
        sales=tuple(s.sale for s in sales),
        lines=tuple(line for s in sales for line in s.lines),
        tenders=tuple(tender for s in sales for tender in s.tenders),
    )


def sale_digests(*sales: SaleDetails) -> tuple[SaleDigest, ...]:
    known = sale_details_of(day_tables(*sales))
    return tuple(
        SaleDigest(s.sale.sale_id, digest(s), k) for s, k in zip(sales, known, strict=True)
    )


def linked_as_in_a_book(days: Iterable[BookDay]) -> list[BookDay]:
    """The days with their links: refunds of other files' sales, and the sales that these name.

    With these sales go the corrections in their own file.
    """
    days = list(days)
    held = {day.identity: {d.sale_id: d for d in day.sale_digests} for day in days}
    named: dict[str, set[str]] = {day.identity: set() for day in days}
    for one, other in permutations(days, 2):
        if not {one.identity, other.identity} & {one.supersedes, other.supersedes}:
            named[one.identity] |= corrected_elsewhere(held[one.identity], held[other.identity])
    return [_linked(day, named[day.identity]) for day in days]


def _linked(day: BookDay, elsewhere: set[str]) -> BookDay:
    held = tuple(
        d
        for d in day.sale_digests
        if d.sale_id in elsewhere or (d.details and d.details.sale.refers_to in elsewhere)
    )
    return replace(day, linked=tuple({*corrections_of_other_files(day.sale_digests), *held}))


@dataclass
class Till:
    """One seat that closes days one after another, each with a file."""

    stand: str
    till: str
    seat: int = 0
    key: str = "key"
    sold: int = 0
    total: int = 0
    link: str | None = None

    def close(self, day: str, *sales: SaleDetails, link: str | None = None) -> BookDay:
        found = self._file(day, sales, prev_day=link or self.link, revision=1, supersedes=None)
        self.sold += len(sales)
        self.total = found.running_total
        self.link = found.identity
        return found

    def revise(self, old: BookDay, *more: SaleDetails) -> BookDay:
        """The newest day again with more sales: its next revision."""
        breakdown = breakdown_of(
            day_tables(*(m.details for m in old.sale_digests if m.details), *more)
        )
        self.sold += len(more)
        last = old.last
        if more:
            last = (old.last or self.sold - len(more)) + len(more)
        found = replace(
            old,
            identity=digest(old.identity, more),
            revision=old.revision + 1,
            supersedes=old.identity,
            first=old.first or (last if not more else self.sold - len(more) + 1),
            last=last,
            running_total=old.running_start + breakdown.totals.net,
            breakdown=breakdown,
            sale_digests=(*old.sale_digests, *sale_digests(*more)),
        )
        self.total, self.link = found.running_total, found.identity
        return found

    def _file(
        self,
        day: str,
        sales: tuple[SaleDetails, ...],
        *,
        prev_day: str | None,
        revision: int,
        supersedes: str | None,
    ) -> BookDay:
        breakdown = breakdown_of(day_tables(*sales))
        return BookDay(
            identity=digest(self.stand, self.till, self.seat, self.key, day, prev_day, sales),
            stand=self.stand,
            till=self.till,
            seat=self.seat,
            day=day,
            revision=revision,
            supersedes=supersedes,
            prev_day=prev_day,
            key=self.key,
            first=self.sold + 1 if sales else None,
            last=self.sold + len(sales) if sales else None,
            running_start=self.total,
            running_total=self.total + breakdown.totals.net,
            breakdown=breakdown,
            makers={"M1": FileMaker("Bu Sri"), "M2": FileMaker("Pak Budi")},
            sale_digests=sale_digests(*sales),
        )


def whole_fair() -> list[BookDay]:
    """Every planned till-day with one sale of 1000 rupiah."""
    found = []
    for stand, till in (("A07", "1"), ("A07", "2"), ("A08", "1")):
        seat = Till(stand, till, key=f"{stand}{till}")
        found += [seat.close(day, sale(f"{stand}{till}{day}", 1000)) for day in DAYS]
    return found


def signer(seed: int = 1) -> Signer:
    return signer_of(bytes([seed]) * 32)


OFFICE, STRANGER = signer(1), signer(2)


def decided(
    content: DecisionContent,
    *supersedes: Record,
    by: Signer = OFFICE,
    at: str = f"{END}T21:00:00+08:00",
) -> Record:
    named = [record.identity for record in supersedes]
    return sign_decision("EXPO23", content, by, at=at, supersedes=named)


def pack(stand: str, till: str, key: Signer, by: Signer = OFFICE) -> Record:
    """What the book keeps of a stand pack: the enrolment key that was handed out."""
    facts = {"event": "EXPO23", "stand": stand, "till": till, "enrolment_key": key.public_hex}
    return sign_record(RecordKind.PACK, facts, by.public_hex, by.sign)


def status(
    days: list[BookDay], through: str = END, records: Iterable[Record] = (), root: Signer = OFFICE
) -> Status:
    found = status_of(plan(), days, through, evaluate_decisions(records, "EXPO23", root.public_hex))
    # Whatever there is to say of it, there are words for it.
    assert status_text(found, "id") and problem_table(found).columns
    assert all(notice.code in catalogue() for notice in found.warnings)
    return found


def seat_accepted(stand: str = "A07", till: str = "1", seat: int = 1) -> Record:
    """The office's decision that the second laptop took over."""
    return decided(AcceptSeat(stand, till, seat))


def codes(found: Status) -> list[str]:
    return [item.code for item in (*found.gaps, *found.conflicts, *found.set_aside)]
