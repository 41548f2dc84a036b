"""The signed code of an order that this till took."""

from __future__ import annotations

from pos_app.dayfile.order_slip_code import OrderSlip, order_slip_text
from pos_app.domain.orders import Order
from pos_app.errors import PosError
from pos_app.services.orders.lookup import FoundOrder, find_order
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


def slip_text(shop: Shop, number: str) -> str:
    """Returns the text of the QR code of an order.

    Of an order that a laptop before this one took, the code is signed by this one. Raises PosError
    `order_unknown`; MachineError `key_missing`, `key_damaged`.
    """
    found = find_order(shop, number)
    if not found.order.own:
        raise PosError("order_unknown", order=number[:40])
    return signed_slip(shop, found)


def signed_slip(shop: Shop, found: FoundOrder) -> str:
    """Returns the signed text of an order of this till."""
    return order_slip_text(_slip(shop, found), shop.signer().sign)


def _slip(shop: Shop, found: FoundOrder) -> OrderSlip:
    order: Order = found.order
    identity, terms = shop.identity, order.terms
    return OrderSlip(
        event=identity.event,
        stand=identity.stand,
        till=identity.till,
        seat=identity.seat,
        till_id=identity.till_id,
        origin="" if order.origin == identity.till_id else order.origin,
        order=order.number,
        from_number=order.from_number,
        maker=terms.maker,
        maker_name=found.maker.name,
        share_bp=found.share_bp,
        what=terms.what,
        qty=terms.qty,
        total=terms.total,
        deposit=order.deposit,
        due=terms.due,
        country=terms.country,
        key=shop.signer().public_hex,
        enrolled=shop.settings.get(setting_keys.ENROLMENT),
        training=identity.training,
    )
