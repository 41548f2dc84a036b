"""Files of two laptops side by side: read from the book, so that a person can choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, SeatDay
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.eligibility import (
    FOREIGN_KEY,
    KEY_WITHOUT_PACK,
    check_eligibility,
)
from pos_app.office.reconcile.two_laptops import LaptopFile, TwoLaptops, compare_laptops
from pos_app.office.totals_algebra import SaleDetails

__all__ = ["LaptopFile", "TwoLaptops", "compare_files", "compare_till_day", "laptop_files"]


_FOR_ITS_KEY = (FOREIGN_KEY, KEY_WITHOUT_PACK)


def compare_till_day(path: Path, seat_day: SeatDay) -> TwoLaptops:
    """Compares the files of a till, seat and day that contradict each other.

    There are no files in the answer where fewer than two do.
    """
    with Book.open(path, writing=False) as book:
        ends = laptop_files(book, seat_day)
        return compare_files(book, ends) if len(ends) > 1 else TwoLaptops()


def laptop_files(book: Book, seat_day: SeatDay) -> tuple[BookDay, ...]:
    """The files of a till, seat and day that may count and that no other one supersedes.

    One that lost by a choice of the office is among them: the office may choose anew. Where only
    one may count, those that were set aside for their key are too: a laptop that replaced another
    one on the same day may have sold the rest of it.
    """
    days, effective = book.days(), book.effective_decisions()
    aside = {day.identity: code for day, code in _set_aside(book, days, effective)}
    there = [
        day for day in days if day.seat_day == seat_day and day.identity not in effective.dismissed
    ]
    ends = _ends(day for day in there if day.identity not in aside)
    if len(ends) < 2:
        ends = _ends(day for day in there if aside.get(day.identity) in (None, *_FOR_ITS_KEY))
    return ends


def _set_aside(
    book: Book, days: list[BookDay], effective: EffectiveDecisions
) -> tuple[tuple[BookDay, str], ...]:
    return check_eligibility(book.plan, days, effective).set_aside


def _ends(days: Iterable[BookDay]) -> tuple[BookDay, ...]:
    """The files of one till, seat and day that no other one supersedes."""
    return tuple(end for chain in chains_of(days).values() for end in chain.ends)


def compare_files(book: Book, ends: Sequence[BookDay]) -> TwoLaptops:
    """Compares some files of one till, seat and day, with the days before them.

    What they give back is also held against the sales of other tills.
    """
    days = [_read(book, file.identity) for file in ends]
    compared = {file.identity for file in ends}
    return compare_laptops(days, list(_before(book, ends[0])), _linked(book, compared))


def _linked(book: Book, compared: Collection[str]) -> Iterator[SaleDetails]:
    """Sales of other files that are given back elsewhere, and refunds of other files that count.

    As for every refund, a sale explains one also where its own file does not count.
    """
    days = [day for day in book.days() if day.identity not in compared]
    eligible = check_eligibility(book.plan, days, book.effective_decisions()).eligible
    counted = {day.identity for chain in chains_of(eligible).values() for day in chain.ends}
    for day in days:
        for details in (digest.details for digest in day.linked):
            if details and (not details.sale.refers_to or day.identity in counted):
                yield details


def _before(book: Book, day: BookDay) -> Iterator[VerifiedDay]:
    """The till's earlier days, as far as the book has them, the latest first."""
    known = {file.identity: file for file in book.days_of_till(day.stand, day.till)}
    before = known.get(day.prev_day or "")
    while before is not None:
        yield _read(book, before.identity)
        before = known.get(before.prev_day or "")


def _read(book: Book, identity: str) -> VerifiedDay:
    file = book.file(identity, MAX_FILE)
    assert file is not None
    return read_day(file)
