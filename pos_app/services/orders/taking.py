"""Taking an order: its deposit is a document of the till, with the next receipt number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.catalogue import match_maker
from pos_app.domain.contact import Contact
from pos_app.domain.order_facts import deposit_facts
from pos_app.domain.orders import (
    MAX_DETAIL,
    MAX_WHAT,
    Deliver,
    Order,
    OrderTerms,
    check_terms,
    number_prefix,
    order_number,
    settle_deposit,
)
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.catalogue.product_lookup import all_makers, product_of_sku
from pos_app.services.orders.contacts import keep_contact
from pos_app.services.selling.documents import (
    AlsoWrite,
    DocumentDetails,
    write_document,
    write_once,
)
from pos_app.services.shop.shop import Shop
from pos_app.store import orders as order_store


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who ordered, and when they agreed that it is kept; it goes into the sealed box only."""

    contact: Contact
    consent_at: str = ""


NOBODY = Buyer(Contact())


def take_order(
    shop: Shop,
    terms: OrderTerms,
    payments: Sequence[Payment],
    *,
    sale_id: str,
    cashier: str = "",
    buyer: Buyer = NOBODY,
    also_write: AlsoWrite | None = None,
) -> Sale:
    """Takes an order with a deposit; when it returns, the deposit's document is on disk.

    Called again with the same `sale_id`, it returns the same document. `also_write` adds rows in
    the same transaction: the print jobs of the slips. Raises as `write_order` does, and
    MachineError `sale_not_saved`.
    """
    details = DocumentDetails(sale_id, cashier=cashier, also_write=also_write)
    return write_once(shop, sale_id, lambda: write_order(shop, terms, payments, details, buyer))


def write_order(
    shop: Shop,
    terms: OrderTerms,
    payments: Sequence[Payment],
    details: DocumentDetails,
    buyer: Buyer = NOBODY,
) -> Sale:
    """Writes the deposit of an order in one transaction.

    Raises PosError `till_not_open`, `order_maker_unknown`, `sku_unknown`, `order_deposit_zero`,
    `order_deposit_too_large`, `order_deliver_invalid`, `tender_invalid`, and as `check_terms` and
    `keep_contact`.
    """
    with shop.transaction():
        day = shop.require_open()
        terms = _checked(shop, terms)
        paid = settle_deposit(payments, terms.total)
        last = order_store.last_running(shop.database, number_prefix(shop.identity))
        number = order_number(shop.identity, last + 1)
        box = keep_contact(shop, number, buyer.contact, buyer.consent_at)
        order = Order(
            number=number,
            terms=terms,
            deposit=sum(payment.amount for payment in payments),
            from_number="",
            origin=shop.identity.till_id,
            at="",
            contact=box,
            consent_at=buyer.consent_at if box else "",
        )
        told = details._replace(order=deposit_facts(order))
        return write_document(shop, SaleKind.DEPOSIT, "", (), paid, told, day)


def _checked(shop: Shop, terms: OrderTerms) -> OrderTerms:
    """Returns the terms in their exact form, with the maker's code."""
    maker = match_maker(terms.maker, all_makers(shop))
    if maker is None:
        raise PosError("order_maker_unknown", text=terms.maker[:40])
    product = product_of_sku(shop, terms.sku) if terms.sku else None
    if terms.sku and product is None:
        raise PosError("sku_unknown", sku=terms.sku[:60])
    if terms.deliver not in set(Deliver):
        raise PosError("order_deliver_invalid", text=str(terms.deliver)[:40])
    tidy = terms._replace(
        maker=maker.code,
        what=tidy_text(terms.what, MAX_WHAT),
        sku=product.sku if product else "",
        size=tidy_text(terms.size, MAX_DETAIL),
        colour=tidy_text(terms.colour, MAX_DETAIL),
    )
    check_terms(tidy)
    return tidy


def tidy_text(text: str, limit: int) -> str:
    """Returns a text in one line of at most `limit` characters that can be printed."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:limit].strip()
