"""The status of a book, from its files, decisions and closing slips."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from pos_app.office.book import Book
from pos_app.office.book_day import BookDay
from pos_app.office.plan.handed_out import handed_out
from pos_app.office.reconcile.paper_days import book_slips
from pos_app.office.reconcile.settlement_rules import needs_goods
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.records import RecordKind


def status_in(book: Book, days: Iterable[BookDay], through: str) -> Status:
    """The status through a day; `days` are the files of the book, read with or without goods.

    The goods are read of those files whose settlement a decision may change.
    """
    effective = book.effective_decisions()
    days = book.with_goods(days, partial(needs_goods, book.plan, effective))
    handed = handed_out(book.plan, book.records(RecordKind.GOODS), book.owner_key)
    return status_of(book.plan, days, through, effective, book_slips(book), handed)
