"""Reading sales, refunds and voids that are already on disk."""

from __future__ import annotations

from collections import Counter

from pos_app.domain.sale import Sale
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import earlier_documents
from pos_app.store import sales as sale_store


def get_sale(shop: Shop, number: str) -> Sale:
    """Returns the stored document with that receipt number. Raises PosError `sale_unknown`."""
    sale = find_document(shop, "number", number)
    if sale is None:
        raise PosError("sale_unknown", number=number)
    return sale


def find_document(shop: Shop, column: str, value: str) -> Sale | None:
    """Returns the document whose `column` (`id` or `number`) is `value`, or None.

    It may be of an earlier day that another laptop of the till closed.
    """
    found = sale_store.sale_by(shop.database, column, value)
    return found or earlier_documents.document_by(shop.database, column, value)


def corrections_of(shop: Shop, sale_id: str) -> list[Sale]:
    """Returns all refunds and voids of a sale that are known here, the earliest first."""
    earlier = earlier_documents.corrections_of(shop.database, sale_id)
    return [*earlier, *sale_store.corrections_of(shop.database, sale_id)]


def receipt_number_of(shop: Shop, sale_id: str) -> str:
    """Returns the receipt number of the document with that id, or an empty text."""
    sale = find_document(shop, "id", sale_id)
    return "" if sale is None else sale.number


def list_sales(shop: Shop, day: str | None = None) -> list[sale_store.SaleSummary]:
    """Returns the documents of `day`, or of all days, in the order of their numbers."""
    return list(sale_store.summaries(shop.database, day))


def refunded_pieces(shop: Shop, sale: Sale) -> Counter[int]:
    """Returns how many pieces of the sale were refunded or voided so far, by line number."""
    pieces: Counter[int] = Counter()
    for correction in corrections_of(shop, sale.id):
        for line in correction.lines:
            pieces[line.line] -= line.qty
    return pieces
