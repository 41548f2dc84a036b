"""Every sale of a book that counts, read from its day files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.domain.day import TenderRow
from pos_app.gc_pause import gc_paused
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.status import Status

if TYPE_CHECKING:
    from pos_app.office.report.sales_table import BookSale
    from pos_app.printing.tables import Table

MOST_SALES = 50_000
"""Above it there is no table of sales: a spreadsheet is slow with more, and `publish` has them."""


def sales_table_of(path: Path, status: Status, lang: LanguageCode) -> Table | None:
    """Returns the table of every sale that counts; None where there are more than `MOST_SALES`.

    Its files are read one after the other, about 13 ms each.
    """
    from pos_app.office.report.sales_table import sales_table

    days = status.confirmed.days
    if sum(_receipts(day) for day in days) > MOST_SALES:
        return None
    with Book.open(path, writing=False) as book, gc_paused():
        return sales_table(_sales(book, status), lang)


def _receipts(day: BookDay) -> int:
    return 0 if day.first is None or day.last is None else day.last - day.first + 1


def _sales(book: Book, status: Status) -> Iterator[BookSale]:
    """The sales by stand, till, seat and day; one that two files hold is in the first."""
    from pos_app.office.report.sales_table import BookSale

    numbers: dict[str, str] = {}
    for day in status.confirmed.days:
        tables = _read(book, day.identity).tables
        tenders: dict[str, list[TenderRow]] = defaultdict(list)
        for tender in tables.tenders:
            tenders[tender.sale_id].append(tender)
        for sale in tables.sales:
            if sale.sale_id in numbers:
                continue
            numbers[sale.sale_id] = sale.number
            refers_to = numbers.get(sale.refers_to, "")
            paid = tuple(tenders[sale.sale_id])
            yield BookSale(day.day, day.stand, day.till, sale, refers_to, paid)


def _read(book: Book, identity: str) -> VerifiedDay:
    return read_day(book.file(identity, MAX_FILE) or b"")
