"""Every sale, void and refund that counts, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pos_app.clock import parse_stamp
from pos_app.domain.day import SaleRow, TenderRow
from pos_app.domain.payment_methods import METHOD_OF_TENDER, METHODS
from pos_app.languages import LanguageCode
from pos_app.office.report.countries import country_words
from pos_app.office.report.detail_tables import paid_columns
from pos_app.office.report.table_words import made_table
from pos_app.printing.tables import Cell, Table
from pos_app.texts import text, texts_in

_COLUMNS = (
    "day:day time:text stand:text till:text number:text kind:text refers_to:text country:text"
    " gross discount rounding net"
)


class BookSale(NamedTuple):
    """A sale, void or refund with its place and payments; `refers_to` is a receipt number."""

    day: str
    stand: str
    till: str
    sale: SaleRow
    refers_to: str
    tenders: tuple[TenderRow, ...]


def sales_table(sales: Iterable[BookSale], lang: LanguageCode) -> Table:
    """The table of the sales; its net adds up to the confirmed net.

    It names no person: neither cashier nor buyer, and no reference of a payment.
    """
    note = text("report", "sales_note", lang)
    made = made_table("sales", _COLUMNS, _rows(sales, lang), lang, note=note)
    return made._replace(columns=(*made.columns, *paid_columns(lang)))


def _rows(sales: Iterable[BookSale], lang: LanguageCode) -> Iterator[tuple[Cell, ...]]:
    kinds = texts_in("sale_kinds", lang)
    for found in sales:
        sale = found.sale
        country = country_words(sale.country, lang) if sale.country else ""
        yield (
            *(found.day, f"{parse_stamp(sale.at):%H:%M}", found.stand, found.till, sale.number),
            *(kinds[sale.kind], found.refers_to, country),
            *(sale.gross, sale.discount, sale.rounding, sale.net, *_paid(found.tenders)),
        )


def _paid(tenders: Iterable[TenderRow]) -> list[int]:
    """Rupiah by method, change taken off the cash, and the unconfirmed part."""
    paid = dict.fromkeys(METHODS, 0)
    unconfirmed = 0
    for tender in tenders:
        if tender.method in METHOD_OF_TENDER:  # not what was paid before, as a deposit
            paid[METHOD_OF_TENDER[tender.method]] += tender.amount
        unconfirmed += 0 if tender.confirmed else tender.amount
    return [*paid.values(), unconfirmed]
