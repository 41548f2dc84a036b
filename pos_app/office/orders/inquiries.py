"""The inquiries in a book's files, each once, and which contacts their journals name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.dayfile.sealed_contacts import named_contacts
from pos_app.dayfile.unpack import LATER_MEMBERS, MAX_FILE
from pos_app.domain.inquiry import KIND, Inquiry, inquiry_of
from pos_app.office.book import Book
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.eligibility import check_eligibility

_NAMES = tuple(name.encode() for name in LATER_MEMBERS)


class BookInquiry(NamedTuple):
    """An inquiry in a file that may count: stand, till and day of the file.

    `disputed`: two files say different things under its number.
    """

    inquiry: Inquiry
    stand: str
    till: str
    day: str
    disputed: bool = False


def inquiries_in(book: Book) -> list[BookInquiry]:
    """The inquiries of the newest files that may count, by number, each once."""
    found: dict[str, BookInquiry] = {}
    for day in _days_with_orders(book, _counted(book)):
        for fact in day.facts:
            if fact["kind"] == KIND:
                head, inquiry = day.head, inquiry_of(fact)
                known = found.get(inquiry.number)
                if known is None:
                    found[inquiry.number] = BookInquiry(inquiry, head.stand, head.till, head.day)
                elif known.inquiry.fact() | {"contact": ""} != inquiry.fact() | {"contact": ""}:
                    found[inquiry.number] = known._replace(disputed=True)
    return [found[number] for number in sorted(found)]


def contacts_named_in(book: Book) -> dict[str, str]:
    """The number of the order or inquiry for each contact that a file in the book names."""
    found: dict[str, str] = {}
    for day in _days_with_orders(book, book.identities()):
        found |= named_contacts(day.facts)
    return found


def _counted(book: Book) -> list[str]:
    eligible = check_eligibility(book.plan, book.days(), book.effective_decisions()).eligible
    return [chain.head.identity for _, chain in sorted(chains_of(eligible).items())]


def _days_with_orders(book: Book, identities: list[str]) -> Iterator[VerifiedDay]:
    """The files that have a table of orders or inquiries; others are not read."""
    for identity in identities:
        file = book.file(identity, MAX_FILE)
        if file is not None and any(name in file for name in _NAMES):
            yield read_day(file)
