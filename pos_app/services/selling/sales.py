"""Selling a cart: one transaction, which is on disk before the buyer is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.pricing import CartItem, price_lines
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment, due, settle_sale
from pos_app.services.selling.documents import (
    AlsoWrite,
    DocumentDetails,
    write_document,
    write_once,
)
from pos_app.services.selling.unlisted_pieces import check_unlisted
from pos_app.services.shop.shop import Shop


def new_sale_id(shop: Shop) -> str:
    """Returns a new id for a sale: taken when payment begins, kept through every retry."""
    return shop.new_id()


def amount_due(shop: Shop, cart: Cart, methods: Sequence[Method]) -> Rupiah:
    """Returns the rupiah to be paid for the cart by `methods`: cash alone may be rounded."""
    return due(cart.total, methods, shop.identity.cash_rounding)


def sell(
    shop: Shop,
    cart: Cart,
    payments: Sequence[Payment],
    *,
    sale_id: str,
    note: str = "",
    country: str = "",
    cashier: str = "",
    allowed_by: str = "",
    also_write: AlsoWrite | None = None,
) -> Sale:
    """Sells the cart; when it returns, the sale is on disk.

    Called again with the same `sale_id`, it returns the same sale. Without `note` or `country`
    those of the cart are taken. `also_write` adds rows in the same transaction: the print job.
    `allowed_by` is the lead who allowed unlisted pieces that need one; a lead at the till needs
    nobody else.

    Raises PosError `till_not_open`, `no_lines`, `unlisted_lead_needed`, the codes of `settle_sale`;
    MachineError `disk_full` and the like, `sale_not_saved`.
    """
    check_unlisted(shop, cart, allowed_by or cashier)
    details = DocumentDetails(
        sale_id, note or cart.sale_note, country or cart.country, cashier, also_write=also_write
    )
    return write_once(
        shop, sale_id, lambda: write_sale(shop, cart.items, cart.discount, payments, details)
    )


def write_sale(
    shop: Shop,
    items: Sequence[CartItem],
    discount: Rupiah,
    payments: Sequence[Payment],
    details: DocumentDetails,
) -> Sale:
    """Writes one sale of `items` in one transaction; `discount` is on the whole sale.

    Raises PosError `till_not_open`, the codes of `price_lines` and `settle_sale`.
    """
    with shop.transaction():
        day = shop.require_open()
        lines = price_lines(items, discount)
        amount = sum(line.amount for line in lines)
        paid = settle_sale(amount, payments, shop.identity.cash_rounding)
        return write_document(shop, SaleKind.SALE, "", lines, paid, details, day)
