"""Delivering an order: a sale of its total that the deposit and the balance pay for."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.order_facts import delivery_facts
from pos_app.domain.orders import delivery_lines, settle_delivery
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment
from pos_app.services.orders.contacts import drop_own_copy
from pos_app.services.orders.lookup import BY_LEAD, FoundOrder, open_order
from pos_app.services.selling.documents import (
    AlsoWrite,
    DocumentDetails,
    write_document,
    write_once,
)
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import check_lead
from pos_app.store import catalogue as catalogue_store


def deliver_order(
    shop: Shop,
    text: str,
    payments: Sequence[Payment],
    *,
    sale_id: str,
    cashier: str = "",
    allowed_by: str = "",
    also_write: AlsoWrite | None = None,
) -> Sale:
    """Delivers the order with that number or slip; when it returns, the sale is on disk.

    `payments` pay the balance. Called again with the same `sale_id`, it returns the same sale.
    `allowed_by` is the lead who accepts a slip that no stand pack vouches for. Raises PosError
    `lead_needed`, MachineError `sale_not_saved`, and as `write_delivery` does.
    """
    details = DocumentDetails(sale_id, cashier=cashier, also_write=also_write)

    def write() -> Sale:
        check_allowed(shop, open_order(shop, text), allowed_by or cashier)
        return write_delivery(shop, text, payments, details)

    return write_once(shop, sale_id, write)


def check_allowed(shop: Shop, found: FoundOrder, allowed_by: str) -> None:
    """Refuses a slip that nobody vouches for without a lead. Raises PosError `lead_needed`."""
    if found.needs_lead:
        check_lead(shop, allowed_by)


def write_delivery(
    shop: Shop, text: str, payments: Sequence[Payment], details: DocumentDetails
) -> Sale:
    """Writes the delivery of an order in one transaction.

    Raises PosError `till_not_open`, the codes of `open_order` and `settle_sale`.
    """
    with shop.transaction():
        day = shop.require_open()
        found = open_order(shop, text)
        order = found.order
        _add_maker(shop, found)
        lines = delivery_lines(order, found.share_bp)
        paid = settle_delivery(order, payments, shop.identity.cash_rounding)
        told = details._replace(
            country=details.country or order.terms.country,
            order=delivery_facts(order) | trust_of(found),
        )
        drop_own_copy(shop, order.number)
        return write_document(shop, SaleKind.SALE, "", lines, paid, told, day)


def trust_of(found: FoundOrder) -> dict[str, str]:
    """Returns what the journal says of a slip for which only a lead vouches."""
    return {"trust": BY_LEAD} if found.needs_lead else {}


def _add_maker(shop: Shop, found: FoundOrder) -> None:
    """Adds the maker of another stand's order, whom this till does not know."""
    if all(maker.code != found.maker.code for maker in catalogue_store.makers(shop.database)):
        catalogue_store.put_makers(shop.database, [found.maker])
