"""What the book stores of a verified day file, so that no total has to read the file again."""

from __future__ import annotations

import hashlib
import re
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
from pos_app.office.book_drawer import Drawer, drawer_of
from pos_app.office.book_journal import JournalMarks, journal_marks
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.sold_terms import Offers, TillNotes, notes_of, offers_of
from pos_app.office.totals_algebra import Breakdown, SaleDetails, breakdown_of, sale_details_of

_QRIS_CODE = re.compile(r"[A-Z0-9]{0,15}=[0-9a-f]{64}")
TillSeat = tuple[str, str, int]
"""A stand, a till and a seat: the laptop that the till runs on, counted from 0."""
SeatDay = tuple[str, str, int, str]
"""A stand, a till, a seat and a day: the revisions of one day file share it."""


class SaleDigest(NamedTuple):
    """A sale that another file may hold too.

    `content` is the SHA-256 of the sale with its lines and tenders. `details` are those rows; None
    where only a comparison is needed.
    """

    sale_id: str
    content: str
    details: SaleDetails | None = None

    @property
    def breakdown(self) -> Breakdown:
        """What the sale adds to its day; zeros without its details."""
        return self.details.breakdown() if self.details else Breakdown()


class FileMaker(NamedTuple):
    """A maker as a day file names it.

    `paid_out` is what the till paid out that day in rupiah, `share_bp` the stand's share (basis
    points) in the till's list of makers; None for a maker who only occurs in a payout.
    """

    name: str
    discount_by: DiscountBearer = DiscountBearer.MAKER
    paid_out: Rupiah = 0
    share_bp: int | None = None


@dataclass(frozen=True, slots=True)
class BookDay:
    """A verified day file: its place in the event, its links to other files, and its sums.

    Attributes:
        identity: The SHA-256 of its manifest (hex).
        supersedes: The identity of the revision that this one replaces.
        prev_day: The identity of the till's day file before this one.
        key: The key (hex) that signed it.
        first: The running number of the first receipt; None without receipts.
        last: The running number of the last receipt; None without receipts.
        running_start: The till's running total before the day, in rupiah.
        running_total: The till's running total after the day, in rupiah.
        till_id: The random id of the till's installation.
        enrolled: The signature by which a stand pack vouches for the key.
        qris: The QRIS codes that the stand showed that day, each as `NMID=hash of the code`, with
            spaces between; empty in files from before they were there.
        continues: Where this laptop took over the till from another one.
        makers: The makers that the file names, by code.
        sale_digests: Its sales that a file of another day, till or seat holds too.
        linked: Its refunds of sales that it does not hold, and its sales that such a refund in
            another file refers to, with its own corrections of these.
        journal: Its journal in short.
        drawer: Its drawer at the close; None where the file was read without its journal.
        offers: On which terms its goods were sold.
        notes: Who sold, and what was changed at the till.
        till_day: Stand, till and day.
        till_seat: Stand, till and seat.
        seat_day: Stand, till, seat and day.
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
    qris: str = ""
    continues: TakeoverProof | None = None
    breakdown: Breakdown = field(default_factory=Breakdown)
    makers: Mapping[str, FileMaker] = field(default_factory=dict)
    sale_digests: tuple[SaleDigest, ...] = ()
    journal: JournalMarks = field(default_factory=JournalMarks)
    linked: tuple[SaleDigest, ...] = ()
    drawer: Drawer | None = None
    offers: Offers = Offers()  # noqa: RUF009 - never changes
    notes: TillNotes = TillNotes()  # noqa: RUF009 - never changes
    till_day: TillDay = field(init=False, compare=False, repr=False)
    till_seat: TillSeat = field(init=False, compare=False, repr=False)
    seat_day: SeatDay = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Every rule asks for these of every file.
        object.__setattr__(self, "till_day", (self.stand, self.till, self.day))
        object.__setattr__(self, "till_seat", (self.stand, self.till, self.seat))
        object.__setattr__(self, "seat_day", (self.stand, self.till, self.seat, self.day))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was sold and no money moved, so that the day adds nothing anywhere."""
        drawer = self.drawer or Drawer()
        return self.first is None and drawer.float_ == drawer.expected == drawer.counted

    def without_sales(self, sales: Iterable[SaleDigest]) -> BookDay:
        """The day with some sales subtracted from its sums and links; its digests stay."""
        breakdown, gone = self.breakdown, set()
        for digest in sales:
            gone.add(digest.sale_id)
            # A day that was read without its goods has none to subtract.
            taken = (
                digest.breakdown if self.breakdown.goods else replace(digest.breakdown, goods={})
            )
            breakdown = breakdown.plus(taken, -1)
        if not gone:
            return self
        linked = tuple(digest for digest in self.linked if digest.sale_id not in gone)
        return replace(self, breakdown=breakdown, linked=linked)

    def number(self, running: int, seat: int | None = None) -> str:
        """The receipt number for a running number of this seat, or of another seat of the till."""
        seat = self.seat if seat is None else seat
        return TillIdentity("", self.stand, self.till, "", seat).number(running)


def book_day(day: VerifiedDay) -> BookDay:
    """What the book stores of a verified day, with a digest of each of its sales."""
    digests = sale_digests_of(day.tables)
    linked = corrections_of_other_files(digests)
    return replace(book_day_without_digests(day), sale_digests=digests, linked=linked)


def book_day_without_digests(day: VerifiedDay) -> BookDay:
    """What the book stores of a verified day that shares no sale with another file."""
    head, notes = day.head, notes_of(day)
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
        qris=_qris_codes(day),
        continues=read_takeover_proof(head.continues),
        breakdown=breakdown_of(day.tables),
        makers=_makers(day.tables),
        journal=journal_marks(day),
        drawer=drawer_of(day),
        offers=offers_of(day.tables, notes.moves),
        notes=notes,
    )


def sale_id_hashes(tables: DayTables) -> tuple[int, ...]:
    """A 64-bit hash of the id of each sale that a day holds or corrects, sorted.

    A sale has the same hash in every file, so that files which share a sale find each other.
    """
    held = {sale.sale_id for sale in tables.sales}
    named = {sale.refers_to for sale in tables.sales if sale.refers_to} - held
    digests = (hashlib.sha256(sale_id.encode()).digest() for sale_id in (*held, *named))
    return tuple(sorted(int.from_bytes(digest[:8], "big", signed=True) for digest in digests))


def corrections_of_other_files(digests: Iterable[SaleDigest]) -> tuple[SaleDigest, ...]:
    """The refunds among a file's sales whose sale the file does not hold."""
    return tuple(d for d in digests if d.details is not None and d.details.corrects_another_file)


def sale_digests_of(tables: DayTables) -> tuple[SaleDigest, ...]:
    """A digest of each sale of a day, in order."""
    return tuple(_digest(details) for details in sale_details_of(tables))


def _qris_codes(day: VerifiedDay) -> str:
    """The code at the close, and those that were stored during the day."""
    shown = [fact for fact in day.facts if fact["kind"] == "qris"]
    told = [day.head.qris or {}, *shown]
    found = {f"{code.get('nmid')}={code.get('sha256')}" for code in told if code}
    return " ".join(sorted(text if _QRIS_CODE.fullmatch(text) else "=" for text in found))


def _running(number: str | None) -> int | None:
    return None if number is None else running_of(number)


def _digest(details: SaleDetails) -> SaleDigest:
    """A digest of what was sold and paid, whether or not a cashier has confirmed that it arrived.

    A laptop that took over may have confirmed what the old one had not, or the other way round.
    """
    tenders = [tender._replace(confirmed=True) for tender in details.tenders]
    content = {"sale": details.sale, "lines": details.lines, "tenders": tenders}
    return SaleDigest(details.sale.sale_id, hashlib.sha256(canonical(content)).hexdigest(), details)


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
        name, share_bp = (maker.name, maker.share_bp) if maker else (code, None)
        found[code] = FileMaker(name, bearer, paid.get(code, 0), share_bp)
    return found
