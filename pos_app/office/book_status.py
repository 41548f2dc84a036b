"""The status of a book, from its files, decisions, closing slips and interim totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from pos_app.dayfile.reader import DayFileError
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.piece_sales import UniqueSale, sales_in_file
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.plan.handed_out import handed_out
from pos_app.office.plan.plan_changes import changed_plan
from pos_app.office.reconcile.interim_totals import book_interims
from pos_app.office.reconcile.paper_days import book_slips
from pos_app.office.reconcile.partial_days import book_partials
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
    plans = partial(_plan_under, book, effective)
    slips, interims = book_slips(book), book_interims(book)
    pieces = partial(_sales_in, book)
    found = status_of(book.plan, days, through, effective, slips, handed, plans, interims, pieces)
    return replace(found, partials=book_partials(book))


def _sales_in(book: Book, identity: str, skus: frozenset[str]) -> tuple[UniqueSale, ...]:
    """A file's lines with goods of these codes. Raises MachineError `book_damaged`."""
    try:
        return sales_in_file(book.file(identity, MAX_FILE) or b"", skus)
    except DayFileError as error:
        raise book.damaged() from error


def _plan_under(book: Book, now: EffectiveDecisions, other: EffectiveDecisions) -> EventPlan:
    """The plan as other decisions than those of now would change it."""
    changes = other.plan_changes
    if changes == now.plan_changes:
        return book.plan
    return changed_plan(book.plan_toml, changes) if changes else book.first_plan
