"""Cancelling an order: part of its deposit goes back to the buyer, the maker keeps the rest."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.money import Rupiah
from pos_app.domain.order_facts import return_facts
from pos_app.domain.orders import settle_return
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.orders.contacts import drop_own_copy
from pos_app.services.orders.delivering import check_allowed, trust_of
from pos_app.services.orders.lookup import open_order
from pos_app.services.reasons import checked_reason
from pos_app.services.selling.documents import (
    AlsoWrite,
    DocumentDetails,
    write_document,
    write_once,
)
from pos_app.services.shop.shop import Shop


def cancel_order(
    shop: Shop,
    text: str,
    returned: Rupiah,
    reason: str,
    payments: Sequence[Payment] = (),
    *,
    sale_id: str,
    cashier: str = "",
    allowed_by: str = "",
    also_write: AlsoWrite | None = None,
) -> Sale:
    """Cancels the order with that number or slip; `returned` of its deposit goes back.

    It goes back in cash if `payments` is empty. Called again with the same `sale_id`, it returns
    the same document. Raises PosError `lead_needed`, MachineError `sale_not_saved`, and as
    `write_cancellation` does.
    """
    details = DocumentDetails(sale_id, note=reason, cashier=cashier, also_write=also_write)

    def write() -> Sale:
        check_allowed(shop, open_order(shop, text), allowed_by or cashier)
        return write_cancellation(shop, text, returned, payments, details)

    return write_once(shop, sale_id, write)


def write_cancellation(
    shop: Shop,
    text: str,
    returned: Rupiah,
    payments: Sequence[Payment],
    details: DocumentDetails,
) -> Sale:
    """Writes the return of a deposit in one transaction; the reason is the note.

    Raises PosError `till_not_open`, `reason_missing`, `order_return_invalid`,
    `order_return_too_large`, `refund_tenders`, `tender_invalid`, and the codes of `open_order`.
    """
    reason = checked_reason(details.note)
    with shop.transaction():
        day = shop.require_open()
        found = open_order(shop, text)
        order = found.order
        if returned < 0:
            raise PosError("order_return_invalid", amount=returned)
        if returned > order.deposit:
            facts = {"order": order.number, "deposit": order.deposit, "amount": returned}
            raise PosError("order_return_too_large", **facts)
        if returned and not payments:
            payments = [Payment(Method.CASH, returned)]
        paid = settle_return(returned, payments)
        facts_told = return_facts(order, returned, reason) | trust_of(found)
        told = details._replace(note=reason, order=facts_told)
        drop_own_copy(shop, order.number)
        return write_document(shop, SaleKind.DEPOSIT_RETURN, "", (), paid, told, day)
