"""Checks one day file: from its bytes to everything that the book stores of the day.

A check needs nothing but the bytes, so it can run on any core or machine.
"""

from __future__ import annotations

from typing import NamedTuple

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.domain.review import review
from pos_app.errors import Problem
from pos_app.office.book_day import (
    SeatDay,
    TillSeat,
    book_day_without_digests,
    corrections_of_other_files,
    sale_digests_of,
    sale_id_hashes,
)
from pos_app.office.book_rows import Row, day_row, offer_rows, review_row, sale_digest_row
from pos_app.office.plan.event_plan import TillDay


class CheckedDay(NamedTuple):
    """A day file that passed every check.

    `row` is its row in the book's table `days`, and `review` that in `reviews`; `sales` are the
    hashes of the ids of the sales that it holds or corrects, `linked` its refunds of sales that it
    does not hold, as rows of the table `linked`, and `offers` the rows of its offers. `closed` are
    the numbers of the orders that it delivers or cancels.
    """

    identity: str
    code: str
    event: str
    stand: str
    till: str
    seat: int
    day: str
    key: str
    revision: int
    closed_at: str
    training: bool
    row: Row
    sales: tuple[int, ...]
    warnings: tuple[Problem, ...] = ()
    review: Row = ()
    supersedes: str | None = None
    linked: tuple[Row, ...] = ()
    offers: tuple[tuple[int, str], ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day

    @property
    def till_seat(self) -> TillSeat:
        """Stand, till and seat."""
        return self.stand, self.till, self.seat

    @property
    def seat_day(self) -> SeatDay:
        """Stand, till, seat and day."""
        return self.stand, self.till, self.seat, self.day


def check(file: bytes) -> CheckedDay:
    """Checks a file that anyone may have written. Raises DayFileError."""
    return checked_day(read_day(file))


def checked_day(found: VerifiedDay) -> CheckedDay:
    """What the book stores of a verified day."""
    head = found.head
    day = book_day_without_digests(found)
    return CheckedDay(
        identity=found.identity,
        code=found.code,
        event=head.event,
        stand=head.stand,
        till=head.till,
        seat=head.seat,
        day=head.day,
        key=head.key,
        revision=head.revision,
        closed_at=head.closed_at,
        training=head.training,
        row=day_row(day),
        sales=sale_id_hashes(found.tables),
        warnings=found.warnings,
        review=review_row(found.identity, review(found.facts)),
        supersedes=head.supersedes,
        linked=_corrections_of_other_files(found),
        offers=offer_rows(day),
        closed=tuple(sorted({note.order for note in day.notes.orders if note.is_closing})),
    )


def _corrections_of_other_files(found: VerifiedDay) -> tuple[Row, ...]:
    sales = found.tables.sales
    held = {sale.sale_id for sale in sales}
    if held.issuperset(sale.refers_to for sale in sales if sale.refers_to):
        return ()
    digests = corrections_of_other_files(sale_digests_of(found.tables))
    return tuple(sale_digest_row(found.identity, digest) for digest in digests)
